//! What stands around a word that may be a name: kin, roles, credits, verbs of people.

use crate::identity::given_names::Given;
use crate::identity::honorifics::ROLES;
use crate::identity::places::is_general;
use crate::identity::text::{Phrases, after, before, is_possessive};

use super::name_words::{is_name, is_no_surname};
use super::run::Run;

/// Whether a verb of which only people are the subject follows.
fn acts(text: &str, end: usize) -> bool {
    const VERBS: [&str; 18] = [
        " hit ", " hurt", " kicked", " punched", " pushed", " said", " told", " asked", " lived", " died",
        " felt", " went", " cried", " wanted", " wrote", " saw", " noticed", " visited",
    ];
    let behind = after(text, end, 12);
    VERBS.iter().any(|verb| behind.starts_with(verb))
}

/// Whether a verb follows behind a title and a surname.
pub(super) fn acts_or_is(text: &str, end: usize) -> bool {
    let behind = after(text, end, 12);
    acts(text, end)
        || [", who ", " came", " rang", " called", " had ", " was ", " did "]
            .iter()
            .any(|verb| behind.starts_with(verb))
}

/// Whether a first and a last name stand behind what somebody does, in this case: `the midwife Aoife Example`,
/// `the landlord, Dariusz Example,`.
pub(super) fn is_behind_role(text: &str, run: &Run) -> bool {
    let near = before(text, run.words[0].start, 24);
    let Some(lead) = near.strip_suffix(' ') else { return false };
    let lead =
        lead.strip_suffix(',').filter(|_| text[run.end..].starts_with([',', ')', '.'])).unwrap_or(lead);
    ROLES
        .iter()
        .any(|role| lead.strip_suffix(role).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Whether somebody is said to have made or signed what stands there: `Photo: Catriona Example`, `Signed: J. Example`.
pub(super) fn is_behind_credit(text: &str, run: &Run) -> bool {
    const CREDITS: [&str; 17] = [
        "signed off by",
        "prepared by",
        "written by",
        "compiled by",
        "authored by",
        "drafted by",
        "completed by",
        "note taker",
        "photo",
        "photograph",
        "photography",
        "picture",
        "drawing",
        "signed",
        "signature",
        "taken by",
        "drawn by",
    ];
    let near = before(text, run.words[0].start, 24);
    let lead = near.trim_end_matches([' ', ':']);
    let is_led = lead.len() < near.len() && CREDITS.iter().any(|credit| lead.ends_with(credit));
    is_led
        && run.words.len() <= 4
        && (1..run.words.len()).all(|at| is_name(run.word(text, at)))
        && !is_general(run.word(text, 0))
        && !is_no_surname(run.word(text, 0))
}

/// Whether a word stands behind somebody's relative or friend: `his aunt Gwendoline`, `the mother's partner Ulric`.
pub(super) fn is_behind_kin(text: &str, start: usize) -> bool {
    let Some(lead) = text[..start].strip_suffix(' ') else { return false };
    let begin = |end: usize| lead[..end].rfind([' ', '\n', '(']).map_or(0, |at| at + 1);
    let kin = begin(lead.len());
    let is_kin = matches!(
        &lead[kin..],
        "aunt"
            | "uncle"
            | "mother"
            | "father"
            | "mum"
            | "dad"
            | "sister"
            | "brother"
            | "son"
            | "daughter"
            | "cousin"
            | "friend"
            | "nephew"
            | "niece"
            | "husband"
            | "wife"
            | "girlfriend"
            | "boyfriend"
            | "partner"
            | "grandmother"
            | "grandfather"
            | "stepfather"
            | "stepmother"
    );
    if !is_kin || kin == 0 {
        return false;
    }
    let whose = &lead[begin(kin - 1)..kin - 1];
    matches!(whose, "his" | "her" | "their" | "His" | "Her" | "Their") || is_possessive(whose)
}

/// Words behind which a name is told.
static CALLED: Phrases = Phrases::new(&[
    "called",
    "named",
    "brother",
    "sister",
    "son",
    "daughter",
    "cousin",
    "nephew",
    "niece",
    "stepfather",
    "partner",
    "worker",
    "baby",
    "little",
    "mother",
    "father",
    "child",
    "pupil",
    "patient",
    "friend",
    "girl",
    "boy",
    "boyfriend",
    "girlfriend",
    "husband",
    "wife",
    "uncle",
    "aunt",
    "grandmother",
    "grandfather",
    "stepmother",
]);

/// Whether a word that may be a name stands where only a name can.
pub(super) fn is_in_the_place_of_a_name(
    text: &str,
    run: &Run,
    at: usize,
    is_first: bool,
    kind: Given,
) -> bool {
    let range = run.words[at].clone();
    let lead = before(text, range.start, 24);
    let is_called = CALLED.end(&lead);
    if is_called && !lead.ends_with(". ") && !lead.trim_end().ends_with(['.', ':', ';', '?']) {
        return true;
    }
    if acts(text, range.end) {
        return true;
    }
    if is_first {
        return false;
    }
    let whole = &text[range.clone()];
    let behind = after(text, range.end, 12);
    kind == Given::Word
        && (whole.contains(['\'', '\u{2019}'])
            || [" was", " is ", " had", " has"].iter().any(|word| behind.starts_with(word)))
}

/// Whether a sentence, a line, an item or a quotation begins here.
pub(super) fn is_start(text: &str, at: usize) -> bool {
    if text[..at].ends_with(" \"") {
        return true;
    }
    let lead = text[..at].trim_end_matches([
        ' ', '\u{a0}', '"', '\'', '\u{201c}', '\u{2018}', '(', '[', '{', '*', '_', '#', '-', '>',
    ]);
    lead.is_empty() || lead.ends_with(['.', '!', '?', ':', '\n', '\u{2022}', '|'])
}
