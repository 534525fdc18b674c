//! What a sign-off is bound to: every part of a text that the public gets to see, each with a hash.
//!
//! Parts are keys of the front matter and sections of the body, so that a later change can be named. Comments, line
//! endings, blank lines and the style of the YAML are no part of it.

use unicode_normalization::UnicodeNormalization as _;

use crate::source::{Fingerprint, SourceText};
use crate::yaml::{Node, Value, parse_yaml};

use super::split::split_front_matter;

/// Keys that are about publication itself. A sign-off can not cover itself; a waiver has an end and a name of its own; a
/// draft becomes public without a change of its words; and taking a briefing back never waits for a signature.
const NOT_SIGNED: [&str; 4] = ["approval", "draft", "lifecycle", "waivers"];

/// A part and its hash, as 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedPart {
    /// A key of the front matter, `section` and a heading, or `file` and a path.
    pub name: String,
    /// Its hash.
    pub hash: String,
}

impl SignedPart {
    /// A part by the hash of its content.
    pub fn new(name: impl Into<String>, content: Fingerprint) -> Self {
        Self { name: name.into(), hash: content.to_hex()[..16].to_owned() }
    }

    /// Reads what [`Display`](std::fmt::Display) wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (name, hash) = text.rsplit_once(' ')?;
        let is_hash = hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (is_hash && !name.is_empty()).then(|| Self { name: name.to_owned(), hash: hash.to_owned() })
    }

    /// Whether it is a file beside the briefing, of which the text holds the name alone.
    pub fn is_file(&self) -> bool {
        self.name.starts_with("file ")
    }
}

impl std::fmt::Display for SignedPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.hash)
    }
}

/// The parts of a text. Files that it names are not among them.
pub fn signed_parts(source: &SourceText) -> Vec<SignedPart> {
    let (front, body) = split_front_matter(source, &mut Vec::new());
    let node = front.and_then(|span| parse_yaml(source, span, &mut Vec::new()));
    let mut parts = Vec::new();
    if let Some(Node { value: Value::Map(map), .. }) = &node {
        for entry in map.entries.iter().filter(|entry| !NOT_SIGNED.contains(&&*entry.key)) {
            let mut content = String::new();
            write_node(&entry.node, &mut content);
            parts.push(SignedPart::new(&*entry.key, Fingerprint::of(content.as_bytes())));
        }
    }
    sections(source.slice(body), &mut parts);
    parts
}

/// What differs between the parts that were signed and those that are there now, in words.
pub fn changed_parts(signed: &[&SignedPart], now: &[SignedPart]) -> Vec<String> {
    let before = |name: &str| signed.iter().find(|part| part.name == name);
    let changed = now.iter().filter_map(|part| match before(&part.name) {
        Some(known) if known.hash == part.hash => None,
        Some(_) => Some(in_words(&part.name)),
        None => Some(format!("{} (new)", in_words(&part.name))),
    });
    let removed = signed.iter().filter(|part| now.iter().all(|other| other.name != part.name));
    changed.chain(removed.map(|part| format!("{} (removed)", in_words(&part.name)))).collect()
}

fn in_words(name: &str) -> String {
    match name.split_once(' ') {
        Some((kind @ ("section" | "file"), rest)) => format!("{kind} `{rest}`"),
        _ if name == BEGINNING => name.to_owned(),
        _ => format!("`{name}`"),
    }
}

/// The text before the first heading.
const BEGINNING: &str = "the beginning of the text";

/// A value as its meaning: keys, texts and their order.
fn write_node(node: &Node, to: &mut String) {
    match &node.value {
        Value::Empty => to.push('~'),
        Value::Scalar(scalar) => write_text(&scalar.text, to),
        Value::List(items) => {
            to.push('[');
            for item in items {
                write_node(item, to);
            }
            to.push(']');
        }
        Value::Map(map) => {
            to.push('{');
            for entry in &map.entries {
                write_text(&entry.key, to);
                write_node(&entry.node, to);
            }
            to.push('}');
        }
    }
}

/// A text with its length before it, so that no two can run into each other.
fn write_text(text: &str, to: &mut String) {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    to.push_str(&text.len().to_string());
    to.push(':');
    to.push_str(&text);
}

/// The sections of a body, each from its heading to the next one. Only headings with `#` divide; where one stands in a
/// block of code it divides as well, which changes what a change is called and not whether it is found.
fn sections(body: &str, parts: &mut Vec<SignedPart>) {
    let from = parts.len();
    let mut name = BEGINNING.to_owned();
    let mut content = String::new();
    let end = |name: &str, content: &mut String, parts: &mut Vec<SignedPart>| {
        if name != BEGINNING || !content.is_empty() {
            let twins = parts[from..].iter().filter(|part| without_number(&part.name) == name).count();
            let name = if twins == 0 { name.to_owned() } else { format!("{name} ({})", twins + 1) };
            parts.push(SignedPart::new(name, Fingerprint::of(content.as_bytes())));
        }
        content.clear();
    };
    for line in body.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if let Some(heading) = heading(line) {
            end(&name, &mut content, parts);
            name = format!("section {heading}");
        }
        content.extend(line.nfc());
        content.push('\n');
    }
    end(&name, &mut content, parts);
}

fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = (1..=6).contains(&level) && words.starts_with(' ');
    is_heading
        .then(|| words.trim_matches(|c: char| c == '#' || c.is_whitespace()))
        .filter(|words| !words.is_empty())
}

/// The name of a section without the number that tells it from its namesakes.
fn without_number(name: &str) -> &str {
    let bare = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    bare.filter(|(_, number)| number.parse::<usize>().is_ok()).map_or(name, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::{SignedPart, changed_parts, signed_parts};
    use crate::source::{SourcePath, SourceText};

    const TEXT: &str = "---\ntitle: A title\ndate: 2026-03-02\nthemes: [escalation, neglect]\ndraft: true\n---\nBefore.\n\n\
                        ## Key messages\n\n- One\n\n## More\n\nWords.\n\n## More\n\nOther words.\n";

    fn parts(text: &str) -> Vec<SignedPart> {
        signed_parts(&SourceText::new(SourcePath::new("briefings/a.md"), text))
    }

    fn changed(after: &str) -> Vec<String> {
        changed_parts(&parts(TEXT).iter().collect::<Vec<_>>(), &parts(after))
    }

    #[test]
    fn what_is_not_public_or_means_the_same_is_no_change() {
        for (from, to) in [
            ("\n", "\r\n"),
            (
                "draft: true",
                "draft: false\nlifecycle: {state: withdrawn}\nwaivers: []\napproval: {state: approved}",
            ),
            ("title: A title", "title:   \"A title\"   # agreed"),
            ("themes: [escalation, neglect]", "# two\nthemes:\n  - escalation\n  - neglect"),
            ("Words.\n\n", "Words.  \n\n\n\n"),
            (
                "date: 2026-03-02\nthemes: [escalation, neglect]",
                "themes: [escalation, neglect]\ndate: 2026-03-02",
            ),
        ] {
            assert_eq!(changed(&TEXT.replace(from, to)), Vec::<String>::new(), "{to}");
        }
    }

    #[test]
    fn a_change_is_named() {
        for (from, to, expected) in [
            ("A title", "Another", &["`title`"][..]),
            ("date: 2026-03-02\n", "", &["`date` (removed)"]),
            ("draft: true", "draft: true\nsummary: S.", &["`summary` (new)"]),
            ("[escalation, neglect]", "[neglect, escalation]", &["`themes`"]),
            ("[escalation, neglect]", "[\"escalation, neglect\"]", &["`themes`"]),
            ("Before.", "Behind.", &["the beginning of the text"]),
            ("- One", "- Two", &["section `Key messages`"]),
            ("Other words", "Else", &["section `More (2)`"]),
            (
                "## Key messages",
                "## Messages",
                &["section `Messages` (new)", "section `Key messages` (removed)"],
            ),
            ("## More\n\nWords.\n\n", "", &["section `More`", "section `More (2)` (removed)"]),
        ] {
            assert_eq!(changed(&TEXT.replacen(from, to, 1)), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn a_part_is_read_as_it_is_written() {
        for part in parts(TEXT) {
            assert_eq!(SignedPart::read(&part.to_string()), Some(part));
        }
        for text in ["", "title", "title 0123456789abcde", "title 0123456789abcdeX", " 0123456789abcdef"] {
            assert_eq!(SignedPart::read(text), None, "{text}");
        }
    }
}
