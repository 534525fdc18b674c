//! Holds the rooms to the table in `ARCHITECTURE.md`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Room to floor, from the table.
fn floors() -> BTreeMap<String, u32> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let floor = cells.get(1)?.parse().ok()?;
        Some((cells.get(2)?.trim_matches('`').to_owned(), floor))
    });
    rows.collect()
}

/// Every Rust file below `src/`, with its room.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    let files = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|entry| {
            let below = entry.path().strip_prefix(&src).unwrap().to_path_buf();
            let room = below.components().next()?.as_os_str().to_str()?.to_owned();
            let is_folder = below.components().count() > 1;
            is_folder.then(|| (room, below, std::fs::read_to_string(entry.path()).unwrap()))
        })
        .collect()
}

/// The rooms that a text imports: `crate::room`, or `briefpress::room` in the binary.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for prefix in ["crate::", "briefpress::"] {
            for (at, _) in code.match_indices(prefix) {
                if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let rest = &code[at + prefix.len()..];
                let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(rest.len());
                found.push((number + 1, rest[..end].to_owned()));
            }
        }
    }
    found
}

#[test]
fn every_room_stands_in_the_table() {
    let floors = floors();
    let rooms: std::collections::BTreeSet<String> = sources().into_iter().map(|(room, ..)| room).collect();
    let missing: Vec<&String> = rooms.iter().filter(|room| !floors.contains_key(*room)).collect();
    assert!(missing.is_empty(), "rooms without a row in ARCHITECTURE.md: {missing:?}");
    let empty: Vec<&String> = floors.keys().filter(|room| !rooms.contains(*room)).collect();
    assert!(empty.is_empty(), "rows in ARCHITECTURE.md without a room: {empty:?}");
}

fn is_test(path: &std::path::Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

#[test]
fn rooms_import_downwards() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        let own = floors[&room];
        for (line, target) in imports(&text) {
            let Some(floor) = floors.get(&target) else { continue };
            // The tests of a parser hold what they try to the schema as well, which is made above it.
            let is_held_to_schema = target == "scaffold" && is_test(&path);
            if target != room && *floor >= own && !is_held_to_schema {
                wrong.push(format!(
                    "{}:{line}: `{room}` (floor {own}) imports `{target}` (floor {floor})",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not go down:\n{}", wrong.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let allowed: [(&str, &[&str]); 12] = [
        ("saphyr_parser", &["yaml"]),
        ("serde_yaml", &["yaml"]),
        ("pulldown_cmark", &["parse"]),
        ("tera", &["theme", "render"]),
        ("clap", &["cli"]),
        ("clap_complete", &["cli"]),
        ("clap_mangen", &["cli"]),
        ("httparse", &["serve"]),
        ("notify", &["serve"]),
        ("walkdir", &["load"]),
        ("roxmltree", &["load"]),
        ("ureq", &["online"]),
    ];
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        for (name, rooms) in allowed.into_iter().filter(|_| !is_test(&path)) {
            let named = text.lines().any(|line| {
                let code = line.split("//").next().unwrap_or_default();
                code.match_indices(&format!("{name}::")).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                })
            });
            if named && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{} names `{name}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "crates outside their rooms:\n{}", wrong.join("\n"));
}

#[test]
fn no_room_is_a_drawer() {
    for (room, path, _) in sources() {
        for name in ["utils", "util", "common", "types", "helpers", "core", "misc"] {
            let drawer = path.components().any(|part| {
                part.as_os_str().to_str().is_some_and(|part| part == name || part == format!("{name}.rs"))
            });
            assert!(!drawer, "`{room}` has a drawer: {}", path.display());
        }
    }
}
