//! Words with capitals that are things by the word before them or behind them: bodies, courses, what a title says.

use std::ops::Range;

use crate::identity::given_names::given;
use crate::identity::known_words::{is_known, is_role};
use crate::identity::places::noun;

use super::headings::is_title_case_heading;
use super::name_words::{is_no_surname, is_title};
use super::run::Run;
use super::surroundings::is_start;
use super::unknown::is_somebody;

/// Whether the word before one that nobody knows makes it the name of a thing: `Force Example`, `Learning Example`, not `Constable
/// Example` or `Little Example`.
pub(super) fn is_of_a_thing(text: &str, run: &Run, from: usize, unknown: usize) -> bool {
    const BEFORE_PLACES: [&str; 22] = [
        "Great", "Little", "Upper", "Lower", "Middle", "Nether", "Over", "High", "Long", "North", "South",
        "East", "West", "New", "Old", "Port", "Castle", "King", "Bishop", "Abbot", "Higher", "Market",
    ];
    let Some(at) = from.checked_sub(1) else { return false };
    let word = run.word(text, at);
    // `Respectful Example` begins an item; `Although Example` a sentence about somebody.
    let is_quality = ["ed", "ful", "al", "ous", "ive", "ic", "less"].iter().any(|end| word.ends_with(end));
    let is_first = at == 0 && !is_quality && is_start(text, run.words[0].start);
    let is_one = || !is_role(word) && !is_title(word) && given(word).is_none() && !is_day_or_month(word);
    let is_thing = is_known(word) && (word.ends_with('s') && at > 0 || is_one());
    unknown <= 2 && !is_first && !BEFORE_PLACES.contains(&word) && is_thing && !is_somebody(text, run)
}

/// Whether a word is a day or a month, behind which a sentence goes on: `On Monday Example rang`.
fn is_day_or_month(word: &str) -> bool {
    word.ends_with("day") || crate::identity::dates::month(word).is_some()
}

/// Whether a word that is a given name as well is a verb or a part of a title, by what stands beside it: `Managers Will Check`, `May Have`,
/// `Liberty Protection`.
pub(super) fn is_word_of_title(text: &str, run: &Run, at: usize) -> bool {
    // Words of the field that are surnames of many.
    const SURNAMES: [&str; 24] = [
        "White", "Green", "Young", "Bell", "Page", "Law", "Price", "Best", "Long", "Day", "Power", "Cook",
        "Marsh", "Fisher", "Baker", "Mason", "Fox", "Francis", "Bishop", "Dean", "Marshall", "Reader",
        "Wood", "Banks",
    ];
    let (word, next) = (run.word(text, at), run.word(text, at + 1));
    let is_modal = matches!(word, "Will" | "May");
    let is_behind_subject = || {
        let lead = run.word(text, at - 1);
        !is_title(lead) && given(lead).is_none()
    };
    let is_auxiliary = matches!(next, "Have" | "Be" | "Not" | "Need" | "Also" | "Never" | "Only");
    is_modal && (at > 0 && is_behind_subject() || is_auxiliary) || is_known(next) && !SURNAMES.contains(&next)
}

/// Whether `What` in Welsh begins a question or a heading: `Beth Sydd Angen Newid`.
pub(super) fn is_what_in_welsh(word: &str, next: &str) -> bool {
    word == "Beth"
        && matches!(
            next,
            "Oedd"
                | "Sydd"
                | "Mae"
                | "Yw"
                | "Ydy"
                | "Aeth"
                | "Ddigwyddodd"
                | "Wnaeth"
                | "Nesaf"
                | "Allwn"
                | "Gallwn"
                | "Ddysgon"
                | "Ddysgwyd"
                | "Ddysgasom"
                | "Welwyd"
                | "Weithiodd"
                | "Fydd"
                | "Ddylai"
                | "Dylai"
                | "I"
                | "Nawr"
        )
}

/// Whether what a school or a hospital is called is what somebody does with any of them, in a title: `Leaving Hospital`, `Improve
/// School Attendance`.
pub(super) fn is_of_any(text: &str, run: &Run, first: usize, at: usize) -> bool {
    let is_said = |word: &str| is_known(word) && noun(word).is_none() && !is_no_surname(word);
    if !(first..at).all(|word| is_said(run.word(text, word))) {
        return false;
    }
    let doing = run.word(text, first);
    let is_at_one =
        || [" the ", " at ", " to ", " of "].iter().any(|lead| text[..run.words[0].start].ends_with(lead));
    let is_doing = at == first + 1 && doing.ends_with("ing") && doing != "Reading" && !is_at_one();
    let is_thought =
        at == first + 1 && ["tion", "ment", "ness", "ity"].iter().any(|end| doing.ends_with(end));
    is_doing || is_thought || is_known(run.word(text, at + 1)) || is_title_case_heading(text, run)
}

/// Whether a title is the first part of the name of a file: `Mrs_Example_letter.docx`. Gives the two.
pub(super) fn named_in_a_file(text: &str, run: &Run) -> Option<Range<usize>> {
    let name = text[run.end..].strip_prefix('_')?;
    let title = run.words.last()?;
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_name = length > 2
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name[1..].starts_with(|c: char| c.is_ascii_lowercase());
    (is_name && is_title(&text[title.clone()]) && !is_known(&name[..length]))
        .then(|| title.start..run.end + 1 + length)
}
