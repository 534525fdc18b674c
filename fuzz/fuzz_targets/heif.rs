//! The boxes of AVIF and HEIC behind the one that says what they are: read or refused, and stripped at once.

#![no_main]

use briefpress_fuzz::look_into_picture;
use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"\0\0\0\x1Cftypavif\0\0\0\0avifmif1miaf";

fuzz_target!(|bytes: &[u8]| {
    let file = [HEAD, bytes].concat();
    let _ = imagesize::blob_size(&file);
    look_into_picture(&file);
});
