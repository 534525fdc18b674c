//! Looking around in a text.

/// The words right before a byte, at most `reach` bytes of them, in small letters.
pub(super) fn before(text: &str, at: usize, reach: usize) -> String {
    let mut from = at.saturating_sub(reach);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..at];
    near.rsplit('\n').next().unwrap_or(near).to_ascii_lowercase()
}

/// The words of a label right before a byte: those of the line before where the line begins here, for lines of a page break
/// anywhere.
pub(super) fn label_before(text: &str, at: usize, reach: usize) -> String {
    let near = before(text, at, reach);
    if !near.trim().is_empty() {
        return near;
    }
    let lead = text[..at].trim_end_matches([' ', '\t', '\r', '\n']);
    if text[lead.len()..at].matches('\n').count() > 1 { near } else { before(text, lead.len(), reach) }
}

/// The words right behind a byte, at most `reach` bytes of them, in small letters.
pub(super) fn after(text: &str, at: usize, reach: usize) -> String {
    let mut to = at.saturating_add(reach).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let near = &text[at..to];
    near.split('\n').next().unwrap_or(near).to_ascii_lowercase()
}

/// Whether some words end in one of some phrases, apart from signs and small words between.
pub(super) fn ends_in(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        last(words, phrase).is_some_and(|at| {
            let rest = &words[at + phrase.len()..];
            let starts_a_word = words[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            starts_a_word
                && rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
                    matches!(
                        word,
                        "s" | "is"
                            | "was"
                            | "no"
                            | "number"
                            | "the"
                            | "of"
                            | "on"
                            | "at"
                            | "nr"
                            | "ref"
                            | "reference"
                            | "are"
                            | "a"
                            | "an"
                            | "in"
                            | "as"
                            | "under"
                    )
                })
        })
    })
}

/// Where a phrase stands last in a few words. The searcher of the standard library does as much work before it begins as this
/// does in all, and it is asked for dozens of phrases at each number.
fn last(words: &str, phrase: &str) -> Option<usize> {
    let (words, phrase) = (words.as_bytes(), phrase.as_bytes());
    memchr::memrchr_iter(*phrase.first()?, words).find(|at| words[*at..].starts_with(phrase))
}

/// Whether the byte before and the byte behind a range can not belong to the same word or number.
pub(super) fn stands_alone(text: &str, range: &std::ops::Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let wordy = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 && byte != 0xC2 && byte != 0xE2;
    let before = range.start.checked_sub(1).map(|at| bytes[at]);
    let behind = bytes.get(range.end).copied();
    before.is_none_or(|byte| !wordy(byte)) && behind.is_none_or(|byte| !wordy(byte))
}
