//! Tags and their attributes, in one pass over a page and without a copy of anything.
//!
//! This follows the tokenizer of the HTML standard as far as tags, attributes, comments and raw text go, and leaves out what
//! no check asks for: the tree, entities in text, errors. A test compares it with a complete tokenizer.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

/// One attribute of a tag, as it is written: entities are not resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribute<'p> {
    /// Its name, in the case in which it is written.
    pub(super) name: &'p str,
    /// What stands between its quotes.
    pub(super) value: &'p str,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'p> {
    /// An opening tag from its `<` to behind its `>`; its attributes are in [`Scanner::attributes`].
    Start { name: &'p str, at: usize, end: usize },
    /// A closing tag.
    End { name: &'p str, at: usize, end: usize },
    /// What stands between the tags of a style sheet, a script or a title.
    Raw { text: &'p str },
    /// A processing instruction or a declaration, without its brackets.
    Declaration { text: &'p str },
}

/// Elements whose content is text to its closing tag, whatever stands in it.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Reads a page from its beginning to its end.
pub(super) struct Scanner<'p> {
    text: &'p str,
    at: usize,
    is_xml: bool,
    raw: Option<&'p str>,
    attributes: Vec<Attribute<'p>>,
}

impl<'p> Scanner<'p> {
    /// A scanner of HTML, or of XML such as a drawing.
    pub(super) fn new(text: &'p str, is_xml: bool) -> Self {
        Self { text, at: 0, is_xml, raw: None, attributes: Vec::with_capacity(16) }
    }

    /// The attributes of the last opening tag, in their order.
    pub(super) fn attributes(&self) -> &[Attribute<'p>] {
        &self.attributes
    }

    /// The value of an attribute of the last opening tag; of two with one name the first counts.
    pub(super) fn attribute(&self, name: &str) -> Option<&'p str> {
        self.attributes.iter().find(|known| known.name.eq_ignore_ascii_case(name)).map(|known| known.value)
    }

    /// The next part; nothing at the end.
    pub(super) fn next(&mut self) -> Option<Token<'p>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_text(name));
        }
        let bytes = self.text.as_bytes();
        loop {
            self.at += memchr(b'<', bytes.get(self.at..)?)?;
            let at = self.at;
            let token = match bytes.get(at + 1)? {
                b'a'..=b'z' | b'A'..=b'Z' => self.start(at),
                b'/' => self.end(at),
                b'!' => self.declaration(at),
                b'?' => self.until(at + 1, b'>').map(|text| Token::Declaration { text }),
                _ => {
                    self.at += 1;
                    None
                }
            };
            if token.is_some() {
                return token;
            }
        }
    }

    /// Everything up to the tag that closes a raw text.
    fn raw_text(&mut self, name: &str) -> Token<'p> {
        let (text, from) = (self.text, self.at);
        let bytes = text.as_bytes();
        let mut at = from;
        let end = loop {
            let Some(next) = memmem::find(&bytes[at..], b"</") else { break bytes.len() };
            at += next;
            let after = at + 2 + name.len();
            let closes =
                bytes.get(at + 2..after).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
            if closes && bytes.get(after).is_none_or(|byte| ends_name(*byte)) {
                break at;
            }
            at += 2;
        };
        self.at = end;
        Token::Raw { text: &text[from..end] }
    }

    fn start(&mut self, at: usize) -> Option<Token<'p>> {
        let bytes = self.text.as_bytes();
        let name_end = self.name_end(at + 1);
        let end = self.read_attributes(name_end).unwrap_or(bytes.len() + 1);
        self.at = end.min(bytes.len());
        if end > bytes.len() {
            // The page ends within the tag, which is then none.
            return None;
        }
        let name = &self.text[at + 1..name_end];
        let closes_itself = self.is_xml && bytes[end - 2] == b'/';
        if !closes_itself && (4..=8).contains(&name.len()) {
            let is_raw = |raw: &&&str| raw.eq_ignore_ascii_case(name) && !(self.is_xml && name == "title");
            self.raw = RAW.iter().find(is_raw).map(|_| name);
        }
        Some(Token::Start { name, at, end })
    }

    fn end(&mut self, at: usize) -> Option<Token<'p>> {
        let bytes = self.text.as_bytes();
        match bytes.get(at + 2) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => {
                let name_end = self.name_end(at + 2);
                // What looks like attributes of a closing tag may hold a bracket in quotes.
                let end = match bytes.get(name_end) {
                    Some(b'>') => name_end + 1,
                    _ => self.read_attributes(name_end).unwrap_or(bytes.len() + 1),
                };
                self.at = end.min(bytes.len());
                (end <= bytes.len()).then(|| Token::End { name: &self.text[at + 2..name_end], at, end })
            }
            Some(b'>') => {
                self.at = at + 3;
                None
            }
            _ => {
                self.until(at + 2, b'>');
                None
            }
        }
    }

    fn declaration(&mut self, at: usize) -> Option<Token<'p>> {
        let rest = &self.text.as_bytes()[at..];
        if rest.starts_with(b"<!--") {
            let short = [&b"<!-->"[..], b"<!--->"].into_iter().find(|short| rest.starts_with(short));
            self.at = at + short.map_or_else(|| comment_end(rest), <[u8]>::len);
            None
        } else if self.is_xml && rest.starts_with(b"<![CDATA[") {
            self.at = at + memmem::find(rest, b"]]>").map_or(rest.len(), |end| end + 3);
            None
        } else {
            self.until(at + 1, b'>').map(|text| Token::Declaration { text })
        }
    }

    /// The text up to a byte, behind which reading goes on.
    fn until(&mut self, from: usize, byte: u8) -> Option<&'p str> {
        let text = self.text;
        let end = memchr(byte, text.as_bytes().get(from..)?).map_or(text.len(), |ahead| from + ahead);
        self.at = (end + 1).min(text.len());
        text.get(from + 1..end)
    }

    fn name_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let length = bytes[from..].iter().position(|byte| ends_name(*byte));
        length.map_or(bytes.len(), |length| from + length)
    }

    /// Reads attributes up to behind the `>`; nothing where the page ends before it.
    fn read_attributes(&mut self, from: usize) -> Option<usize> {
        self.attributes.clear();
        let (text, mut at) = (self.text, from);
        let bytes = text.as_bytes();
        loop {
            while is_blank(*bytes.get(at)?) || bytes[at] == b'/' {
                at += 1;
            }
            if bytes[at] == b'>' {
                return Some(at + 1);
            }
            // A name may begin with an equals sign, but not go on with one.
            let name_at = at;
            at += 1;
            while !(ends_name(*bytes.get(at)?) || bytes[at] == b'=') {
                at += 1;
            }
            let name = text.get(name_at..at).unwrap_or_default();
            while is_blank(*bytes.get(at)?) {
                at += 1;
            }
            let mut value = "";
            if bytes[at] == b'=' {
                at += 1;
                while is_blank(*bytes.get(at)?) {
                    at += 1;
                }
                let (from, end) = if let quote @ (b'"' | b'\'') = bytes[at] {
                    (at + 1, at + 1 + memchr(quote, &bytes[at + 1..])?)
                } else {
                    let length = bytes[at..].iter().position(|byte| is_blank(*byte) || *byte == b'>')?;
                    (at, at + length)
                };
                value = text.get(from..end).unwrap_or_default();
                at = if from == at { end } else { end + 1 };
            }
            self.attributes.push(Attribute { name, value });
        }
    }
}

/// The length of a comment with its marks.
fn comment_end(rest: &[u8]) -> usize {
    let mut at = 4;
    while let Some(ahead) = memmem::find(&rest[at..], b"--") {
        at += ahead;
        match &rest[at + 2..] {
            [b'>', ..] => return at + 3,
            [b'!', b'>', ..] => return at + 4,
            _ => at += 1,
        }
    }
    rest.len()
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

fn ends_name(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b'/' | b'>')
}

/// A value of an attribute as its author meant it: the character references in it are resolved.
pub(in crate::check) fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        let (character, length) = reference(&rest[at..]).unwrap_or(('&', 1));
        plain.push(character);
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    plain.into()
}

/// An address in an attribute as a browser reads it.
pub(super) fn read_address(value: &str) -> Cow<'_, str> {
    match unescaped(value) {
        Cow::Borrowed(value) => without_breaks(value),
        Cow::Owned(value) => Cow::Owned(without_breaks(&value).into_owned()),
    }
}

/// An address without what a browser leaves out of it: tabs and ends of lines anywhere, other control characters at its
/// ends.
pub(super) fn without_breaks(address: &str) -> Cow<'_, str> {
    let address = address.trim_matches(|c: char| c <= ' ');
    if memchr::memchr3(b'\t', b'\n', b'\r', address.as_bytes()).is_none() {
        return Cow::Borrowed(address);
    }
    Cow::Owned(address.replace(['\t', '\n', '\r'], ""))
}

/// References by name that stand for what an address is made of; the others do not hide one.
const NAMED: [(&str, char); 24] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("colon", ':'),
    ("semi", ';'),
    ("period", '.'),
    ("comma", ','),
    ("num", '#'),
    ("quest", '?'),
    ("equals", '='),
    ("percnt", '%'),
    ("plus", '+'),
    ("lowbar", '_'),
    ("commat", '@'),
    ("lpar", '('),
    ("rpar", ')'),
    ("excl", '!'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
];

/// The character that a reference stands for, and the bytes it takes. A number needs no semicolon.
fn reference(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        let (digits, radix, before) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let significant = digits[..length].trim_start_matches('0');
        let character = u32::from_str_radix(significant, radix).ok().and_then(char::from_u32)?;
        let closed = usize::from(digits[length..].starts_with(';'));
        return Some((character, before + length + closed));
    }
    let end =
        memchr2(b';', b' ', text.as_bytes()).filter(|end| *end < 12 && text.as_bytes()[*end] == b';')?;
    let (_, character) = NAMED.iter().find(|(name, _)| *name == &text[1..end])?;
    Some((*character, end + 1))
}
