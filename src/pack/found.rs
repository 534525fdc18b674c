//! Everything in the texts of a briefing by which somebody could tell who is meant: each thing once, with its words around
//! it. A list for people to tick, so it shows rather too much than too little.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::identity::{Allowed, Hit, Kind, Scanner};

use super::leftovers::leftovers;
use super::page::Page;

/// What a find is about, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    Sealed,
    Personal,
    Contact,
    Date,
    Age,
    Name,
    Place,
    Number,
    Link,
}

impl Topic {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Sealed, "sealed"),
        (Self::Personal, "personal"),
        (Self::Contact, "contact"),
        (Self::Date, "dates"),
        (Self::Age, "ages"),
        (Self::Name, "names"),
        (Self::Place, "places"),
        (Self::Number, "numbers"),
        (Self::Link, "links"),
    ];

    fn of(kind: Kind) -> Self {
        match kind {
            Kind::SealedName => Self::Sealed,
            Kind::BirthDate
            | Kind::NhsNumber
            | Kind::ChiNumber
            | Kind::InsuranceNumber
            | Kind::PupilNumber
            | Kind::PassportNumber
            | Kind::HospitalNumber
            | Kind::RecordNumber => Self::Personal,
            Kind::LikelyNumber | Kind::UnlabelledNumber => Self::Number,
            Kind::Postcode | Kind::StreetAddress | Kind::Phone | Kind::Email | Kind::Vehicle => Self::Contact,
            Kind::EventDate => Self::Date,
            Kind::Age => Self::Age,
            Kind::School | Kind::Surgery | Kind::Ward | Kind::Street | Kind::Place | Kind::LikelyPlace => {
                Self::Place
            }
            Kind::PersonName | Kind::LikelyName => Self::Name,
            Kind::Press | Kind::Court | Kind::Citation => Self::Link,
        }
    }
}

/// Finds of one topic.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    topic: &'static str,
    rows: Vec<Row>,
}

/// One find.
#[derive(Debug, Serialize)]
struct Row {
    what: &'static str,
    words: String,
    before: String,
    /// The same within them; empty where they are not around it.
    marked: String,
    behind: String,
    times: u32,
    places: Vec<String>,
    /// Lines of the source that have it.
    lines: Vec<u32>,
    /// Whether the site says that it may stand in public.
    is_allowed: bool,
}

struct Found {
    row: Row,
    /// Its number in the order in which they were met.
    order: usize,
}

/// What stands in a text, as it is told from others.
struct Mark {
    topic: Topic,
    what: &'static str,
    key: String,
    range: Range<usize>,
    is_allowed: bool,
}

/// Collects finds.
pub(super) struct Finds<'s> {
    scanner: &'s Scanner,
    allowed: Allowed,
    found: BTreeMap<(Topic, String), Found>,
}

impl<'s> Finds<'s> {
    pub(super) fn new(scanner: &'s Scanner, allowed: Allowed) -> Self {
        Self { scanner, allowed, found: BTreeMap::new() }
    }

    /// Takes everything of a page.
    pub(super) fn take_page(&mut self, page: &Page) {
        self.take_sealed(&page.sealed, "the page");
        self.take("the page", &page.text, true);
        for unseen in &page.unseen {
            self.take(&unseen.what, &unseen.text, !unseen.text.starts_with('{'));
        }
        for link in &page.links {
            self.take("the address of a link", &link.address, false);
            if !link.address.starts_with('#') {
                let words = (link.words.as_str(), 0..0);
                self.add(Topic::Link, link_kind(&link.address), &link.address, words, "the page");
            }
        }
    }

    /// Takes names under seal, which were covered.
    pub(super) fn take_sealed(&mut self, numbers: &[String], place: &str) {
        for number in numbers {
            let words = format!("[sealed] number {number}");
            self.add(Topic::Sealed, Kind::SealedName.name(), &words, ("", 0..0), place);
        }
    }

    /// Takes a text in which names under seal are covered; `all` with what no check asks for as well.
    pub(super) fn take(&mut self, place: &str, text: &str, all: bool) {
        self.take_at(&|_| place.to_owned(), text, all);
    }

    /// The same, of a text of which each byte may have a place of its own.
    pub(super) fn take_at(&mut self, place: &dyn Fn(usize) -> String, text: &str, all: bool) {
        for mark in self.marks(text, all) {
            let (line, range) = line_around(text, mark.range.clone());
            let words = line[range.clone()].to_owned();
            let place = place(mark.range.start);
            self.note(mark, &words, (line, range), &place);
        }
    }

    fn marks(&self, text: &str, all: bool) -> Vec<Mark> {
        let mut hits: Vec<Hit> = Vec::new();
        self.scanner.scan(text, &mut hits);
        hits.retain(|hit| hit.kind != Kind::SealedName);
        let taken: Vec<Range<usize>> = hits.iter().map(|hit| hit.range.clone()).collect();
        let mut marks: Vec<Mark> = hits
            .into_iter()
            .map(|hit| Mark {
                topic: Topic::of(hit.kind),
                what: hit.kind.name(),
                is_allowed: self.allowed.allows(&hit),
                key: hit.what.to_lowercase(),
                range: hit.range,
            })
            .collect();
        if all {
            marks.extend(leftovers(text, &taken).into_iter().map(|(topic, what, range)| Mark {
                topic,
                what,
                key: text[range.clone()].to_lowercase(),
                is_allowed: topic == Topic::Name && self.allowed.allows_name(&text[range.clone()]),
                range,
            }));
        }
        marks.sort_by_key(|mark| mark.range.start);
        marks
    }

    /// Notes what stands in no text that has words around it.
    fn add(
        &mut self,
        topic: Topic,
        what: &'static str,
        words: &str,
        context: (&str, Range<usize>),
        place: &str,
    ) {
        let mark = Mark { topic, what, key: words.to_lowercase(), range: 0..0, is_allowed: false };
        self.note(mark, words, context, place);
    }

    fn note(&mut self, mark: Mark, words: &str, (line, range): (&str, Range<usize>), place: &str) {
        let order = self.found.len();
        let Mark { topic, what, key, is_allowed, .. } = mark;
        let found = self.found.entry((topic, key)).or_insert_with(|| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let marked = if range.is_empty() { String::new() } else { words.clone() };
            let (before, behind) = around(line, range);
            let row = Row {
                what,
                words,
                before,
                marked,
                behind,
                times: 0,
                places: Vec::new(),
                lines: Vec::new(),
                is_allowed,
            };
            Found { row, order }
        });
        found.row.times += 1;
        if !found.row.places.iter().any(|known| known == place) {
            found.row.places.push(place.to_owned());
        }
    }

    /// The finds by topic, each with the lines of the source that have it, and how many there are.
    pub(super) fn finish(mut self, source: &str) -> (Vec<Group>, usize) {
        let marks = self.marks(source, true);
        let mut line = 1;
        let mut at = 0;
        for mark in marks {
            line += source.as_bytes()[at..mark.range.start]
                .iter()
                .map(|byte| u32::from(*byte == b'\n'))
                .sum::<u32>();
            at = mark.range.start;
            let found = self.found.get_mut(&(mark.topic, mark.key));
            if let Some(Found { row, .. }) = found.filter(|found| found.row.lines.last() != Some(&line)) {
                row.lines.push(line);
            }
        }
        let number = self.found.len();
        let mut by_topic: BTreeMap<Topic, Vec<Found>> = BTreeMap::new();
        for ((topic, _), found) in self.found {
            by_topic.entry(topic).or_default().push(found);
        }
        let groups = Topic::ALL.into_iter().map(|(topic, key)| {
            let mut found = by_topic.remove(&topic).unwrap_or_default();
            found.sort_by_key(|found| found.order);
            Group { topic: key, rows: found.into_iter().map(|found| found.row).collect() }
        });
        (groups.collect(), number)
    }
}

/// What a link is, by its address.
fn link_kind(address: &str) -> &'static str {
    let lower = address.to_ascii_lowercase();
    if lower.starts_with("mailto:") {
        "a link to an e-mail address"
    } else if lower.starts_with("tel:") {
        "a link to a telephone number"
    } else if lower.starts_with('#') {
        "a link within the page"
    } else if lower.contains("://") || lower.starts_with("//") {
        "a link to another site"
    } else {
        "a link within the site"
    }
}

/// The line of a text that something begins on, and where it stands in it.
fn line_around(text: &str, range: Range<usize>) -> (&str, Range<usize>) {
    let from = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    (&text[from..to], range.start - from..range.end - from)
}

/// The words before and behind a part of a line.
fn around(line: &str, range: Range<usize>) -> (String, String) {
    const REACH: usize = 10;
    let joined = |words: Vec<&str>| words.join(" ");
    let before: Vec<&str> = line[..range.start].split_whitespace().collect();
    let behind: Vec<&str> = line[range.end..].split_whitespace().collect();
    let cut = |is_cut: bool| if is_cut { "\u{2026}" } else { "" };
    let first = before.len().saturating_sub(REACH);
    let last = behind.len().min(REACH);
    let (is_spaced, follows) = (
        line[..range.start].ends_with(char::is_whitespace),
        line[range.end..].starts_with(char::is_whitespace),
    );
    let before =
        format!("{}{}{}", cut(first > 0), joined(before[first..].to_vec()), if is_spaced { " " } else { "" });
    let behind = format!(
        "{}{}{}",
        if follows { " " } else { "" },
        joined(behind[..last].to_vec()),
        cut(last < behind.len())
    );
    (before, behind)
}
