//! Texts, with the commands of RTF or the elements of a drawing: the first byte says which.

#![no_main]

use briefpress_fuzz::look_into;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    match kind % 4 {
        0 => look_into("a.csv", rest),
        1 => look_into("a.rtf", &[b"{\\rtf", rest].concat()),
        2 => look_into("a.svg", rest),
        _ => look_into("a", rest),
    };
});
