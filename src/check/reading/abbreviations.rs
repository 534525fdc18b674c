//! Words after which a full stop does not end a sentence.

/// Never ends a sentence: something always follows.
const OPEN: [&str; 27] = [
    "cf", "cllr", "det", "dr", "e.g", "eg", "gen", "hon", "i.e", "ie", "insp", "lt", "mr", "mrs", "ms", "mx",
    "prof", "rev", "revd", "sgt", "sr", "st", "supt", "v", "viz", "vs", "wef",
];

/// Does not end a sentence before a number: `s. 47`, `No. 7`, `para. 3`, `Nov. 2015`.
const BEFORE_NUMBER: [&str; 41] = [
    "approx", "apr", "art", "arts", "aug", "c", "ca", "ch", "cl", "dec", "feb", "fig", "figs", "jan", "jul",
    "jun", "mar", "no", "nos", "nov", "oct", "p", "para", "paras", "pg", "pp", "pt", "r", "ref", "reg",
    "regs", "rr", "s", "sch", "sec", "sect", "sep", "sept", "ss", "tel", "vol",
];

/// May end a sentence, and does so before a word that begins one.
const MAY_END: [&str; 12] =
    ["al", "asap", "co", "corp", "dept", "ed", "eds", "etc", "inc", "jr", "ltd", "plc"];

/// Words that begin a sentence far more often than they are a name.
const STARTERS: [&str; 64] = [
    "a", "after", "all", "although", "an", "and", "any", "are", "as", "ask", "at", "because", "before",
    "both", "but", "by", "do", "does", "each", "every", "for", "from", "good", "he", "her", "his", "how",
    "if", "in", "is", "it", "its", "no", "none", "nobody", "nothing", "of", "on", "one", "only", "or", "our",
    "she", "so", "some", "that", "the", "their", "there", "these", "they", "this", "those", "to", "we",
    "what", "when", "where", "which", "who", "why", "with", "you", "your",
];

/// Words before a single letter that name somebody or something by it: after `Child A.` a sentence may end.
const LETTERED: [&str; 40] = [
    "adult",
    "adults",
    "and",
    "annex",
    "appendix",
    "area",
    "baby",
    "boy",
    "brother",
    "child",
    "children",
    "couple",
    "daughter",
    "family",
    "father",
    "girl",
    "grandmother",
    "group",
    "hepatitis",
    "hospital",
    "man",
    "mother",
    "option",
    "or",
    "partner",
    "patient",
    "person",
    "plan",
    "practitioner",
    "school",
    "sibling",
    "sister",
    "son",
    "stage",
    "step",
    "table",
    "team",
    "vitamin",
    "woman",
    "worker",
];

/// What a word with a full stop behind it means for the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// It goes on.
    GoesOn,
    /// It goes on before a number.
    GoesOnBeforeNumber,
    /// It ends before a word that begins sentences.
    EndsBeforeStarter,
    /// It ends.
    Ends,
}

/// What a full stop after `word` means; `before` is the word before it.
pub(super) fn stop_after(word: &str, before: &str) -> Stop {
    let is = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let bytes = word.as_bytes();
    if let [letter] = bytes
        && letter.is_ascii_uppercase()
        && *letter != b'I'
    {
        return if is(&LETTERED, before) { Stop::Ends } else { Stop::EndsBeforeStarter };
    }
    // No word of the lists is longer.
    if word.len() > 6 {
        return Stop::Ends;
    }
    if is(&OPEN, word) {
        Stop::GoesOn
    } else if is(&BEFORE_NUMBER, word) {
        Stop::GoesOnBeforeNumber
    } else if is(&MAY_END, word) || (word.contains('.') && word.len() <= 5) {
        Stop::EndsBeforeStarter
    } else {
        Stop::Ends
    }
}

/// Whether a word begins a sentence far more often than it is a name.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.iter().any(|known| known.eq_ignore_ascii_case(word))
}
