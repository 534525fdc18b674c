//! Sections that are data: a list under "Key messages" goes into the model, so that someone who comes from Word can just
//! write.
//!
//! A section is lifted only if it is nothing but lists (for actions also one table) and each item stands for itself. What
//! holds more stays in the page as it is: nothing is lost, and nothing is guessed. Links to other files go along as the
//! open slots that they are.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::parse::action_cells::{ACTION_COLUMNS, action_column};
use crate::parse::{Document, LiftedAction, Point, Question, Slot};
use crate::source::Place;

use super::escape::push_text;
use super::findings::Findings;

/// The front matter keys, each with the headings that stand for it, in lower case.
const HEADINGS: [(&str, &[&str]); 5] = [
    (
        "key_messages",
        &[
            "key messages",
            "key message",
            "key points",
            "key learning",
            "key learning points",
            "key messages for practice",
            "negeseuon allweddol",
        ],
    ),
    (
        "good_practice",
        &["good practice", "good practice found", "what worked well", "what went well", "arfer da"],
    ),
    (
        "improvements",
        &[
            "what needs to change",
            "what must change",
            "what needs to improve",
            "areas for improvement",
            "improvements",
            "beth sydd angen newid",
        ],
    ),
    (
        "questions",
        &[
            "questions for your team",
            "questions for the team",
            "questions for teams",
            "questions to discuss",
            "questions for discussion",
            "questions for reflection",
            "reflective questions",
            "cwestiynau i'ch tîm",
        ],
    ),
    ("actions", &["actions", "action plan", "agreed actions", "camau gweithredu"]),
];

/// The front matter key that a heading stands for: `key_messages` for "Key points".
pub fn section_key(heading: &str) -> Option<&'static str> {
    let name = heading.trim().trim_end_matches(':').trim_end();
    // Set with care, an apostrophe is a quotation mark.
    let name = name.replace('\u{2019}', "'").to_lowercase();
    let same = |known: &&str| *known == name;
    HEADINGS.iter().find(|(_, names)| names.iter().any(same)).map(|(key, _)| *key)
}

/// How much of the document there is, to cut back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) html: usize,
    pub(super) plain: usize,
    pub(super) headings: usize,
    pub(super) slots: usize,
}

/// A section under a recognised heading, while it is read.
#[derive(Debug)]
pub(super) struct Section {
    key: &'static str,
    heading: String,
    /// The level of its heading, as written.
    level: u8,
    place: Place,
    mark: Mark,
    /// Whether everything so far can be lifted.
    pure: bool,
    /// Whether there is a list or table, so that leaving it in place is worth a note.
    holds_list: bool,
    /// The containers that are open within the section.
    depth: usize,
    paragraphs: usize,
    items: Vec<Item>,
    table: Option<ActionTable>,
}

/// An item or a cell: where it is in the HTML and in the plain text.
#[derive(Debug, Clone, Default)]
struct Item {
    html: Range<usize>,
    plain: Range<usize>,
    place: Option<Place>,
}

/// A table of actions, while it is read.
#[derive(Debug, Default)]
struct ActionTable {
    header: Vec<Option<&'static str>>,
    unknown: Vec<(String, Place)>,
    in_head: bool,
    rows: Vec<(Place, Vec<Item>)>,
}

impl Section {
    /// Begins a section if the heading is recognised; `mark` is how the document was before the heading.
    pub(super) fn begin(heading: &str, level: u8, mark: Mark, place: impl FnOnce() -> Place) -> Option<Self> {
        Some(Self {
            key: section_key(heading)?,
            heading: heading.trim().to_owned(),
            level,
            place: place(),
            mark,
            pure: true,
            holds_list: false,
            depth: 0,
            paragraphs: 0,
            items: Vec::new(),
            table: None,
        })
    }

    /// Notes that the section holds something that keeps it where it is.
    pub(super) fn spoil(&mut self) {
        self.pure = false;
    }

    /// Notes the heading that ends the section: a lower one would be a part of it.
    pub(super) fn end_at_heading(&mut self, level: u8) {
        self.pure &= level <= self.level;
    }

    /// Notes the beginning of an element, after its opening tag was written.
    pub(super) fn start(
        &mut self,
        tag: &Tag<'_>,
        (html, plain): (usize, usize),
        place: impl FnOnce() -> Place,
    ) {
        self.depth += 1;
        let actions = self.key == "actions";
        match (tag, self.depth) {
            (Tag::List(_), 1) => {
                self.holds_list = true;
                self.pure &= self.table.is_none();
            }
            (Tag::Item, 2) => {
                self.paragraphs = 0;
                let place = actions.then(place);
                self.items.push(Item { html: html..html, plain: plain..plain, place });
            }
            (Tag::Paragraph, 3) if self.paragraphs == 0 => {
                self.paragraphs = 1;
                if let Some(item) = self.items.last_mut() {
                    item.html = html..html;
                }
            }
            (Tag::Table(_), 1) if actions => {
                self.holds_list = true;
                self.pure &= self.table.is_none() && self.items.is_empty();
                self.table = Some(ActionTable::default());
            }
            (Tag::TableHead, 2) if self.table.is_some() => self.with_table(|table| table.in_head = true),
            (Tag::TableRow, 2) if self.table.is_some() => {
                let place = place();
                self.with_table(|table| table.rows.push((place, Vec::new())));
            }
            (Tag::TableCell, 3) if self.table.is_some() => {
                self.items.push(Item { html: html..html, plain: plain..plain, place: None });
            }
            (Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }, 3..) => {}
            _ => self.pure = false,
        }
    }

    /// Notes the end of an element, before its closing tag is written. `plain` is the plain text of the page.
    pub(super) fn end(&mut self, tag: TagEnd, html: usize, plain: &str, place: impl FnOnce() -> Place) {
        match (tag, self.depth) {
            (TagEnd::Item, 2) => {
                if let Some(item) = self.items.last_mut() {
                    item.plain.end = plain.len();
                    // A loose item was closed by its paragraph.
                    if self.paragraphs == 0 {
                        item.html.end = html;
                    }
                    self.pure &= !plain[item.plain.clone()].trim().is_empty();
                }
            }
            (TagEnd::Paragraph, 3) => {
                if let Some(item) = self.items.last_mut() {
                    item.html.end = html;
                }
            }
            (TagEnd::TableCell, 3) if self.table.is_some() => {
                if let Some(mut cell) = self.items.pop() {
                    cell.html.end = html;
                    cell.plain.end = plain.len();
                    let text = plain[cell.plain.clone()].trim();
                    self.with_table(|table| table.take_cell(cell, text, place));
                }
            }
            (TagEnd::TableHead, 2) if self.table.is_some() => self.with_table(|table| table.in_head = false),
            _ => {}
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn with_table(&mut self, change: impl FnOnce(&mut ActionTable)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    /// Ends the section: what can be lifted goes out of the HTML into the model.
    pub(super) fn finish(mut self, document: &mut Document, plain: &mut String, findings: &mut Findings<'_>) {
        if self.pure
            && self.holds_list
            && self.keeps(&document.slots[self.mark.slots..])
            && self.columns_known(findings)
        {
            self.lift(document, plain);
            document.html.truncate(self.mark.html);
            document.headings.truncate(self.mark.headings);
            document.lifted.places.push((self.key, self.place));
        } else if self.holds_list {
            let message =
                format!("`{}` holds more than a list, so it is shown where it stands", self.heading);
            let note = Diagnostic::note(Code("markdown/not-lifted"), message).at(self.place).help(
                "for the site to use its points elsewhere, leave nothing but the list under this heading, \
                 without notes, pictures or lists within lists",
            );
            findings.report(note);
        }
        plain.truncate(self.mark.plain);
    }

    /// Whether every one of these slots is in HTML that goes into the model: of a table, only the actions' own words do.
    fn keeps(&self, slots: &[Slot]) -> bool {
        let holds = |item: &Item, slot: &Slot| item.html.contains(&(slot.at as usize));
        let in_table = |slot: &Slot| {
            self.table.as_ref().is_some_and(|table| table.texts().any(|cell| holds(cell, slot)))
        };
        slots.iter().all(|slot| self.items.iter().any(|item| holds(item, slot)) || in_table(slot))
    }

    /// Whether the table, if there is one, has a column for the action and no column that is not understood.
    fn columns_known(&mut self, findings: &mut Findings<'_>) -> bool {
        let Some(table) = &mut self.table else { return true };
        let known = table.unknown.is_empty() && table.header.contains(&Some("text"));
        for (header, place) in table.unknown.drain(..) {
            let names = ACTION_COLUMNS.iter().flat_map(|(_, names)| names.iter().copied());
            let help = match nearest(&header, names) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "the columns are: ref, action, owner, role, due, status, updated, progress, evidence, impact"
                    .to_owned(),
            };
            let message =
                format!("the column `{header}` is not one that an action has, so the table stays as it is");
            findings
                .report(Diagnostic::warning(Code("actions/unknown-column"), message).at(place).help(help));
        }
        known
    }

    fn lift(&mut self, document: &mut Document, plain: &str) {
        let html = std::mem::take(&mut document.html);
        let lifted = &mut document.lifted;
        let mut slots = document.slots.drain(self.mark.slots..).peekable();
        let taken = &mut lifted.slots;
        if let Some(table) = self.table.take() {
            for (place, cells) in table.rows {
                let slots_of = |cell: &Item| cell.take_slots(&html, &mut slots, taken);
                lifted.actions.extend(action_of_row(&table.header, &cells, place, (&html, plain), slots_of));
            }
        }
        for item in self.items.drain(..) {
            let slots = item.take_slots(&html, &mut slots, taken);
            let (text, html) = item.taken(&html, plain);
            match (self.key, item.place) {
                ("questions", _) => {
                    lifted.questions.push(Question { text, html, slots, ..Question::default() });
                }
                ("actions", Some(place)) => {
                    lifted.actions.push(LiftedAction { text, html, slots, cells: Vec::new(), place });
                }
                (key, _) => {
                    let points = match key {
                        "key_messages" => &mut lifted.key_messages,
                        "good_practice" => &mut lifted.good_practice,
                        _ => &mut lifted.improvements,
                    };
                    points.push(Point { text, html, slots, ..Point::default() });
                }
            }
        }
        drop(slots);
        document.html = html;
    }
}

impl ActionTable {
    /// The cells that say what is to be done.
    fn texts(&self) -> impl Iterator<Item = &Item> {
        let at = self.header.iter().position(|column| *column == Some("text"));
        self.rows.iter().filter_map(move |(_, cells)| cells.get(at?))
    }

    fn take_cell(&mut self, cell: Item, text: &str, place: impl FnOnce() -> Place) {
        if self.in_head {
            let column = action_column(text);
            if column.is_none_or(|column| self.header.contains(&Some(column))) {
                self.unknown.push((text.to_owned(), place()));
            }
            self.header.push(column);
        } else if let Some((_, cells)) = self.rows.last_mut() {
            cells.push(cell);
        }
    }
}

/// The action that a row says; nothing for a row of empty cells.
fn action_of_row(
    header: &[Option<&'static str>],
    cells: &[Item],
    place: Place,
    (html, plain): (&str, &str),
    mut slots_of: impl FnMut(&Item) -> Range<u32>,
) -> Option<LiftedAction> {
    let mut action = LiftedAction { text: String::new(), html: None, slots: 0..0, cells: Vec::new(), place };
    for (column, cell) in header.iter().zip(cells) {
        let Some(column) = *column else { continue };
        let (text, html) = cell.taken(html, plain);
        match column {
            "text" => (action.text, action.html, action.slots) = (text, html, slots_of(cell)),
            _ if text.is_empty() => {}
            _ => action.cells.push((column, text)),
        }
    }
    (!action.text.is_empty() || !action.cells.is_empty()).then_some(action)
}

impl Item {
    /// Moves the slots within the item to those that were taken, counted from where its HTML begins, and says which they
    /// are. Items come in the order of the slots.
    fn take_slots(
        &self,
        html: &str,
        slots: &mut Peekable<impl Iterator<Item = Slot>>,
        taken: &mut Vec<Slot>,
    ) -> Range<u32> {
        let written = &html[self.html.clone()];
        let start = self.html.start + (written.len() - written.trim_start().len());
        let first = narrow(taken.len());
        while let Some(slot) = slots.next_if(|slot| (slot.at as usize) < self.html.end) {
            let at = slot.at.saturating_sub(narrow(start));
            taken.push(Slot { at, ..slot });
        }
        first..narrow(taken.len())
    }

    /// The plain text, and the HTML where it says more.
    fn taken(&self, html: &str, plain: &str) -> (String, Option<String>) {
        let text = plain[self.plain.clone()].trim();
        let html = html[self.html.clone()].trim().replace('\n', " ");
        let mut escaped = String::with_capacity(html.len());
        push_text(&mut escaped, text);
        (text.to_owned(), (escaped != html).then_some(html))
    }
}

/// Positions in a body fit: its size is limited.
fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
