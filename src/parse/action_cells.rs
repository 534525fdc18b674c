//! The cells of an action, wherever they stand: a table or list of the body, or a CSV file exported from a spreadsheet.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Placed};

use super::cell_date::{CellDateError, DayOrder, read_cell_date};
use super::front_matter::report_duplicate_ids;
use super::{Action, ActionStatus, LiftedAction};

const NO_TEXT: Code = Code("actions/no-text");
const BAD_DATE: Code = Code("actions/bad-date");
const AMBIGUOUS_DATE: Code = Code("actions/ambiguous-date");
const IMPOSSIBLE_DATE: Code = Code("actions/impossible-date");
const DUPLICATE_COLUMN: Code = Code("actions/duplicate-column");

/// The keys of an action, each with the words that tables use for it.
pub(crate) const ACTION_COLUMNS: [(&str, &[&str]); 10] = [
    (
        "id",
        &[
            "id",
            "ref",
            "reference",
            "no",
            "number",
            "#",
            "action id",
            "action no",
            "action number",
            "action ref",
        ],
    ),
    (
        "text",
        &[
            "text",
            "action",
            "actions",
            "what",
            "task",
            "what we will do",
            "what will be done",
            "action required",
        ],
    ),
    (
        "owner",
        &[
            "owner",
            "lead",
            "who",
            "by whom",
            "responsible",
            "action owner",
            "owned by",
            "lead agency",
            "lead officer",
            "agency",
            "lead body",
            "responsible body",
            "responsible officer",
            "responsibility",
            "person responsible",
        ],
    ),
    ("owner_role", &["owner role", "role", "role of owner", "lead role"]),
    (
        "due",
        &[
            "due",
            "due date",
            "due by",
            "by when",
            "when",
            "deadline",
            "target date",
            "timescale",
            "date due",
            "complete by",
        ],
    ),
    ("status", &["status", "state", "action status", "current status"]),
    ("updated", &["updated", "last updated", "date updated", "updated on", "status date", "date of update"]),
    (
        "progress",
        &[
            "progress",
            "update",
            "progress update",
            "progress so far",
            "progress to date",
            "comment",
            "comments",
        ],
    ),
    ("evidence", &["evidence", "evidence of action", "evidence of completion"]),
    (
        "impact",
        &["impact", "evidence of impact", "difference made", "difference it made", "what difference it made"],
    ),
];

/// The key of an action that the heading of a column, or the word before a colon, stands for, whatever the case.
pub(crate) fn action_column(header: &str) -> Option<&'static str> {
    let mut name = String::with_capacity(header.len());
    let words =
        header.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | ':' | '.' | '*' | '\u{FEFF}'));
    for word in words.filter(|word| !word.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().flat_map(char::to_lowercase));
    }
    ACTION_COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(key, _)| *key)
}

/// The actions that were taken from a table or a list of the body. Mistakes in cells are shown at their row.
pub(super) fn lower_lifted_actions(
    lifted: &[LiftedAction],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Action> {
    let dates = lifted.iter().flat_map(|row| &row.cells).filter(|(key, _)| is_date(key));
    let order = DayOrder::of(dates.map(|(_, text)| text.as_str()));
    let mut actions = Vec::with_capacity(lifted.len());
    let mut is_told = false;
    for row in lifted {
        let mut action = Action {
            text: row.text.trim().to_owned(),
            html: row.html.clone(),
            slots: row.slots.clone(),
            place: Some(row.place.clone()),
            ..Action::default()
        };
        for (at, (key, text)) in row.cells.iter().enumerate() {
            if !is_told && row.cells[..at].iter().any(|(other, _)| other == key) {
                diagnostics.push(duplicate_column(key, row.place.clone()));
                is_told = true;
            }
            set_cell(&mut action, key, text, order, || row.place.clone(), diagnostics);
        }
        if action.text.is_empty() {
            diagnostics.push(no_text(row.place.clone()));
        } else {
            actions.push(action);
        }
    }
    report_duplicate_ids(&actions, diagnostics);
    actions
}

/// Whether the cells of a key hold dates.
pub(super) fn is_date(key: &str) -> bool {
    matches!(key, "due" | "updated")
}

/// Puts a cell into its action; an empty one, or a dash, says nothing.
pub(super) fn set_cell(
    action: &mut Action,
    key: &str,
    text: &str,
    order: DayOrder,
    place: impl FnOnce() -> Place,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = text.trim();
    if matches!(text, "" | "-" | "\u{2013}" | "\u{2014}") {
        return;
    }
    match key {
        "id" => action.id = Some(Placed { value: text.to_owned(), place: place() }),
        "status" => {
            action.status = ActionStatus::from_words(text);
            if action.status.is_none() {
                action.has_error = true;
                diagnostics.push(ActionStatus::unknown(text, place()));
            }
        }
        "due" | "updated" => {
            let slot = if key == "due" { &mut action.due } else { &mut action.updated };
            match read_cell_date(text, order) {
                Ok(date) => *slot = Some(date),
                Err(problem) => {
                    diagnostics.push(no_date(key, text, &problem).at(place()));
                    action.has_error = true;
                }
            }
        }
        "text" => text.clone_into(&mut action.text),
        "owner" => action.owner = Some(text.to_owned()),
        "owner_role" => action.owner_role = Some(text.to_owned()),
        "progress" => action.progress = Some(text.to_owned()),
        "evidence" => action.evidence = Some(text.to_owned()),
        "impact" => action.impact = Some(text.to_owned()),
        _ => {}
    }
}

/// The finding for a row that does not say what is to be done.
pub(super) fn no_text(place: Place) -> Diagnostic {
    Diagnostic::error(NO_TEXT, "the action does not say what is to be done")
        .at(place)
        .help("write it in the column `Action`, or remove the row")
}

/// The finding for two columns that stand for one key.
pub(super) fn duplicate_column(key: &str, place: Place) -> Diagnostic {
    Diagnostic::error(DUPLICATE_COLUMN, format!("two columns stand for `{key}`"))
        .at(place)
        .help("keep one of them, or join what they say")
}

fn no_date(key: &str, text: &str, problem: &CellDateError) -> Diagnostic {
    let written: String = text.chars().take(60).collect();
    match problem {
        CellDateError::Impossible => {
            Diagnostic::error(IMPOSSIBLE_DATE, format!("there is no day `{written}`"))
                .help("check the day, the month and the year against the document they come from")
        }
        CellDateError::Ambiguous(day_first, month_first) => {
            Diagnostic::error(AMBIGUOUS_DATE, format!("`{written}` may be two days")).help(format!(
                "write `{day_first}` if the day stands first, `{month_first}` if the month does"
            ))
        }
        CellDateError::MonthFirst(date) => {
            Diagnostic::error(BAD_DATE, format!("`{written}` has the month before the day"))
                .help(format!("write `{date}`, or the day first"))
        }
        CellDateError::ShortYear => {
            Diagnostic::error(BAD_DATE, format!("the year of `{written}` has two digits"))
                .help("write all four digits of the year, as `2026-03-31` or `31/03/2026`")
        }
        CellDateError::NoDate => {
            Diagnostic::error(BAD_DATE, format!("`{key}` must be a date, not `{written}`"))
                .help("write `2026-03-31` or `31/03/2026`; leave the cell empty until the day is known")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LiftedAction, action_column, lower_lifted_actions};
    use crate::diagnostic::Diagnostic;
    use crate::parse::{Action, ActionStatus};
    use crate::source::{SourcePath, SourceText, Span};

    #[test]
    fn headers_are_known_by_their_common_words() {
        let cases = [
            ("Action", Some("text")),
            (" Due date: ", Some("due")),
            ("BY WHEN", Some("due")),
            ("owner_role", Some("owner_role")),
            ("Lead  agency", Some("owner")),
            ("No.", Some("id")),
            ("\u{FEFF}Ref", Some("id")),
            ("Evidence of impact", Some("impact")),
            ("Evidence", Some("evidence")),
            ("Last updated", Some("updated")),
            ("RAG", None),
            ("", None),
        ];
        for (header, key) in cases {
            assert_eq!(action_column(header), key, "{header}");
        }
    }

    type Row<'t> = (&'t str, &'t [(&'static str, &'t str)]);

    fn lifted(rows: &[Row<'_>]) -> (Vec<Action>, Vec<Diagnostic>) {
        let text = "row\n".repeat(rows.len());
        let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
        let row = |(at, (text, cells)): (usize, &Row<'_>)| LiftedAction {
            text: (*text).to_owned(),
            html: None,
            slots: 0..0,
            cells: cells.iter().map(|(key, text)| (*key, (*text).to_owned())).collect(),
            place: source.place(Span::new(at * 4, at * 4 + 3)),
        };
        let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
        let mut diagnostics = Vec::new();
        (lower_lifted_actions(&rows, &mut diagnostics), diagnostics)
    }

    fn listed(diagnostics: &[Diagnostic]) -> Vec<String> {
        let line = |finding: &Diagnostic| finding.place.as_ref().map_or(0, |place| place.line);
        diagnostics.iter().map(|finding| format!("{} {}", finding.code.0, line(finding))).collect()
    }

    #[test]
    fn a_row_of_the_body_becomes_an_action() {
        let cells = [
            ("id", "A1"),
            ("owner", "ICB"),
            ("due", "31 March 2026"),
            ("status", "In progress"),
            ("impact", "-"),
        ];
        let (actions, diagnostics) = lifted(&[("Do it", &cells)]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let action = &actions[0];
        assert_eq!((action.text.as_str(), action.owner.as_deref()), ("Do it", Some("ICB")));
        assert_eq!(action.due, jiff::civil::Date::new(2026, 3, 31).ok());
        assert_eq!((action.status, action.impact.as_deref()), (Some(ActionStatus::UnderWay), None));
        assert_eq!(action.place.as_ref().map(|place| place.line), Some(1));
    }

    #[test]
    fn mistakes_in_cells_are_shown_at_their_row() {
        let cases: [(&[Row<'_>], &[&str]); 9] = [
            (&[("", &[])], &["actions/no-text 1"]),
            (&[("a", &[]), ("b", &[("due", "2026-06-31")])], &["actions/impossible-date 2"]),
            (&[("a", &[("due", "03/04/2026")])], &["actions/ambiguous-date 1"]),
            (&[("a", &[("due", "03/04/2026")]), ("b", &[("due", "31/03/2026")])], &[]),
            (&[("a", &[("due", "ongoing")])], &["actions/bad-date 1"]),
            (&[("a", &[("updated", "31/03/26")])], &["actions/bad-date 1"]),
            (&[("a", &[("status", "amber")])], &["actions/unknown-status 1"]),
            (&[("a", &[("id", "A1")]), ("b", &[("id", "a1")])], &["actions/duplicate-id 2"]),
            (&[("a", &[("progress", "x"), ("progress", "y")])], &["actions/duplicate-column 1"]),
        ];
        for (rows, expected) in cases {
            assert_eq!(listed(&lifted(rows).1), expected, "{rows:?}");
        }
    }
}
