//! What may stand in public: the publisher's own addresses and numbers, helplines, and people in their public role.

use ahash::HashSet;

use super::hit::{Hit, Kind};
use super::words::Words;
use crate::config::{Config, Registries};

/// What may stand in public, in the forms in which it is compared.
#[derive(Debug, Clone, Default)]
pub struct Allowed {
    marks: HashSet<String>,
    /// Hosts of which every e-mail address may stand.
    hosts: Vec<String>,
    /// Names of people and places, as sorted words.
    names: Vec<Vec<String>>,
}

impl Allowed {
    /// What the settings and registries of a site say of its publisher and of those who help.
    pub fn of(config: &Config, registries: &Registries) -> Self {
        let mut allowed = Self::default();
        let contact = &config.contact;
        contact.email.iter().for_each(|email| allowed.add_email(email));
        contact.phone.iter().for_each(|phone| allowed.add_phone(phone));
        [&contact.name, &config.publisher].into_iter().flatten().for_each(|name| allowed.add_name(name));
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
            | Kind::PersonName => self.allows_name(&hit.what),
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

/// The words of a name, sorted; titles and numbers are none.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Words::new(name)
        .map(|word| String::from_utf8_lossy(word.normal()).into_owned())
        .filter(|word| !TITLES.contains(&word.as_str()))
        .collect();
    words.sort();
    words
}

const TITLES: [&str; 12] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor", "sir", "dame"];

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
