//! Words in files that are no text: what a person could read in them, in UTF-8 and in UTF-16.

use super::reading::{Reading, Step};

/// The shortest run of characters that counts as words.
const SHORTEST: usize = 5;

/// Hands on every run of readable characters.
pub(super) fn read(reading: &mut Reading<'_>, whereabouts: &str, bytes: &[u8]) -> Step {
    let words = words(reading, bytes)?;
    reading.passage(whereabouts, &words);
    Ok(())
}

/// The same of what a program wrote for programs.
pub(super) fn read_markup(reading: &mut Reading<'_>, whereabouts: &str, bytes: &[u8]) -> Step {
    let words = words(reading, bytes)?;
    reading.markup(whereabouts, words.lines());
    Ok(())
}

fn words(reading: &mut Reading<'_>, bytes: &[u8]) -> Step<String> {
    reading.steps(bytes.len() as u64 / 64)?;
    let mut words = String::new();
    let chunks = bytes.utf8_chunks().flat_map(|chunk| {
        let end = (!chunk.invalid().is_empty()).then_some('\0');
        chunk.valid().chars().chain(end)
    });
    collect(chunks, &mut words);
    // Where a character begins, and which of its bytes comes first, is not known.
    for start in [0, 1] {
        for unit in [u16::from_le_bytes, u16::from_be_bytes] {
            let pairs = bytes.get(start..).unwrap_or_default().chunks_exact(2);
            collect(pairs.map(|pair| latin(unit([pair[0], pair[1]]))), &mut words);
        }
    }
    Ok(words)
}

/// A unit of UTF-16 that is a character of the Latin alphabets: of all others, half of any file is full.
fn latin(unit: u16) -> char {
    const LAST: u16 = 0x24F;
    char::from_u32(u32::from(unit)).filter(|_| unit <= LAST).unwrap_or('\0')
}

fn collect(characters: impl Iterator<Item = char>, words: &mut String) {
    let start_of_run = &mut words.len();
    for character in characters {
        if character.is_ascii_graphic() || character == ' ' || (!character.is_ascii() && is_word(character)) {
            words.push(character);
        } else {
            end_run(words, start_of_run);
        }
    }
    end_run(words, start_of_run);
}

/// Whether a character that is not ASCII may stand in a name: a letter, an accent, an apostrophe, a hyphen or a blank.
fn is_word(character: char) -> bool {
    character.is_alphabetic()
        || matches!(character, '\u{a0}' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{2010}'..='\u{2019}')
}

fn end_run(words: &mut String, start: &mut usize) {
    if words.len() - *start < SHORTEST {
        words.truncate(*start);
    } else {
        // Beside words in UTF-16 stand lengths and counts that read as letters of other languages.
        let run = &words[*start..];
        let core = run.trim_matches(|letter: char| !letter.is_ascii());
        if core.len() < run.len() && core.len() >= SHORTEST {
            let core = core.to_owned();
            words.push('\n');
            words.push_str(&core);
        }
        words.push('\n');
    }
    *start = words.len();
}
