//! The parts of Office documents as text, each after a line `--- NAME`, packed by the target.

#![no_main]

use std::io::{Cursor, Write};

use briefpress_fuzz::look_into;
use libfuzzer_sys::fuzz_target;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

fuzz_target!(|text: &str| {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in text.split("--- ").skip(1) {
        let (name, body) = part.split_once('\n').unwrap_or((part, ""));
        if writer.start_file(name, options).is_ok() {
            let _ = writer.write_all(body.as_bytes());
        }
    }
    if let Ok(packed) = writer.finish() {
        look_into("a.docx", &packed.into_inner());
    }
});
