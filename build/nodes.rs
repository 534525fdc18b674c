//! The YAML that the program brings with it, read while the program is built: reading it at each start took as long as
//! looking through two hundred briefings.
//!
//! What comes out is what `yaml::parse_yaml` makes of the same text, node by node with every place; a test of `config`
//! compares them. Mistakes are not explained here: a file that has one ends the build.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

/// A node: its first byte, the byte after its last one, and what it holds.
struct Node(usize, usize, Value);

enum Value {
    Empty,
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    /// Each key with its own bytes.
    Map(Vec<(String, usize, usize, Node)>),
}

enum Open {
    List(usize, Vec<Node>),
    Map(usize, Vec<(String, usize, usize, Node)>, Option<(String, usize, usize)>),
}

/// Reads a text and writes its nodes as `yaml::read_nodes` takes them; in an error what it can not have.
pub(crate) fn nodes_of(text: &str) -> Result<Vec<u8>, String> {
    let mut reader = Reader {
        text,
        bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
        open: Vec::new(),
        root: Node(0, text.len(), Value::Empty),
    };
    for event in Parser::new_from_str(text) {
        let (event, at) = event.map_err(|error| error.to_string())?;
        reader.take(event, at.start, at.end)?;
    }
    let mut bytes = Vec::new();
    put(&reader.root, &mut bytes);
    Ok(bytes)
}

struct Reader<'t> {
    text: &'t str,
    /// The byte of each character; markers count characters.
    bytes: Vec<usize>,
    open: Vec<Open>,
    root: Node,
}

impl Reader<'_> {
    fn byte(&self, marker: &Marker) -> usize {
        self.bytes.get(marker.index()).copied().unwrap_or(self.text.len())
    }

    fn take(&mut self, event: Event<'_>, start: Marker, end: Marker) -> Result<(), String> {
        let (from, to) = (self.byte(&start), self.byte(&end));
        let first = self.text.as_bytes().get(from).copied();
        let flow_end = (end.index() > start.index()).then_some(to);
        match event {
            Event::Scalar(text, ScalarStyle::Plain, 0, None) if text.is_empty() => {
                self.place(Node(from, from, Value::Empty))
            }
            Event::Scalar(text, style, 0, None) => {
                let value = Value::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain };
                self.place(Node(from, from + self.text[from..to].trim_end().len(), value))
            }
            Event::MappingStart(0, None) => {
                self.open.push(Open::Map(from, Vec::new(), None));
                Ok(())
            }
            Event::SequenceStart(0, None) => {
                let before = self.text[..from].trim_end();
                let is_named_late = !matches!(first, Some(b'[' | b'-')) && before.ends_with('-');
                self.open.push(Open::List(if is_named_late { before.len() - 1 } else { from }, Vec::new()));
                Ok(())
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(flow_end),
            Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::StreamStart
            | Event::StreamEnd
            | Event::Nothing => Ok(()),
            other => Err(format!("{other:?} at byte {from}")),
        }
    }

    fn end(&mut self, flow_end: Option<usize>) -> Result<(), String> {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => {
                let end = flow_end.or_else(|| items.last().map(|Node(_, end, _)| *end));
                Node(start, end.unwrap_or(start), Value::List(items))
            }
            Some(Open::Map(start, entries, _)) => {
                let last = entries.last().map(|(_, _, key_end, Node(_, end, _))| *end.max(key_end));
                Node(start, flow_end.or(last).unwrap_or(start), Value::Map(entries))
            }
            None => return Err("an end without a beginning".to_owned()),
        };
        self.place(node)
    }

    fn place(&mut self, node: Node) -> Result<(), String> {
        match self.open.last_mut() {
            None => self.root = node,
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match (key.take(), node) {
                (Some((name, from, to)), node) => entries.push((name, from, to, node)),
                (None, Node(from, to, Value::Scalar { text, .. })) => {
                    if text == "<<" || entries.iter().any(|(known, ..)| *known == text) {
                        return Err(format!("the key `{text}` at byte {from}"));
                    }
                    *key = Some((text, from, to));
                }
                (None, Node(from, ..)) => return Err(format!("no key at byte {from}")),
            },
        }
        Ok(())
    }
}

fn put(node: &Node, to: &mut Vec<u8>) {
    let Node(start, end, value) = node;
    put_number(*start, to);
    put_number(*end, to);
    match value {
        Value::Empty => to.push(0),
        Value::Scalar { text, plain } => {
            to.push(if *plain { 1 } else { 2 });
            put_text(text, to);
        }
        Value::List(items) => {
            to.push(3);
            put_number(items.len(), to);
            for item in items {
                put(item, to);
            }
        }
        Value::Map(entries) => {
            to.push(4);
            put_number(entries.len(), to);
            for (key, start, end, node) in entries {
                put_text(key, to);
                put_number(*start, to);
                put_number(*end, to);
                put(node, to);
            }
        }
    }
}

/// A file of four gigabytes could not be named; it reads as damaged.
fn put_number(number: usize, to: &mut Vec<u8>) {
    to.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_text(text: &str, to: &mut Vec<u8>) {
    put_number(text.len(), to);
    to.extend_from_slice(text.as_bytes());
}
