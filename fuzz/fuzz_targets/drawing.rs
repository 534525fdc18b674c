//! Drawings: what can act is found or the drawing refused, and its words are read.

#![no_main]

use briefpress::load::fuzzing::inspect_drawing;
use briefpress::source::SourcePath;
use briefpress_fuzz::{check_findings, look_into};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (size, findings) = inspect_drawing(&SourcePath::new("a.svg"), bytes);
    assert!(size.0 > 0 && size.1 > 0, "{size:?}");
    check_findings(&findings);
    look_into("a.svg", bytes);
});
