//! Actions of the front matter, and the rules that hold for actions wherever they stand.

use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::BlockKind;
use crate::source::{Place, Placed, Spanned};
use crate::yaml::{Asked, Fields, Node, Value};

use super::lowering::{Entry, Lowering};

const DUPLICATE_ID: Code = Code("actions/duplicate-id");
const ACTIONS_FILE: Code = Code("front-matter/actions-file");
const UNKNOWN_STATUS: Code = Code("actions/unknown-status");

/// Where the actions stand.
#[derive(Debug, Clone, PartialEq)]
pub enum ActionsFrom {
    /// In the front matter (or nowhere: an empty list).
    FrontMatter(Vec<Action>),
    /// In a CSV file beside the briefing.
    Csv(Placed<String>),
}

impl Default for ActionsFrom {
    fn default() -> Self {
        Self::FrontMatter(Vec::new())
    }
}

/// What someone has to do because of the review.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Action {
    /// Its name within the briefing: `A1`.
    pub id: Option<Placed<String>>,
    /// What is to be done.
    pub text: String,
    /// The same as safe HTML, where the body's Markdown had inline marks.
    pub html: Option<String>,
    /// Which of the body's [`Lifted::slots`](crate::parse::Lifted::slots) are in that HTML.
    pub slots: Range<u32>,
    /// The body that owns it.
    pub owner: Option<String>,
    /// The role that owns it.
    pub owner_role: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Where it stands.
    pub status: Option<ActionStatus>,
    /// When the status was last looked at.
    pub updated: Option<Date>,
    /// What was done so far.
    pub progress: Option<String>,
    /// What shows that it was done.
    pub evidence: Option<String>,
    /// What shows that it made a difference.
    pub impact: Option<String>,
    /// Where it stands in the file.
    pub place: Option<Place>,
    /// Whether a cell of it could not be read, so that nobody knows whether it lacks what it seems to lack.
    pub has_error: bool,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActionStatus {
    /// Not begun.
    Planned,
    /// Begun.
    UnderWay,
    /// Done, by the owner's word.
    Done,
    /// Done, and shown.
    Evidenced,
    /// Replaced by another.
    Superseded,
    /// Refused, with a reason.
    NotAccepted,
}

/// Each status with its key and the words that people use for it, in lower case.
const STATUS_WORDS: [(ActionStatus, &str, &[&str]); 6] = [
    (ActionStatus::Planned, "planned", &["not started", "not yet started", "to do", "not begun"]),
    (
        ActionStatus::UnderWay,
        "under-way",
        &["under way", "underway", "in progress", "started", "ongoing", "in hand", "begun"],
    ),
    (ActionStatus::Done, "done", &["complete", "completed", "finished"]),
    (ActionStatus::Evidenced, "evidenced", &["done and evidenced", "complete and evidenced"]),
    (ActionStatus::Superseded, "superseded", &["replaced"]),
    (ActionStatus::NotAccepted, "not-accepted", &["not accepted", "rejected", "declined"]),
];

impl ActionStatus {
    /// The status that a word stands for, whatever the case.
    pub(in crate::parse) fn from_words(words: &str) -> Option<Self> {
        let words = words.trim();
        let is = |known: &&str| known.eq_ignore_ascii_case(words);
        let found = STATUS_WORDS.iter().find(|(_, key, _)| is(key)).or_else(|| {
            let spaced = words
                .split([' ', '_', '-', '\u{A0}'])
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            STATUS_WORDS.iter().find(|(_, key, others)| {
                let is = |known: &&str| known.eq_ignore_ascii_case(&spaced);
                is(key) || others.iter().any(is)
            })
        });
        found.map(|(status, ..)| *status)
    }

    /// The finding for a word that is no status.
    pub(in crate::parse) fn unknown(written: &str, place: Place) -> Diagnostic {
        let keys = || STATUS_WORDS.iter().map(|(_, key, _)| *key);
        let words = STATUS_WORDS.iter().flat_map(|(_, key, others)| others.iter().copied().chain([*key]));
        let all = keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let help = match crate::diagnostic::nearest(written, words).and_then(Self::from_words) {
            Some(status) => format!("did you mean `{}`? Allowed are {all}", status.key()),
            None => format!("allowed are {all}"),
        };
        let written: String = written.chars().take(60).collect();
        Diagnostic::error(UNKNOWN_STATUS, format!("`{written}` is not the status of an action"))
            .at(place)
            .help(help)
    }

    /// The key in the front matter.
    pub fn key(self) -> &'static str {
        STATUS_WORDS.iter().find(|(status, ..)| *status == self).map_or("", |(_, key, _)| key)
    }
}

const KEYS: [&str; 10] =
    ["id", "text", "owner", "owner_role", "due", "status", "updated", "progress", "evidence", "impact"];

impl Lowering<'_> {
    pub(super) fn actions(&mut self, fields: &mut Fields<'_>) -> ActionsFrom {
        let Some(node) = fields.node("actions") else { return ActionsFrom::default() };
        if let Value::Scalar(_) = node.value {
            return self.actions_file(node).map(ActionsFrom::Csv).unwrap_or_default();
        }
        let nodes = self.reader.list(node, "actions");
        let mut actions = Vec::with_capacity(nodes.len());
        for node in nodes {
            actions.extend(self.action(node));
        }
        report_duplicate_ids(&actions, self.reader.diagnostics);
        ActionsFrom::FrontMatter(actions)
    }

    fn actions_file(&mut self, node: &Node) -> Option<Placed<String>> {
        let Spanned { value: name, span } = self.reader.text(node, "actions")?;
        let is_csv =
            name.len() > 4 && name.get(name.len() - 4..).is_some_and(|end| end.eq_ignore_ascii_case(".csv"));
        if is_csv && !name.starts_with('/') && !name.contains("://") && !name.contains('\\') {
            return Some(self.placed(name.to_owned(), span));
        }
        let message = format!("`{}` is neither a list of actions nor a CSV file", self.reader.written(span));
        self.reader.report(ACTIONS_FILE, span, message, |d| {
            d.help("write a list, or the name of a file beside the briefing that ends in `.csv`, as `actions: actions.csv`")
        });
        None
    }

    fn action(&mut self, node: &Node) -> Option<Action> {
        let mut fields = match self.entry(node, "actions", &KEYS)? {
            Entry::Text(text) => {
                self.take_prose(BlockKind::Point, &text);
                let place = Some(self.place(text.span));
                return Some(Action { text: text.value.to_owned(), place, ..Action::default() });
            }
            Entry::Group(fields) => fields,
        };
        let id = fields.scalar("id", "a short name", &mut self.reader);
        let id = id.filter(|id| !id.value.text.trim().is_empty());
        let text = self.required_text(&mut fields, "text", "text: ...");
        if let Some(text) = &text {
            self.take_prose(BlockKind::Point, text);
        }
        let action = Action {
            id: id.map(|id| self.placed(id.value.text.trim().to_owned(), id.span)),
            text: text.as_ref().map(|text| text.value.to_owned()).unwrap_or_default(),
            html: None,
            slots: 0..0,
            owner: self.text(&mut fields, "owner"),
            owner_role: self.text(&mut fields, "owner_role"),
            due: self.date(&mut fields, "due"),
            status: self.status(&mut fields),
            updated: self.date(&mut fields, "updated"),
            progress: self.text(&mut fields, "progress"),
            evidence: self.text(&mut fields, "evidence"),
            impact: self.text(&mut fields, "impact"),
            place: text.as_ref().map(|text| self.place(text.span)),
            has_error: false,
        };
        fields.finish(&mut self.reader);
        text.map(|_| action)
    }

    fn status(&mut self, fields: &mut Fields<'_>) -> Option<ActionStatus> {
        let words = fields.text("status", &mut self.reader)?;
        let keys = || STATUS_WORDS.iter().map(|(_, key, _)| (*key).to_owned()).collect();
        self.reader.note(words.span, || Asked::Words(keys()));
        let status = ActionStatus::from_words(words.value);
        if status.is_none() {
            let place = self.quoted(words.span);
            self.reader.diagnostics.push(ActionStatus::unknown(words.value, place));
        }
        status
    }
}

/// Reports the actions whose id another action of the same briefing has, with both places; case does not tell two
/// ids apart.
pub(in crate::parse) fn report_duplicate_ids(actions: &[Action], diagnostics: &mut Vec<Diagnostic>) {
    let mut ids: Vec<&Placed<String>> = actions.iter().filter_map(|action| action.id.as_ref()).collect();
    let folded =
        |id: &Placed<String>| id.value.bytes().map(|byte| byte.to_ascii_lowercase()).collect::<Vec<_>>();
    ids.sort_by_cached_key(|id| folded(id));
    let mut first = None::<&Placed<String>>;
    for id in ids {
        match first.filter(|first| first.value.eq_ignore_ascii_case(&id.value)) {
            Some(first) => diagnostics.push(
                Diagnostic::error(DUPLICATE_ID, format!("two actions have the id `{}`", id.value))
                    .at(id.place.clone())
                    .related(first.place.clone(), "first given here")
                    .help("give each action of the briefing an id of its own, as `A1`, `A2`, `A3`"),
            ),
            None => first = Some(id),
        }
    }
}
