//! People who are told with a public office: those who wrote, chaired or answer for what one reads here.
//!
//! Who holds such an office is known to all, and says nothing of who is in a case. Those who work with people, such as a social
//! worker or a midwife, hold none.

use std::ops::Range;

use crate::identity::honorifics::Honorific;
use crate::identity::text::{after, before};
use crate::source::boundary_behind;

use super::inquiries::is_of_inquiry;

/// Offices as they stand right before a name: `Chief Constable Example`, `Report author: Example`.
const BEFORE: [&str; 45] = [
    "chief nurse",
    "chief constable",
    "deputy chief constable",
    "assistant chief constable",
    "police and crime commissioner",
    "commissioner",
    "children's commissioner",
    "independent chair",
    "independent chairs",
    "independent reviewer",
    "independent reviewers",
    "independent author",
    "independent author was",
    "independent chair was",
    "independent reviewer was",
    "lead reviewer",
    "lead reviewer was",
    "lead reviewers",
    "independent scrutineer",
    "independent scrutineer was",
    "report author",
    "report authors",
    "review author",
    "panel chair",
    "chair of the panel",
    "chair of the board",
    "chair of the partnership",
    "review was led by",
    "review was chaired by",
    "review was written by",
    "report was written by",
    "panel was chaired by",
    "inquiry chaired by",
    "inquiry led by",
    "inquiry under",
    "independent review by",
    "independent review led by",
    "independent review chaired by",
    "minister",
    "secretary of state",
    "chief executive",
    "cabinet member",
    "cadeirydd annibynnol",
    "adolygydd annibynnol",
    "awdur yr adroddiad",
];

/// Offices as they stand behind a name and a comma: `Example, Independent Chair`.
const BEHIND: [&str; 33] = [
    "independent chair",
    "independent reviewer",
    "independent author",
    "independent scrutineer",
    "independent overview",
    "lead reviewer",
    "report author",
    "chair of the",
    "chair, ",
    "vice-chair of the",
    "chief constable",
    "deputy chief constable",
    "assistant chief constable",
    "chief executive",
    "chief nurse",
    "police and crime commissioner",
    "children's commissioner",
    "cabinet member",
    "leader of the council",
    "lead member for",
    "minister for",
    "secretary of state",
    "director of children's services",
    "director of adult",
    "chief inspector of",
    "his majesty's chief inspector",
    "chief social worker",
    "chief medical officer",
    "chief nursing officer",
    "chief coroner",
    "president of the family division",
    "chair of the national",
    "comisiynydd ",
];

/// Whether the name at a range is told with a public office right beside it. Both names of somebody stand there, or a title and one; the
/// name itself begins at `name`.
pub(super) fn has_public_office(text: &str, range: &Range<usize>, name: usize) -> bool {
    if !text[range.clone()].contains([' ', '\u{a0}']) {
        return false;
    }
    let behind = after(text, range.end, 48);
    let behind = behind.strip_prefix(',').or_else(|| behind.strip_prefix(" (")).map(str::trim_start);
    if behind.is_some_and(|behind| {
        let behind = behind.strip_prefix("the ").unwrap_or(behind);
        BEHIND.iter().any(|office| behind.starts_with(office))
    }) {
        return true;
    }
    if behind.is_some_and(is_commissioner) || is_of_inquiry(text, range) {
        return true;
    }
    let near = before(text, name, 48);
    let mut lead = near.trim_end();
    // `Chief Nurse Professor Dame`
    while let Some(without) = without_title(lead) {
        lead = without;
    }
    let lead = lead.trim_end_matches([':', ' ', ',', '*', '_']);
    BEFORE
        .iter()
        .any(|office| lead.strip_suffix(office).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Whether words in small letters begin with the office of a commissioner or of a chief of the country: `the victims' commissioner`;
/// not `the commissioner's neighbour`.
fn is_commissioner(behind: &str) -> bool {
    const MOST: usize = 5;
    let words = behind.split([';', '.', ')']).next().unwrap_or_default();
    let words = words.split(", ").next().unwrap_or_default();
    words.split(' ').take(MOST).any(|word| word.trim_end_matches(',') == "commissioner")
}

/// A text in small letters without the form of address at its end.
fn without_title(lead: &str) -> Option<&str> {
    let word = lead.strip_suffix('.').unwrap_or(lead);
    let start = word.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| boundary_behind(word, at + 1));
    let is_title =
        Honorific::of_normal(&word.as_bytes()[start..]).is_some_and(Honorific::is_no_part_of_a_name);
    is_title.then(|| lead[..start].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_told_right_beside_a_name() {
        let is_told = |text: &str| {
            let start = text.find("Example").unwrap();
            has_public_office(text, &(start..start + "Example Sample".len()), start)
        };
        for text in [
            "Report author: Example Sample, who",
            "The independent author was Example Sample, a",
            "Chief Constable Example Sample welcomed",
            "Foreword by Dr Example Sample, Independent Chair",
            "Example Sample, Independent Scrutineer",
            "Example Sample (Lead Reviewer)",
            "Cadeirydd Annibynnol: Dr Example Sample",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "The social worker was Example Sample, and",
            "Midwife Example Sample came",
            "Example Sample, a teacher",
            "Example Sample, health visitor",
            "Signed: Example Sample",
            "Foreword by Example Sample",
            "the constable Example Sample",
            "Example Sample, who had chaired",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
