//! Details that say little alone and much together: an age, a place, a faith within a few sentences.
//!
//! What is found is listed with its lines, for a person to judge; there is no score.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::identity::{Hit, WordStarts};
use crate::source::{Place, PlaceCursor, Span, boundary_behind};

use super::details::{self, Detail};
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
/// How many make a cluster; two exact days, ages or places count as one.
const LEAST: usize = 3;

/// Words by which a text speaks of one person or one family, and not of people in general.
const SOMEBODY: [&str; 83] = [
    "one of whom ",
    "oth parents ",
    "arents: ",
    "ccupation of ",
    "hildren: ",
    "n only child",
    "he prisoner",
    " their mother",
    " their father",
    "Hi oedd ",
    "Fe oedd ",
    " yn dad i ",
    " yn fam i ",
    "Mother, ",
    "Father, ",
    "he young person ",
    "he young person, ",
    " he ",
    " she ",
    "He ",
    "She ",
    " his ",
    " her ",
    "Her ",
    "His ",
    "Their ",
    " family with ",
    "he family ",
    "he couple ",
    "he mother ",
    "he mother,",
    "he father ",
    "he father,",
    "he baby ",
    "he baby,",
    "he child ",
    "he child,",
    "he boy ",
    "he boy,",
    "he girl ",
    "he girl,",
    "he man ",
    "he man,",
    "he woman ",
    "he woman,",
    "he stepmother ",
    "he stepfather ",
    "he grandmother ",
    "he grandfather ",
    "he son ",
    "he daughter ",
    "he brothers ",
    "he sisters ",
    "he twins ",
    "he siblings ",
    "he parents were ",
    "he victim ",
    "he perpetrator ",
    "Mother was ",
    "Mother had ",
    "Father was ",
    "Father had ",
    "Mum was ",
    "Dad was ",
    " mum was ",
    " dad was ",
    "he widow ",
    "Father a ",
    "Mother a ",
    "he tenant ",
    "he household ",
    " a couple ",
    " whose ",
    "Roedd ",
    " oedd y ",
    "y fam",
    "y tad",
    "thnicity:",
    "ousehold:",
    "eligion:",
    "ationality:",
    "Father's ",
    "Mother's ",
];
/// What comes before the mark of a pseudonym: `Adult P was`.
const PSEUDONYMS: [&str; 8] = ["Child ", "Adult ", "Baby ", "Mr ", "Mrs ", "Ms ", "Miss ", "Mx "];

pub(super) fn check(
    source: &Source<'_>,
    starts: &WordStarts,
    hits: &[Hit],
    body: usize,
    found: &mut Vec<Diagnostic>,
) {
    let text = source.text().text();
    let details = details::of(text, starts, hits, body);
    let mut cursor = PlaceCursor::default();
    let mut from = 0;
    while let Some(cluster) = next_cluster(text, &details[from..]) {
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

/// Whether a text speaks of one person or one family.
fn is_of_somebody(text: &str) -> bool {
    static MATCHER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(SOMEBODY).ok());
    let is_marked = |role: &str| {
        text.match_indices(role).any(|(at, _)| {
            let mut behind = text[at + role.len()..].chars();
            behind.next().is_some_and(char::is_uppercase) && !behind.next().is_some_and(char::is_alphanumeric)
        })
    };
    MATCHER.as_ref().is_some_and(|matcher| matcher.is_match(text))
        || PSEUDONYMS.iter().any(|role| is_marked(role))
}

fn next_cluster(text: &str, details: &[(Detail, Span)]) -> Option<Cluster> {
    for (at, (_, first)) in details.iter().enumerate() {
        let near = details[at..].iter().take_while(|(_, span)| span.start - first.start <= narrow(REACH));
        let mut firsts = BTreeMap::new();
        let mut words = BTreeSet::new();
        let mut count = 0;
        for (detail, span) in near {
            firsts.entry(*detail).or_insert(*span);
            words.insert(if detail.is_exact() { (*detail, None) } else { (*detail, text.get(span.range())) });
            count += 1;
        }
        if firsts.len() < 2 || words.len() < LEAST {
            continue;
        }
        let is_exact = firsts.keys().any(|detail| detail.is_exact());
        // So many kinds of details, as in a form, are of somebody whatever the sentence is.
        let is_of_form = firsts.len() >= 4 && words.len() >= 4;
        let start = firsts.values().map(|span| span.range().start).min().unwrap_or_default();
        if is_exact
            || is_of_form
            || is_of_somebody(around(text, &firsts))
            || is_in_table_of_people(text, start)
        {
            return Some(Cluster { firsts, end: at + count });
        }
    }
    None
}

/// Whether details stand in a table whose head asks for what a form asks of a person: `| Nationality | Illness | Work |`.
fn is_in_table_of_people(text: &str, at: usize) -> bool {
    const LONGEST: usize = 600;
    const ASKED: [&str; 18] = [
        "nationality",
        "ethnicity",
        "illness",
        "occupation",
        "religion",
        "faith",
        "household",
        "first language",
        "gender",
        "family",
        "heritage",
        "siblings",
        "disability",
        "condition",
        " job",
        "area",
        "health",
        "lives",
    ];
    // Of a table with numbers the rows are groups.
    const COUNTED: [&str; 9] =
        ["number", "count", "total", "%", "per cent", "rate", "referrals", "cases", "share"];
    let from = boundary_behind(text, at.saturating_sub(LONGEST));
    let rows = text[from..at].rsplit('\n').take_while(|row| row.starts_with('|'));
    rows.last().is_some_and(|head| {
        let head = head.to_lowercase();
        ASKED.iter().filter(|asked| head.contains(**asked)).take(2).count() == 2
            && !COUNTED.iter().any(|counted| head.contains(*counted))
    })
}

/// The sentences in which details stand.
fn around<'t>(text: &'t str, firsts: &BTreeMap<Detail, Span>) -> &'t str {
    let start = firsts.values().map(|span| span.range().start).min().unwrap_or_default();
    let end = firsts.values().map(|span| span.range().end).max().unwrap_or_default();
    let start = text[..start].rfind(['.', '\n']).map_or(0, |at| at + 1);
    let end = text[end..].find(['.', '\n']).map_or(text.len(), |ahead| end + ahead);
    &text[start..end]
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
