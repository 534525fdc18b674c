//! Texts that say of themselves that nobody is meant, those of another language, and lists of what was published.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use super::hit::{Hit, Kind};
use super::references::is_reference;
use super::text::{last_word, word_at};
use crate::diagnostic::Severity;

/// What says of a paragraph that it is made up.
pub(super) const MADE_UP: [&str; 16] = [
    "composite example",
    "composite case",
    "composite scenario",
    "composite of",
    "composite and",
    "fictional",
    "invented)",
    "invented for",
    "made up for",
    "made-up",
    "none of this happened",
    "describes no one person",
    "describes no real",
    "real person",
    "real family",
    "real case",
];
/// What says of a name that it is none.
pub(super) const NOT_THE_NAME: [&str; 4] = ["real name", "name", "pseudonym", "name changed"];

/// What gives somebody a name for this text, which stands right behind.
pub(super) const CALLED_SO: [&str; 9] = [
    "whom we call ",
    "who we call ",
    "we call her ",
    "we call him ",
    "we call them ",
    "we have called her ",
    "we have called him ",
    "we have called them ",
    "whom we have called ",
];

/// What a phrase says of the paragraph it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excuse {
    /// That it is made up.
    MadeUp,
    /// That the name in it is none.
    NotTheName,
    /// That somebody is called by the name behind it, here.
    CalledSo,
}

/// Small words of Welsh; two of them in a paragraph are not there by chance.
const WELSH: [&str; 44] = [
    "Beth",
    "Sut",
    "yw'r",
    "i'w",
    "Mae",
    "Roedd",
    "Yn",
    "Tha",
    "â'r",
    "os",
    "sydd",
    "newid",
    "ym",
    "er",
    "heb",
    "tha",
    "am",
    "seo",
    "agus",
    "airson",
    "ann",
    "cuideachd",
    "yn",
    "yr",
    "y",
    "ar",
    "gan",
    "oedd",
    "roedd",
    "ei",
    "i'r",
    "a'r",
    "o'r",
    "wedi",
    "mae",
    "mae'r",
    "sy'n",
    "bod",
    "drwy'r",
    "neu",
    "yw",
    "eu",
    "hwn",
    "beth",
];

/// Leaves out what only a person could judge where the paragraph says that nobody is meant, names that are said to be none, and words
/// that are unknown because they are Welsh. `excuses` are in the order of the text, and so are the hits.
pub(super) fn leave_out_what_is_nobodys(text: &str, excuses: &[(usize, Excuse)], hits: &mut Vec<Hit>) {
    let stated = stated_pseudonyms(text, excuses);
    let mut kept = 0;
    let mut paragraph = Paragraph::default();
    for at in 0..hits.len() {
        if !paragraph.range.contains(&hits[at].range.start) {
            paragraph = Paragraph::around(text, excuses, &hits[at..]);
        }
        let is_stated = is_name(hits[at].kind) && stated.contains(hits[at].what.as_str());
        if !is_stated && !paragraph.excuses(text, &hits[at]) {
            hits.swap(kept, at);
            kept += 1;
        }
    }
    hits.truncate(kept);
}

/// Names that the text says to be pseudonyms, wherever it uses them: `Dean (a pseudonym)`, `whom we call Dean`.
fn stated_pseudonyms<'t>(text: &'t str, excuses: &[(usize, Excuse)]) -> HashSet<&'t str> {
    const DENIALS: [&str; 5] = [" (not her ", " (not his ", " (not their ", " (a ", " (not the "];
    let before = |at: usize| {
        let lead = DENIALS.iter().find_map(|denial| text[..at].strip_suffix(*denial))?;
        Some(last_word(lead.trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', '*', '_'])))
    };
    let behind = |at: usize| {
        let cue = CALLED_SO.iter().find(|cue| is_at(text, at, cue))?;
        let name = text[at + cue.len()..].trim_start_matches(['"', '\'', '\u{201c}', '\u{2018}', '*', '_']);
        Some(word_at(name, 0))
    };
    let names = excuses.iter().filter_map(|(at, excuse)| match excuse {
        Excuse::MadeUp => None,
        Excuse::NotTheName => before(*at).filter(|_| is_denied(text, *at)),
        Excuse::CalledSo => behind(*at),
    });
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase())).collect()
}

/// Whether a phrase stands at a byte, whatever the case.
fn is_at(text: &str, at: usize, phrase: &str) -> bool {
    text.as_bytes()
        .get(at..at + phrase.len())
        .is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
}

/// What a line says of the hits in it.
#[derive(Default)]
struct Paragraph {
    range: Range<usize>,
    is_made_up: bool,
    /// Whether the one name of it is said to be none.
    is_pseudonym: bool,
    /// Asked for where a word is unknown, and not before.
    is_welsh: OnceCell<bool>,
    /// Asked for where there is a name, and not before.
    is_reference: OnceCell<bool>,
}

impl Paragraph {
    /// The line around the first of some hits, which are in the order of the text.
    fn around(text: &str, excuses: &[(usize, Excuse)], hits: &[Hit]) -> Self {
        let start = hits.first().map_or(0, |hit| hit.range.start);
        let from = memchr::memrchr(b'\n', &text.as_bytes()[..start]).map_or(0, |end| end + 1);
        let to = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |ahead| start + ahead);
        let first = excuses.partition_point(|(at, _)| *at < from);
        let own = excuses[first..].iter().take_while(|(at, _)| *at < to);
        let mut this = Self { range: from..to, ..Self::default() };
        for (at, excuse) in own {
            match excuse {
                Excuse::MadeUp => this.is_made_up |= is_of_nobody(text, *at),
                Excuse::NotTheName => this.is_pseudonym |= is_denied(text, *at),
                Excuse::CalledSo => {}
            }
        }
        if this.is_pseudonym {
            let mut names = hits
                .iter()
                .take_while(|hit| hit.range.start < to)
                .filter(|hit| is_name(hit.kind))
                .map(|hit| &hit.what);
            let name = names.next();
            this.is_pseudonym = names.all(|other| Some(other) == name);
        }
        this
    }

    fn excuses(&self, text: &str, hit: &Hit) -> bool {
        let is_unknown = matches!(hit.kind, Kind::LikelyName | Kind::LikelyPlace);
        let is_welsh = || *self.is_welsh.get_or_init(|| is_welsh(&text[self.range.clone()]));
        let is_reference = || *self.is_reference.get_or_init(|| is_reference(&text[self.range.clone()]));
        hit.severity() == Severity::Review && self.is_made_up
            || (is_name(hit.kind) || hit.kind == Kind::LikelyPlace) && is_reference()
            || self.is_pseudonym && is_name(hit.kind)
            // `Beth sydd wedi newid?` asks what has changed.
            || (is_unknown && !is_place_in_welsh(&hit.what) || hit.what == "Beth") && is_welsh()
    }
}

/// Whether a phrase says that a text is made up: `real` does where it is denied.
fn is_of_nobody(text: &str, at: usize) -> bool {
    let lead = &text[..at];
    !text[at..].starts_with("real") || lead.ends_with("no ") || lead.ends_with("not a ")
}

/// Whether a phrase about a name says that it is none: `not her real name`, `a pseudonym`.
fn is_denied(text: &str, at: usize) -> bool {
    let phrase = &text[at..];
    let lead = &text[..at];
    if phrase.starts_with("pseudonym") {
        return [" a ", "(a ", " the "].iter().any(|article| lead.ends_with(article));
    }
    phrase.starts_with("name changed")
        || ["not ", "not her ", "not his ", "not their "].iter().any(|denial| lead.ends_with(denial))
}

fn is_welsh(line: &str) -> bool {
    static SMALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WELSH.into_iter().collect());
    // `cuideachd`
    const LONGEST: usize = 9;
    let words = line.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    words.filter(|word| word.len() <= LONGEST && SMALL.contains(word)).take(2).count() == 2
}

/// Whether a name begins as those of places do in Welsh: `Llan`, `Aber`.
fn is_place_in_welsh(name: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "Llan", "Lan", "Aber", "Caer", "Gaer", "Tre", "Pentre", "Pont", "Bont", "Cwm", "Bryn", "Fryn",
        "Porth", "Rhos",
    ];
    BEGINNINGS.iter().any(|beginning| name.strip_prefix(beginning).is_some_and(|rest| rest.len() > 2))
}

fn is_name(kind: Kind) -> bool {
    matches!(kind, Kind::PersonName | Kind::LikelyName)
}
