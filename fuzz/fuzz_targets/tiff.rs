//! The pages of TIFF behind the number that says what it is: read or refused, and stripped at once.

#![no_main]

use briefpress_fuzz::look_into_picture;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // In both orders of bytes, of which the first bit says which.
    let head = if bytes.first().is_some_and(|byte| byte & 1 == 1) { b"MM\0*" } else { b"II*\0" };
    look_into_picture(&[head, bytes.get(1..).unwrap_or_default()].concat());
});
