//! Names with capitals: people, and the places that a person can be found at.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use super::given_names::{Given, given};
use super::hit::{Hit, Kind};
use super::places::{Noun, first_noun, house_number, is_general, noun};
use super::text::{Phrases, after, before};

/// Words with capitals that stand together.
const MOST: usize = 8;

/// The words of a run, and the byte where it ends.
#[derive(Debug)]
pub(super) struct Run {
    words: Vec<Range<usize>>,
    pub(super) end: usize,
}

impl Run {
    /// Reads words with capitals from the first of them; `of`, `the` and the like may join them.
    pub(super) fn read(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut run = Self { words: Vec::with_capacity(4), end: start };
        let mut at = start;
        while run.words.len() < MOST {
            let end = word_end(text, at);
            if end == at {
                break;
            }
            run.words.push(at..end);
            run.end = end;
            let mut next = end;
            if bytes.get(next) == Some(&b'.')
                && end - at <= 4
                && bytes.get(next + 1) == Some(&b' ')
                && is_shortened(&text[at..end])
            {
                next += 1;
            }
            let gap = match bytes.get(next..) {
                Some([b' ', b' ', ..]) => 0,
                Some([b' ' | b'\n', ..]) => 1,
                Some([0xC2, 0xA0, ..]) => 2,
                _ => 0,
            };
            let is_possessive = text[at..end].ends_with("'s") || text[at..end].ends_with("\u{2019}s");
            if gap == 0 || is_possessive && !run.goes_on(text, next + gap) {
                break;
            }
            at = next + gap;
            if !is_capital(text, at) {
                break;
            }
        }
        run
    }

    /// Whether a possessive is a part of a name of a place: `St Mary's School`, `Tanner's Row`, `Mill Children's Centre`.
    fn goes_on(&self, text: &str, next: usize) -> bool {
        let first = self.word(text, 0);
        let last = self.word(text, self.words.len() - 1);
        let follows = &text[next..word_end(text, next)];
        (self.words.len() > 1 && matches!(first, "St" | "Saint" | "Our"))
            || (matches!(last, "Children" | "Women") && matches!(follows, "Centre" | "Home" | "House"))
            || (self.words.len() == 1
                && given(last).is_none()
                && matches!(noun(follows), Some(Noun::Street | Noun::WeakStreet)))
    }

    fn word<'t>(&self, text: &'t str, at: usize) -> &'t str {
        self.words.get(at).map_or("", |range| bare(&text[range.clone()]))
    }
}

fn is_shortened(word: &str) -> bool {
    word.len() == 1 || is_title(word) || word == "St"
}

fn is_capital(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase),
        None => false,
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for c in text[start..].chars() {
        let is_inner = matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}')
            && text[end + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic);
        if !(c.is_alphabetic() || is_inner) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// A word without its possessive.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word)
}

fn is_title(word: &str) -> bool {
    is_also_a_noun(word)
        || matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Miss"
                | "Mx"
                | "Dr"
                | "Prof"
                | "Professor"
                | "PC"
                | "DC"
                | "DS"
                | "DI"
                | "DCI"
                | "WPC"
                | "Sgt"
                | "Cllr"
                | "Councillor"
                | "Sir"
                | "Dame"
                | "Rev"
                | "Reverend"
                | "HHJ"
        )
}

/// Whether a title is a word of the language as well: `Sister`, `Judge`.
fn is_also_a_noun(word: &str) -> bool {
    matches!(
        word,
        "Sister"
            | "Nurse"
            | "Judge"
            | "Aunt"
            | "Auntie"
            | "Uncle"
            | "Cousin"
            | "Nan"
            | "Nana"
            | "Granny"
            | "Gran"
            | "Grandad"
            | "Granddad"
            | "Grandpa"
            | "Grandma"
            | "Brother"
            | "Inspector"
            | "Constable"
            | "Sergeant"
    )
}

/// Words that follow a given name by chance, or make the name of something else of it.
fn is_no_surname(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| NO_SURNAMES.split_whitespace().collect());
    noun(word).is_some_and(|noun| noun != Noun::RareStreet) || is_general(word) || WORDS.contains(word)
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

/// Looks at words with capitals: whose name, or the name of what, they are.
pub(super) fn judge(text: &str, run: &Run, found: &mut Vec<Hit>) {
    if place(text, run, found) {
        return;
    }
    people(text, run, found);
}

/// A place in a run; whether there is one.
fn place(text: &str, run: &Run, found: &mut Vec<Hit>) -> bool {
    if let Some(range) = called_place(text, run) {
        found.push(Hit { kind: Kind::School, what: text[range.clone()].to_owned(), range });
        return true;
    }
    if let Some((kind, range)) = led_by_noun(text, run) {
        found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
        return true;
    }
    let last = (0..run.words.len()).rev().find_map(|at| noun(run.word(text, at)).map(|noun| (at, noun)));
    let (at, noun) = match last {
        Some(found) => found,
        None => match centre(text, run) {
            Some(found) => found,
            None => return ward_by_number(text, run, found),
        },
    };
    // `Mrs Ward`, `Sarah Ward` and `Sarah Church` are people.
    if at > 0 && (matches!(noun, Noun::Ward | Noun::RareStreet) || run.word(text, at) == "Church") {
        let before = run.word(text, at - 1);
        if is_title(before) || given(before).is_some() {
            return false;
        }
    }
    let first =
        (0..at).find(|first| !is_general(run.word(text, *first)) && !is_title(run.word(text, *first)));
    let number = house_number(text, run.words[0].start);
    let (kind, from) = match (noun, first, number) {
        (Noun::Street | Noun::WeakStreet, _, Some(number)) if at > 0 => (Kind::StreetAddress, number.start),
        (Noun::RareStreet, Some(_), Some(number))
            if at > 0 && number.len() <= 3 && at + 1 == run.words.len() =>
        {
            (Kind::StreetAddress, number.start)
        }
        (Noun::RareStreet, ..) => return false,
        (_, None, _) => return ward_by_number(text, run, found),
        (Noun::School, Some(first), _) => (Kind::School, run.words[first].start),
        (Noun::Surgery, Some(first), _) => (Kind::Surgery, run.words[first].start),
        (Noun::Ward, Some(first), _) => (Kind::Ward, run.words[first].start),
        (Noun::Street, Some(first), _) => (Kind::Street, run.words[first].start),
        (Noun::WeakStreet | Noun::WeakSchool | Noun::WeakHospital, Some(first), _) => {
            if !is_led(
                text,
                run,
                noun == Noun::WeakStreet && matches!(run.word(text, at), "Estate" | "Flats"),
            ) || at != run.words.len() - 1
            {
                return false;
            }
            let kind = match noun {
                Noun::WeakSchool => Kind::School,
                Noun::WeakHospital => Kind::Surgery,
                _ => Kind::Street,
            };
            (kind, run.words[first].start)
        }
    };
    // What goes on is the name of a body: `Oakfield Hospital Trust`, `Hill Street Partnership`.
    if matches!(kind, Kind::Surgery | Kind::School | Kind::Street)
        && matches!(
            run.word(text, at + 1),
            "Trust"
                | "NHS"
                | "Foundation"
                | "Board"
                | "Council"
                | "Act"
                | "Regulations"
                | "Trusts"
                | "Association"
                | "Order"
                | "Nurses"
                | "Improvement"
                | "Of"
                | "Review"
                | "Reviews"
                | "Guidance"
                | "Bill"
                | "Framework"
        )
    {
        return true;
    }
    if is_body(text, run.words[at].end) {
        return true;
    }
    let range = from..run.words[at].end;
    found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
    true
}

/// Whether a word stands before a run behind which a place may: `in Acacia Grove`; with `the` between where that is wished.
fn is_led(text: &str, run: &Run, may_have_article: bool) -> bool {
    const WORDS: [&str; 10] =
        [" in", " on", " at", " near", " of", " off", " to", " from", " behind", " outside"];
    let near = before(text, run.words[0].start, 14);
    let Some(lead) = near.strip_suffix(' ') else { return false };
    let lead = lead.strip_suffix(" the").filter(|_| may_have_article).unwrap_or(lead);
    WORDS.iter().any(|word| lead.ends_with(word))
}

/// `Ysgol Bryn Mawr`, `Gaelscoil na Coille`, `HMP Marlow`
fn led_by_noun(text: &str, run: &Run) -> Option<(Kind, Range<usize>)> {
    let (at, noun) =
        (0..run.words.len()).find_map(|at| first_noun(run.word(text, at)).map(|noun| (at, noun)))?;
    let start = run.words[at].start;
    let kind = match noun {
        Noun::School => Kind::School,
        Noun::Surgery => Kind::Surgery,
        _ => Kind::Street,
    };
    if at + 1 < run.words.len() {
        return (!is_general(run.word(text, at + 1))).then_some((kind, start..run.end));
    }
    let article = ["na", "an", "y", "yr"].iter().find(|article| {
        text[run.end..]
            .strip_prefix(' ')
            .and_then(|rest| rest.strip_prefix(**article))
            .is_some_and(|rest| rest.starts_with(' '))
    })?;
    let from = run.end + article.len() + 2;
    let end = word_end(text, from);
    (is_capital(text, from)).then_some((kind, start..end))
}

/// A place by what is said before its name: `the nursery, Little Acorns,`, `a home called Fairways`.
fn called_place(text: &str, run: &Run) -> Option<Range<usize>> {
    const PLACES: [&str; 14] = [
        "school",
        "nursery",
        "hospital",
        "surgery",
        "ward",
        "hostel",
        "refuge",
        "playgroup",
        "college",
        "academy",
        "care home",
        "nursing home",
        "children's home",
        "hospice",
    ];
    let near = before(text, run.words[0].start, 32);
    let is_called = near.strip_suffix(" called ");
    let lead = is_called.or_else(|| near.strip_suffix(", "))?;
    let is_place = PLACES.iter().any(|place| lead.ends_with(place));
    let last = run.words.len() - 1;
    let is_name = (0..run.words.len()).all(|at| !is_body_word(run.word(text, at)))
        && (is_called.is_some() || last > 0 && text[run.end..].starts_with([',', ')', '.']));
    (is_place && is_name && !is_title(run.word(text, 0))).then(|| run.words[0].start..run.end)
}

/// Words of the names of bodies, that are no places: `the school, Children's Services and the police`.
fn is_body_word(word: &str) -> bool {
    matches!(
        word,
        "Services"
            | "Service"
            | "Care"
            | "Police"
            | "Council"
            | "Board"
            | "Trust"
            | "Partnership"
            | "Health"
            | "Social"
            | "Team"
            | "Department"
            | "Education"
            | "Probation"
            | "Housing"
            | "Authority"
            | "Ofsted"
            | "Cafcass"
    )
}

/// `Royal College of Nursing`
fn is_body(text: &str, end: usize) -> bool {
    let behind = after(text, end, 20);
    behind.starts_with(" of policing")
        || behind.starts_with(" of nursing")
        || behind.starts_with(" of general")
        || behind.starts_with(" of paed")
        || behind.starts_with(" of psych")
        || behind.starts_with(" of midw")
        || behind.starts_with(" of emerg")
        || behind.starts_with(" act")
}

/// `Maple Medical Centre`, `Mill Children's Centre`: the word before `Centre` is general, and one before that is a name.
fn centre(text: &str, run: &Run) -> Option<(usize, Noun)> {
    (2..run.words.len()).find_map(|at| {
        let noun = match (run.word(text, at - 1), run.word(text, at)) {
            ("Medical" | "Health" | "Practice", "Centre" | "Center" | "Group")
            | ("Care" | "Nursing" | "Residential" | "Children", "Home") => Noun::Surgery,
            ("Children" | "Family", "Centre" | "Center") => Noun::School,
            _ => return None,
        };
        Some((at, noun))
    })
}

/// `Ward 7`, `Ward 4B`
fn ward_by_number(text: &str, run: &Run, found: &mut Vec<Hit>) -> bool {
    let last = run.words.len() - 1;
    if run.word(text, last) != "Ward" || (last > 0 && is_title(run.word(text, last - 1))) {
        return false;
    }
    let end = run.words[last].end;
    let behind = after(text, end, 6);
    let Some(number) =
        behind.strip_prefix(' ').map(|rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count())
    else {
        return false;
    };
    if number == 0 || number > 3 || !behind[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let range = run.words[last].start..end + 1 + number;
    found.push(Hit { kind: Kind::Ward, what: text[range.clone()].to_owned(), range });
    true
}

/// People in a run.
fn people(text: &str, run: &Run, found: &mut Vec<Hit>) {
    let mut at = 0;
    while at < run.words.len() {
        let Some(last) = person(text, run, at) else {
            at += 1;
            continue;
        };
        let range = run.words[at].start..run.words[last].start + run.word(text, last).len();
        found.push(Hit { kind: Kind::PersonName, what: text[range.clone()].to_owned(), range });
        at = last + 1;
    }
}

/// The last word of the name of a person that begins with a word.
fn person(text: &str, run: &Run, at: usize) -> Option<usize> {
    let word = run.word(text, at);
    let end_of_name = |from: usize| {
        let mut last = from;
        while last + 1 < run.words.len() && last - at < 3 && is_name(run.word(text, last + 1)) {
            last += 1;
        }
        last
    };
    if is_title(word) {
        let is_sister = is_also_a_noun(word);
        let next = run.word(text, at + 1);
        let is_person = if is_sister {
            given(next).is_some()
                || (is_name(next)
                    && at + 2 == run.words.len()
                    && (!is_start(text, run.words[0].start)
                        || is_rarely_a_noun(next) && acts_or_is(text, run.words[at + 1].end)))
        } else {
            is_name(next) || is_doubtful_surname(next)
        };
        let end = end_of_name(at + 1);
        return (is_person && !is_cited(text, run, end)).then_some(end);
    }
    let next = run.word(text, at + 1);
    let Some(kind) = given(word) else {
        if at > 0 {
            return None;
        }
        let start = run.words[0].start;
        let is_told = is_name(word) && is_rarely_a_noun(word) && is_behind_kin(text, start)
            || is_name(word) && is_name(next) && is_behind_role(text, run)
            || run.words.len() >= 2 && is_behind_credit(text, run)
            || is_name(word) && is_surname_by_its_shape(next) && !is_cited(text, run, 1);
        return is_told.then(|| end_of_name(usize::from(run.words.len() > 1 && word.len() == 1)));
    };
    if is_of_something_else(text, run, at, end_of_name) {
        return None;
    }
    if next == "Ward" && kind == Given::Plain {
        return Some(at + 1);
    }
    let before_it = if at > 0 { run.word(text, at - 1) } else { "" };
    if matches!(
        before_it,
        "St" | "Saint"
            | "Queen"
            | "King"
            | "Princess"
            | "Prince"
            | "Lake"
            | "Fort"
            | "Port"
            | "Mount"
            | "Operation"
            | "Project"
            | "Hurricane"
            | "Storm"
    ) || matches!(next, "Law" | "Rule" | "Act" | "Charter" | "Inquiry" | "Report" | "Day" | "Bank")
    {
        return None;
    }
    // `Child A` is a pseudonym, and so is a name with one letter.
    let has_surname = is_name(next)
        && !run.words.get(at).is_some_and(|range| {
            text[range.clone()].ends_with('s') && text[range.clone()].contains(['\'', '\u{2019}'])
        });
    let start = run.words[at].start;
    let is_first = at == 0 && is_start(text, start);
    match kind {
        Given::Plain if has_surname => Some(end_of_name(at + 1)),
        Given::Plain => {
            (next.is_empty() || is_no_surname(next) || next.len() == 1 || given(next).is_some()).then_some(at)
        }
        Given::Word if has_surname && (!is_first || given(next).is_some() || is_rarely_a_noun(next)) => {
            Some(end_of_name(at + 1))
        }
        Given::Word | Given::Month if next.is_empty() => {
            is_in_the_place_of_a_name(text, run, at, is_first, kind).then_some(at)
        }
        Given::Month
            if has_surname
                && !is_first
                && !matches!(before_it, "In" | "By" | "From" | "Since")
                && !is_after_preposition(text, start) =>
        {
            Some(end_of_name(at + 1))
        }
        _ => None,
    }
}

fn is_after_preposition(text: &str, start: usize) -> bool {
    let lead = before(text, start, 12);
    ["in ", "by ", "from ", "since ", "until ", "during ", "of ", "last ", "next ", "early ", "late ", "and "]
        .iter()
        .any(|word| lead.ends_with(word))
}

fn is_name(word: &str) -> bool {
    word.chars().count() >= 2 && !is_no_surname(word) && !is_abbreviation(word) && !is_title(word)
}

/// Words that are surnames behind a title and nothing else.
fn is_doubtful_surname(word: &str) -> bool {
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
fn is_rarely_a_noun(word: &str) -> bool {
    let is_plural_or_verb =
        ["s", "ing", "ed", "tion", "ment", "ly", "ity"].iter().any(|end| word.ends_with(end));
    !is_plural_or_verb && word.len() > 3
}

/// Whether a verb of which only people are the subject follows.
fn acts(text: &str, end: usize) -> bool {
    const VERBS: [&str; 13] = [
        " said", " told", " asked", " lived", " died", " felt", " went", " cried", " wanted", " wrote",
        " saw", " noticed", " visited",
    ];
    let behind = after(text, end, 12);
    VERBS.iter().any(|verb| behind.starts_with(verb))
}

/// Whether a verb follows behind a title and a surname.
fn acts_or_is(text: &str, end: usize) -> bool {
    let behind = after(text, end, 12);
    acts(text, end)
        || [" came", " rang", " called", " had ", " was ", " did "]
            .iter()
            .any(|verb| behind.starts_with(verb))
}

/// Whether a word has a form that only surnames have in this country: `MacAskill`, `O'Hara`, `Prochenko`, `Ionescu`.
fn is_surname_by_its_shape(word: &str) -> bool {
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

/// Whether a first and a last name stand behind what somebody does, in this case: `the midwife Aoife Example`,
/// `the landlord, Dariusz Example,`.
fn is_behind_role(text: &str, run: &Run) -> bool {
    const ROLES: [&str; 31] = [
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
    let near = before(text, run.words[0].start, 24);
    let Some(lead) = near.strip_suffix(' ') else { return false };
    let lead =
        lead.strip_suffix(',').filter(|_| text[run.end..].starts_with([',', ')', '.'])).unwrap_or(lead);
    ROLES
        .iter()
        .any(|role| lead.strip_suffix(role).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Whether somebody is said to have made or signed what stands there: `Photo: Catriona Example`, `Signed: J. Example`.
fn is_behind_credit(text: &str, run: &Run) -> bool {
    const CREDITS: [&str; 9] = [
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
fn is_behind_kin(text: &str, start: usize) -> bool {
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
    matches!(whose, "his" | "her" | "their" | "His" | "Her" | "Their")
        || whose.ends_with("'s")
        || whose.ends_with("\u{2019}s")
}

/// Whether a name with a title is that of an author: `Dr Bell and colleagues`, `Professor Hallam's review`.
fn is_cited(text: &str, run: &Run, last: usize) -> bool {
    let Some(end) = run.words.get(last).map(|word| word.end) else { return false };
    let behind = after(text, end, 24);
    let is_possessive = text[..end].ends_with("'s") || text[..end].ends_with("\u{2019}s");
    is_citation(&behind)
        || is_possessive
            && [" review of", " report on", " inquiry into", " model", " theory"]
                .iter()
                .any(|work| behind.starts_with(work))
}

/// Whether what begins with a given name is called after somebody, or cites somebody: `the Herbert Protocol`, `Martha's Rule`,
/// `the Anna Example Foundation`, `Curtis and colleagues`, `Jack of all trades`.
fn is_of_something_else(text: &str, run: &Run, at: usize, end_of_name: impl Fn(usize) -> usize) -> bool {
    let last = if is_name(run.word(text, at + 1)) { end_of_name(at + 1) } else { at };
    let end = run.words[last].end;
    let is_possessive = text[..end].ends_with("'s") || text[..end].ends_with("\u{2019}s");
    if is_possessive && last + 1 == run.words.len() {
        let follows = text[end..].strip_prefix(' ').map_or("", |rest| &rest[..word_end(rest, 0)]);
        return is_called_after(follows) || is_theory(follows);
    }
    let behind = after(text, end, 24);
    if is_called_after(run.word(text, last + 1)) || behind.starts_with(" training") {
        return true;
    }
    let is_single = last == at;
    if is_single && (behind.starts_with(" of ") && run.words.len() == at + 1) || is_citation(&behind) {
        return true;
    }
    // Nobody is called `the Sarah`, but there is `the Sarah Example case`.
    let has_article = match at {
        0 => text[..run.words[0].start].ends_with(" the ") || text[..run.words[0].start].ends_with("\nthe "),
        _ => run.word(text, at - 1) == "The",
    };
    let case = behind.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_of_a_case = matches!(
        case,
        "case" | "family" | "household" | "children" | "inquest" | "trial" | "murder" | "killing" | "tragedy"
    ) || (!is_single && matches!(case, "review" | "inquiry" | "report" | "story"));
    has_article && !is_of_a_case
}

/// What is called after somebody, with a capital.
fn is_called_after(word: &str) -> bool {
    matches!(
        word,
        "Law"
            | "Rule"
            | "Act"
            | "Charter"
            | "Bill"
            | "Fund"
            | "Foundation"
            | "Trust"
            | "Charity"
            | "Society"
            | "Institute"
            | "Centre"
            | "Campaign"
            | "Appeal"
            | "Project"
            | "Protocol"
            | "Programme"
            | "Legacy"
            | "Hospice"
            | "Library"
            | "Guidelines"
            | "Model"
            | "Scale"
            | "Score"
            | "Framework"
            | "Place"
    )
}

/// What a thought is called that is called after somebody.
fn is_theory(word: &str) -> bool {
    matches!(
        word,
        "model"
            | "theory"
            | "hierarchy"
            | "cycle"
            | "ladder"
            | "framework"
            | "scale"
            | "stages"
            | "criteria"
            | "test"
    )
}

/// `Curtis et al`, `Curtis and colleagues`, `Curtis (2018)`, `Curtis and Marsh (2018)`.
fn is_citation(behind: &str) -> bool {
    let is_year = |words: &str| {
        words.strip_prefix(" (").is_some_and(|year| {
            year.bytes().take_while(u8::is_ascii_digit).count() == 4
                && (year.starts_with("19") || year.starts_with("20"))
        })
    };
    let second = behind.strip_prefix(" and ").or_else(|| behind.strip_prefix(" & "));
    behind.starts_with(" et al")
        || behind.starts_with(" and colleagues")
        || behind.starts_with(" and similar")
        || is_year(behind)
        || second.is_some_and(|second| is_year(&second[word_end(second, 0)..]))
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
fn is_in_the_place_of_a_name(text: &str, run: &Run, at: usize, is_first: bool, kind: Given) -> bool {
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
fn is_start(text: &str, at: usize) -> bool {
    if text[..at].ends_with(" \"") {
        return true;
    }
    let lead = text[..at].trim_end_matches([
        ' ', '\u{a0}', '"', '\'', '\u{201c}', '\u{2018}', '(', '[', '{', '*', '_', '#', '-', '>',
    ]);
    lead.is_empty() || lead.ends_with(['.', '!', '?', ':', '\n', '\u{2022}', '|'])
}
