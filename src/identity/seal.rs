//! The seal: keyed hashes of names that must not be published, and the key without which they say nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fmt::Write as _;

use ahash::HashSet;

use super::sealed_forms::{PARTS, canonical, forms_of, full_form};
use super::words::Word;
use crate::source::Fingerprint;

const TITLE: &str = "briefpress-seal 1";
const REMARK: &str = "# Keyed hashes of names that must not be published. `briefpress seal` writes this file; no name can be read from it.";

/// Least characters of a key: a short one could be found by trying.
const SHORTEST_KEY: usize = 20;

/// The key of a seal.
#[derive(Clone, PartialEq, Eq)]
pub struct SealKey([u8; 32]);

/// A key that is too short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyError;

/// What a seal's file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SealFile {
    /// Tells the right key from another one.
    check: Option<[u8; 8]>,
    /// Of each name, in its full form.
    names: BTreeSet<[u8; 16]>,
    /// Of each form of a name, with how many names have it: `J Smith` is one of Jane's and of John's.
    forms: BTreeMap<[u8; 16], u32>,
    /// Of each word of a form, cut short: most other words are told from them at once.
    words: BTreeSet<u16>,
}

/// What became of the wish to add or take out a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was done.
    Done,
    /// It was so already.
    Nothing,
    /// It is no name: it has no word, or more than four.
    NoName,
}

/// Why a seal can not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// A line of its file can not be read, by its number.
    Damaged(usize),
    /// It was made with another key.
    WrongKey,
}

/// A seal and its key: can tell a sealed name.
#[derive(Clone)]
pub struct Seal {
    key: SealKey,
    forms: HashSet<[u8; 16]>,
    /// One bit for each word that begins a hash.
    words: Box<[u64]>,
    fingerprint: Fingerprint,
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey(..)")
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seal").field("forms", &self.forms.len()).finish_non_exhaustive()
    }
}

impl SealKey {
    /// The key that a secret text is.
    pub fn of(secret: &str) -> Result<Self, KeyError> {
        let secret = secret.trim();
        if secret.chars().count() < SHORTEST_KEY {
            return Err(KeyError);
        }
        Ok(Self(blake3::derive_key("Briefpress 2026 seal of names", secret.as_bytes())))
    }

    fn hash(&self, domain: u8, text: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&[domain]).update(text);
        *hasher.finalize().as_bytes()
    }

    fn check(&self) -> [u8; 8] {
        first(&self.hash(b'c', b"briefpress"))
    }

    fn form(&self, form: &str) -> [u8; 16] {
        first(&self.hash(b'n', form.as_bytes()))
    }

    /// Of a name as a whole, however it is written.
    fn name(&self, name: &str) -> [u8; 16] {
        first(&self.hash(b'f', full_form(name).as_bytes()))
    }

    fn word(&self, word: &[u8]) -> u16 {
        u16::from_le_bytes(first(&self.hash(b'w', word)))
    }
}

/// The first bytes of a hash.
fn first<const N: usize>(hash: &[u8; 32]) -> [u8; N] {
    std::array::from_fn(|at| hash[at])
}

impl SealFile {
    /// Reads what [`Self::to_text`] wrote.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let mut file = Self::default();
        for (at, line) in text.lines().enumerate() {
            let damaged = || SealError::Damaged(at + 1);
            let line = line.trim();
            if at == 0 {
                if line != TITLE {
                    return Err(damaged());
                }
                continue;
            }
            match line.split_once(' ').unwrap_or((line, "")) {
                ("" | "#", _) => {}
                ("check", hex) => file.check = Some(bytes_of(hex).ok_or_else(damaged)?),
                ("name", hex) => {
                    file.names.insert(bytes_of(hex).ok_or_else(damaged)?);
                }
                ("form", rest) => {
                    let (hex, count) = rest.split_once(' ').unwrap_or((rest, "1"));
                    let count = count.parse().ok().filter(|count| *count > 0).ok_or_else(damaged)?;
                    file.forms.insert(bytes_of(hex).ok_or_else(damaged)?, count);
                }
                ("word", hex) => {
                    file.words.insert(u16::from_be_bytes(bytes_of(hex).ok_or_else(damaged)?));
                }
                _ => return Err(damaged()),
            }
        }
        let is_empty = file.names.is_empty();
        let is_whole = file.forms.is_empty() == is_empty && file.words.is_empty() == is_empty;
        if file.check.is_none() || !is_whole {
            return Err(SealError::Damaged(1));
        }
        Ok(file)
    }

    /// How it is written: sorted, so that the order tells nothing.
    pub fn to_text(&self) -> String {
        let mut text = format!("{TITLE}\n{REMARK}\n");
        let mut line = |word: &str, bytes: &[u8], count: u32| {
            text.push_str(word);
            text.push(' ');
            for byte in bytes {
                let _ = write!(text, "{byte:02x}");
            }
            if count > 1 {
                let _ = write!(text, " {count}");
            }
            text.push('\n');
        };
        line("check", &self.check.unwrap_or_default(), 1);
        self.names.iter().for_each(|name| line("name", name, 1));
        self.forms.iter().for_each(|(form, count)| line("form", form, *count));
        self.words.iter().for_each(|word| line("word", &word.to_be_bytes(), 1));
        text
    }

    /// Adds a name.
    pub fn add(&mut self, name: &str, key: &SealKey) -> Result<Change, SealError> {
        self.fits(key)?;
        let Some(forms) = forms_of(name) else { return Ok(Change::NoName) };
        self.check = Some(key.check());
        if !self.names.insert(key.name(name)) {
            return Ok(Change::Nothing);
        }
        for form in forms {
            let words = form.trim_start_matches(PARTS).split(' ');
            self.words.extend(words.map(|word| key.word(word.as_bytes())));
            *self.forms.entry(key.form(&form)).or_default() += 1;
        }
        Ok(Change::Done)
    }

    /// Takes a name out. Hashes of its words stay: another name may have them.
    pub fn remove(&mut self, name: &str, key: &SealKey) -> Result<Change, SealError> {
        self.fits(key)?;
        let Some(forms) = forms_of(name) else { return Ok(Change::NoName) };
        if !self.names.remove(&key.name(name)) {
            return Ok(Change::Nothing);
        }
        for form in forms {
            let form = key.form(&form);
            match self.forms.get_mut(&form) {
                Some(count) if *count > 1 => *count -= 1,
                _ => drop(self.forms.remove(&form)),
            }
        }
        if self.names.is_empty() {
            self.words.clear();
        }
        Ok(Change::Done)
    }

    /// How many names it has.
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// How many forms of names it has.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether it has no name.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    fn fits(&self, key: &SealKey) -> Result<(), SealError> {
        if self.check.is_none_or(|check| check == key.check()) { Ok(()) } else { Err(SealError::WrongKey) }
    }

    /// Makes it ready to tell names.
    pub fn open(&self, key: &SealKey) -> Result<Seal, SealError> {
        self.fits(key)?;
        let mut words = vec![0; (1 << 16) / 64].into_boxed_slice();
        for word in &self.words {
            words[usize::from(word >> 6)] |= 1_u64 << (word & 63);
        }
        Ok(Seal {
            key: key.clone(),
            forms: self.forms.keys().copied().collect(),
            words,
            fingerprint: Fingerprint::of_parts([
                key.hash(b'm', b"memory").as_slice(),
                self.to_text().as_bytes(),
            ]),
        })
    }
}

fn bytes_of<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if hex.len() != 2 * N || !hex.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

impl Seal {
    /// What findings depend on: the names and the key.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Whether any sealed name may have a word.
    pub(super) fn may_have(&self, word: &Word) -> bool {
        let hash = self.key.word(word.normal());
        self.words[usize::from(hash >> 6)] >> (hash & 63) & 1 == 1
    }

    /// The number under which words are sealed as a name, should they be.
    pub(super) fn number_of(&self, words: &[Word]) -> Option<String> {
        self.number_of_form(&canonical_of(words))
    }

    /// The number under which words are sealed as a part of a name, of which a sign says which part it is.
    pub(super) fn number_of_part(&self, part: char, words: &[Word]) -> Option<String> {
        self.number_of_form(&format!("{part}{}", canonical_of(words)))
    }

    fn number_of_form(&self, form: &str) -> Option<String> {
        let form = self.key.form(form);
        self.forms.contains(&form).then(|| {
            form[..3].iter().fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            })
        })
    }
}

fn canonical_of(words: &[Word]) -> String {
    let words: Vec<&str> =
        words.iter().map(|word| std::str::from_utf8(word.normal()).unwrap_or_default()).collect();
    canonical(&words)
}
