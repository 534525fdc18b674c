//! The forms in which a name is met: other orders, initials, without the names in the middle, joined in the name of a
//! file. All are sealed, so that looking for them is no work.

use std::collections::BTreeSet;

use super::given_names::given;
use super::sealed_chance::is_word_of_language;
use super::text::as_name;
use super::words::Words;

/// Most words of a name, as people count them: `Marie-Claire de la Tour` has four.
const MOST_PARTS: usize = 4;
/// Most words of a name, parted at hyphens and apostrophes as well.
pub(super) const MOST_WORDS: usize = 6;

/// What stands before a form that is only a surname: it is somebody's where a title or a family stands with it.
pub(super) const SURNAME: char = '@';

/// What stands before the surname as it is written of several people: `the Examples`.
pub(super) const SEVERAL: char = '+';

/// What stands before a form that is a given name, alone or with initials behind it: it counts where a campaign is called after it, or
/// where it is written as who is only half named is (`Jane S.`).
pub(super) const GIVEN: char = '^';

/// What stands before an initial and a surname in one word that may be another word: it counts in an address or the name of a file.
pub(super) const LOGIN: char = '~';

/// The signs that say which part of a name a form is.
pub(super) const PARTS: [char; 4] = [SURNAME, SEVERAL, GIVEN, LOGIN];

/// Words that begin a surname, in their normal form: of those who have `ferch Gwynlais` for it nobody writes `Ms Gwynlais`.
const PARTICLES: [&str; 36] = [
    "ferch", "verch", "ap", "ab", "bint", "bin", "ibn", "ben", "al", "el", "abu", "van", "von", "der", "den",
    "de", "del", "della", "di", "da", "dos", "das", "du", "le", "la", "st", "nic", "ni", "ui", "mac", "mc",
    "mhic", "an", "na", "ter", "ten",
];

/// The forms of a name, each in its normal form: its words in the order of the alphabet, one blank between them. `None`
/// for what has no words, or more than four, or more than six with those that hyphens part.
pub(super) fn forms_of(name: &str) -> Option<BTreeSet<String>> {
    // `Smith, Jane`
    let name = match name.split_once(',') {
        Some((surname, given)) => format!("{given} {surname}"),
        None => name.to_owned(),
    };
    let mut forms = BTreeSet::new();
    let parts: Vec<Vec<Vec<String>>> =
        name.split_whitespace().map(spellings_of).filter(|spellings| !spellings.is_empty()).collect();
    // Each part may be spelt in several ways, so that of many there are more than any memory holds.
    let last = parts.len().checked_sub(1).filter(|last| *last < MOST_PARTS)?;
    // `Nic Giolla Example` has one before its second word.
    let begins_surname = |part: &Vec<Vec<String>>| part[0].iter().all(|word| is_particle(word));
    let particle = parts[..last].iter().skip(1).position(begins_surname).map_or(last, |at| at + 1);
    let is_double = name.split_whitespace().next_back().is_some_and(|part| part.contains(HYPHENS));
    for spelling in combinations(&parts) {
        for from in BTreeSet::from([particle, last]) {
            let (given, surname) = (spelling[..from].concat(), spelling[from..].concat());
            add_person(&given, &surname, is_double, &mut forms);
            // `Al-Example` is `Mr Example`, too.
            if let [first, rest @ ..] = surname.as_slice()
                && !rest.is_empty()
                && is_double
                && is_particle(first)
            {
                add_person(&given, rest, false, &mut forms);
            }
        }
    }
    let lower = name.to_lowercase();
    (1..=MOST_WORDS).contains(&words_of(&lower).len()).then_some(forms)
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// All words of a name, in the order of the alphabet: `Smith, Jane` is `Jane Smith`.
pub(super) fn full_form(name: &str) -> String {
    canonical(&words_of(&name.to_lowercase()))
}

fn words_of(name: &str) -> Vec<String> {
    Words::new(name).map(|word| String::from_utf8_lossy(word.normal()).into_owned()).collect()
}

/// The words of a part of a name, in each way in which it is met: `O'Brien` also as `O Brien`, `Smith-Jones` as `Smithjones`,
/// `McDonald` as `MCDONALD`.
fn spellings_of(part: &str) -> Vec<Vec<String>> {
    let apart = part.replace(['\'', '\u{2019}'], " ");
    let together = part.replace(HYPHENS, "");
    let all = [part, &apart, &together, &part.to_lowercase(), &together.to_lowercase()].map(words_of);
    let mut spellings: Vec<Vec<String>> = Vec::new();
    for words in all {
        if !words.is_empty() && !spellings.contains(&words) {
            spellings.push(words);
        }
    }
    spellings
}

/// Every choice of one spelling of each part.
fn combinations(parts: &[Vec<Vec<String>>]) -> Vec<Vec<&[String]>> {
    let mut begun: Vec<Vec<&[String]>> = vec![Vec::new()];
    for spellings in parts {
        let longer = |one: &Vec<_>, words| one.iter().copied().chain([words]).collect();
        begun = begun
            .iter()
            .flat_map(|one| spellings.iter().map(move |words| longer(one, words.as_slice())))
            .collect();
    }
    begun
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Adds the forms of somebody with given names and a surname.
fn add_person(given: &[String], surname: &[String], is_double: bool, forms: &mut BTreeSet<String>) {
    if (1..=MOST_WORDS).contains(&(given.len() + surname.len())) {
        add_forms(given, surname, forms);
    }
    if !given.is_empty() && surname.len() <= MOST_WORDS {
        add_surname(surname, is_double, forms);
    }
}

/// Adds the forms of a name whose surname may have two parts.
fn add_forms(given: &[String], surname: &[String], forms: &mut BTreeSet<String>) {
    let with = |names: &[String]| canonical(&[names, surname].concat());
    // `Jane Smiths mother`, `the Jane Joneses`
    let several = plural(surname);
    let with_several = |names: &[String]| canonical(&[names, several.as_slice()].concat());
    forms.insert(with(given));
    forms.insert(with_several(given));
    let Some((first, middle)) = given.split_first() else { return };
    forms.insert(with(std::slice::from_ref(first)));
    forms.insert(with_several(std::slice::from_ref(first)));
    for initials in initials_of(given) {
        // J Smith, J A Smith, JA Smith, Jane A Smith, J Anne Smith
        forms.insert(with(&initials[..1]));
        forms.insert(with_several(&initials[..1]));
        forms.insert(with(&initials));
        forms.insert(with(&[initials.concat()]));
        if !middle.is_empty() {
            forms.insert(with(&[std::slice::from_ref(first), &initials[1..]].concat()));
            forms.insert(with(&[&initials[..1], middle].concat()));
        }
        // `Ll. Smith`, of those who are called by the second name: one letter would be that of too many.
        forms.extend(
            initials[1..]
                .iter()
                .filter(|initial| is_digraph(initial))
                .map(|one| with(std::slice::from_ref(one))),
        );
        add_joined(given, &initials, surname, forms);
        if first.len() > 1 {
            add_half_named(given, &initials, surname, forms);
        }
    }
    for name in middle.iter().filter(|name| name.len() > 1 && !is_particle(name)) {
        // Anne Smith, of those who are called by it
        forms.insert(with(std::slice::from_ref(name)));
        forms.insert(with_several(std::slice::from_ref(name)));
        // Of two surnames the first is the one that is used: `Ana Example` and `Ms Example` for `Ana Example Sample`.
        if !is_also_something_else(name) {
            forms.insert(canonical(&[first, name]));
            add_surname(std::slice::from_ref(name), false, forms);
        }
    }
    // `Abdul-Karim Smith` is written `Abdulkarim Smith`, too.
    if middle.len() > 1 {
        forms.insert(with(&[middle.concat()]));
    }
}

/// Two letters that are one in Welsh: of Llio the initial is `Ll.`
const DIGRAPHS: [&str; 7] = ["ch", "dd", "ff", "ll", "ph", "rh", "th"];

/// Whether some letters in their normal form are one letter of Welsh.
pub(super) fn is_digraph(letters: &str) -> bool {
    DIGRAPHS.contains(&letters)
}

/// The initials of some names, and once more as Welsh has them where one of them begins with two letters that are one there: `E. L.` and
/// `E. Ll.` for Elin Llio.
fn initials_of(names: &[String]) -> Vec<Vec<String>> {
    let letter = |name: &String| name.chars().next().map(String::from).unwrap_or_default();
    let in_welsh = |name: &String| {
        let two = name.get(..2).filter(|two| name.len() > 2 && is_digraph(two));
        two.map_or_else(|| letter(name), str::to_owned)
    };
    let mut all = vec![names.iter().map(letter).collect()];
    let welsh: Vec<String> = names.iter().map(in_welsh).collect();
    if welsh != all[0] {
        all.push(welsh);
    }
    all
}

/// Whether the second word of a name is a given name, or a word of the language: it is no surname then.
fn is_also_something_else(name: &str) -> bool {
    given(&as_name(name)).is_some() || is_word_of_language(name)
}

/// Adds the forms in which a name is one word: `janesmith`, `smithjane`, `jsmith`, `smithj`, `janeannesmith`, `jasmith`.
fn add_joined(given: &[String], initials: &[String], surname: &[String], forms: &mut BTreeSet<String>) {
    // Shorter ones are words of the language.
    const SHORTEST: usize = 4;
    // So are some of these with an initial: `shall` of Sam Hall.
    const LONG: usize = 8;
    let (last, first) = (surname.concat(), &given[0]);
    let all = plural(surname).concat();
    let mut joined = Vec::new();
    for lead in [&given.concat(), first] {
        joined.extend([format!("{lead}{last}"), format!("{last}{lead}"), format!("{lead}{all}")]);
    }
    // Of `Sarah Day Long` nobody would write any more that something was daylong.
    let is_word = is_word_of_language(&last);
    let middle = given[1..].iter().filter(|name| !is_word || !is_word_of_language(name));
    joined.extend(middle.map(|middle| format!("{middle}{last}")));
    // `#justiceforjane`
    for campaign in ["justicefor", "remembering"] {
        joined.extend([format!("{campaign}{first}"), format!("{campaign}{first}{last}")]);
    }
    joined.push(format!("rip{first}{last}"));
    for lead in [&initials[0], &initials.concat()] {
        for form in [format!("{lead}{last}"), format!("{last}{lead}")] {
            // `pages` of Sam Page
            let is_several = is_word && lead.len() == 1 && form.starts_with(&last);
            match form.len() {
                LONG.. if !is_word => joined.push(form),
                SHORTEST.. if !is_several => drop(forms.insert(format!("{LOGIN}{form}"))),
                _ => {}
            }
        }
    }
    forms.extend(joined.into_iter().filter(|form| form.len() >= SHORTEST));
    // `JSmithJones`
    if let [half, rest @ ..] = surname
        && !rest.is_empty()
    {
        let mut words = vec![format!("{}{half}", initials[0])];
        words.extend_from_slice(rest);
        forms.insert(canonical(&words));
    }
}

/// Adds a given name with less than the surname: its initial (`Jane S.`), or half of a double one (`Jane Smith` for `Jane
/// Smith-Jones`).
fn add_half_named(given: &[String], initials: &[String], surname: &[String], forms: &mut BTreeSet<String>) {
    let first = &given[0];
    forms.insert(format!("{GIVEN}{first}"));
    let halves: Vec<&String> = surname.iter().filter(|word| !is_particle(word)).collect();
    for of_surname in initials_of(surname) {
        for ends in [&of_surname[..], &of_surname[..1], &of_surname[of_surname.len() - 1..]] {
            for names in [&given[..1], given, &[std::slice::from_ref(first), &initials[1..]].concat()] {
                forms.insert(format!("{GIVEN}{}", canonical(&[names, ends].concat())));
            }
        }
    }
    if let [half, other] = halves[..] {
        let begun = half.chars().next().map(String::from).unwrap_or_default();
        forms.insert(canonical(&[first, half]));
        forms.insert(canonical(&[first, other]));
        forms.insert(canonical(&[first, &begun, other]));
        forms.extend([format!("{first}{half}"), format!("{first}{other}")]);
    }
}

/// Adds a surname for where a title or a family stands with it; one of two names is told by itself, for few people have it.
fn add_surname(surname: &[String], is_double: bool, forms: &mut BTreeSet<String>) {
    forms.insert(format!("{SURNAME}{}", canonical(surname)));
    forms.insert(format!("{SEVERAL}{}", canonical(&plural(surname))));
    if is_double {
        forms.insert(canonical(surname));
        forms.insert(canonical(&plural(surname)));
    }
}

/// A surname as it is written of several people, or of one whose apostrophe is missing.
fn plural(surname: &[String]) -> Vec<String> {
    let mut words = surname.to_vec();
    if let Some(last) = words.last_mut() {
        let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| last.ends_with(end));
        last.push_str(if hisses { "es" } else { "s" });
    }
    words
}

/// Words in the order of the alphabet.
pub(super) fn canonical<W: AsRef<str> + Ord + Clone>(words: &[W]) -> String {
    let mut sorted = words.to_vec();
    sorted.sort();
    let words: Vec<&str> = sorted.iter().map(AsRef::as_ref).collect();
    words.join(" ")
}
