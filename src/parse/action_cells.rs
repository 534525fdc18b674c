//! The cells of an action, wherever they stand: a table or list of the body, or a CSV file exported from a spreadsheet.

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

#[cfg(test)]
mod tests {
    use super::action_column;

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
}
