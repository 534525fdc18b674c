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

#[cfg(test)]
mod tests {
    use super::*;

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
