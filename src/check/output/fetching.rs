//! Everything on a page that makes a browser fetch, however it is written.

use std::borrow::Cow;

use super::css;
use super::facts::{Facts, Medium, Resource};
use super::html::{Scanner, read_address, unescaped, without_breaks};
use super::page::{Reader, lowered};

/// Attributes of drawings that may name a paint, a filter or a pointer by `url(...)`.
const PAINTING: [&str; 10] = [
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "cursor",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
];

/// The marks of a stylesheet that comes with an XML file.
const STYLESHEET: &str = "xml-stylesheet";

impl<'p> Facts<'p> {
    /// What a style sheet fetches. Escapes (`\75rl`) are resolved first, as a browser does.
    pub(super) fn style(&mut self, text: &'p str, by: &'p str, at: usize) {
        if memchr::memchr(b'\\', text.as_bytes()).is_none() {
            css::addresses(text, false, |address| self.push(without_breaks(address), by, at));
            return;
        }
        // Both readings count: in a comment or a text an escape may hide as well as show.
        let plain = css::unescaped(text);
        css::addresses(&plain, true, |address| {
            self.push(Cow::Owned(without_breaks(address).into_owned()), by, at);
        });
    }

    /// A style sheet in an attribute, whose character references are resolved first.
    pub(super) fn style_attribute(&mut self, value: &'p str, by: &'p str, at: usize) {
        match unescaped(value) {
            Cow::Borrowed(value) => self.style(value, by, at),
            Cow::Owned(value) => {
                let value = css::unescaped(&value);
                css::addresses(&value, true, |address| {
                    self.push(Cow::Owned(without_breaks(address).into_owned()), by, at);
                });
            }
        }
    }

    pub(super) fn fetch(&mut self, address: Option<&'p str>, by: &'p str, at: usize) {
        if let Some(address) = address {
            self.push(read_address(address), by, at);
        }
    }

    /// Something that counts only where it names a host.
    pub(super) fn fetch_foreign(&mut self, address: &'p str, by: &'p str, at: usize) {
        let address = read_address(address);
        if begins_with_host(&address) {
            self.resources.push(Resource { address, by, is_file: false, at });
        }
    }

    /// `srcset`: addresses with a width or a density, between commas. An address ends at a blank, so it may hold commas.
    pub(super) fn fetch_set(&mut self, set: &'p str, by: &'p str, at: usize) {
        let is_between = |c: char| c.is_ascii_whitespace() || c == ',';
        let mut rest = set.trim_start_matches(is_between);
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (address, behind) = rest.split_at(end);
            let bare = address.trim_end_matches(',');
            self.push(read_address(bare), by, at);
            rest = if bare.len() < address.len() {
                behind
            } else {
                behind.find(',').map_or("", |comma| &behind[comma + 1..])
            };
            rest = rest.trim_start_matches(is_between);
        }
    }

    /// What a page fetches that stands in an attribute or within a drawing's title: as if it stood here.
    pub(super) fn nested(&mut self, text: &str, by: &'p str, at: usize) {
        if memchr::memchr(b'<', text.as_bytes()).is_none() {
            return;
        }
        let inner = Facts::of(text, Medium::Html);
        for resource in inner.resources {
            let address = Cow::Owned(resource.address.into_owned());
            self.resources.push(Resource { address, by, is_file: resource.is_file, at });
        }
    }

    /// Of scripts only those are read that are lists of addresses to fetch beforehand.
    pub(super) fn script(&mut self, text: &'p str, is_list: bool, at: usize) {
        if is_list {
            for address in text.split('"').skip(1).step_by(2) {
                self.fetch_foreign(address, "script", at);
            }
        }
    }

    /// `<?xml-stylesheet href="..."?>`
    pub(super) fn instruction(&mut self, text: &'p str) {
        let Some(values) = text.strip_prefix(STYLESHEET) else { return };
        let mut rest = values;
        while let Some((name, behind)) = rest.split_once('=') {
            let behind = behind.trim_start();
            let Some(quote) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return };
            let Some((value, next)) = behind[1..].split_once(quote) else { return };
            if name.trim() == "href" {
                self.fetch(Some(value), STYLESHEET, 0);
            }
            rest = next;
        }
    }

    /// What an XML file that is no drawing fetches when it is opened: its style sheets. Its links are its readers'.
    pub(super) fn of_xml(text: &'p str) -> Self {
        let mut facts = Self { text, ..Self::default() };
        for at in memchr::memmem::find_iter(text.as_bytes(), b"<?xml-stylesheet") {
            let rest = &text[at + 2..];
            facts.instruction(&rest[..rest.find("?>").unwrap_or(rest.len())]);
        }
        facts
    }

    fn push(&mut self, address: Cow<'p, str>, by: &'p str, at: usize) {
        self.resources.push(Resource { address, by, is_file: true, at });
    }
}

impl<'p> Reader<'p> {
    /// What any element may have.
    pub(super) fn attributes(&mut self, scanner: &Scanner<'p>, name: &'p str, at: usize) {
        for attribute in scanner.attributes() {
            let (key, value) = (attribute.name, attribute.value);
            let mut lower = [0; 12];
            let facts = &mut self.facts;
            match lowered(key, &mut lower) {
                b"id" => facts.ids.push((value, at)),
                b"src" => facts.fetch(Some(value), name, at),
                b"srcset" | b"imagesrcset" => facts.fetch_set(value, name, at),
                b"poster" | b"background" | b"formaction" | b"manifest" => facts.fetch(Some(value), key, at),
                b"ping" => {
                    for address in value.split_ascii_whitespace() {
                        facts.fetch(Some(address), key, at);
                    }
                }
                b"srcdoc" => facts.nested(&unescaped(value), key, at),
                b"style" => facts.style_attribute(value, "style", at),
                b"href" | b"xlink:href" => self.reference(name, value, at),
                b"to" | b"from" | b"values" if is_one_of(name, &["set", "animate"]) => {
                    for address in value.split(';') {
                        facts.fetch_foreign(address, name, at);
                    }
                }
                _ if self.is_drawing && key.ends_with(":href") => facts.fetch(Some(value), name, at),
                _ if value.contains(['(', '&']) && (self.is_drawing || is_one_of(key, &PAINTING)) => {
                    facts.style_attribute(value, key, at);
                }
                _ => {}
            }
        }
    }

    fn reference(&mut self, name: &'p str, value: &'p str, at: usize) {
        if is_one_of(name, &["a", "area", "link"]) {
            return;
        }
        if name.eq_ignore_ascii_case("base") {
            let address = read_address(value);
            self.facts.resources.push(Resource { address, by: "base", is_file: false, at });
        } else {
            self.facts.fetch(Some(value), name, at);
        }
    }
}

/// The address to which `<meta http-equiv=refresh>` sends: behind the seconds, with `url=` or without.
pub(super) fn refresh_address(content: &str) -> Option<&str> {
    let behind = content.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let address = behind.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, ';' | ','));
    let named = address.get(..3).filter(|word| word.eq_ignore_ascii_case("url"));
    let address = named.and_then(|_| address[3..].trim_start().strip_prefix('=')).unwrap_or(address).trim();
    let quote = address.chars().next().filter(|c| matches!(c, '"' | '\''));
    let address = match quote {
        Some(quote) => address[1..].split(quote).next().unwrap_or_default(),
        None => address,
    };
    (!address.is_empty()).then_some(address)
}

/// Whether an address names a host: it has a scheme of the web, or begins with two slashes of either kind.
fn begins_with_host(address: &str) -> bool {
    let is_slash = |byte: Option<&u8>| matches!(byte, Some(b'/' | b'\\'));
    let bytes = address.as_bytes();
    let has_scheme = ["http:", "https:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    has_scheme || (is_slash(bytes.first()) && is_slash(bytes.get(1)))
}

fn is_one_of(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(name))
}
