//! Days on which somebody is expected to be born. Few are born on that day and nearly all within three weeks of it, so it is the day of
//! an event, for a person to judge.

use crate::identity::text::Phrases;

/// What such a day is called.
static EXPECTED: Phrases = Phrases::new(&[
    "edd",
    "e.d.d",
    "edc",
    "expected date of delivery",
    "estimated date of delivery",
    "expected date of confinement",
    "estimated date of confinement",
    "expected delivery date",
    "estimated delivery date",
    "estimated due date",
    "expected due date",
    "her due date",
    "baby's due date",
    "baby\u{2019}s due date",
    "mother's due date",
    "baby due",
    "baby is due",
    "baby was due",
    "due to be delivered",
    "due to be born",
    "due to give birth",
    "expected to be born",
    "expected to give birth",
]);

/// Whether a label, in small letters, says that somebody is expected to be born on the day behind it: such a day is `due` as no report is.
pub(super) fn is_expected_birth(label: &str) -> bool {
    EXPECTED.end(label)
}

/// Whether a label says on which day somebody was born who was expected on another one before it: `edd 02/10/22, actually delivered `.
pub(super) fn is_delivered(label: &str) -> bool {
    const BORN: [&str; 3] = ["delivered", "arrived", "delivery"];
    let lead = label.trim_end_matches([' ', ':']);
    let lead = lead.strip_suffix(" on").unwrap_or(lead);
    let Some(lead) = BORN.iter().find_map(|born| lead.strip_suffix(*born)) else { return false };
    let expected = [
        "edd",
        "e.d.d",
        "edc",
        "expected date of delivery",
        "estimated date of delivery",
        "date of confinement",
    ]
    .iter()
    .find_map(|name| {
        let at = lead.find(name)?;
        let (before, behind) = (&lead[..at], &lead[at + name.len()..]);
        // `expected date of delivery of the chairs`
        let is_word = !before.ends_with(char::is_alphanumeric)
            && !behind.starts_with(char::is_alphanumeric)
            && !behind.starts_with(" of ");
        is_word.then_some(behind)
    });
    expected.is_some_and(|behind| behind.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_expected_is_born() {
        for label in [
            "edd 02/10/22, actually delivered ",
            "edd was 2 october 2022; delivered on ",
            "expected date of delivery: 3 may 2019, delivered: ",
        ] {
            assert!(is_delivered(label), "{label}");
        }
        for label in [
            "edd clinic letters were delivered ",
            "report due 3 may 2019, delivered ",
            "expected date of delivery of 3 chairs, delivered ",
            "added 3 boxes, delivered ",
            "edd 02/10/22, seen ",
        ] {
            assert!(!is_delivered(label), "{label}");
        }
    }

    #[test]
    fn a_birth_may_be_expected() {
        for label in [
            "edd: ",
            "edd ",
            "expected date of delivery was ",
            "the baby was due on ",
            "her due date of ",
            "due to be delivered on ",
        ] {
            assert!(is_expected_birth(label), "{label}");
        }
        for label in ["report due date ", "due on ", "the review is due on ", "expected on ", "padded "] {
            assert!(!is_expected_birth(label), "{label}");
        }
    }
}
