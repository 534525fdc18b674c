//! Footnotes: numbered by their first reference in the order of reading, each with a way back from its note.

use std::fmt::Write as _;
use std::ops::Range;

use ahash::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{AddedWord, AddedWordKind, Slot};
use crate::source::Place;

use super::findings::Findings;

/// The footnotes of one page.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    definitions: HashMap<String, Definition>,
    /// The labels in the order of their numbers.
    order: Vec<String>,
    /// Label to number (from 1) and the count of references.
    numbers: HashMap<String, (usize, u32)>,
    undefined: HashSet<String>,
}

/// The note itself.
#[derive(Debug, Default)]
pub(super) struct Definition {
    /// What it says.
    pub(super) html: String,
    /// Open places in its HTML.
    pub(super) slots: Vec<Slot>,
    /// Where it refers to another note, and to which: these get their numbers after those of the text.
    pub(super) references: Vec<NestedReference>,
    /// Where it is defined.
    pub(super) place: Option<Place>,
}

/// A reference from one note to another.
#[derive(Debug)]
pub(super) struct NestedReference {
    /// The byte of the note's HTML before which it goes.
    pub(super) at: usize,
    pub(super) label: String,
}

impl Footnotes {
    /// Writes a reference.
    pub(super) fn push_reference(&mut self, html: &mut String, label: &str) {
        let label = label.to_lowercase();
        let next = self.order.len() + 1;
        let (number, count) = self.numbers.entry(label).or_insert_with_key(|label| {
            self.order.push(label.clone());
            (next, 0)
        });
        *count += 1;
        let back = BackReference { number: *number, count: *count };
        // Writing into a `String` does not fail.
        let _ = write!(
            html,
            "<sup class=\"footnote-ref\"><a href=\"#fn:{number}\" id=\"{back}\" role=\"doc-noteref\" \
             aria-label=\""
        );
        push_label(html, AddedWordKind::Footnote, *number, 0);
        let _ = write!(html, ">{number}</a></sup>");
    }

    /// Takes a definition; a second one of the same label is reported.
    pub(super) fn define(&mut self, label: &str, definition: Definition, findings: &mut Findings<'_>) {
        let key = label.to_lowercase();
        match self.definitions.get(&key).and_then(|first| first.place.clone()) {
            None => {
                self.definitions.insert(key, definition);
            }
            Some(first) => {
                let message = format!("the note `[^{label}]` is written twice; the second is left out");
                let twice = Diagnostic::warning(Code("footnotes/duplicate"), message)
                    .related(first, "first written here")
                    .help("give one of them another label");
                match definition.place {
                    Some(place) => findings.report(twice.at(place)),
                    None => findings.report(twice),
                }
            }
        }
    }

    /// Reports a reference to a note that is not there, once for each label.
    pub(super) fn report_undefined(
        &mut self,
        range: &Range<usize>,
        label: &str,
        findings: &mut Findings<'_>,
    ) {
        if self.undefined.insert(label.to_lowercase()) {
            let message = format!("there is no note `[^{label}]`");
            let help = format!("write the note on a line of its own: `[^{label}]: ...`");
            findings.report_at(range, Diagnostic::warning(Code("footnotes/undefined"), message).help(help));
        }
    }

    /// Writes the notes that are referred to, and reports those that are not.
    pub(super) fn finish(mut self, html: &mut String, slots: &mut Vec<Slot>, findings: &mut Findings<'_>) {
        let mut items: Vec<(Definition, String)> = Vec::new();
        while let Some(label) = self.order.get(items.len()).cloned() {
            let definition = self.definitions.remove(&label).unwrap_or_default();
            items.push(self.with_references(definition, label));
        }
        if !items.is_empty() {
            html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
            AddedWord::from(AddedWordKind::Footnotes).push(html);
            html.push_str("\">\n<ol>\n");
            for (definition, label) in items {
                self.push_note(html, slots, definition, &label);
            }
            html.push_str("</ol>\n</section>\n");
        }
        let mut unused: Vec<(String, Place)> =
            self.definitions.into_iter().filter_map(|(label, note)| Some((label, note.place?))).collect();
        unused.sort_by_key(|(_, place)| (place.line, place.column));
        for (label, place) in unused {
            let message = format!("nothing refers to the note `[^{label}]`, so it is left out");
            let help = format!("write `[^{label}]` where it belongs in the text, or delete the note");
            findings.report(Diagnostic::warning(Code("footnotes/unused"), message).at(place).help(help));
        }
    }

    /// Writes the references within a note into its HTML.
    fn with_references(&mut self, mut note: Definition, label: String) -> (Definition, String) {
        if note.references.is_empty() {
            return (note, label);
        }
        let (mut html, mut done, mut slot) = (String::with_capacity(note.html.len() * 2), 0, 0);
        for NestedReference { at, label: other } in std::mem::take(&mut note.references) {
            html.push_str(&note.html[done..at]);
            let moved = html.len() - at;
            slot = shift(&mut note.slots, slot, at, moved);
            self.push_reference(&mut html, &other);
            done = at;
        }
        let moved = html.len() - done;
        shift(&mut note.slots, slot, note.html.len(), moved);
        html.push_str(&note.html[done..]);
        note.html = html;
        (note, label)
    }

    fn push_note(&self, html: &mut String, slots: &mut Vec<Slot>, note: Definition, label: &str) {
        let (number, count) = self.numbers.get(label).copied().unwrap_or_default();
        let _ = write!(html, "<li id=\"fn:{number}\">");
        let start = html.len();
        html.push_str(note.html.trim_end());
        slots.extend(note.slots.into_iter().map(|slot| Slot { at: slot.at + narrow(start), ..slot }));
        let in_paragraph = html[start..].ends_with("</p>");
        if in_paragraph {
            html.truncate(html.len() - "</p>".len());
        }
        for count in 1..=count {
            let back = BackReference { number, count };
            let kind = if count == 1 { AddedWordKind::Back } else { AddedWordKind::BackToPlace };
            let _ = write!(html, " <a href=\"#{back}\" role=\"doc-backlink\" aria-label=\"");
            push_label(html, kind, number, count);
            html.push_str(">\u{21A9}</a>");
        }
        html.push_str(if in_paragraph { "</p></li>\n" } else { "</li>\n" });
    }
}

/// Writes what a link to or from a footnote is called, up to the end of its attributes.
fn push_label(html: &mut String, kind: AddedWordKind, note: usize, place: u32) {
    AddedWord { kind, note: narrow(note), place }.push(html);
    html.push('"');
    AddedWord::from(AddedWordKind::Language).push(html);
}

/// Moves the slots up to a byte; returns the first one after it.
fn shift(slots: &mut [Slot], from: usize, up_to: usize, by: usize) -> usize {
    let mut at = from;
    while let Some(slot) = slots.get_mut(at).filter(|slot| slot.at as usize <= up_to) {
        slot.at += narrow(by);
        at += 1;
    }
    at
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The anchor of a reference. The colon keeps it apart from the anchors of headings.
struct BackReference {
    number: usize,
    count: u32,
}

impl std::fmt::Display for BackReference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.count {
            1 => write!(f, "fnref:{}", self.number),
            count => write!(f, "fnref:{}:{count}", self.number),
        }
    }
}
