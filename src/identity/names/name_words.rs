//! What a word of a name can be by itself: a title, a surname, none.

use std::sync::LazyLock;

use ahash::HashSet;

use crate::identity::honorifics::Honorific;
use crate::identity::places::{Noun, is_general, noun};

/// Whether a word is a form of address by which a name is told.
pub(super) fn is_title(word: &str) -> bool {
    Honorific::of(word).is_some_and(|honorific| honorific != Honorific::Loose)
}

/// Whether a form of address is a word of the language as well: `Sister`, `Judge`.
pub(super) fn is_also_a_noun(word: &str) -> bool {
    matches!(Honorific::of(word), Some(Honorific::Calling | Honorific::Kin))
}

/// Words that follow a given name by chance, or make the name of something else of it.
pub(super) fn is_no_surname(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| NO_SURNAMES.split_whitespace().collect());
    noun(word).is_some_and(|noun| !matches!(noun, Noun::RareStreet | Noun::ShortStreet | Noun::Named))
        || is_general(word)
        || WORDS.contains(word)
}

const NO_SURNAMES: &str = "\
    Act Report Review Council Board Partnership Trust Centre Center Park Police Service Services Team Law Rule \
    Charter Bill Order Inquiry Protocol Tool Model Scale Index Project Day Week Month Bank Holiday County City \
    Borough District Wales England Scotland Ireland Line Unit Committee Commission Framework Programme \
    Conference Foundation Society Association Scheme Fund Cross Court Briefing Update Edition Local Department \
    Group Network Forum Station Bridge January February March April May June July August September October \
    November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn Winter Term \
    Section Part Figure Table Appendix Page Chapter Note Child Adult University Institute Library Church Chapel \
    Arms";

pub(super) fn is_name(word: &str) -> bool {
    word.chars().count() >= 2 && !is_no_surname(word) && !is_abbreviation(word) && !is_title(word)
}

/// Words that are surnames behind a title and nothing else.
pub(super) fn is_doubtful_surname(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| DOUBTFUL_SURNAMES.split_whitespace().collect());
    WORDS.contains(word)
}

const DOUBTFUL_SURNAMES: &str = "\
    Ward Hill Park Church Green Bridge Court Lane House Day March May Street Close Banks Rule Law Cross Hall \
    Place Page Best Good Old New Summer Winter Spring Grove Rose Royal";

fn is_abbreviation(word: &str) -> bool {
    word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A surname after a word that begins a sentence: endings that nouns of this field seldom have.
pub(super) fn is_rarely_a_noun(word: &str) -> bool {
    let is_plural_or_verb =
        ["s", "ing", "ed", "tion", "ment", "ly", "ity"].iter().any(|end| word.ends_with(end));
    !is_plural_or_verb && word.len() > 3
}

/// Whether a word has a form that only surnames have in this country: `MacAskill`, `O'Hara`, `Prochenko`, `Ionescu`.
pub(super) fn is_surname_by_its_shape(word: &str) -> bool {
    const ENDS: [&str; 12] = [
        "escu", "enko", "iewicz", "owicz", "wicz", "owski", "owska", "ewski", "ewska", "inski", "inska",
        "opoulos",
    ];
    let behind =
        |lead: &str| word.strip_prefix(lead).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    word.len() > 4
        && (behind("Mac")
            || behind("Mc")
            || behind("O'")
            || behind("O\u{2019}")
            || behind("Fitz")
            || ENDS.iter().any(|end| word.ends_with(end)))
}
