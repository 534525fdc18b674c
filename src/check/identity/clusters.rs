//! Details that say little alone and much together: an age, a place, a faith within a few sentences.
//!
//! What is found is listed with its lines, for a person to judge; there is no score.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::identity::{Hit, Kind};
use crate::source::{Place, PlaceCursor, Span};

use super::sources::words_joined;

pub(super) const RULE: Rule = Rule {
    code: Code("identity/cluster"),
    owner: Owner::InformationGovernance,
    severity: Severity::Review,
    document: include_str!("cluster.md"),
    looks: Looks::Identity(&[]),
};

/// How far apart details may stand, in bytes: about five sentences.
const REACH: usize = 700;
/// How many different ones make a cluster.
const LEAST: usize = 3;

/// A detail that narrows down who somebody can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Detail {
    Age,
    Date,
    Place,
    Origin,
    Faith,
    Family,
    Health,
    Work,
}

impl Detail {
    fn name(self) -> &'static str {
        match self {
            Self::Age => "an exact age",
            Self::Date => "an exact date",
            Self::Place => "a place by its name",
            Self::Origin => "where somebody comes from",
            Self::Faith => "a faith",
            Self::Family => "the make-up of a family",
            Self::Health => "an illness or disability",
            Self::Work => "an occupation",
        }
    }

    fn of(kind: Kind) -> Option<Self> {
        Some(match kind {
            Kind::Age => Self::Age,
            Kind::EventDate | Kind::BirthDate => Self::Date,
            Kind::School
            | Kind::Surgery
            | Kind::Ward
            | Kind::Street
            | Kind::StreetAddress
            | Kind::Postcode => Self::Place,
            _ => return None,
        })
    }
}

const WORDS: [(Detail, &[&str]); 5] = [
    (
        Detail::Origin,
        &[
            "polish",
            "romanian",
            "lithuanian",
            "latvian",
            "bulgarian",
            "hungarian",
            "slovak",
            "ukrainian",
            "albanian",
            "turkish",
            "kurdish",
            "iranian",
            "iraqi",
            "syrian",
            "afghan",
            "pakistani",
            "indian",
            "bangladeshi",
            "sri lankan",
            "tamil",
            "chinese",
            "vietnamese",
            "filipino",
            "somali",
            "eritrean",
            "sudanese",
            "ethiopian",
            "nigerian",
            "ghanaian",
            "kenyan",
            "jamaican",
            "caribbean",
            "brazilian",
            "portuguese",
            "irish traveller",
            "traveller community",
            "roma",
            "romany",
            "gypsy",
            "asylum",
            "refugee",
            "born in",
            "came to england from",
            "came to wales from",
            "mixed heritage",
            "dual heritage",
        ],
    ),
    (
        Detail::Faith,
        &[
            "muslim",
            "hindu",
            "sikh",
            "jewish",
            "orthodox",
            "catholic",
            "jehovah",
            "pentecostal",
            "buddhist",
            "evangelical",
            "mosque",
            "gurdwara",
            "synagogue",
        ],
    ),
    (
        Detail::Family,
        &[
            "twin",
            "twins",
            "triplet",
            "triplets",
            "only child",
            "youngest of",
            "eldest of",
            "oldest of",
            "one of three",
            "one of four",
            "one of five",
            "one of six",
            "one of seven",
            "half-siblings",
            "half-brother",
            "half-sister",
            "two sisters",
            "two brothers",
            "three sisters",
            "three brothers",
            "three siblings",
            "four siblings",
            "five siblings",
            "six siblings",
            "seven siblings",
            "adopted by",
            "surrogate",
        ],
    ),
    (
        Detail::Health,
        &[
            "epilepsy",
            "cystic fibrosis",
            "autism",
            "autistic",
            "down's syndrome",
            "down syndrome",
            "cerebral palsy",
            "diabetes",
            "diabetic",
            "leukaemia",
            "sickle cell",
            "muscular dystrophy",
            "spina bifida",
            "deaf",
            "blind",
            "wheelchair",
            "tracheostomy",
            "gastrostomy",
            "haemophilia",
            "huntington",
            "selective mutism",
            "tourette",
            "phenylketonuria",
            "brittle bone",
        ],
    ),
    (
        Detail::Work,
        &[
            "soldier",
            "serving in the army",
            "police officer",
            "paramedic",
            "firefighter",
            "lorry driver",
            "taxi driver",
            "nurse at",
            "teacher at",
            "prison officer",
            "farmer",
            "fisherman",
            "pilot",
            "barrister",
            "dentist",
            "footballer",
            "childminder",
        ],
    ),
];

pub(super) fn check(source: &Source<'_>, hits: &[Hit], body: usize, found: &mut Vec<Diagnostic>) {
    let mut details: Vec<(Detail, Span)> = hits
        .iter()
        .filter(|hit| hit.range.start >= body)
        .filter_map(|hit| Some((Detail::of(hit.kind)?, Span::new(hit.range.start, hit.range.end))))
        .collect();
    // Most briefings tell no single case: nothing else is looked for in them.
    if details.is_empty() {
        return;
    }
    let text = source.text().text();
    add_words(text, body, &mut details);
    details.sort_by_key(|(detail, span)| (span.start, *detail));
    let mut cursor = PlaceCursor::default();
    let mut from = 0;
    while let Some(cluster) = next_cluster(&details[from..]) {
        from += cluster.end;
        let firsts = &cluster.firsts;
        let mut parts: Vec<(Detail, Place)> = firsts
            .iter()
            .map(|(detail, span)| (*detail, source.text().note_from(*span, &mut cursor)))
            .collect();
        parts.sort_by_key(|(_, place)| (place.line, place.column));
        let listed: Vec<String> =
            parts.iter().map(|(detail, place)| format!("{} (line {})", detail.name(), place.line)).collect();
        let mut parts = parts.into_iter();
        let Some((_, first)) = parts.next() else { break };
        let message = format!("{} together could tell who somebody is", words_joined(&listed));
        let finding =
            RULE.finding(message).at(first).help("leave out, or blur, what the lesson does not need");
        found.push(parts.fold(finding, |finding, (detail, place)| finding.related(place, detail.name())));
    }
}

/// Different details that stand close together.
struct Cluster {
    firsts: BTreeMap<Detail, Span>,
    /// How many details of the list it takes up.
    end: usize,
}

fn next_cluster(details: &[(Detail, Span)]) -> Option<Cluster> {
    for (at, (_, first)) in details.iter().enumerate() {
        let near = details[at..].iter().take_while(|(_, span)| span.start - first.start <= narrow(REACH));
        let mut firsts = BTreeMap::new();
        let mut count = 0;
        for (detail, span) in near {
            firsts.entry(*detail).or_insert(*span);
            count += 1;
        }
        let is_of_somebody =
            firsts.keys().any(|detail| matches!(detail, Detail::Age | Detail::Date | Detail::Place));
        if firsts.len() >= LEAST && is_of_somebody {
            return Some(Cluster { firsts, end: at + count });
        }
    }
    None
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Adds the details that single words tell.
fn add_words(text: &str, body: usize, details: &mut Vec<(Detail, Span)>) {
    static MATCHER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let words = WORDS.iter().flat_map(|(_, words)| *words);
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .ok()
    });
    let Some(matcher) = &*MATCHER else { return };
    let kinds: Vec<Detail> =
        WORDS.iter().flat_map(|(detail, words)| std::iter::repeat_n(*detail, words.len())).collect();
    let bytes = text.as_bytes();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    for word in matcher.find_iter(&text[body..]) {
        let (start, end) = (body + word.start(), body + word.end());
        if !is_letter(start.checked_sub(1)) && !is_letter(Some(end)) {
            details.push((kinds[word.pattern().as_usize()], Span::new(start, end)));
        }
    }
}
