//! What a Markdown body becomes: HTML with open slots, and what was found on the way.

use std::ops::Range;

use crate::source::Place;

use super::{Point, Question};

/// A parsed body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Safe HTML. Where something from other files is needed, a [`Slot`] says at which byte it goes; where the theme has
    /// something to say, there is the mark of an [`AddedWord`](super::AddedWord).
    pub html: String,
    /// Whether this is what was remembered of the body: all of it but the HTML. Whoever shows the body parses the
    /// text again.
    pub is_outline: bool,
    /// The open places, in the order of the HTML.
    pub slots: Vec<Slot>,
    /// The headings that are in the HTML.
    pub headings: Vec<Heading>,
    /// What stood under recognised headings as lists (or, for actions, as a table): taken out of the HTML.
    pub lifted: Lifted,
    /// The plain text of the first paragraph, where no summary is given.
    pub first_paragraph: Option<String>,
    /// Words of the whole body, lifted parts included, for the reading time.
    pub words: u32,
}

/// An open place in the HTML.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The byte of the HTML before which the text goes.
    pub at: u32,
    /// What goes there.
    pub kind: SlotKind,
    /// What the author wrote, taken apart.
    pub target: Target,
    /// Where it is written.
    pub place: Place,
}

/// What goes into a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// The value of `href` (the quotes are in the HTML already).
    Link,
    /// The value of `src` and, after its closing quote, `width` and `height`: the HTML has `<img src="` before the
    /// slot and ` alt=...` after it, so what goes there is `ADDRESS" width="W" height="H"`.
    Image,
}

/// A link or picture that stays inside the site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// The path as written, percent-decoded, relative to the file or, with a leading `/`, to the site's root; empty
    /// for a link within the page.
    pub path: String,
    /// What follows `#`, percent-decoded.
    pub fragment: Option<String>,
}

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6 (a level 1 in the body is shifted down: the title is the page's one `h1`).
    pub level: u8,
    /// Its anchor, unique in the page.
    pub id: String,
    /// Its plain text.
    pub text: String,
}

/// What was taken out of the body into the model.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lifted {
    /// Under "Key messages".
    pub key_messages: Vec<Point>,
    /// Under "Good practice".
    pub good_practice: Vec<Point>,
    /// Under "What needs to change".
    pub improvements: Vec<Point>,
    /// Under "Questions for your team".
    pub questions: Vec<Question>,
    /// Under "Actions".
    pub actions: Vec<LiftedAction>,
    /// The open places in the HTML of what was taken. `at` counts from the beginning of the HTML of the point, question
    /// or action, which says with its `slots` which of these are its own.
    pub slots: Vec<Slot>,
    /// The place of each recognised heading whose list was taken, with the front matter key it stands for.
    pub places: Vec<(&'static str, Place)>,
}

/// A row of a table, or an item of a list, under "Actions".
#[derive(Debug, Clone, PartialEq)]
pub struct LiftedAction {
    /// What is to be done, plain.
    pub text: String,
    /// The same as safe HTML, where it had inline marks.
    pub html: Option<String>,
    /// Which of [`Lifted::slots`] are in that HTML.
    pub slots: Range<u32>,
    /// The other cells: front matter key and plain text (`owner`, `due`, `status`, ...).
    pub cells: Vec<(&'static str, String)>,
    /// Where it stands.
    pub place: Place,
}
