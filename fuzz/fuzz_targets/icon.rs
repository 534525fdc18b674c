//! Icons: a list of pictures, each of which is read.

#![no_main]

use briefpress_fuzz::look_into;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    look_into("a.ico", bytes);
});
