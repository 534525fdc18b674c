//! XML as a stream: elements by their names without prefixes, their attributes, and texts.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::reading::{Reading, Step, Stop};

/// Deepest nesting of elements.
const DEPTH: usize = 1_000;

/// What comes next in a stream of XML.
pub(super) enum Node<'n> {
    /// An element begins.
    Open(&'n str, Attributes<'n>),
    /// Text, as far as no entity stands in between.
    Text(&'n str),
    /// An element ends.
    Close(&'n str),
}

/// The attributes of an element.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'n>(&'n BytesStart<'n>);

impl Attributes<'_> {
    /// The value of an attribute, whatever its prefix.
    pub(super) fn get(self, name: &str) -> Option<String> {
        self.all().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Whether an attribute says yes; one that is not there says no.
    pub(super) fn says(self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_yes(&value))
    }

    /// The names of the languages of XML that an element declares.
    pub(super) fn namespaces(self) -> impl Iterator<Item = String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let declared = attributes
            .filter_map(Result::ok)
            .filter(|attribute| attribute.key.as_namespace_binding().is_some());
        declared.map(|attribute| attribute.value.to_string())
    }

    /// Names without prefixes, and values.
    pub(super) fn all(self) -> impl Iterator<Item = (String, String)> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let own = attributes
            .filter_map(Result::ok)
            .filter(|attribute| attribute.key.as_namespace_binding().is_none());
        own.map(|attribute| {
            let name = attribute.key.local_name().into_inner().to_owned();
            let raw = &attribute.value;
            let value = quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_string(), Cow::into_owned);
            (name, value)
        })
    }
}

/// Whether the value of a switch says yes.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on" | "yes")
}

/// Remarks are handed on once there are as many bytes of them.
const CHUNK: usize = 32 * 1024;

/// The longest declaration that a program writes; in a longer one somebody wrote words.
const DECLARATION: usize = 80;

/// What stands in XML beside its elements and texts: remarks of people, and what is said to programs.
struct Asides<'p> {
    place: &'p str,
    remarks: String,
    instructions: String,
}

impl Asides<'_> {
    fn remark(&mut self, reading: &mut Reading<'_>, text: &str) {
        self.remarks.push_str(text);
        self.remarks.push('\n');
        if self.remarks.len() > CHUNK {
            self.end(reading);
        }
    }

    fn instruction(&mut self, reading: &mut Reading<'_>, text: &str) {
        self.instructions.push_str(text);
        self.instructions.push('\n');
        if self.instructions.len() > CHUNK {
            self.end(reading);
        }
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        if !self.remarks.is_empty() {
            reading.passage(&format!("a remark in {}", self.place), &self.remarks);
            self.remarks.clear();
        }
        if !self.instructions.is_empty() {
            reading.markup(&format!("what {} says to programs", self.place), self.instructions.lines());
            self.instructions.clear();
        }
    }
}

/// Reads XML to its end. Remarks and what is said to programs are handed on with the place, and part no text: a reader sees what stands
/// on both sides of them as one.
pub(super) fn walk(
    reading: &mut Reading<'_>,
    place: &str,
    from: impl BufRead,
    visit: &mut dyn FnMut(&mut Reading<'_>, Node<'_>) -> Step,
) -> Step {
    let mut reader = Reader::from_reader(from);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    let mut asides = Asides { place, remarks: String::new(), instructions: String::new() };
    loop {
        buffer.clear();
        reading.step()?;
        let event = reader.read_event_into(&mut buffer).map_err(|error| malformed(&error))?;
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(Stop::because("its XML is nested deeper than any program writes"));
                }
                open(reading, &element, visit)?;
            }
            Event::Empty(element) => {
                open(reading, &element, visit)?;
                with_name(&element, |name| visit(reading, Node::Close(name)))?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                let name = element.local_name();
                visit(reading, Node::Close(name.into_inner()))?;
            }
            Event::Text(text) => visit(reading, Node::Text(&text))?,
            Event::Comment(text) => asides.remark(reading, &text),
            Event::CData(text) => visit(reading, Node::Text(&text))?,
            Event::GeneralRef(reference) => {
                let text = referred(&reference)?;
                visit(reading, Node::Text(&text))?;
            }
            Event::Decl(declaration) if declaration.len() <= DECLARATION => {}
            Event::Decl(declaration) => asides.instruction(reading, &declaration),
            Event::PI(instruction) => asides.instruction(reading, &instruction),
            Event::DocType(kind) => asides.instruction(reading, &kind),
            Event::Eof => {
                asides.end(reading);
                return Ok(());
            }
        }
    }
}

fn open(
    reading: &mut Reading<'_>,
    element: &BytesStart<'_>,
    visit: &mut dyn FnMut(&mut Reading<'_>, Node<'_>) -> Step,
) -> Step {
    with_name(element, |name| visit(reading, Node::Open(name, Attributes(element))))
}

fn with_name(element: &BytesStart<'_>, then: impl FnOnce(&str) -> Step) -> Step {
    then(element.local_name().into_inner())
}

/// What an entity stands for. One that the file declares itself is nothing that an office program writes.
fn referred(reference: &BytesRef<'_>) -> Step<String> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    match quick_xml::escape::resolve_predefined_entity(name) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Stop::because(format!("it has an entity `{name}` that is not known"))),
    }
}

fn malformed(error: &quick_xml::Error) -> Stop {
    match error {
        quick_xml::Error::Io(error) => super::package::cut(error),
        _ => Stop::because("its XML is damaged"),
    }
}
