//! Pictures: read or refused; what is stripped has nothing left, and is stripped at once.

#![no_main]

use briefpress::attachment::{TraceKind, strip};
use briefpress_fuzz::look_into;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    look_into("a.jpg", bytes);
    if let Some(stripped) = strip(bytes) {
        assert_eq!(strip(&stripped), None, "stripped twice");
        let traces = look_into("a.jpg", &stripped);
        let left = [TraceKind::Location, TraceKind::Author, TraceKind::PictureMetadata];
        assert!(traces.iter().all(|trace| !left.contains(&trace.kind)), "{traces:?}");
    }
});
