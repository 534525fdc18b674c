//! A finished page, taken apart: what of it is the briefing, and what it says unseen; and put together again so that it
//! needs nothing else.

use std::fmt::Write as _;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use serde::Serialize;

use super::Material;
use super::cover::Cover;
use super::picture::{Picture, Pictures};
use super::tags::{Role, is_active, is_kept, role};

/// A page, names under seal covered.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its main part as HTML that fetches nothing.
    pub(super) html: String,
    /// The words of that part, a line for each part of it.
    pub(super) text: String,
    /// What it says where nobody sees it.
    pub(super) unseen: Vec<Unseen>,
    /// Where it leads to.
    pub(super) links: Vec<Link>,
    /// What of it is not in the pack.
    pub(super) omitted: Vec<String>,
    /// The numbers of the names under seal in all of it.
    pub(super) sealed: Vec<String>,
}

/// Words that are public though no reader sees them on the page.
#[derive(Debug, Serialize)]
pub(super) struct Unseen {
    /// What says them: a description of a picture, of the page.
    pub(super) what: String,
    /// The words.
    pub(super) text: String,
    /// Whether they are told only where the page does not say them.
    #[serde(skip)]
    is_aid: bool,
}

/// A link.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) address: String,
    pub(super) words: String,
}

/// What parts words that do not belong to one line.
const PART: &str = "\n";

/// A part of the page in the making.
enum Piece {
    Tag(String),
    /// Words, as an index into the texts.
    Words(usize),
}

impl Page {
    /// Takes a page apart.
    pub(super) fn read<'a>(material: &'a Material<'a>, html: &str, cover: Cover<'a>) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let tokens: Vec<Token> = Tokenizer::new_with_emitter(html, emitter).flatten().collect();
        let main = main_part(&tokens);
        let mut reader = Reader::new(material, cover);
        for (at, token) in tokens.iter().enumerate() {
            reader.take(token, main.contains(&at));
        }
        reader.finish()
    }
}

/// The tokens between the tags of `main`; of a page without one, of `body`; of one without both, all.
fn main_part(tokens: &[Token]) -> std::ops::Range<usize> {
    for name in ["main", "body"] {
        let opens = |token: &Token| matches!(token, Token::StartTag(tag) if text(&tag.name) == name);
        let closes = |token: &Token| matches!(token, Token::EndTag(tag) if text(&tag.name) == name);
        if let Some(from) = tokens.iter().position(opens) {
            let to = tokens.iter().rposition(closes).filter(|to| *to > from).unwrap_or(tokens.len());
            return from + 1..to;
        }
    }
    0..tokens.len()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Reads the parts of a page one by one.
struct Reader<'a> {
    pictures: Pictures<'a>,
    cover: Cover<'a>,
    base: &'a str,
    /// The address of the host, where it is known.
    host: Option<&'a str>,
    page: Page,
    pieces: Vec<Piece>,
    texts: Vec<String>,
    /// Elements that are open, from the outermost.
    open: Vec<&'static str>,
    /// The link that is open, as the number of its first text.
    link: Option<(String, usize)>,
    links: Vec<(String, std::ops::Range<usize>)>,
    /// The element whose words are code.
    raw: Option<String>,
    /// What a tag of the head says.
    head: Option<&'static str>,
}

impl<'a> Reader<'a> {
    fn new(material: &'a Material<'a>, cover: Cover<'a>) -> Self {
        let config = &material.site.config;
        let (base, whole) = (config.base_url.path(), config.base_url.as_str());
        let host = whole.strip_suffix(base).filter(|_| config.base_url_given);
        Self {
            pictures: Pictures::new(material),
            cover,
            base,
            host,
            page: Page::default(),
            pieces: Vec::new(),
            texts: Vec::new(),
            open: Vec::new(),
            link: None,
            links: Vec::new(),
            raw: None,
            head: None,
        }
    }

    fn take(&mut self, token: &Token, is_main: bool) {
        match token {
            Token::StartTag(tag) if is_main => self.open(tag),
            Token::EndTag(tag) if is_main => self.close(&text(&tag.name)),
            Token::String(words) if self.raw.is_some() => self.code(&text(words)),
            Token::String(words) if is_main => self.words(text(words)),
            Token::String(words) => {
                if let Some(what) = self.head.take() {
                    self.unseen(what, &text(words));
                }
            }
            Token::Comment(words) => self.unseen("a comment in the page", &text(words)),
            Token::StartTag(tag) => self.open_head(tag),
            Token::EndTag(_) => (self.head, self.raw) = (None, None),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    /// A tag outside of the main part: what search engines and previews of links are told.
    fn open_head(&mut self, tag: &StartTag<()>) {
        let attribute = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| text(value));
        match &*text(&tag.name) {
            "title" => self.head = Some("the title in the tab and in search results"),
            "script" => self.raw = attribute("type").or_else(|| Some("script".to_owned())),
            "meta" => {
                let name = attribute("name").or_else(|| attribute("property"));
                let told = name.filter(|name| !["viewport", "referrer"].contains(&name.as_str()));
                if let (Some(name), Some(content)) = (told, attribute("content")) {
                    self.unseen(&format!("`{name}`, for search engines and previews of links"), &content);
                }
            }
            _ => {}
        }
    }

    /// The words of a script: of data, what search engines read.
    fn code(&mut self, words: &str) {
        if self.raw.as_deref() == Some("application/ld+json") {
            self.unseen("data for search engines", words);
        }
    }

    fn unseen(&mut self, what: &str, words: &str) {
        let words = self.covered(words.trim());
        let is_new = !self.page.unseen.iter().any(|known| known.what == what && known.text == words);
        if !words.is_empty() && is_new {
            let is_aid = what.contains(" of `");
            self.page.unseen.push(Unseen { what: what.to_owned(), text: words, is_aid });
        }
    }

    fn covered(&mut self, words: &str) -> String {
        let mut covered = [words.to_owned()];
        self.page.sealed.extend(self.cover.pieces(&mut covered));
        let [covered] = covered;
        covered
    }

    fn words(&mut self, words: String) {
        // Blanks between the parts of a page are no words; with them parts would seem further apart.
        if words.trim().is_empty() && self.texts.last().is_none_or(|last| last == PART) {
            self.pieces.push(Piece::Tag(words));
            return;
        }
        self.pieces.push(Piece::Words(self.texts.len()));
        self.texts.push(if words == PART { " ".to_owned() } else { words });
    }

    /// Parts words that do not belong to one line.
    fn part(&mut self) {
        if self.texts.last().is_some_and(|last| last != PART) {
            self.texts.push(PART.to_owned());
        }
    }

    fn open(&mut self, tag: &StartTag<()>) {
        let name = text(&tag.name);
        if let Some(what) = is_active(&name) {
            self.omit(what.to_owned());
        }
        if ["script", "style"].contains(&&*name) {
            let attribute = tag.attributes.get(b"type".as_slice());
            self.raw = Some(attribute.map_or(name, |kind| text(kind)));
            return;
        }
        self.unseen_attributes(tag, &name);
        match role(&name) {
            Role::Single(name) => self.open_tag(name, tag),
            Role::Inline(name) => {
                self.open.push(name);
                self.open_tag(name, tag);
            }
            Role::Block(name) => {
                self.part();
                self.open.push(name);
                self.open_tag(name, tag);
            }
            Role::Link => self.open_link(tag),
            Role::Picture => self.picture(tag),
            Role::Field => {
                let is_ticked = tag.attributes.contains_key(b"checked".as_slice());
                let is_box =
                    tag.attributes.get(b"type".as_slice()).is_some_and(|kind| text(kind) == "checkbox");
                if is_box {
                    self.words(if is_ticked { "\u{2611} " } else { "\u{2610} " }.to_owned());
                }
            }
            Role::Dropped | Role::Unwrapped => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.raw = None;
        match role(name) {
            Role::Inline(name) => self.close_to(name),
            Role::Block(name) => {
                self.close_to(name);
                self.part();
            }
            Role::Link => {
                if let Some((address, from)) = self.link.take() {
                    self.links.push((address, from..self.texts.len()));
                    self.close_to("a");
                }
            }
            Role::Single(_) | Role::Picture | Role::Field | Role::Dropped | Role::Unwrapped => {}
        }
    }

    /// Closes an element and all within it; of one that is not open there is nothing to close.
    fn close_to(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| *open == name) {
            for name in self.open.split_off(at).into_iter().rev() {
                self.pieces.push(Piece::Tag(format!("</{name}>")));
            }
        }
    }

    fn open_tag(&mut self, name: &str, tag: &StartTag<()>) {
        let mut opened = format!("<{name}");
        for (attribute, value) in &tag.attributes {
            let (attribute, value) = (text(attribute), text(value));
            if is_kept(&attribute) {
                let value = self.covered(&value);
                let _ = write!(opened, " {attribute}=\"{}\"", escaped(&value));
            } else if attribute == "id" {
                let _ = write!(opened, " id=\"{}\"", escaped(&own_id(&self.cover.text(&value))));
            }
        }
        opened.push('>');
        self.pieces.push(Piece::Tag(opened));
    }

    /// Words in attributes that no reader sees, or not at once.
    fn unseen_attributes(&mut self, tag: &StartTag<()>, name: &str) {
        for (attribute, value) in &tag.attributes {
            let attribute = text(attribute);
            let what = match attribute.as_str() {
                "alt" => "the description of a picture".to_owned(),
                "title" | "aria-label" | "aria-description" | "placeholder" | "label" | "srcdoc" => {
                    format!("`{attribute}` of `{name}`")
                }
                // Of a list it is a number.
                "value" if name != "li" => format!("`{attribute}` of `{name}`"),
                other if other.starts_with("data-") => format!("`{attribute}` of `{name}`"),
                _ => continue,
            };
            self.unseen(&what, &text(value));
        }
    }

    fn open_link(&mut self, tag: &StartTag<()>) {
        // A link within a link ends the first one.
        self.close("a");
        let Some(address) = tag.attributes.get(b"href".as_slice()).map(|address| text(address)) else {
            return;
        };
        let (shown, address) = (self.address(&address), self.covered(&address));
        let id = tag.attributes.get(b"id".as_slice());
        let id = id.map(|id| format!(" id=\"{}\"", escaped(&own_id(&self.cover.text(&text(id))))));
        let href = shown.map(|shown| format!(" href=\"{}\" rel=\"noreferrer\"", escaped(&shown)));
        self.pieces.push(Piece::Tag(format!("<a{}{}>", id.unwrap_or_default(), href.unwrap_or_default())));
        self.open.push("a");
        self.link = Some((address, self.texts.len()));
    }

    /// Where a link of the pack leads to: nowhere, where that is not known or would do something.
    fn address(&self, address: &str) -> Option<String> {
        let address = self.cover.text(address);
        if let Some(part) = address.strip_prefix('#') {
            return Some(format!("#{}", own_id(part)));
        }
        if address.starts_with(self.base) && !address.starts_with("//") {
            return Some(format!("{}{address}", self.host?));
        }
        ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| address.to_ascii_lowercase().starts_with(scheme))
            .then_some(address)
    }

    fn picture(&mut self, tag: &StartTag<()>) {
        let attribute = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| text(value));
        let alt = self.cover.text(&attribute("alt").unwrap_or_default());
        let source = attribute("src").unwrap_or_default();
        match self.pictures.at(&source) {
            Picture::Data(data) => {
                let mut picture = format!("<img src=\"{data}\" alt=\"{}\"", escaped(&alt));
                for name in ["width", "height"] {
                    let number =
                        attribute(name).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
                    if let Some(number) = number {
                        let _ = write!(picture, " {name}=\"{number}\"");
                    }
                }
                picture.push('>');
                self.pieces.push(Piece::Tag(picture));
            }
            Picture::Omitted(why) => {
                let source = self.covered(&source);
                self.omit(format!("the picture `{source}`: {why}"));
                self.words(format!("[picture: {alt}]"));
            }
        }
    }

    fn omit(&mut self, what: String) {
        if !self.page.omitted.contains(&what) {
            self.page.omitted.push(what);
        }
    }

    fn finish(mut self) -> Page {
        self.close("a");
        while let Some(name) = self.open.pop() {
            self.pieces.push(Piece::Tag(format!("</{name}>")));
        }
        self.page.sealed.extend(self.cover.pieces(&mut self.texts));
        for piece in &self.pieces {
            match piece {
                Piece::Tag(tag) => self.page.html.push_str(tag),
                Piece::Words(at) => self.page.html.push_str(&escaped(&self.texts[*at])),
            }
        }
        for (address, words) in self.links {
            let words = self.texts[words].concat();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.page.links.push(Link { address, words });
        }
        self.page.text = self.texts.iter().fold(String::new(), |text, words| match words.as_str() {
            // Names do not go on from one part of a page to the next.
            PART => text + "\n\n",
            words => text + &words.replace('\n', " "),
        });
        let text = &self.page.text;
        self.page.unseen.retain(|unseen| !unseen.is_aid || !text.contains(&unseen.text));
        self.page
    }
}

/// Identifiers of the page, kept apart from those of the pack.
fn own_id(id: &str) -> String {
    format!("page-{id}")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
