//! The registries: closed lists with labels, synonyms, eras and successors, that a site may extend or replace.

use std::collections::HashMap;
use std::sync::Arc;

use crate::source::Slug;

/// A list of named entries that are found by key, label or synonym, whatever the case.
#[derive(Debug, Clone, PartialEq)]
pub struct Registry<T> {
    entries: Vec<Named<T>>,
    by_name: HashMap<Box<str>, usize>,
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
}

/// A theme of practice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Theme {}

/// A kind of harm.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Harm {
    /// Helplines that a page about it shows.
    pub helplines: Vec<Slug>,
    /// Whether a page about it carries the exit control.
    pub exit_control: bool,
    /// What a reader is told before reading.
    pub content_note: Option<String>,
}

/// The role of an agency.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agency {}

/// An audience.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Audience {}

/// A kind of body with its era.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// Short form.
    pub abbreviation: Option<String>,
    /// The agency role it has.
    pub role: Option<Slug>,
    /// The first day, year or month of its era, as written.
    pub from: Option<String>,
    /// The end of its era, as written.
    pub to: Option<String>,
    /// What took its place.
    pub successor: Option<Slug>,
    /// The nation it belongs to.
    pub nation: Option<String>,
}

/// A type of review with its law and era.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReviewType {
    /// Short form, as `SCR`.
    pub abbreviation: Option<String>,
    /// The law it rests on.
    pub law: Option<String>,
    /// The first day, year or month of its era, as written.
    pub from: Option<String>,
    /// The end of its era, as written.
    pub to: Option<String>,
    /// What took its place.
    pub successor: Option<Slug>,
    /// The nation it belongs to.
    pub nation: Option<String>,
}

/// A part that a format expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Key messages.
    KeyMessages,
    /// Good practice.
    GoodPractice,
    /// Areas for improvement.
    Improvements,
    /// Questions for the team.
    Questions,
    /// Actions.
    Actions,
    /// Quotations.
    Quotes,
}

/// A kind of publication.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Format {
    /// Time to read it aloud, in minutes.
    pub minutes: Option<u32>,
    /// Words it should not exceed.
    pub words: Option<u32>,
    /// Parts it should have.
    pub expects: Vec<Part>,
}

/// A helpline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Helpline {
    /// Telephone number.
    pub phone: Option<String>,
    /// Number for text messages.
    pub text: Option<String>,
    /// Web page.
    pub url: Option<String>,
    /// When someone answers.
    pub hours: Option<String>,
    /// The nation it serves.
    pub nation: Option<String>,
    /// When the record was last checked.
    pub verified: Option<jiff::civil::Date>,
    /// Where it was checked.
    pub source: Option<String>,
}

/// A term of the glossary: the label is the term as written (`MASH`), the definition what it means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GlossaryTerm {
    /// The words it stands for.
    pub expansion: String,
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
}

impl<T> Registry<T> {
    /// A registry of entries; a later entry with the key of an earlier one takes its place.
    pub fn new(entries: Vec<Named<T>>) -> Self {
        let mut registry = Self { entries: Vec::new(), by_name: HashMap::new() };
        for entry in entries {
            registry.insert(entry);
        }
        registry
    }

    fn insert(&mut self, entry: Named<T>) {
        let known = self.by_name.get(entry.term.key.as_str()).copied();
        let at =
            known.filter(|at| self.entries[*at].term.key == entry.term.key).unwrap_or(self.entries.len());
        for name in entry.synonyms.iter().map(String::as_str).chain([&*entry.term.label]) {
            self.by_name.entry(folded(name)).or_insert(at);
        }
        self.by_name.insert(entry.term.key.as_str().into(), at);
        if at == self.entries.len() {
            self.entries.push(entry);
        } else {
            self.entries[at] = entry;
        }
    }

    /// Finds an entry by key, label or synonym, whatever the case.
    pub fn find(&self, name: &str) -> Option<&Named<T>> {
        let at = self.by_name.get(name).or_else(|| self.by_name.get(&*folded(name)))?;
        self.entries.get(*at)
    }

    /// All entries in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Named<T>> {
        self.entries.iter()
    }

    /// The label or key nearest to a misspelt name.
    pub fn nearest(&self, written: &str) -> Option<&Named<T>> {
        let names = self.entries.iter().flat_map(|entry| {
            entry.synonyms.iter().map(String::as_str).chain([&*entry.term.label, entry.term.key.as_str()])
        });
        crate::diagnostic::nearest(written, names).and_then(|name| self.find(name))
    }
}

fn folded(name: &str) -> Box<str> {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().into()
}
