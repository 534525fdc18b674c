//! Packed documents.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::Part;

/// The parts as files of an archive, `comment` as what is said of it; the text `PK` alone stands for an archive with nothing in it.
/// A file within is described with lines `---- PART`.
pub(crate) fn zipped(parts: &[Part<'_>]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        if *name == "comment" {
            writer.set_comment(body.as_str()).unwrap();
            continue;
        }
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        let within = super::built(name, &body.replace("---- ", "--- "));
        match within {
            Some(bytes) => writer.write_all(&bytes).unwrap(),
            None if body == "PK" => writer.write_all(&zipped(&[])).unwrap(),
            None => writer.write_all(body.as_bytes()).unwrap(),
        }
    }
    writer.finish().unwrap().into_inner()
}
