//! Looks at a text once for everything.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::allowed::Allowed;
use super::fiction::leave_out_what_is_nobodys;
use super::hit::{Hit, Kind};
use super::memo::Memo;
use super::seal::Seal;
use super::sealed_chance::is_by_chance;
use super::sealed_forms::{GIVEN, LOGIN, MOST_WORDS, SEVERAL, SURNAME};
use super::sealed_given::{is_behind_title, is_half_named, is_login, is_of_campaign};
use super::sealed_lists::shared_surname;
use super::sealed_surnames::{Whose, are_several, whose};
use super::sealed_words::{are_apart, is_between_names, is_in_brackets, is_label, is_of_key, is_of_tag};
use super::signs::signs;
use super::squeezed::Squeezed;
use super::word_starts::WordStarts;
use super::words::{Word, Words};

/// What the scanner of a site rests on.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// The names that must not be published; `None` where the site has none, or where they can not be told.
    pub seal: Option<Seal>,
    /// What may stand in public.
    pub allowed: Allowed,
}

/// Looks at texts. Many threads may use it at once.
pub struct Scanner {
    setup: Setup,
    /// Whether words may belong to a sealed name: a keyed hash costs more than all else, and a language has few words.
    words: Memo,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scanner").field("setup", &self.setup).finish_non_exhaustive()
    }
}

/// Names of one person that may stand between the two by which somebody is told.
const MOST_BETWEEN: usize = 2;

/// Words that are remembered.
const WORDS: usize = 1 << 14;

impl Scanner {
    /// A scanner for a site.
    pub fn new(setup: Setup) -> Self {
        Self { setup, words: Memo::new(WORDS) }
    }

    /// What may stand in public.
    pub fn allowed(&self) -> &Allowed {
        &self.setup.allowed
    }

    /// Whether there are names that it can tell.
    pub fn is_sealed(&self) -> bool {
        self.setup.seal.is_some()
    }

    /// Finds everything in a text, in the order of its bytes; what may stand in public is left out.
    pub fn scan(&self, text: &str, hits: &mut Vec<Hit>) {
        self.scan_at(text, &WordStarts::of(text), hits);
    }

    /// The same, where it is known already where the words of the text begin.
    pub fn scan_at(&self, text: &str, starts: &WordStarts, hits: &mut Vec<Hit>) {
        self.look(text, Some(starts), hits);
    }

    /// Finds only what no human has to judge: sealed names, numbers, and addresses of people. For finished outputs and
    /// for the parts of a source that nobody reads as sentences.
    pub fn scan_certain(&self, text: &str, hits: &mut Vec<Hit>) {
        self.look(text, None, hits);
    }

    fn look(&self, text: &str, for_review: Option<&WordStarts>, hits: &mut Vec<Hit>) {
        // Within so many hits before it one lies that holds another.
        const NEAREST: usize = 64;
        let from = hits.len();
        let (mut found, mut excuses) = (Vec::new(), Vec::new());
        let squeezed = Squeezed::of(text);
        let read = squeezed.as_ref().map_or(text, Squeezed::text);
        let of_squeezed = squeezed.as_ref().filter(|_| for_review.is_some()).map(|_| WordStarts::of(read));
        signs(read, of_squeezed.as_ref().or(for_review), &mut found, &mut excuses);
        found.retain(|hit| !self.setup.allowed.allows(hit));
        found.sort_by_key(|hit| (hit.range.start, hit.kind));
        if for_review.is_some() {
            leave_out_what_is_nobodys(read, &excuses, &mut found);
        }
        if let Some(squeezed) = squeezed {
            for hit in &mut found {
                hit.range = squeezed.written(&hit.range);
            }
        }
        // A sealed name is told in many more disguises, and looked for in the text as it is.
        self.sealed(text, &mut found);
        found.sort_by_key(|hit| (hit.range.start, hit.kind));
        // A number within a graver one is not told again.
        for hit in found {
            let is_told = hits[from..].iter().rev().take(NEAREST).any(|other| {
                other.kind != Kind::SealedName
                    && other.range.start <= hit.range.start
                    && hit.range.end <= other.range.end
                    && (other.kind <= hit.kind || other.range.len() > hit.range.len())
                    && hit.kind != Kind::SealedName
            });
            if !is_told {
                hits.push(hit);
            }
        }
    }

    #[inline]
    fn may_have(&self, seal: &Seal, word: &Word) -> bool {
        let key = self.words.key(word.normal().len(), word.blocks());
        self.words.get(key).unwrap_or_else(|| {
            let may_have = seal.may_have(word);
            self.words.put(key, may_have);
            may_have
        })
    }

    /// Whether the last word of a text may belong to a sealed name.
    pub fn may_go_on(&self, text: &str) -> bool {
        let last = || Words::new(text).last();
        self.setup.seal.as_ref().is_some_and(|seal| last().is_some_and(|word| self.may_have(seal, &word)))
    }

    /// Finds sealed names, however the text is read.
    pub fn sealed(&self, text: &str, hits: &mut Vec<Hit>) {
        let Some(seal) = &self.setup.seal else { return };
        let from = hits.len();
        self.sealed_in(seal, text, Words::new(text), hits);
        if has_path(text) {
            let mut others = Vec::new();
            self.sealed_in(seal, text, Words::of_paths(text), &mut others);
            add_others(hits, from, others);
        }
        // A name is read in any letters; what stands around it, such as a title, is in ours.
        if let Some(squeezed) = Squeezed::of_letters(text) {
            let mut others = Vec::new();
            self.sealed_in(seal, squeezed.text(), Words::new(squeezed.text()), &mut others);
            for hit in &mut others {
                hit.range = squeezed.written(&hit.range);
            }
            add_others(hits, from, others);
        }
    }

    /// Finds sealed names in the words of a text.
    fn sealed_in(&self, seal: &Seal, text: &str, words: Words<'_>, hits: &mut Vec<Hit>) {
        let mut window: Vec<Word> = Vec::with_capacity(MOST_WORDS);
        // Bytes of keys and labels that stand between the last two words of the window.
        let mut of_keys = 0;
        // Other names of the same person that stand there.
        let mut between = 0;
        for word in words {
            if !self.may_have(seal, &word) {
                if let Some(last) = window.last() {
                    let is_name = between < MOST_BETWEEN && is_between_names(text, &word);
                    if is_name
                        || is_label(word.normal())
                        || is_of_key(text, &word)
                        || is_of_tag(text, &word)
                        || is_in_brackets(text, last.end, &word)
                    {
                        of_keys += word.end - word.start;
                        between += usize::from(is_name);
                    } else {
                        window.clear();
                    }
                }
                continue;
            }
            if are_apart(text, &window, &word, of_keys) {
                window.clear();
            }
            (of_keys, between) = (0, 0);
            if window.len() == MOST_WORDS {
                window.remove(0);
            }
            window.push(word);
            if let Some((range, what)) = self.name_that_ends(seal, text, &window) {
                // One that lies within it was found before.
                while hits.last().is_some_and(|hit| {
                    hit.kind == Kind::SealedName
                        && range.start <= hit.range.start
                        && hit.range.end <= range.end
                }) {
                    hits.pop();
                }
                hits.push(Hit { kind: Kind::SealedName, range, what });
            }
        }
    }

    /// The longest name that ends with some words, and the number under which it is sealed.
    fn name_that_ends(&self, seal: &Seal, text: &str, window: &[Word]) -> Option<(Range<usize>, String)> {
        let last = window.last()?;
        let named = (0..window.len()).find_map(|from| {
            let words = &window[from..];
            self.number(seal, text, words).map(|what| (words[0].start..last.end, what))
        });
        named.or_else(|| self.name_of_list(seal, text, window))
    }

    /// The number under which words are sealed, should they stand there as a name does.
    fn number(&self, seal: &Seal, text: &str, words: &[Word]) -> Option<String> {
        let (first, last) = (words.first()?, words.last()?);
        let is_declared = || self.setup.allowed.allows_name(&text[first.start..last.end]);
        let whole = || seal.number_of(words).filter(|_| !is_by_chance(text, words));
        // One of the names between may be of another sealed name: `Jane Louise Smith` where a Louise is sealed too.
        let outer = || {
            let [first, inner @ .., last] = words else { return None };
            let is_whole = !inner.is_empty() && inner.iter().all(|word| is_between_names(text, word));
            is_whole.then(|| seal.number_of(&[*first, *last])).flatten()
        };
        let surname = || {
            let bearer = whose(text, words)?;
            seal.number_of_part(SURNAME, words).filter(|_| bearer == Whose::Family || !is_declared())
        };
        let several = || are_several(text, words).then(|| seal.number_of_part(SEVERAL, words)).flatten();
        let half = || {
            let is_half = is_half_named(text, words)
                || words.len() == 1 && (is_of_campaign(text, last) || is_behind_title(text, last));
            is_half.then(|| seal.number_of_part(GIVEN, words)).flatten().filter(|_| !is_declared())
        };
        let login = || {
            let is_login = words.len() == 1 && is_login(text, last);
            is_login.then(|| seal.number_of_part(LOGIN, words)).flatten()
        };
        whole().or_else(outer).or_else(surname).or_else(several).or_else(half).or_else(login)
    }

    /// A given name that ends with some words, whose surname stands at the end of a list of names: `Jane and Tom Smith`.
    fn name_of_list(&self, seal: &Seal, text: &str, window: &[Word]) -> Option<(Range<usize>, String)> {
        const MOST_GIVEN: usize = 2;
        let last = window.last()?;
        let surname = shared_surname(text, last.end);
        (1..=surname.len()).find_map(|most| {
            let end = surname[..most].last().filter(|word| self.may_have(seal, word))?.end;
            (window.len().saturating_sub(MOST_GIVEN)..window.len()).find_map(|from| {
                let words: Vec<Word> = window[from..].iter().chain(&surname[..most]).copied().collect();
                let what = seal.number_of(&words).filter(|_| !is_by_chance(text, &words))?;
                Some((window[from].start..end, what))
            })
        })
    }

    /// A text with each sealed name covered, character for character: every other character is on the line and in the column
    /// where it was. `None` where there is nothing to cover.
    pub fn covered(&self, text: &str) -> Option<String> {
        let mut hits = Vec::new();
        self.sealed(text, &mut hits);
        if hits.is_empty() {
            return None;
        }
        let mut covered = String::with_capacity(text.len());
        let mut done = 0;
        for Hit { range, .. } in hits {
            let start = range.start.max(done);
            covered.push_str(&text[done..start]);
            let name = text[start..range.end.max(start)].chars();
            covered.extend(name.map(|c| if matches!(c, '\n' | '\r') { c } else { '\u{2588}' }));
            done = range.end.max(start);
        }
        covered.push_str(&text[done..]);
        Some(covered)
    }

    /// The words of the sealed names of a text, as they are written there; single letters are none.
    pub fn sealed_parts(&self, text: &str) -> BTreeSet<String> {
        let mut hits = Vec::new();
        self.sealed(text, &mut hits);
        let names = hits.into_iter().map(|hit| &text[hit.range]);
        let words = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        words.filter(|word| word.chars().nth(1).is_some()).map(str::to_owned).collect()
    }

    /// A text with a word in place of each sealed name.
    pub fn masked(&self, text: &str) -> Option<String> {
        let mut hits = Vec::new();
        self.sealed(text, &mut hits);
        if hits.is_empty() {
            return None;
        }
        let mut masked = String::with_capacity(text.len());
        let mut done = 0;
        for Hit { range, .. } in hits {
            if range.start >= done {
                masked.push_str(&text[done..range.start]);
                masked.push_str(COVER);
            }
            done = done.max(range.end);
        }
        masked.push_str(&text[done..]);
        Some(masked)
    }
}

/// Adds sealed names that another reading of a text found to those of it from one on, in their order, unless one of these overlaps.
fn add_others(hits: &mut Vec<Hit>, from: usize, others: Vec<Hit>) {
    let known = hits.len();
    for hit in others {
        let known = &hits[from..known];
        let next = known.partition_point(|other| other.range.end <= hit.range.start);
        if known.get(next).is_none_or(|other| other.range.start >= hit.range.end) {
            hits.push(hit);
        }
    }
    hits[from..].sort_by_key(|hit| hit.range.start);
}

/// Whether a backslash stands before a letter, as in the names of folders.
fn has_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80 || *byte == b'\\';
    memchr::memchr_iter(b'\\', bytes).any(|at| bytes.get(at + 1).is_some_and(is_letter))
}

/// What stands in place of a sealed name.
pub const COVER: &str = "[sealed]";
