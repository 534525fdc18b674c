//! What a text must have before anything can be said of a real name in it; found in one pass over the words of the text.

use std::ops::Range;
use std::sync::LazyLock;

use crate::identity::{Lexicon, WordStarts};

/// What a phrase may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// A word for a name; its range is that of `name` in it.
    Name,
    /// The same in Welsh.
    WelshName,
    /// `changed from`
    Changed,
    /// ` own was`
    Own,
    /// `that is,`
    ThatIs,
    /// A list of what letters stand for: `Key: A = ...`.
    Key,
    /// A paragraph with it says that a name in it is a pseudonym.
    OfPseudonyms,
    /// A letter of the real name.
    Letters,
    /// `initials`, which many have.
    Initials,
    /// What a name that was chosen has of the real one.
    Likeness,
}

/// The phrases, in small letters, each beginning a word.
const PHRASES: [(&str, Cue); 36] = [
    ("name", Cue::Name),
    ("surname", Cue::Name),
    ("forename", Cue::Name),
    ("nickname", Cue::Name),
    ("username", Cue::Name),
    ("codename", Cue::Name),
    ("filename", Cue::Name),
    ("firstname", Cue::Name),
    ("lastname", Cue::Name),
    ("enw iawn", Cue::WelshName),
    ("henw iawn", Cue::WelshName),
    ("enw go iawn", Cue::WelshName),
    ("henw go iawn", Cue::WelshName),
    ("changed from ", Cue::Changed),
    ("own", Cue::Own),
    ("that is, ", Cue::ThatIs),
    ("key", Cue::Key),
    ("allwedd", Cue::Key),
    ("made up", Cue::OfPseudonyms),
    ("pseudonym", Cue::OfPseudonyms),
    ("call ", Cue::OfPseudonyms),
    ("called ", Cue::OfPseudonyms),
    ("used for", Cue::OfPseudonyms),
    ("stands for", Cue::OfPseudonyms),
    ("same first letter", Cue::Letters),
    ("same initial", Cue::Letters),
    ("same letter as", Cue::Letters),
    ("first letter of his", Cue::Letters),
    ("first letter of her", Cue::Letters),
    ("initials", Cue::Initials),
    ("rhymes with ", Cue::Likeness),
    ("anagram of ", Cue::Likeness),
    ("sounds like ", Cue::Likeness),
    ("short for ", Cue::Likeness),
    ("translation of ", Cue::Likeness),
    ("version of ", Cue::Likeness),
];

/// Every cue of a text, in its order.
pub(super) fn cues(text: &str, starts: &WordStarts) -> Vec<(Cue, Range<usize>)> {
    static LEXICON: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::new(PHRASES.iter().map(|(phrase, _)| *phrase)));
    let mut cues = Vec::new();
    for (number, range) in LEXICON.find(text, starts, |_| true) {
        let cue = PHRASES[number].1;
        let lead = &text[..range.start];
        let behind = &text[range.end..];
        match cue {
            Cue::Name => {
                let name = range.end - "name".len()..range.end;
                let is_of_pseudonyms = lead.ends_with("real ")
                    || [" used", "s have been changed", " has been changed"]
                        .iter()
                        .any(|end| behind.starts_with(end));
                if is_of_pseudonyms {
                    cues.push((Cue::OfPseudonyms, name.clone()));
                }
                cues.push((Cue::Name, name));
            }
            Cue::Own => {
                if lead.ends_with("not her ") || lead.ends_with("not his ") {
                    cues.push((Cue::OfPseudonyms, range.clone()));
                }
                if lead.ends_with(' ') && behind.starts_with(" was ") {
                    cues.push((Cue::Own, range.start - 1..range.end));
                }
            }
            // `we call her`, `who is called`, `have called`
            Cue::OfPseudonyms if text[range.clone()].starts_with(['c', 'C']) && !lead.ends_with("e ") => {}
            cue => cues.push((cue, range)),
        }
    }
    cues
}
