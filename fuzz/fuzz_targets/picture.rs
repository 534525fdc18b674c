//! Pictures: read or refused; what is stripped has nothing left, and is stripped at once.

#![no_main]

use briefpress_fuzz::look_into_picture;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // How large a picture is, is asked of every file of that name.
    let _ = imagesize::blob_size(bytes);
    look_into_picture(bytes);
});
