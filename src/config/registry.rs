//! The registries: closed lists with labels, synonyms, eras and successors, that a site may extend or replace.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use ahash::{HashMap, HashMapExt as _};

use super::data::parse_registries;
use super::kinds::{
    Agency, Allowed, Audience, Body, Format, GlossaryTerm, Harm, Helpline, Person, ReviewType, Theme, Wording,
};
use crate::diagnostic::{Letters, nearest_by_letters};
use crate::source::Slug;

/// A list of named entries that are found by key, label or synonym, whatever the case.
#[derive(Debug, Clone, PartialEq)]
pub struct Registry<T> {
    entries: Vec<Named<T>>,
    by_name: HashMap<Box<str>, usize>,
    /// Every name with its letters, to find the one nearest to a misspelt word.
    names: Vec<(Letters, Box<str>)>,
    /// Whether every entry that the site wrote could be read: else nobody can say that a word is unknown.
    pub(super) is_whole: bool,
}

/// An entry of a registry.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T> {
    /// Key and label.
    pub term: Term,
    /// Other names for it.
    pub synonyms: Vec<String>,
    /// What it is, in a sentence or two.
    pub definition: Option<String>,
    /// What else the registry says of it.
    pub detail: T,
}

/// The key and the label of something that briefings are found by. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// Its part of an address.
    pub key: Slug,
    /// What people read.
    pub label: Arc<str>,
    /// Whether it is of the program's own registries, whose labels and definitions are English. What a site and its texts name
    /// is in their language.
    pub is_of_program: bool,
}

/// The language of the program's own registries.
const PROGRAM_LANGUAGE: &str = "en-GB";

impl Term {
    /// The language of its label, where that is another one than a site's.
    pub fn other_language(&self, of_site: &str) -> Option<&'static str> {
        (self.is_of_program && !is_same_language(PROGRAM_LANGUAGE, of_site)).then_some(PROGRAM_LANGUAGE)
    }

    /// The language of its label on a page of a site, where that is another one than the page's.
    pub fn other_language_on<'l>(&self, of_page: &str, of_site: &'l str) -> Option<&'l str> {
        let own = if self.is_of_program { PROGRAM_LANGUAGE } else { of_site };
        (!is_same_language(own, of_page)).then_some(own)
    }
}

/// Whether two tags name one language, whatever its region: `en` and `en-GB`.
fn is_same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    primary(one) == primary(other)
}

/// All registries of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Registries {
    /// Themes of practice.
    pub themes: Registry<Theme>,
    /// Kinds of harm.
    pub harms: Registry<Harm>,
    /// Roles of agencies.
    pub agencies: Registry<Agency>,
    /// Kinds of bodies.
    pub bodies: Registry<Body>,
    /// Audiences.
    pub audiences: Registry<Audience>,
    /// Types of review.
    pub review_types: Registry<ReviewType>,
    /// Formats of publication.
    pub formats: Registry<Format>,
    /// Helplines.
    pub helplines: Registry<Helpline>,
    /// Abbreviations and their expansions.
    pub glossary: Registry<GlossaryTerm>,
    /// Age bands.
    pub age_bands: Registry<()>,
    /// Settings.
    pub settings: Registry<()>,
    /// Words about people that should not stand as they are.
    pub wording: Registry<Wording>,
    /// People who may be named anywhere.
    pub people: Registry<Person>,
    /// What may stand in public.
    pub allowed: Registry<Allowed>,
}

impl Registries {
    /// The registries that the program brings with it.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Registries> = LazyLock::new(|| parse_registries(&[], &mut Vec::new()));
        &EMBEDDED
    }

    /// Sets what readers are shown of every entry, as `typeset` sets a text. Names are found as before; the terms of the
    /// glossary stay as they are, for texts are searched for them.
    pub fn typeset(&mut self, typeset: fn(&str) -> Cow<'_, str>) {
        let set = |text: &mut String| {
            if let Cow::Owned(changed) = typeset(text) {
                *text = changed;
            }
        };
        self.themes.typeset(typeset);
        self.harms.typeset(typeset);
        self.agencies.typeset(typeset);
        self.bodies.typeset(typeset);
        self.audiences.typeset(typeset);
        self.review_types.typeset(typeset);
        self.formats.typeset(typeset);
        self.helplines.typeset(typeset);
        self.age_bands.typeset(typeset);
        self.settings.typeset(typeset);
        self.harms.details_mut().filter_map(|harm| harm.content_note.as_mut()).for_each(set);
        self.review_types.details_mut().filter_map(|review| review.law.as_mut()).for_each(set);
        self.helplines.details_mut().filter_map(|helpline| helpline.hours.as_mut()).for_each(set);
        self.glossary.details_mut().for_each(|term| set(&mut term.expansion));
        self.glossary.entries.iter_mut().filter_map(|entry| entry.definition.as_mut()).for_each(set);
    }
}

impl<T> Registry<T> {
    /// A registry of entries; a later entry with the key of an earlier one takes its place.
    pub fn new(entries: Vec<Named<T>>) -> Self {
        let mut kept: Vec<Named<T>> = Vec::with_capacity(entries.len());
        let mut by_name: HashMap<Box<str>, usize> = HashMap::with_capacity(entries.len() * 4);
        for entry in entries {
            if let Some(at) = by_name.get(entry.term.key.as_str()) {
                kept[*at] = entry;
            } else {
                by_name.insert(entry.term.key.as_str().into(), kept.len());
                kept.push(entry);
            }
        }
        for (at, entry) in kept.iter().enumerate() {
            by_name.entry(folded(&entry.term.label)).or_insert(at);
        }
        for (at, entry) in kept.iter().enumerate() {
            for name in &entry.synonyms {
                by_name.entry(folded(name)).or_insert(at);
            }
        }
        let names = |entry: &Named<T>| -> Vec<Box<str>> {
            let own = [&*entry.term.label, entry.term.key.as_str()];
            entry.synonyms.iter().map(String::as_str).chain(own).map(Into::into).collect()
        };
        let names = kept.iter().flat_map(names).map(|name| (Letters::of(&name), name)).collect();
        Self { entries: kept, by_name, names, is_whole: true }
    }

    /// Finds an entry by key, label or synonym, whatever the case.
    pub fn find(&self, name: &str) -> Option<&Named<T>> {
        let at = self.by_name.get(name).or_else(|| self.by_name.get(&*folded(name)))?;
        self.entries.get(*at)
    }

    /// Finds an entry by a name that is looked for in several registries.
    pub fn find_folded(&self, name: &FoldedName) -> Option<&Named<T>> {
        self.by_name.get(&*name.0).and_then(|at| self.entries.get(*at))
    }

    /// Finds an entry by its key.
    pub fn get(&self, key: &Slug) -> Option<&Named<T>> {
        let at = self.by_name.get(key.as_str())?;
        self.entries.get(*at).filter(|entry| entry.term.key == *key)
    }

    /// Whether a word that it does not have is unknown, and is not just one of those that a mistake in its file hides.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// All entries in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Named<T>> {
        self.entries.iter()
    }

    /// All entries, to mend what they say beside their names.
    pub(super) fn details_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|entry| &mut entry.detail)
    }

    /// Sets labels and definitions.
    fn typeset(&mut self, typeset: fn(&str) -> Cow<'_, str>) {
        for entry in &mut self.entries {
            if let Cow::Owned(changed) = typeset(&entry.term.label) {
                entry.term.label = changed.into();
            }
            if let Some(Cow::Owned(changed)) = entry.definition.as_deref().map(typeset) {
                entry.definition = Some(changed);
            }
        }
    }

    /// The entry whose key, label or synonym is nearest to a misspelt name.
    pub fn nearest(&self, written: &str) -> Option<&Named<T>> {
        let names = self.names.iter().map(|(letters, name)| (&**name, *letters));
        nearest_by_letters(written, names).and_then(|name| self.find(name))
    }
}

/// A name in the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedName(Box<str>);

impl FoldedName {
    /// The form of a name that an author wrote.
    pub fn of(name: &str) -> Self {
        Self(folded(name))
    }
}

/// The form in which two names are the same: small letters, single spaces, straight apostrophes.
pub(super) fn folded(name: &str) -> Box<str> {
    if name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return name.into();
    }
    let is_spaced_once = || !name.contains("  ") && name.trim() == name;
    if name.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && is_spaced_once() {
        return name.to_ascii_lowercase().into();
    }
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(straight).flat_map(char::to_lowercase));
    }
    folded.into()
}

/// Word processors turn an apostrophe into a closing quotation mark.
fn straight(character: char) -> char {
    if matches!(character, '\u{2019}' | '\u{2BC}') { '\'' } else { character }
}
