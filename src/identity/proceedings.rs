//! Trials, courts and papers that are named without a link.

use std::ops::Range;

use super::doers::{is_about_somebody, sentence_around};
use super::hit::{Hit, Kind};
use super::places::is_general;
use super::text::before;

/// What stands between the two sides of a trial, with the side that is always the same.
pub(super) const TRIALS: [&str; 7] =
    ["r v ", "r -v- ", "rex v ", "regina v ", "hma v ", "hm advocate v ", "dpp v "];
/// Courts of one place, whose name stands before them.
pub(super) const COURTS: [&str; 11] = [
    "coroner's court",
    "coroner\u{2019}s court",
    "coroners court",
    "coroners' court",
    "coroners\u{2019} court",
    "crown court",
    "magistrates' court",
    "magistrates\u{2019} court",
    "magistrates court",
    "sheriff court",
    "county court",
];
/// Papers and broadcasts of which each reader knows one.
pub(super) const PAPERS: [&str; 14] = [
    "daily mirror",
    "daily mail",
    "daily express",
    "daily star",
    "daily record",
    "daily telegraph",
    "evening standard",
    "mail on sunday",
    "sunday times",
    "sunday mirror",
    "bbc panorama",
    "front page of",
    "true-crime",
    "true crime",
];

/// What is said of a case that the press told of, without its name.
pub(super) const REPORTED: [&str; 48] = [
    "podcast series about",
    "podcast episode about",
    "podcast on the",
    "papur lleol",
    "golwg360",
    "golwg 360",
    "newyddion s4c",
    "bbc cymru fyw",
    "cymru fyw",
    "wales online",
    "walesonline",
    "nation.cymru",
    "papur newydd",
    "headlines about",
    "headlines in",
    "made the headlines",
    "made headlines",
    "news reports",
    "newspaper reports",
    "newspaper report",
    "newspaper article",
    "newspaper story",
    "newspaper interview",
    "local newspaper",
    "local paper",
    "local radio",
    "local press",
    "press coverage",
    "press reports",
    "press report",
    "widely reported",
    "media coverage of",
    "media reports",
    "tabloid",
    "documentary",
    "film about",
    "drama about",
    "podcast about",
    "ran an interview",
    "gave an interview",
    "television interview",
    "television programme about",
    "petition",
    "facebook page for",
    "justice campaign",
    "campaign for justice",
    "justice for",
    "gofundme",
];
/// What is said of a case that a court, a jury or a tribunal dealt with in public.
pub(super) const HEARD: [&str; 50] = [
    "misconduct hearing",
    "misconduct panel",
    "lifted the order",
    "lifted reporting restrictions",
    "inquest opened",
    "inquest was opened",
    "inquest has heard",
    "inquest was told",
    "inquest has been opened",
    "court heard that",
    "jury heard",
    "jury was told",
    "coroner heard",
    "regulation 28 report",
    "report to prevent future deaths",
    "appeal against conviction",
    "trial for",
    "tried for",
    "ombudsman's public report",
    "ombudsman's report on the",
    "murder trial",
    "inquest into",
    "inquest heard",
    "inquest found",
    "inquest concluded",
    "inquest jury",
    "inquest was held",
    "inquest recorded",
    "jury found",
    "jury returned",
    "jury concluded",
    "fatal accident inquiry into",
    "future deaths report to",
    "future deaths report about",
    "sentencing remarks",
    "trial judge",
    "pleaded guilty",
    "struck off",
    "determination names",
    "ombudsman's decision",
    "ombudsman\u{2019}s decision",
    "llys y goron",
    "llys y crwner",
    "cwest i farwolaeth",
    "clywodd y cwest",
    "yn y cwest",
    "agorwyd cwest",
    "cwest i'w",
    "cwest i\u{2019}w",
    "clywodd y llys",
];
/// What is so said only behind some words, which too many sentences have to begin a phrase with one.
pub(super) const LED: [(&str, Kind, &[&str]); 8] = [
    ("press", Kind::Press, &["in the "]),
    ("reported in", Kind::Press, &["was ", "were "]),
    ("inquest", Kind::Court, &["at the ", "at his ", "at her ", "at their "]),
    ("trial", Kind::Court, &["at ", "at his ", "at her ", "at their ", "at the "]),
    ("convicted of", Kind::Court, &["was ", "were "]),
    ("sentenced to", Kind::Court, &["was ", "were "]),
    ("jailed", Kind::Court, &["was ", "were "]),
    ("found guilty", Kind::Court, &["was ", "were "]),
];

/// What leads to a case only in a sentence about somebody, with what it leads to: `asked about the death in Hansard`.
pub(super) const OF_SOMEBODY: [(&str, Kind); 29] = [
    ("hansard", Kind::Press),
    ("mail online", Kind::Press),
    ("mailonline", Kind::Press),
    ("bbc radio", Kind::Press),
    ("bbc news", Kind::Press),
    ("bbc wales", Kind::Press),
    ("bbc one", Kind::Press),
    ("radio 4", Kind::Press),
    ("radio cymru", Kind::Press),
    ("itv news", Kind::Press),
    ("sky news", Kind::Press),
    ("channel 4 news", Kind::Press),
    ("press release", Kind::Press),
    ("press conference", Kind::Press),
    ("press statement", Kind::Press),
    ("podcast", Kind::Press),
    ("crowdfunding", Kind::Press),
    ("crowdfunder", Kind::Press),
    ("justgiving", Kind::Press),
    ("fundraising page", Kind::Press),
    ("tribute page", Kind::Press),
    ("front pages", Kind::Press),
    ("as reported in", Kind::Press),
    ("reporters", Kind::Press),
    ("journalist", Kind::Press),
    ("employment tribunal", Kind::Court),
    ("tribunal found", Kind::Court),
    ("published judgment", Kind::Court),
    ("prime minister's questions", Kind::Press),
];

/// What leads to a case where its sentence is about somebody.
pub(super) fn said_of_somebody(text: &str, phrase: Range<usize>, kind: Kind, found: &mut Vec<Hit>) {
    let is_advice =
        [" should ", " must ", " can "].iter().any(|word| sentence_around(text, &phrase).contains(word));
    if !is_advice && is_about_somebody(sentence_around(text, &phrase)) {
        said(text, phrase, kind, found);
    }
}

/// What is said of a hearing or of a report, should one of the words stand before it that it needs.
pub(super) fn said_behind(text: &str, phrase: Range<usize>, at: usize, found: &mut Vec<Hit>) {
    let (_, kind, leads) = LED[at];
    let lead = before(text, phrase.start, 14);
    if leads.iter().any(|known| lead.ends_with(known)) {
        said(text, phrase, kind, found);
    }
}

/// The last words of names of papers.
const PAPER_NOUNS: [&str; 15] = [
    "Gazette",
    "Herald",
    "Echo",
    "Chronicle",
    "Advertiser",
    "Mercury",
    "Courier",
    "Telegraph",
    "Post",
    "Times",
    "News",
    "Mail",
    "Examiner",
    "Argus",
    "Express",
];
/// What stands before these where no paper is meant.
const NO_PAPERS: [&str; 12] = [
    "Medical", "Chief", "Radio", "Royal", "Job", "Latest", "Good", "Bad", "The", "Our", "Nursing", "Breaking",
];

/// A paper by its name, or what is said of a hearing or of a report without one.
pub(super) fn said(text: &str, phrase: Range<usize>, kind: Kind, found: &mut Vec<Hit>) {
    let is_whole = !text[phrase.end..].starts_with(char::is_alphanumeric);
    if is_whole {
        found.push(Hit { kind, what: text[phrase.clone()].to_ascii_lowercase(), range: phrase });
    }
}

/// A paper by its name, in words with capitals that stand together: `the Example Gazette`.
pub(super) fn named_paper(text: &str, words: &[Range<usize>]) -> Option<Range<usize>> {
    let word = |at: usize| &text[words[at].clone()];
    let at = (1..words.len()).find(|at| PAPER_NOUNS.contains(&word(*at)))?;
    // What goes on is the name of a body.
    let is_last = at + 1 == words.len();
    (is_last && !NO_PAPERS.contains(&word(at - 1))).then(|| words[0].start..words[at].end)
}

/// A trial by its two sides, at the first of them: `R v Example`.
pub(super) fn trial(text: &str, sides: &Range<usize>, found: &mut Vec<Hit>) {
    let is_name = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}');
    let name = &text[sides.end..];
    let name = &name[..name.find(|c: char| !is_name(c)).unwrap_or(name.len())];
    let is_capital = |text: &str| text.starts_with(char::is_uppercase);
    // `R v A` and `R v AB` are anonymous already.
    if is_capital(&text[sides.clone()]) && is_capital(name) && name.len() > 2 {
        let range = sides.start..sides.end + name.len();
        found.push(Hit { kind: Kind::Citation, what: text[range.clone()].to_ascii_lowercase(), range });
    }
}

/// A court of one place, by the name before it: `Selderby Crown Court`; not `the Crown Court`, nor `Old Crown Court`.
pub(super) fn court(text: &str, court: &Range<usize>, found: &mut Vec<Hit>) {
    let Some(lead) = text[..court.start].strip_suffix(' ') else { return };
    let place = lead.rsplit(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or_default();
    let is_named = place.starts_with(char::is_uppercase) && place.len() > 2 && !is_general(place);
    if is_named && text[court.clone()].starts_with(char::is_uppercase) {
        let range = lead.len() - place.len()..court.end;
        found.push(Hit { kind: Kind::Court, what: text[range.clone()].to_owned(), range });
    }
}
