//! Fonts, plain and packed in two ways: read or refused, within the limits.

#![no_main]

use briefpress_fuzz::look_into;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let head: &[u8] = match kind % 4 {
        0 => b"\0\x01\0\0",
        1 => b"wOFF",
        2 => b"wOF2",
        _ => b"",
    };
    look_into("a.woff2", &[head, rest].concat());
});
