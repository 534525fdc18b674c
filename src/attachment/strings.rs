//! Words in files that are no text: what a person could read in them, in ASCII and in UTF-16.

use super::reading::{Reading, Step};

/// The shortest run of characters that counts as words.
const SHORTEST: usize = 5;

/// Hands on every run of readable characters.
pub(super) fn read(reading: &mut Reading<'_>, whereabouts: &str, bytes: &[u8]) -> Step {
    reading.steps(bytes.len() as u64 / 64)?;
    let mut words = String::new();
    collect(bytes.iter().map(|byte| Some(*byte)), &mut words);
    for start in [0, 1] {
        let pairs = bytes.get(start..).unwrap_or_default().chunks_exact(2);
        collect(pairs.map(|pair| if pair[1] == 0 { Some(pair[0]) } else { None }), &mut words);
    }
    reading.passage(whereabouts, &words);
    Ok(())
}

fn collect(characters: impl Iterator<Item = Option<u8>>, words: &mut String) {
    let start_of_run = &mut words.len();
    for character in characters {
        match character.filter(|byte| byte.is_ascii_graphic() || *byte == b' ') {
            Some(byte) => words.push(char::from(byte)),
            None => end_run(words, start_of_run),
        }
    }
    end_run(words, start_of_run);
}

fn end_run(words: &mut String, start: &mut usize) {
    if words.len() - *start < SHORTEST {
        words.truncate(*start);
    } else {
        words.push('\n');
    }
    *start = words.len();
}
