//! Pseudonyms that slip: another letter than the front matter declares. What stands beside them is the business of `slips`.

use std::ops::Range;

use ahash::{HashSet, HashSetExt as _};

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::identity::WordStarts;

pub(super) const RULE: Rule = Rule {
    code: Code("identity/pseudonym-slip"),
    owner: Owner::InformationGovernance,
    severity: Severity::Review,
    document: include_str!("pseudonym_slip.md"),
    looks: Looks::Identity(&[]),
};

/// What a pseudonym calls somebody, and what several are called.
const ROLES: [(&str, &str); 33] = [
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
    ("Victim", "Victims"),
    ("Tenant", "Tenants"),
    ("Plentyn", "Plant"),
    ("Blentyn", "Blant"),
    ("Phlentyn", "Phlant"),
    ("Mhlentyn", "Mhlant"),
    ("Oedolyn", "Oedolion"),
    ("Baban", "Babanod"),
    ("Faban", "Fabanod"),
    ("Claf", "Cleifion"),
];

/// A pseudonym in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pseudonym<'t> {
    pub(super) role: &'static str,
    pub(super) mark: &'t str,
    pub(super) range: Range<usize>,
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
    // Another letter is told by those that are declared.
    if declared.is_empty() {
        return;
    }
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
    }
}

/// Every pseudonym of a text, in its order: `Child A`, `Adult B1`, `Sibling 2`, and each of `Children A and B`.
pub(super) fn pseudonyms(text: &str) -> Vec<Pseudonym<'_>> {
    pseudonyms_at(text, &WordStarts::of(text))
}

/// The same, where it is known already where the words of the text begin.
pub(super) fn pseudonyms_at<'t>(text: &'t str, starts: &WordStarts) -> Vec<Pseudonym<'t>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let marks = starts.each().filter(|start| may_begin(bytes, *start) && mark_end(bytes, *start).is_some());
    marks.for_each(|start| push_marked(text, start, &mut found));
    found
}

/// The pseudonyms whose first mark begins at a byte behind a blank.
fn push_marked<'t>(text: &'t str, mut start: usize, found: &mut Vec<Pseudonym<'t>>) {
    let bytes = text.as_bytes();
    let at = start - 1;
    let mut begin = text[..at]
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
    let word = &text[begin..at];
    let Some((role, many)) = role_of(word, bytes[start]) else { return };
    while let Some(end) = mark_end(bytes, start) {
        found.push(Pseudonym { role, mark: &text[start..end], range: begin..end });
        let next = [", ", " and ", " & ", " or "].iter().find(|joint| text[end..].starts_with(**joint));
        match next.filter(|_| word.eq_ignore_ascii_case(many)) {
            Some(joint) => start = end + joint.len(),
            None => return,
        }
        begin = start;
    }
}

/// What a word before a mark calls somebody, written small, large or as a name: `Child A`, `CHILD A`, `child A`.
pub(super) fn role_of(word: &str, mark: u8) -> Option<&'static (&'static str, &'static str)> {
    let is_name = word.starts_with(|c: char| c.is_ascii_uppercase());
    // `the child I met`, `a man of 45`, `family 2 weeks later`
    let is_mark = is_name || mark.is_ascii_uppercase() && mark != b'I';
    let role = ROLES
        .iter()
        .filter(|_| is_mark)
        .find(|(one, many)| word.eq_ignore_ascii_case(one) || word.eq_ignore_ascii_case(many));
    // `Mr A` is somebody, `mr` and `MISS` are other words.
    role.filter(|(one, _)| word.starts_with(one) || !one.starts_with('M'))
}

/// Whether a mark may begin at the first byte of a word: few words have a large letter or a digit with no small letter behind it.
fn may_begin(bytes: &[u8], start: usize) -> bool {
    let is_behind_blank = || start > 0 && matches!(bytes[start - 1], b' ' | b'\n');
    !bytes[start].is_ascii_lowercase()
        && is_behind_blank()
        && !bytes.get(start + 1).is_some_and(u8::is_ascii_lowercase)
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
    // `the patient A&E sent home`
    let is_department = bytes[end..].starts_with(b"&E");
    (end > start && is_apart && !is_department).then_some(end)
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
        assert_eq!(found("CHILD A saw child B and a child I know."), ["Child A", "Child B"]);
        assert_eq!(found("child 2 weeks, a man 4, the children A1"), ["Child A1"]);
        assert_eq!(found("A Child Is Born, Children Act, Adult AB, Child 2014"), [""; 0]);
    }
}
