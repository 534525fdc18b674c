use jiff::civil::date;

use super::parse_actions_csv;
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::{Action, ActionStatus};
use crate::source::{SourcePath, SourceText};

fn parse(text: &str) -> (Vec<Action>, Vec<Diagnostic>) {
    let source = SourceText::new(SourcePath::new("briefings/actions.csv"), text);
    let mut diagnostics = Vec::new();
    (parse_actions_csv(&source, &mut diagnostics), diagnostics)
}

/// Each finding as `code line:column marked text`.
fn listed(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        assert!(finding.help.is_some(), "{finding:?}");
        let place = finding.place.as_ref().unwrap();
        let excerpt = place.excerpt.as_ref().unwrap();
        let mark = &excerpt.text[excerpt.mark.clone()];
        let warning = if finding.severity == Severity::Warning { "warning " } else { "" };
        format!("{warning}{} {}:{} {mark}", finding.code.0, place.line, place.column)
    };
    diagnostics.iter().map(line).collect()
}

#[test]
fn every_column_arrives() {
    let text = "\u{FEFF}Ref,Action,Lead agency,Role,Due date,STATUS,Last updated,Progress,Evidence,Evidence of impact\r\n\
                1.2,\"Agree, and \"\"sign\"\"\r\nthe form\",ICB,Health commissioner,31/03/2026,In progress,2026-01-05,p,e,i\r\n\
                ,,,,,,,,,\r\n";
    let (actions, diagnostics) = parse(text);
    assert_eq!(listed(&diagnostics), Vec::<String>::new());
    assert_eq!(actions.len(), 1);
    let action = &actions[0];
    let id = action.id.as_ref().unwrap();
    assert_eq!((id.value.as_str(), id.place.line, id.place.column), ("1.2", 2, 1));
    assert_eq!(action.text, "Agree, and \"sign\"\r\nthe form");
    assert_eq!(action.owner.as_deref(), Some("ICB"));
    assert_eq!(action.owner_role.as_deref(), Some("Health commissioner"));
    assert_eq!((action.due, action.updated), (Some(date(2026, 3, 31)), Some(date(2026, 1, 5))));
    assert_eq!(action.status, Some(ActionStatus::UnderWay));
    let rest = [&action.progress, &action.evidence, &action.impact];
    assert_eq!(rest.map(|cell| cell.as_deref()), [Some("p"), Some("e"), Some("i")]);
    assert_eq!(action.place.as_ref().map(|place| (place.line, place.column)), Some((2, 5)));
}

#[test]
fn semicolons_separate_where_the_headings_say_so() {
    let (actions, diagnostics) = parse("Action;Owner\nCall, then write;Police\n");
    assert_eq!(listed(&diagnostics), Vec::<String>::new());
    assert_eq!((actions[0].text.as_str(), actions[0].owner.as_deref()), ("Call, then write", Some("Police")));
}

#[test]
fn each_mistake_is_shown_in_its_cell() {
    let cases: [(&str, &[&str]); 20] = [
        ("", &["actions/empty 1:1 "]),
        ("Action\n", &["warning actions/empty 1:1 Action"]),
        ("Owner,Due\nPolice,2026-01-01\n", &["actions/no-text-column 1:1 Owner,Due"]),
        ("Action,RAG\na,red\n", &["warning actions/unknown-column 1:8 RAG"]),
        ("Action,Statsu\na,done\n", &["warning actions/unknown-column 1:8 Statsu"]),
        ("Action,Task\na,b\n", &["actions/duplicate-column 1:8 Task"]),
        ("Action,Owner\na\n", &["actions/row-length 2:1 a"]),
        ("Action,Owner\na,b,c\n", &["actions/row-length 2:1 a,b,c"]),
        ("Action,Owner\n,b\n", &["actions/no-text 2:1 ,b"]),
        ("Action,Due\na,31/06/2026\n", &["actions/impossible-date 2:3 31/06/2026"]),
        ("Action,Due\na,2026-02-30\n", &["actions/impossible-date 2:3 2026-02-30"]),
        ("Action,Due\na,03/04/2026\n", &["actions/ambiguous-date 2:3 03/04/2026"]),
        ("Action,Due\na,03/31/2026\n", &["actions/bad-date 2:3 03/31/2026"]),
        ("Action,Due\na,31/03/26\n", &["actions/bad-date 2:3 31/03/26"]),
        ("Action,Due\na,\"soon, we hope\"\n", &["actions/bad-date 2:3 \"soon, we hope\""]),
        ("Action,Status\n\"a\nb\",amber\n", &["actions/unknown-status 3:4 amber"]),
        ("Action,Owner\n\"a,b\nc,d\n", &["actions/open-quote 2:1 \"a,b"]),
        ("Action\na\u{7}\n", &["actions/control-character 2:1 a\u{FFFD}"]),
        ("Id,Action\n1,a\n\n\n2,b\n1,c\n", &["actions/duplicate-id 6:1 1"]),
        (
            "Action,Due,Status\nx,soon,red\n,2026-01-01,done\n",
            &[
                "actions/bad-date 2:3 soon",
                "actions/unknown-status 2:8 red",
                "actions/no-text 3:1 ,2026-01-01,done",
            ],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(listed(&parse(text).1), expected, "{text:?}");
    }
}

#[test]
fn a_clear_date_tells_how_the_others_are_meant() {
    let (actions, diagnostics) = parse("Action,Due\na,03/04/2026\nb,31/03/2026\n");
    assert_eq!(listed(&diagnostics), Vec::<String>::new());
    assert_eq!(actions[0].due, Some(date(2026, 4, 3)));
}

#[test]
fn both_places_of_a_duplicate_are_told() {
    let (_, diagnostics) = parse("Ref,Action\nA1,a\nA2,b\na1,c\n");
    let (first, _) = &diagnostics[0].related[0];
    let again = diagnostics[0].place.as_ref().unwrap();
    assert_eq!((first.line, again.line), (2, 4));
}

#[test]
fn a_file_of_another_kind_is_given_up() {
    let text = format!("Action,Due\n{}", "a,soon\n".repeat(5_000));
    assert_eq!(parse(&text).1.len(), super::FINDINGS_LIMIT);
}
