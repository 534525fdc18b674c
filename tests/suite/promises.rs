//! Holds `docs/output.md` to the tests that it names.

use std::collections::BTreeSet;
use std::path::Path;

const PAGE: &str = include_str!("../../docs/output.md");

/// What stands in backticks in the second column of the tables.
fn named() -> BTreeSet<&'static str> {
    let rows = PAGE.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    rows.filter_map(|row| row.trim_end_matches('|').rsplit('|').next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

/// The files in which a test of this path may stand: `room::module::test` below `src/`, `suite::module::test` here.
fn files_of(path: &str) -> Vec<String> {
    let mut parts: Vec<&str> = path.split("::").collect();
    parts.pop();
    if parts.first() == Some(&"suite") {
        return vec![format!("tests/suite/{}.rs", parts[1..].join("/"))];
    }
    let whole = format!("src/{}.rs", parts.join("/"));
    // A module `tests` may stand at the end of the file that it tests.
    let inner = format!("src/{}.rs", parts[..parts.len() - 1].join("/"));
    vec![whole, inner]
}

#[test]
fn every_promise_names_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let families = std::fs::read_to_string(root.join("tests/faults/__main__.py")).unwrap();
    let named = named();
    assert!(named.len() > 40, "{named:?}");
    for name in named {
        if let Some(family) = name.strip_prefix("tests/faults ") {
            assert!(families.contains(&format!("    \"{family}\": ")), "no family `{family}`");
            continue;
        }
        let test = name.rsplit("::").next().unwrap();
        let found = files_of(name).iter().any(|file| {
            let source = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            let before = source.split_once(&format!("fn {test}()")).map(|(before, _)| before);
            before.is_some_and(|before| before.rsplit("\n\n").next().unwrap().contains("#[test]"))
        });
        assert!(found, "docs/output.md names `{name}`, which is not there");
    }
}

#[test]
fn every_promise_names_a_test() {
    let rows = PAGE.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    let without: Vec<&str> =
        rows.filter(|row| !(row.contains("::") || row.contains("`tests/faults "))).collect();
    assert!(without.is_empty(), "{without:?}");
}
