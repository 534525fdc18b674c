//! What stands before a name and says that it is one: forms of address, ranks, kin, and what people do.

use std::sync::LazyLock;

use ahash::HashMap;

/// What a form of address says of the one who has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Honorific {
    /// Anybody: `Mr`.
    Plain,
    /// Somebody of a rank, an office or a calling: `Dr`, `Cllr`.
    Rank,
    /// The same of the police, in capitals: `PC`; in small letters it may be another word (`Di`).
    Police,
    /// A calling that is a word of the language as well: `Sister`, `Judge`.
    Calling,
    /// Somebody of a family, as a child calls them: `Auntie`.
    Kin,
    /// A word that stands before so many other words that only a name which is known already can be told by it: `Father`.
    Loose,
}

const PLAIN: &str = "Mr Mrs Ms Miss Mx";
const RANKS: &str = "\
    Dr Prof Professor Sgt Cllr Councillor Sir Dame Rev Revd Reverend HHJ Imam Rabbi Insp Supt";
const POLICE: &str = "PC DC DS DI DCI WPC PCSO";
const CALLINGS: &str = "Sister Nurse Judge Inspector Constable Sergeant";
const KIN: &str = "\
    Aunt Auntie Uncle Cousin Nan Nana Granny Gran Grandad Granddad Grandpa Grandma Brother";
const LOOSE: &str = "\
    Lord Lady Father Mother Mum Dad Mam Pastor Canon Vicar Sheikh Fr Matron Superintendent Detective Captain Justice";

impl Honorific {
    /// What a word with its capitals is as a form of address.
    pub(super) fn of(word: &str) -> Option<Self> {
        static WORDS: LazyLock<HashMap<&'static str, Honorific>> = LazyLock::new(|| all().collect());
        WORDS.get(word).copied()
    }

    /// What a word in its normal form is, which has no capitals.
    pub(super) fn of_normal(word: &[u8]) -> Option<Self> {
        static WORDS: LazyLock<HashMap<Vec<u8>, Honorific>> =
            LazyLock::new(|| all().map(|(word, it)| (word.to_ascii_lowercase().into_bytes(), it)).collect());
        WORDS.get(word).copied()
    }

    /// Whether it says nothing but how its bearer is addressed, and is no other word: it is no part of the name.
    pub(super) const fn is_no_part_of_a_name(self) -> bool {
        matches!(self, Self::Plain | Self::Rank)
    }
}

fn all() -> impl Iterator<Item = (&'static str, Honorific)> {
    let kinds = [
        (PLAIN, Honorific::Plain),
        (RANKS, Honorific::Rank),
        (POLICE, Honorific::Police),
        (CALLINGS, Honorific::Calling),
        (KIN, Honorific::Kin),
        (LOOSE, Honorific::Loose),
    ];
    kinds.into_iter().flat_map(|(words, kind)| words.split_whitespace().map(move |word| (word, kind)))
}

/// What people do or are to others, in this case: `the midwife Example`, `the landlord, Example,`.
pub(super) const ROLES: [&str; 31] = [
    "midwife",
    "nurse",
    "worker",
    "teacher",
    "landlord",
    "landlady",
    "neighbour",
    "boyfriend",
    "girlfriend",
    "partner",
    "husband",
    "wife",
    "mother",
    "father",
    "stepfather",
    "stepmother",
    "brother",
    "sister",
    "son",
    "daughter",
    "uncle",
    "aunt",
    "cousin",
    "grandmother",
    "grandfather",
    "friend",
    "officer",
    "doctor",
    "visitor",
    "carer",
    "childminder",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_address_is_told_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (word, kind) in all() {
            assert!(seen.insert(word.to_lowercase()), "{word}");
            assert_eq!(Honorific::of(word), Some(kind), "{word}");
            assert_eq!(Honorific::of_normal(word.to_lowercase().as_bytes()), Some(kind), "{word}");
        }
        for word in ["mr", "MR", "Example", ""] {
            assert_eq!(Honorific::of(word), None, "{word}");
        }
    }
}
