//! Words in a body that are not its author's.
//!
//! A body is parsed once for all pages that show it, whatever the theme; what the program adds to it is said by the theme, in
//! the language of the page. So the HTML of a body has marks where such a word goes. No text can hold one by itself: a control
//! character in a text is refused, and one that an entity makes is replaced.

use std::fmt::Write as _;

const BEGIN: char = '\u{1}';
const END: char = '\u{2}';

/// A word that the program adds to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddedWord {
    /// What is said.
    pub kind: AddedWordKind,
    /// The number of the footnote that is spoken of; else 0.
    pub note: u32,
    /// Which of the places that refer to this footnote is spoken of; else 0.
    pub place: u32,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $key:literal,)+) => {
        /// What an [`AddedWord`] says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum AddedWordKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl AddedWordKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The key of the word in a theme; empty for the one that is an attribute.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$kind => $key,)+
                }
            }
        }
    };
}

kinds! {
    /// The attribute that names the language of the words in the same tag, where the theme does not speak that of the page.
    Language = "",
    /// The kind of an alert.
    Note = "alert_note",
    /// The kind of an alert.
    Tip = "alert_tip",
    /// The kind of an alert.
    Important = "alert_important",
    /// The kind of an alert.
    Warning = "alert_warning",
    /// The kind of an alert.
    Caution = "alert_caution",
    /// A box of a list of tasks that is ticked.
    Done = "task_done",
    /// A box of a list of tasks that is not ticked.
    ToDo = "task_to_do",
    /// What a table is called that stands below no heading.
    Table = "table",
    /// What the footnotes are called together.
    Footnotes = "footnotes",
    /// A reference to a footnote.
    Footnote = "footnote",
    /// The way back from a footnote to the only place, or the first, that refers to it.
    Back = "footnote_back",
    /// The way back from a footnote to a later place.
    BackToPlace = "footnote_back_to_place",
}

impl AddedWordKind {
    /// The letter by which a mark names it: its place among all.
    fn letter(self) -> char {
        char::from(b'a' + self as u8)
    }
}

impl From<AddedWordKind> for AddedWord {
    fn from(kind: AddedWordKind) -> Self {
        Self { kind, note: 0, place: 0 }
    }
}

impl AddedWord {
    /// Writes the mark.
    pub(super) fn push(self, html: &mut String) {
        html.push(BEGIN);
        html.push(self.kind.letter());
        if self.note > 0 {
            // Writing into a `String` does not fail.
            let _ = write!(html, "{},{}", self.note, self.place);
        }
        html.push(END);
    }

    /// The first mark of a piece of HTML: what stands before it, what is said, and what follows.
    pub fn split(html: &str) -> Option<(&str, Self, &str)> {
        let (before, rest) = html.split_once(BEGIN)?;
        let (mark, after) = rest.split_once(END)?;
        let letter = mark.chars().next()?;
        let kind = *AddedWordKind::ALL.iter().find(|kind| kind.letter() == letter)?;
        let (note, place) = mark[letter.len_utf8()..].split_once(',').unwrap_or_default();
        let number = |digits: &str| digits.parse().unwrap_or_default();
        Some((before, Self { kind, note: number(note), place: number(place) }, after))
    }
}

#[cfg(test)]
mod tests {
    use super::{AddedWord, AddedWordKind};

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        for kind in AddedWordKind::ALL {
            for (note, place) in [(0, 0), (1, 0), (12, 345)] {
                let (mut html, word) = ("<p>é".to_owned(), AddedWord { kind: *kind, note, place });
                word.push(&mut html);
                html.push_str("</p>");
                assert_eq!(AddedWord::split(&html), Some(("<p>é", word, "</p>")));
            }
        }
        assert_eq!(AddedWord::split("<p>none</p>"), None);
    }
}
