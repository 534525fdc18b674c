//! What may stand in public: the publisher's own addresses and numbers, helplines, and people in their public role.

use ahash::HashSet;

use super::hit::{Hit, Kind};
use super::honorifics::Honorific;
use super::text::without_possessive;
use super::words::{Word, Words};
use crate::config::{Config, Registries, Registry};

/// What may stand in public, in the forms in which it is compared.
#[derive(Debug, Clone, Default)]
pub struct Allowed {
    marks: HashSet<String>,
    /// Hosts of which every e-mail address may stand.
    hosts: Vec<String>,
    /// Names of people and places, as sorted words.
    names: Vec<Vec<String>>,
    /// Words of the names of the publisher, of bodies and of what the site speaks of, as they are written.
    words: HashSet<Box<str>>,
}

impl Allowed {
    /// What the settings and registries of a site say of its publisher and of those who help.
    pub fn of(config: &Config, registries: &Registries) -> Self {
        let mut allowed = Self::default();
        let contact = &config.contact;
        contact.email.iter().for_each(|email| allowed.add_email(email));
        contact.phone.iter().for_each(|phone| allowed.add_phone(phone));
        [&contact.name, &config.publisher].into_iter().flatten().for_each(|name| allowed.add_name(name));
        allowed.add_words_of_site(config, registries);
        for line in registries.helplines.iter() {
            [&line.detail.phone, &line.detail.text]
                .into_iter()
                .flatten()
                .for_each(|phone| allowed.add_phone(phone));
        }
        for person in registries.people.iter() {
            std::iter::once(&*person.term.label)
                .chain(person.synonyms.iter().map(String::as_str))
                .for_each(|name| allowed.add_name(name));
        }
        for entry in registries.allowed.iter() {
            let own = &entry.detail;
            own.phones.iter().for_each(|phone| allowed.add_phone(phone));
            own.emails.iter().for_each(|email| allowed.add_email(email));
            own.postcodes.iter().chain(&own.vehicles).for_each(|code| {
                allowed.marks.insert(compact(code));
            });
            own.streets.iter().chain(&own.names).for_each(|name| allowed.add_name(name));
        }
        allowed
    }

    /// Adds what the site calls itself, its area, and what it speaks of: no such word is news of anybody.
    fn add_words_of_site(&mut self, config: &Config, registries: &Registries) {
        let Registries {
            themes, harms, agencies, bodies, audiences, review_types, helplines, glossary, ..
        } = registries;
        let own = [
            Some(&config.title),
            config.description.as_ref(),
            config.publisher.as_ref(),
            config.contact.name.as_ref(),
        ];
        own.into_iter().flatten().for_each(|text| self.add_words(text));
        let labels = named(themes)
            .chain(named(harms))
            .chain(named(agencies))
            .chain(named(bodies))
            .chain(named(audiences))
            .chain(named(review_types))
            .chain(named(helplines))
            .chain(named(glossary))
            .chain(named(&registries.allowed))
            .chain(glossary.iter().map(|term| term.detail.expansion.as_str()));
        labels.for_each(|text| self.add_words(text));
    }

    /// Adds the words of a text of which none is news of anybody, as of the name of a publisher.
    pub fn add_words(&mut self, text: &str) {
        let words = words_as_written(text).filter(|word| word.starts_with(char::is_uppercase));
        self.words.extend(words.map(Box::from));
    }

    /// Whether every word is one that the site itself speaks of.
    fn knows(&self, name: &str) -> bool {
        words_as_written(name).all(|word| self.words.contains(word))
    }

    /// Adds the name of somebody who may be named.
    pub fn add_name(&mut self, name: &str) {
        let words = words_of(name);
        if !words.is_empty() {
            self.names.push(words);
        }
    }

    fn add_phone(&mut self, phone: &str) {
        self.marks.insert(national(phone));
    }

    fn add_email(&mut self, email: &str) {
        match email.strip_prefix('@') {
            Some(host) => self.hosts.push(host.to_ascii_lowercase()),
            None => {
                self.marks.insert(email.to_ascii_lowercase());
            }
        }
    }

    /// Whether a hit may stand.
    pub fn allows(&self, hit: &Hit) -> bool {
        match hit.kind {
            Kind::Phone | Kind::Postcode | Kind::Vehicle => self.marks.contains(&hit.what),
            Kind::Email => {
                self.marks.contains(&hit.what)
                    || hit.what.rsplit_once('@').is_some_and(|(_, host)| {
                        self.hosts.iter().any(|own| {
                            host.strip_suffix(own.as_str())
                                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
                        })
                    })
            }
            Kind::StreetAddress
            | Kind::Street
            | Kind::School
            | Kind::Surgery
            | Kind::Ward
            | Kind::Place
            | Kind::PersonName => self.allows_name(&hit.what),
            Kind::LikelyPlace | Kind::LikelyName => self.knows(&hit.what) || self.allows_name(&hit.what),
            _ => false,
        }
    }

    /// Whether all words of a name are words of one that may stand.
    pub fn allows_name(&self, name: &str) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let words = words_of(name);
        !words.is_empty()
            && self.names.iter().any(|known| words.iter().all(|word| known.binary_search(word).is_ok()))
    }
}

/// What the entries of a registry are called.
fn named<T>(registry: &Registry<T>) -> impl Iterator<Item = &str> {
    let all = registry.iter();
    all.flat_map(|entry| std::iter::once(&*entry.term.label).chain(entry.synonyms.iter().map(String::as_str)))
}

/// The words of a text without signs and possessives.
fn words_as_written(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '-')));
    words.map(without_possessive).filter(|word| !word.is_empty())
}

/// The words of a name, sorted; titles and numbers are none.
fn words_of(name: &str) -> Vec<String> {
    let is_title =
        |word: &Word| Honorific::of_normal(word.normal()).is_some_and(Honorific::is_no_part_of_a_name);
    let mut words: Vec<String> = Words::new(name)
        .filter(|word| !is_title(word))
        .map(|word| String::from_utf8_lossy(word.normal()).into_owned())
        .collect();
    words.sort();
    words
}

/// A telephone number as it is dialled within the country.
pub(super) fn national(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let is_abroad = phone.trim_start().starts_with('+') || digits.starts_with("0044");
    let rest = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")).filter(|_| is_abroad);
    match rest {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    }
}

/// Letters and digits, letters large.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}
