//! The one pass that finds what the checks want to know of a page.

use super::facts::{Facts, Heading, Image, Link, Medium, Resource, Symbol, Table};
use super::fetching::refresh_address;
use super::html::{Scanner, Token, read_address};

/// Relations of a `<link>` that make a browser fetch or connect.
const FETCHED: [&str; 15] = [
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "apple-touch-icon",
    "apple-touch-icon-precomposed",
    "apple-touch-startup-image",
    "compression-dictionary",
    "search",
    "mask-icon",
    "preconnect",
    "dns-prefetch",
    "prerender",
];

impl<'p> Facts<'p> {
    /// Looks at a text once.
    pub(in crate::check) fn of(text: &'p str, medium: Medium) -> Self {
        if medium == Medium::Xml {
            return Self::of_xml(text);
        }
        let mut facts = Self { text, main: 0..0, ..Self::default() };
        if medium == Medium::Css {
            facts.style(text, "style sheet", 0);
            return facts;
        }
        let mut reader = Reader { facts, ..Reader::default() };
        let mut scanner = Scanner::new(text, medium == Medium::Svg);
        reader.is_drawing = medium == Medium::Svg;
        while let Some(token) = scanner.next() {
            match token {
                Token::Start { name, at, end } => reader.start(&scanner, name, at, end),
                Token::End { name, at, .. } => reader.end(name, at),
                Token::Raw { text } => reader.raw(text),
                Token::Declaration { text } if reader.is_drawing => reader.facts.instruction(text),
                Token::Declaration { .. } => {}
            }
        }
        reader.facts
    }
}

/// The pass over a page.
#[derive(Default)]
pub(super) struct Reader<'p> {
    pub(super) facts: Facts<'p>,
    pub(super) is_drawing: bool,
    /// The raw text that is open.
    raw: Option<(&'p str, usize)>,
    /// Whether the open script is a list of addresses to fetch.
    is_rule_script: bool,
    link: Option<usize>,
    heading: Option<usize>,
    tables: Vec<usize>,
    part: u32,
}

impl<'p> Reader<'p> {
    fn start(&mut self, scanner: &Scanner<'p>, name: &'p str, at: usize, end: usize) {
        if !scanner.attributes().is_empty() {
            self.attributes(scanner, name, at);
        }
        let mut lower = [0; 10];
        match lowered(name, &mut lower) {
            b"a" => self.anchor(scanner, at, end),
            b"p" => {
                self.symbol(end);
                self.lines(end);
            }
            b"li" | b"br" | b"dd" => self.symbol(end),
            b"tr" => {
                if let Some(table) = self.table() {
                    table.rows += 1;
                }
            }
            b"th" => {
                // A cell without words is no heading of anything; its words, or tags around them, follow at once.
                let rest = self.facts.text[end..].trim_start();
                let is_empty =
                    rest.starts_with("</th") || rest.starts_with("<th") || rest.starts_with("</tr");
                if let (Some(table), false) = (self.table(), is_empty) {
                    table.has_header = true;
                }
            }
            [b'h', level @ b'1'..=b'6'] => {
                self.part += 1;
                self.heading = Some(self.facts.headings.len());
                self.facts.headings.push(Heading { level: level - b'0', at, content: end..end });
            }
            b"table" => {
                self.tables.push(self.facts.tables.len());
                let role = scanner.attribute("role");
                let is_layout = role.is_some_and(|role| matches!(role, "presentation" | "none"));
                self.facts.tables.push(Table { has_header: false, is_layout, rows: 0, content: end..end });
            }
            b"main" if self.facts.main.is_empty() => self.facts.main = end..usize::MAX,
            b"html" => {
                self.facts.is_page = true;
                self.facts.language = scanner.attribute("lang");
                self.facts.direction = scanner.attribute("dir");
            }
            b"body" => self.facts.direction = scanner.attribute("dir").or(self.facts.direction),
            b"img" => self.image(scanner, at),
            b"area" => self.area(scanner, at, end),
            b"link" => self.relation(scanner, at, end),
            b"meta" => self.meta(scanner, at, end),
            b"object" => self.facts.fetch(scanner.attribute("data"), "object", at),
            b"form" => self.facts.fetch(scanner.attribute("action"), "form", at),
            b"section" | b"article" | b"header" | b"footer" | b"nav" | b"aside" => self.part += 1,
            b"title" | b"style" => self.raw = Some((name, at)),
            b"script" => {
                let kind = scanner.attribute("type").unwrap_or_default().trim();
                self.is_rule_script =
                    ["speculationrules", "importmap"].iter().any(|it| kind.eq_ignore_ascii_case(it));
                self.raw = Some((name, at));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: usize) {
        let mut lower = [0; 10];
        match lowered(name, &mut lower) {
            b"a" => {
                if let Some(link) = self.link.take() {
                    self.facts.links[link].content.end = at;
                }
            }
            [b'h', b'1'..=b'6'] => {
                if let Some(heading) = self.heading.take() {
                    self.facts.headings[heading].content.end = at;
                }
            }
            b"table" => {
                if let Some(table) = self.tables.pop() {
                    self.facts.tables[table].content.end = at;
                }
            }
            b"main" if self.facts.main.end == usize::MAX => self.facts.main.end = at,
            _ => {}
        }
    }

    fn raw(&mut self, text: &'p str) {
        let Some((name, at)) = self.raw.take() else { return };
        if name.eq_ignore_ascii_case("style") {
            self.facts.style(text, "style", at);
        } else if name.eq_ignore_ascii_case("script") {
            self.facts.script(text, self.is_rule_script, at);
        } else if self.facts.title.is_none() {
            self.facts.title = Some(text.trim());
        }
        // Within a drawing these elements hold tags, and a browser reads them.
        if !name.eq_ignore_ascii_case("script") {
            self.facts.nested(text, "svg", at);
        }
    }

    fn table(&mut self) -> Option<&mut Table> {
        let at = *self.tables.last()?;
        self.facts.tables.get_mut(at)
    }

    fn anchor(&mut self, scanner: &Scanner<'p>, at: usize, end: usize) {
        if let Some(name) = scanner.attribute("name") {
            self.facts.ids.push((name, at));
        }
        let address = scanner.attribute("href").or_else(|| scanner.attribute("xlink:href"));
        if address.is_none() {
            return;
        }
        // A link within a link ends the one around it.
        if let Some(open) = self.link.replace(self.facts.links.len()) {
            self.facts.links[open].content.end = at;
        }
        let named = ["aria-label", "aria-labelledby", "title"];
        let label = named.into_iter().find_map(|name| scanner.attribute(name));
        self.facts.links.push(Link {
            address,
            label: label.filter(|label| !label.trim().is_empty()),
            is_anchor: !self.is_drawing,
            is_hidden: is_hidden(scanner),
            content: end..end,
            at,
        });
    }

    fn area(&mut self, scanner: &Scanner<'p>, at: usize, end: usize) {
        let address = scanner.attribute("href");
        let label = scanner.attribute("alt");
        let link = Link { address, label, is_anchor: false, is_hidden: false, content: end..end, at };
        self.facts.links.extend(address.map(|_| link));
    }

    fn image(&mut self, scanner: &Scanner<'p>, at: usize) {
        let role = scanner.attribute("role");
        self.facts.images.push(Image {
            address: scanner.attribute("src").unwrap_or_default(),
            alt: scanner.attribute("alt"),
            is_hidden: is_hidden(scanner) || matches!(role, Some("presentation" | "none")),
            at,
        });
    }

    fn relation(&mut self, scanner: &Scanner<'p>, at: usize, end: usize) {
        let Some(address) = scanner.attribute("href") else { return };
        let relations = scanner.attribute("rel").unwrap_or_default();
        let fetched = relations
            .split_ascii_whitespace()
            .find(|one| FETCHED.iter().any(|known| known.eq_ignore_ascii_case(one)));
        match fetched {
            Some(relation) => {
                let is_file =
                    !["preconnect", "dns-prefetch"].iter().any(|it| it.eq_ignore_ascii_case(relation));
                let address = read_address(address);
                self.facts.resources.push(Resource { address, by: "link", is_file, at });
            }
            None => self.facts.links.push(Link {
                address: Some(address),
                label: None,
                is_anchor: false,
                is_hidden: true,
                content: end..end,
                at,
            }),
        }
    }

    fn meta(&mut self, scanner: &Scanner<'p>, at: usize, end: usize) {
        let what = scanner.attribute("http-equiv").unwrap_or_default();
        if what.eq_ignore_ascii_case("content-security-policy") {
            self.facts.policy = scanner.attribute("content");
        }
        if !what.eq_ignore_ascii_case("refresh") {
            return;
        }
        let content = scanner.attribute("content").unwrap_or_default();
        let Some(address) = refresh_address(content) else { return };
        self.facts.is_redirect = true;
        // Nobody chose to go there, so another host is as if it were fetched.
        self.facts.fetch_foreign(address, "refresh", at);
        self.facts.links.push(Link {
            address: Some(address),
            label: None,
            is_anchor: false,
            is_hidden: true,
            content: end..end,
            at,
        });
    }

    /// A symbol at the beginning of a line of text.
    fn symbol(&mut self, end: usize) {
        let bytes = self.facts.text.as_bytes();
        let mut at = end;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        if bytes.get(at).is_some_and(|byte| *byte >= 0xE2)
            && let Some(symbol) = self.facts.text[at..].chars().next().filter(|c| is_symbol(*c))
        {
            self.facts.symbols.push(Symbol { sign: symbol, at, part: self.part });
        }
    }

    /// Notes the symbols before the other lines of the paragraph that begins here: whoever pastes a list of ticks leaves no
    /// empty lines between them.
    fn lines(&mut self, start: usize) {
        let rest = &self.facts.text[start..];
        let length = memchr::memmem::find(rest.as_bytes(), b"</p").unwrap_or(rest.len());
        for newline in memchr::memchr_iter(b'\n', &rest.as_bytes()[..length]) {
            self.symbol(start + newline);
        }
    }
}

/// Whether screen readers pass over an element.
fn is_hidden(scanner: &Scanner<'_>) -> bool {
    scanner.attribute("aria-hidden") == Some("true") || scanner.attribute("hidden").is_some()
}

/// A name in small letters; one that is too long to be of interest is empty.
pub(in crate::check) fn lowered<'b, const LONGEST: usize>(
    name: &str,
    buffer: &'b mut [u8; LONGEST],
) -> &'b [u8] {
    let Some(lower) = buffer.get_mut(..name.len()) else { return &[] };
    // Byte by byte: names are so short that a call to copy them costs more.
    for (lower, byte) in lower.iter_mut().zip(name.bytes()) {
        *lower = byte.to_ascii_lowercase();
    }
    lower
}

/// Signs that people put before lines in place of a list: bullets, arrows, ticks, emoji.
fn is_symbol(c: char) -> bool {
    matches!(c,
        '\u{2022}' | '\u{2023}' | '\u{2043}' | '\u{204C}' | '\u{204D}' | '\u{2219}' | '\u{25A0}'..='\u{25FF}'
        | '\u{2190}'..='\u{21FF}' | '\u{2600}'..='\u{27BF}' | '\u{27F0}'..='\u{27FF}' | '\u{2900}'..='\u{297F}'
        | '\u{2B00}'..='\u{2BFF}' | '\u{F0A7}' | '\u{F0B7}' | '\u{1F300}'..='\u{1FAFF}')
}
