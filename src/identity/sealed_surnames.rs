//! When a surname by itself is that of somebody whose name is sealed: half of a family has it, and many are words of the language.

use std::ops::Range;

use super::given_names::given;
use super::honorifics::{Honorific, ROLES};
use super::sealed_chance::{is_also_of_a_place, is_word_of_language};
use super::sealed_words::visible;
use super::text::{as_name, is_possessive, line_start, without_possessive};
use super::words::{Word, Words};
use crate::source::{boundary_before, boundary_behind};

/// What else stands before a surname alone, as long as that is no word of the language.
const LEADS: [&[u8]; 8] =
    [b"master", b"madam", b"messrs", b"nee", b"formerly", b"surname", b"surnames", b"teulu"];
/// What stands before a surname with a colon between: the subject of a message, the field of a form.
const FIELDS: [&[u8]; 8] = [b"re", b"fw", b"fwd", b"subject", b"case", b"family", b"patient", b"client"];
/// Forms of address of other languages; in English some are other words.
const LEADS_ABROAD: [&[u8]; 15] = [
    b"pan",
    b"pana",
    b"pani",
    b"panie",
    b"herr",
    b"frau",
    b"madame",
    b"mme",
    b"monsieur",
    b"senor",
    b"senora",
    b"signor",
    b"signora",
    b"senhor",
    b"senhora",
];
/// Words of Welsh before the name of a family: its case, its inquest, its home.
const LEADS_IN_WELSH: [&[u8]; 6] = [b"teulur", b"achos", b"cwest", b"cartref", b"plant", b"rhieni"];
/// Several of a surname, or one of them.
const FAMILIES: [&[u8]; 17] = [
    b"family",
    b"families",
    b"household",
    b"children",
    b"child",
    b"kids",
    b"sibling",
    b"siblings",
    b"brothers",
    b"sisters",
    b"twins",
    b"parents",
    b"boys",
    b"girls",
    b"baby",
    b"case",
    b"teulu",
];
/// More of these, which are said of somebody's given name as well: `James's mother`.
const RELATIVES: [&[u8]; 38] = [
    b"babies",
    b"boy",
    b"girl",
    b"twin",
    b"brother",
    b"sister",
    b"parent",
    b"mother",
    b"father",
    b"mum",
    b"dad",
    b"mam",
    b"son",
    b"sons",
    b"daughter",
    b"daughters",
    b"grandparents",
    b"grandmother",
    b"grandfather",
    b"infant",
    b"toddler",
    b"teenager",
    b"relatives",
    b"sibs",
    b"cousins",
    b"couple",
    b"clan",
    b"lad",
    b"lads",
    b"marriage",
    b"inquest",
    b"murder",
    b"murders",
    b"killing",
    b"killings",
    b"death",
    b"deaths",
    b"funeral",
];
/// What is called after the one whose case it was, and after the one who led it.
const PROCEEDINGS: [&[u8]; 20] = [
    b"review",
    b"report",
    b"inquiry",
    b"enquiry",
    b"trial",
    b"hearing",
    b"tragedy",
    b"scr",
    b"cspr",
    b"lcspr",
    b"dhr",
    b"dardr",
    b"sar",
    b"cpr",
    b"chronology",
    b"chronologies",
    b"file",
    b"icpc",
    b"rcpc",
    b"fgc",
];
/// Where a family lives; with a capital it is the name of a house.
const HOMES: [&[u8]; 4] = [b"home", b"house", b"flat", b"address"];
/// What is written with a small letter behind a surname that is a word of the language: `the Bell inquest`.
const SMALL: [&[u8]; 4] = [b"siblings", b"brothers", b"sisters", b"inquest"];
/// What a family that has no name has behind it: `the Young family centre`.
const OF_ALL_FAMILIES: [&[u8]; 9] =
    [b"centre", b"hub", b"support", b"service", b"services", b"worker", b"workers", b"group", b"court"];

/// Whose a surname is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Somebody's of the family.
    Family,
    /// That of somebody of a calling, or of whoever led a review: who is declared in public may have the same surname.
    Office,
}

/// The surname of some words with what stands around them.
struct Surname<'t> {
    text: &'t str,
    range: Range<usize>,
    /// Whether one of its words has a capital: `bint Example`.
    is_large: bool,
    /// The word before, and where it begins.
    before: Option<(Word, usize)>,
    /// What stands between it and the surname.
    lead: &'t str,
    /// The word behind, with what stands between.
    next: Option<(Word, &'t str)>,
    behind: &'t str,
}

impl<'t> Surname<'t> {
    fn of(text: &'t str, words: &[Word]) -> Option<Self> {
        const REACH: usize = 24;
        let range = words.first()?.start..words.last()?.end;
        let from = boundary_behind(text, range.start.saturating_sub(REACH));
        let before = Words::new(&text[from..range.start]).last();
        let lead = before.as_ref().map_or("", |word| &text[from + word.end..range.start]);
        let behind = &text[range.end..boundary_before(text, range.end + REACH)];
        let next = Words::new(behind).next().map(|word| (word, &behind[..word.start]));
        let is_large = words.iter().any(|word| text[word.start..].starts_with(char::is_uppercase));
        Some(Self {
            text,
            is_large,
            before: before.map(|word| (word, from + word.start)),
            lead,
            next,
            behind,
            range,
        })
    }

    fn is_capital(&self, at: usize) -> bool {
        self.text[at..].starts_with(char::is_uppercase)
    }

    fn written(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    /// The word before in its normal form, where only some signs stand between.
    fn lead(&self, signs: &str) -> &[u8] {
        self.before.as_ref().filter(|_| is_close(self.lead, signs)).map_or(b"", |(word, _)| word.normal())
    }

    /// The word behind in its normal form, where only some signs stand between.
    fn next(&self, signs: &str) -> &[u8] {
        self.next
            .as_ref()
            .filter(|(_, between)| is_close(between, signs))
            .map_or(b"", |(word, _)| word.normal())
    }

    /// The form of address before it, and whether that has a capital.
    fn title(&self) -> Option<(Honorific, bool)> {
        let title = Honorific::of_normal(self.lead(".*_~-\u{2019}'(\"\u{201c}"))?;
        Some((title, self.before.as_ref().is_some_and(|(_, start)| self.is_capital(*start))))
    }

    fn is_in_address(&self) -> bool {
        self.behind.starts_with(['-', '_', '+'])
            || self.behind.starts_with("%20")
            || self.lead.ends_with(['-', '_', '+'])
    }
}

/// Whether nothing but blanks, some signs and tags stands between two words.
fn is_close(between: &str, signs: &str) -> bool {
    // Blanks as an address and a page write them.
    let between =
        ["%20", "+", "&nbsp;"].iter().fold(between, |rest, blank| rest.strip_prefix(blank).unwrap_or(rest));
    between.matches('\n').count() < 2
        && visible(between).all(|part| part.chars().all(|c| c.is_whitespace() || signs.contains(c)))
}

/// Whose a surname is that stands by itself: with a title beside it (`Mr Example`, `née Example`), or a word for several
/// behind it (`the Example family`). Of one that is a word of the language only what can mean nothing else.
pub(super) fn whose(text: &str, words: &[Word]) -> Option<Whose> {
    let surname = Surname::of(text, words)?;
    if words.iter().all(|word| is_word_of_language(&text[word.start..word.end])) {
        return of_word(&surname);
    }
    // `James's mother`: a given name as well.
    let is_given = words.len() == 1 && given(&as_name(without_possessive(surname.written()))).is_some();
    if is_certain(&surname, is_given) || is_entry_of_a_record(text, surname.range.clone()) {
        return Some(Whose::Family);
    }
    is_of_office(&surname, is_given).then_some(Whose::Office)
}

fn is_certain(surname: &Surname<'_>, is_given: bool) -> bool {
    let is_capital = surname.is_large;
    let title = surname.title().map(|(title, _)| title);
    let lead = surname.lead(".*_~-:\u{2019}'");
    let next = surname.next("*_~-\u{2019}'");
    title == Some(Honorific::Plain)
        || is_capital && !is_given && title == Some(Honorific::Kin)
        || LEADS.contains(&lead)
        || !is_given && lead == b"baby"
        || is_capital && !is_given && is_value_of_field(surname)
        || is_capital && !is_given && (LEADS_IN_WELSH.contains(&lead) || LEADS_ABROAD.contains(&lead))
        || Honorific::of_normal(surname.next(",(")) == Some(Honorific::Plain)
        || is_capital && surname.next(",(") == b"deceased"
        || (is_capital || surname.is_in_address()) && is_of_relatives(surname, next, is_given)
}

/// Whether a surname is the value of a field of a form, or the subject of a message: `RE: FW: Example`, `Mother: Example`.
fn is_value_of_field(surname: &Surname<'_>) -> bool {
    let field = surname.lead(":*_ ");
    // A name may be that of a body.
    let is_of_family = || {
        let lead =
            surname.before.as_ref().map_or("", |(_, start)| surname.text[..*start].trim_end_matches(' '));
        ["amily", "ast", "aiden"].iter().any(|end| lead.ends_with(end))
    };
    surname.lead.contains(':')
        && (FIELDS.contains(&field)
            || field == b"name" && is_of_family()
            || ROLES.iter().any(|role| role.as_bytes() == field))
}

fn is_of_relatives(surname: &Surname<'_>, next: &[u8], is_given: bool) -> bool {
    if is_given {
        let is_of_one = is_possessive(surname.written()) || surname.behind.starts_with(['\'', '\u{2019}']);
        return FAMILIES.contains(&next) && !is_of_one;
    }
    let is_small =
        surname.next.as_ref().is_some_and(|(word, _)| !surname.is_capital(surname.range.end + word.start));
    let is_place = is_also_of_a_place(surname.written());
    FAMILIES.contains(&next)
        || RELATIVES.contains(&next)
        || HOMES.contains(&next) && is_small && !is_place && !surname.is_in_address()
}

/// Whether several of a family are meant by the form of several of its surname: `the Examples`, and without its sign `Examples mother`.
pub(super) fn are_several(text: &str, words: &[Word]) -> bool {
    let Some(surname) = Surname::of(text, words) else { return false };
    let next = surname.next("*_~-\u{2019}'");
    (surname.is_large || surname.is_in_address())
        && (matches!(surname.lead("*_-"), b"the" | b"both" | b"teulur")
            || FAMILIES.contains(&next)
            || RELATIVES.contains(&next))
        && !words.iter().all(|word| is_word_of_language(&text[word.start..word.end]))
}

/// Whether somebody with the surname has a calling, or gave a review or a case its name.
fn is_of_office(surname: &Surname<'_>, is_given: bool) -> bool {
    let is_capital = surname.is_large;
    let is_address = surname.is_in_address();
    let is_titled = surname.title().is_some_and(|(title, is_large)| match title {
        Honorific::Plain | Honorific::Rank => true,
        Honorific::Police => is_large || is_address,
        Honorific::Calling | Honorific::Loose | Honorific::Kin => !is_given,
    });
    let lead = surname.lead("-_");
    let is_role = || !is_given && ROLES.iter().any(|role| role.as_bytes() == lead);
    let is_party =
        || matches!(surname.lead(".:"), b"v" | b"vs" | b"re") || matches!(surname.next(""), b"v" | b"vs");
    let is_proceeding = || {
        PROCEEDINGS.contains(&surname.next("*_~-\u{2019}'"))
            && !is_given
            && !is_also_of_a_place(surname.written())
            && !matches!(surname.lead(""), b"a" | b"an")
    };
    (is_capital || is_address) && (is_titled || is_role() || is_party() || is_proceeding())
}

/// Whose a surname is that is a word of the language as well.
fn of_word(surname: &Surname<'_>) -> Option<Whose> {
    if !surname.is_capital(surname.range.start) {
        return None;
    }
    let title = surname.title().filter(|(_, is_large)| *is_large);
    if title.is_some_and(|(title, _)| title == Honorific::Plain)
        || surname.lead("*_") == b"the" && is_a_family(surname.text, &surname.range)
    {
        return Some(Whose::Family);
    }
    let is_ranked = title.is_some_and(|(title, _)| matches!(title, Honorific::Rank | Honorific::Police));
    (is_ranked && surname.lead.trim_start_matches('.') == " ").then_some(Whose::Office)
}

/// Whether a family stands at a byte and is that of somebody: of a surname that is a word of the language nothing else is told.
fn is_a_family(text: &str, surname: &Range<usize>) -> bool {
    let near = &text[surname.end..boundary_before(text, surname.end + 40)];
    let surname = &text[surname.clone()];
    // `the Black siblings`, `the Carer family`
    let is_colour = matches!(surname, "Black" | "White" | "Brown");
    if matches!(surname, "Carer" | "Child" | "Parent" | "Home") {
        return false;
    }
    let is_small = |word: &Word| near[word.start..].starts_with(char::is_lowercase);
    let mut words = Words::new(near);
    words.next().is_some_and(|word| match word.normal() {
        b"family" | b"household" => {
            !words.next().is_some_and(|word| OF_ALL_FAMILIES.contains(&word.normal()))
        }
        small => !is_colour && is_small(&word) && SMALL.contains(&small),
    })
}

/// Whether a surname is written in capitals as records do: it begins an entry (`EXAMPLE: seen at home`), is a line by itself, or stands
/// out from what is before it in its line (`Summary of the meeting: EXAMPLE`).
fn is_entry_of_a_record(text: &str, name: Range<usize>) -> bool {
    const SHORTEST: usize = 4;
    const LONGEST_LINE: usize = 64;
    // Shorter ones may be what letters stand for.
    const STANDS_OUT: usize = 6;
    let written = &text[name.clone()];
    let behind = text[name.end..].trim_start_matches(['*', '_']);
    let is_entry = behind.is_empty()
        || behind.starts_with([':', ',', ';', '/', '\n', '\r'])
        || [" /", " \u{2013} ", " - "].iter().any(|sign| behind.starts_with(sign));
    let lead = line_start(text, name.start, LONGEST_LINE).map(|line| &text[line..name.start]);
    let begins = |lead: &str| !lead.trim_start_matches("Re:").contains(char::is_alphanumeric);
    let stands_out =
        |lead: &str| written.len() >= STANDS_OUT && lead.ends_with(' ') && lead.contains(char::is_lowercase);
    written.len() >= SHORTEST
        && written.chars().all(|c| !c.is_lowercase())
        && lead.is_some_and(|lead| is_entry && begins(lead) || stands_out(lead))
}
