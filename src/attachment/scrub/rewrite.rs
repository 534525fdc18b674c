//! XML with some of it taken out or changed, everything else as it was.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use crate::attachment::reading::{Step, Stop};

/// What becomes of something in a part.
pub(super) enum Fate<'f> {
    Stays,
    /// It is taken out, an element with all that is in it.
    Goes,
    /// Its text becomes another.
    Becomes(Cow<'f, str>),
}

/// How a part is changed.
pub(super) trait Change {
    /// What becomes of an element, by its name without prefix. `Becomes` is for its text.
    fn element(&mut self, name: &str, element: &BytesStart<'_>) -> Fate<'static>;

    /// What becomes of an attribute of an element that stays.
    fn attribute(&mut self, element: &str, name: &str, value: &str) -> Fate<'static>;
}

/// Writes a part anew.
pub(super) fn rewrite(part: &[u8], change: &mut dyn Change) -> Step<Vec<u8>> {
    let damaged = || Stop::because("its XML is damaged");
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut writer = Writer::new(Vec::with_capacity(part.len()));
    let mut buffer = Vec::new();
    // How many elements are open within one that is taken out, or whose text is another.
    let (mut within, mut is_replaced) = (0_usize, false);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| damaged())?;
        if within > 0 {
            match event {
                Event::Start(_) => within += 1,
                Event::End(end) => {
                    within -= 1;
                    if within == 0 && is_replaced {
                        writer.write_event(Event::End(end)).map_err(|_| damaged())?;
                    }
                }
                Event::Eof => return Err(damaged()),
                _ => {}
            }
            continue;
        }
        let written = match event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(element) => match change.element(&local(&element), &element) {
                Fate::Goes => {
                    (within, is_replaced) = (1, false);
                    Ok(())
                }
                Fate::Becomes(text) => {
                    (within, is_replaced) = (1, true);
                    let start = writer.write_event(Event::Start(changed(&element, change)));
                    let text = quick_xml::escape::escape(text);
                    start.and_then(|()| {
                        writer.write_event(Event::Text(quick_xml::events::BytesText::from_escaped(text)))
                    })
                }
                Fate::Stays => writer.write_event(Event::Start(changed(&element, change))),
            },
            Event::Empty(element) => match change.element(&local(&element), &element) {
                Fate::Goes => Ok(()),
                _ => writer.write_event(Event::Empty(changed(&element, change))),
            },
            // No program reads remarks.
            Event::Comment(_) => Ok(()),
            other => writer.write_event(other),
        };
        written.map_err(|_| damaged())?;
    }
}

fn local(element: &BytesStart<'_>) -> String {
    element.local_name().into_inner().to_owned()
}

/// An element with its attributes as they are to be.
fn changed<'e>(element: &BytesStart<'e>, change: &mut dyn Change) -> BytesStart<'e> {
    let name = local(element);
    let mut attributes = Vec::new();
    let mut is_same = true;
    let mut all = element.attributes();
    all.with_checks(false);
    for attribute in all.filter_map(Result::ok) {
        let value: &str = &attribute.value;
        match change.attribute(&name, attribute.key.local_name().into_inner(), value) {
            Fate::Stays => attributes.push((attribute.key.into_inner().to_owned(), value.to_owned())),
            Fate::Goes => is_same = false,
            Fate::Becomes(text) => {
                is_same = false;
                let text = quick_xml::escape::escape(text).into_owned();
                attributes.push((attribute.key.into_inner().to_owned(), text));
            }
        }
    }
    if is_same {
        return element.clone();
    }
    let mut changed = BytesStart::new(element.name().into_inner().to_owned());
    for (key, value) in &attributes {
        // The values are escaped as they were.
        changed.push_attribute(quick_xml::events::attributes::Attribute {
            key: quick_xml::name::QName(key),
            value: value.as_str().into(),
        });
    }
    changed
}
