//! Pseudonyms that slip: another letter than the front matter declares, or the name beside the letter.

use std::ops::Range;

use ahash::{HashSet, HashSetExt as _};

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::identity::is_given_name;

pub(super) const RULE: Rule = Rule {
    code: Code("identity/pseudonym-slip"),
    owner: Owner::InformationGovernance,
    severity: Severity::Review,
    document: include_str!("pseudonym_slip.md"),
    looks: Looks::Identity(&[]),
};

/// What a pseudonym calls somebody, and what several are called.
const ROLES: [(&str, &str); 23] = [
    ("Child", "Children"),
    ("Adult", "Adults"),
    ("Baby", "Babies"),
    ("Infant", "Infants"),
    ("Person", "People"),
    ("Patient", "Patients"),
    ("Subject", "Subjects"),
    ("Sibling", "Siblings"),
    ("Resident", "Residents"),
    ("Family", "Families"),
    ("Mother", "Mothers"),
    ("Father", "Fathers"),
    ("Pupil", "Pupils"),
    ("Boy", "Boys"),
    ("Girl", "Girls"),
    ("Woman", "Women"),
    ("Man", "Men"),
    ("Brother", "Brothers"),
    ("Sister", "Sisters"),
    ("Mr", "Messrs"),
    ("Mrs", "Mmes"),
    ("Ms", "Mses"),
    ("Miss", "Misses"),
];

/// A pseudonym in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pseudonym<'t> {
    role: &'static str,
    mark: &'t str,
    range: Range<usize>,
}

pub(super) fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let text = source.prose().text();
    let subjects =
        source.front().and_then(|front| front.review.as_ref()).map_or(&[][..], |review| &review.subjects);
    let declared: HashSet<(&str, &str)> = subjects
        .iter()
        .flat_map(|subject| pseudonyms(subject))
        .map(|pseudonym| (pseudonym.role, pseudonym.mark))
        .collect();
    let mut told = HashSet::new();
    for pseudonym in pseudonyms(text) {
        let Pseudonym { role, mark, range } = pseudonym;
        let is_of_role = declared.iter().any(|(known, _)| *known == role);
        let is_other = is_of_role && !declared.contains(&(role, mark)) && !source.is_linked(range.clone());
        if is_other && told.insert((role, mark)) {
            let message = format!(
                "`{role} {mark}` is not among the subjects in the front matter ({})",
                subjects.join(", ")
            );
            found.push(
                RULE.finding(message)
                    .at(source.place(range.clone()))
                    .help("correct the letter, or add the pseudonym to `review.subjects`"),
            );
        }
        if let Some(name) = name_beside(text, &range)
            && told.insert(("", &text[name.clone()]))
        {
            let message = format!("a name seems to stand beside the pseudonym `{role} {mark}`");
            found.push(
                RULE.finding(message)
                    .at(source.place(name))
                    .help("take out whichever of the two must not be known"),
            );
        }
    }
}

/// Every pseudonym of a text, in its order: `Child A`, `Adult B1`, `Sibling 2`, and each of `Children A and B`.
fn pseudonyms(text: &str) -> Vec<Pseudonym<'_>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    for at in mark_starts(bytes).filter(|start| mark_end(bytes, *start).is_some()).map(|start| start - 1) {
        let from = text[..at]
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let word = &text[from..at];
        let role = ROLES.iter().find(|(one, many)| word == *one || word == *many);
        let Some((role, many)) = role else { continue };
        let mut start = at + 1;
        let mut begin = from;
        while let Some(end) = mark_end(bytes, start) {
            found.push(Pseudonym { role, mark: &text[start..end], range: begin..end });
            let next = [", ", " and ", " & ", " or "].iter().find(|joint| text[end..].starts_with(**joint));
            match next.filter(|_| word == *many) {
                Some(joint) => start = end + joint.len(),
                None => break,
            }
            begin = start;
        }
    }
    found
}

/// Each byte behind a blank at which a mark may begin. Few words have a capital or a digit for their first, so many bytes are
/// passed at once, without a branch.
fn mark_starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const AT_ONCE: usize = 32;
    let may_begin = |pair: (&u8, &u8)| {
        (*pair.0 == b' ') & ((pair.1.wrapping_sub(b'A') < 26) | (pair.1.wrapping_sub(b'0') < 10))
    };
    let chunks = bytes.chunks(AT_ONCE).zip(bytes.get(1..).unwrap_or_default().chunks(AT_ONCE));
    chunks.enumerate().flat_map(move |(number, (blanks, marks))| {
        let has_any = blanks.iter().zip(marks).fold(false, |any, pair| any | may_begin(pair));
        let starts = blanks.iter().zip(marks).enumerate();
        let starts = starts.take(if has_any { AT_ONCE } else { 0 });
        starts.filter(move |(_, pair)| may_begin(*pair)).map(move |(at, _)| number * AT_ONCE + at + 1)
    })
}

/// The byte behind a letter, a letter with a digit, or a number of at most two digits, that stands by itself.
fn mark_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    if bytes.get(end).is_some_and(u8::is_ascii_uppercase) {
        end += 1;
    }
    while bytes.get(end).is_some_and(u8::is_ascii_digit) && end - start < 2 {
        end += 1;
    }
    let is_apart =
        !bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80 && *byte != 0xE2);
    (end > start && is_apart).then_some(end)
}

/// A word with a capital in brackets behind a pseudonym, or before one in brackets: `Child A (Tamsin)`, `Tamsin (Child A)`.
fn name_beside(text: &str, pseudonym: &Range<usize>) -> Option<Range<usize>> {
    let behind = &text[pseudonym.end..];
    let whose = behind.strip_prefix("'s").or_else(|| behind.strip_prefix("\u{2019}s"));
    let trimmed = whose.filter(|rest| rest.starts_with(" (")).unwrap_or(behind).trim_start();
    // `Child H (K.T.W.)`
    if let Some(initials) = trimmed.strip_prefix('(').and_then(|rest| rest.split(')').next())
        && is_initials(initials)
    {
        let start = pseudonym.end + (behind.len() - trimmed.len()) + 1;
        return Some(start..start + initials.len());
    }
    let cues = [
        "(known as ",
        "(called ",
        "(real name ",
        "(",
        "known as ",
        ", known as ",
        ", formerly known as ",
        ", previously known as ",
        ", formerly referred to as ",
        ", previously referred to as ",
        ", called ",
        ", named ",
        "whose name is ",
        "whose real name is ",
        ", whose name is ",
        ", whose real name is ",
        ", whose name was ",
        ", whose real name was ",
        "had been known as ",
        "was known as ",
        "is known as ",
        "'s name is ",
        "'s name was ",
        "'s real name is ",
        "\u{2019}s name is ",
        "\u{2019}s name was ",
        "\u{2019}s real name is ",
        "'s first name, ",
        "\u{2019}s first name, ",
        "'s first name is ",
        "\u{2019}s first name is ",
    ];
    if let Some(cue) = cues.iter().find(|cue| trimmed.starts_with(**cue)) {
        let start = pseudonym.end + (behind.len() - trimmed.len()) + cue.len();
        let end = word_end(text, start);
        let end = start + text[start..end].strip_suffix("'s").map_or(end - start, str::len);
        let closes = text[end..].starts_with([')', ' ', ',', '.', ';', '\'', '\u{2019}']);
        if end > start && closes && is_name(&text[start..end]) {
            return Some(start..end);
        }
    }
    // `Child A, Tamsin, was`: between commas only what is a given name and nothing else is believed.
    if let Some(start) = behind.strip_prefix(", ").map(|_| pseudonym.end + 2) {
        let end = word_end(text, start);
        // `Mr T, Terence to his carers,`
        let word = &text[start..end];
        if text[end..].starts_with([',', ')']) && is_given_name(word)
            || is_to_friends(&text[end..]) && is_name(word)
        {
            return Some(start..end);
        }
    }
    // `Child A/Tamsin`, `Child A, or Tamsin as her friends called her,`
    if let Some(joint) = ["/", ", or ", " or "].iter().find(|joint| behind.starts_with(**joint)) {
        let start = pseudonym.end + joint.len();
        let end = word_end(text, start);
        let word = &text[start..end];
        if is_given_name(word) || text[end..].starts_with(" as ") && is_name(word) {
            return Some(start..end);
        }
    }
    let before = named_before(text, pseudonym, behind)?;
    let start = before
        .rfind(|c: char| !c.is_alphabetic() && c != '-' && c != '\'')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    is_name(&before[start..]).then_some(start..before.len())
}

/// Letters with a dot behind each: `K.T.W.`
fn is_initials(words: &str) -> bool {
    let bytes = words.trim_end().as_bytes();
    (4..=8).contains(&bytes.len())
        && bytes.chunks(2).all(|pair| matches!(pair, [letter, b'.'] if letter.is_ascii_uppercase()))
}

/// Whether a text begins with those to whom somebody is known by a name: ` to her friends`.
fn is_to_friends(behind: &str) -> bool {
    let whose = [" to his ", " to her ", " to their ", " to "].iter().find_map(|to| behind.strip_prefix(*to));
    whose.is_some_and(|who| {
        [
            "friend",
            "family",
            "carer",
            "neighbour",
            "mates",
            "teacher",
            "workers",
            "staff",
            "everyone",
            "everybody",
        ]
        .iter()
        .any(|known| who.starts_with(known))
    })
}

/// The text before a pseudonym that ends in what it stands for: `Tamsin (`, `Tamsin, known in this review as `.
fn named_before<'t>(text: &'t str, pseudonym: &Range<usize>, behind: &str) -> Option<&'t str> {
    const CUES: [&str; 4] = ["known ", "referred to ", "called ", "identified "];
    const WIDEST: usize = 48;
    let lead = &text[..pseudonym.start];
    if let Some(before) = lead.strip_suffix('(').filter(|_| behind.starts_with(')')) {
        return Some(before.trim_end());
    }
    // `Tamsin, called "Child 2" in this briefing,`
    let quoted = lead.strip_suffix(['"', '\u{201c}', '\'', '\u{2018}']).unwrap_or(lead);
    if let Some(before) = quoted.strip_suffix(", called ").or_else(|| quoted.strip_suffix(", named ")) {
        return Some(before);
    }
    let lead = quoted.strip_suffix(" as ")?;
    let sentence = lead.rfind(['.', ';', '\n']).map_or(lead, |at| &lead[at + 1..]);
    let cue = CUES.iter().filter_map(|cue| sentence.rfind(cue)).max()?;
    let cue = lead.len() - sentence.len() + cue;
    let before = lead[..cue].trim_end_matches(' ');
    let before = before.strip_suffix("who is").or_else(|| before.strip_suffix("who was")).unwrap_or(before);
    (lead.len() - cue <= WIDEST).then(|| before.trim_end_matches([' ', ',', '(']))
}

fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    start + rest.find(|c: char| !c.is_alphabetic() && c != '-' && c != '\'').unwrap_or(rest.len())
}

/// Whether a word beside a pseudonym could be a name: what titles of reviews are made of is none.
fn is_name(word: &str) -> bool {
    const NONE: [&str; 40] = [
        "Child",
        "Children",
        "Adult",
        "Adults",
        "Baby",
        "Person",
        "Patient",
        "Subject",
        "Sibling",
        "Review",
        "Report",
        "Briefing",
        "Case",
        "Audit",
        "Learning",
        "Serious",
        "Safeguarding",
        "Practice",
        "Domestic",
        "Local",
        "Rapid",
        "The",
        "This",
        "Their",
        "His",
        "Her",
        "Mother",
        "Father",
        "Parent",
        "Partner",
        "Family",
        "Brother",
        "Sister",
        "Plan",
        "Summary",
        "Section",
        "See",
        "Aged",
        "Figure",
        "Table",
    ];
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && word.chars().count() > 2
        && !NONE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_pseudonym_is_told() {
        let found = |text| {
            pseudonyms(text).iter().map(|one| format!("{} {}", one.role, one.mark)).collect::<Vec<_>>()
        };
        assert_eq!(found("Child A's mother met Adult B1."), ["Child A", "Adult B1"]);
        assert_eq!(found("Children A, B and C"), ["Child A", "Child B", "Child C"]);
        assert_eq!(found("Child A and B"), ["Child A"]);
        assert_eq!(found("A Child Is Born, Children Act, Adult AB, Child 2014"), [""; 0]);
    }

    #[test]
    fn a_name_beside_a_pseudonym_is_told() {
        let found = |text: &'static str| {
            let one = pseudonyms(text).remove(0);
            name_beside(text, &one.range).map(|range| &text[range])
        };
        assert_eq!(found("Child A (Tamsin) was"), Some("Tamsin"));
        assert_eq!(found("Tamsin (Child A) was"), Some("Tamsin"));
        assert_eq!(found("Child A, known as Tamsin, was"), Some("Tamsin"));
        assert_eq!(found("Child A, Daniel, was"), Some("Daniel"));
        assert_eq!(found("Child A, Housing, Police"), None);
        assert_eq!(found("Child A's real name is Tamsin."), Some("Tamsin"));
        assert_eq!(found("Tamsin, known in this review as Child A, was"), Some("Tamsin"));
        assert_eq!(found("Tamsin, who is called here as Child A, was"), Some("Tamsin"));
        assert_eq!(found("the boy referred to as Child A was"), None);
        assert_eq!(found("Child A known as Tamsin was"), Some("Tamsin"));
        assert_eq!(found("Serious Case Review (Child A) was"), None);
        assert_eq!(found("Child A (aged two) was"), None);
        assert_eq!(found("Child A/Tamsin was"), Some("Tamsin"));
        assert_eq!(found("Child A, or Tamsin as she liked, was"), Some("Tamsin"));
        assert_eq!(found("Child A, Tamsie to her friends, was"), Some("Tamsie"));
        assert_eq!(found("Child A's first name, Tamsin, is"), Some("Tamsin"));
        assert_eq!(found("Child A's (Tamsie's) plan"), Some("Tamsie"));
        assert_eq!(found("Child A (T.Q.R.) was"), Some("T.Q.R."));
        assert_eq!(found("Child A (CIN) was"), None);
        assert_eq!(found("Tamsie, called \"Child A\" here, was"), Some("Tamsie"));
        assert_eq!(found("Child A, previously known as Tamsie, was"), Some("Tamsie"));
        assert_eq!(found("the boy, called Child A here"), None);
        assert_eq!(found("Child A/Child B"), None);
        assert_eq!(found("Child A, or Children in general, as"), None);
        assert_eq!(found("Child A, Police to her door, as"), None);
    }
}
