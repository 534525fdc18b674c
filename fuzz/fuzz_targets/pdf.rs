//! PDF: read or refused, within the limits.

#![no_main]

use briefpress_fuzz::look_into;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    look_into("a.pdf", bytes);
});
