//! How many pages a PDF has, which is counted at every build.

#![no_main]

use std::io::{Seek as _, Write as _};

use briefpress::load::fuzzing::count_pages;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    thread_local! {
        static FILE: std::fs::File = {
            let path = std::env::temp_dir().join(format!("briefpress-fuzz-pages-{}", std::process::id()));
            let options = std::fs::File::options().read(true).write(true).create_new(true).open(&path);
            let file = options.expect("a file for what is read");
            // It is reached by the open file alone.
            std::fs::remove_file(path).expect("the file is there");
            file
        };
    }
    FILE.with(|mut file| {
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(bytes))
            .expect("a file takes it");
        assert_ne!(count_pages(file, bytes.len() as u64), Some(0));
    });
});
