//! Faults of whole sites: every mistake of every file in one run, and nothing published; and that each fault of
//! `docs/faults.md` has its tests.

use crate::project::{Project, error_codes, list};

#[test]
fn a_mistake_in_the_front_matter_hides_none_in_the_body() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-02-30\n---\n[x](nope.md) <b> [y](#none) ![z](none.png)\n\
         === briefings/two.md\n---\ntitle: B\ndate: 2019-01-01\n---\n[x](one.md) [y](one.md#some)\n\
         === pages/three.md\n---\ntitel: C\n---\n[x](nope.md)\n",
    );
    let found = project.refused();
    let errors = error_codes(&found);
    assert_eq!(
        errors,
        [
            "front-matter/impossible-date",
            "links/broken-internal",
            "markdown/raw-html",
            "links/broken-anchor",
            "links/broken-internal",
            "front-matter/missing-key",
            "front-matter/unknown-key",
            "links/broken-internal",
        ],
        "{}",
        list(&found)
    );
}

#[test]
fn a_link_to_a_file_with_a_mistake_is_no_mistake_of_its_own() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-02-30\n---\nText.\n\
         === briefings/two.md\n---\ntitle: B\ndate: 2019-01-01\n---\n[x](one.md)\n",
    );
    assert_eq!(error_codes(&project.refused()), ["front-matter/impossible-date"]);
}

#[test]
fn a_link_that_is_no_file_of_the_site_has_a_way_out() {
    for (address, help) in [
        ("www.example.org/page", "`https://www.example.org/page`"),
        ("\\\\server\\share\\report.docx", "put a copy of the document beside this file"),
        ("notes#2.txt", "written `%23`: `briefings/notes#2.txt` is there"),
        ("nothing.md", "counts from the folder"),
    ] {
        let text = format!("---\ntitle: A\ndate: 2019-01-01\n---\n[x]({address})\n");
        let project = Project::new("");
        project.write("briefings/one.md", text.as_bytes());
        project.write("briefings/notes#2.txt", b"Notes.\n");
        let found = project.refused();
        let error = found.iter().find(|one| one.code.0 == "links/broken-internal").unwrap();
        assert!(error.help.as_deref().unwrap_or_default().contains(help), "{address}: {}", list(&found));
    }
}

#[test]
fn a_link_to_the_folder_of_the_site_says_so() {
    let project =
        Project::new("=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n---\n[x](../) [y](/)\n");
    let found = project.refused();
    assert_eq!(error_codes(&found), ["links/broken-internal"], "{}", list(&found));
    let error = found.iter().find(|d| d.code.0 == "links/broken-internal").unwrap();
    assert_eq!(error.message, "`../` is the site's folder, not a file");
}

#[test]
fn a_heading_in_any_script_is_found_for_the_help() {
    for (heading, anchor, id) in [
        ("\u{65e5}\u{672c}\u{8a9e}", "\u{65e5}\u{672c}\u{8a9e}", "ri-ben-yu"),
        ("What happened", "What%20happened", "what-happened"),
        ("Beth ddigwyddodd?", "beth-ddigwydodd", "beth-ddigwyddodd"),
    ] {
        let project = Project::new(&format!(
            "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n---\n[x](#{anchor})\n\n## {heading}\n"
        ));
        let found = project.refused();
        let error = found.iter().find(|d| d.code.0 == "links/broken-anchor").unwrap();
        assert_eq!(error.help.as_deref(), Some(&*format!("did you mean `#{id}`?")));
    }
}

#[test]
fn two_megabytes_of_one_paragraph_are_a_page() {
    let project = Project::new("");
    let text = format!("---\ntitle: Long\ndate: 2019-01-01\n---\n{}\n", "word ".repeat(400_000));
    project.write("briefings/long.md", text.as_bytes());
    project.build();
    let feed = project.read("feed.xml");
    assert!(feed.len() < 5_000, "the feed holds a summary, not the text");
}

#[test]
fn a_mistake_in_the_front_matter_hides_none_in_a_table_of_actions() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-02-30\n---\n## Actions\n\n\
         | Action | Due |\n|---|---|\n| Do | 2026-02-30 |\n",
    );
    let found = project.refused();
    assert_eq!(
        error_codes(&found),
        ["front-matter/impossible-date", "actions/impossible-date"],
        "{}",
        list(&found)
    );
}

/// A file of the site that can not be read, or only in part, hides what it says: that nothing is there would be a guess.
#[test]
fn what_a_damaged_file_may_say_is_not_called_missing_or_unknown() {
    let briefing = "---\ntitle: A\ndate: 2019-01-01\nformat: leaflet\nthemes: [canals]\nhelplines: [cafe]\n\
                    review: {type: audit-of-canals}\n---\nText.\n";
    let whole = "entries:\n  leaflet: {label: Leaflet}\n  canals: {label: Canals}\n  cafe: {label: Cafe}\n  \
                 audit-of-canals: {label: Audit of canals}\n";
    let utf16: Vec<u8> = whole.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let damaged: [(&[u8], &str); 6] = [
        (&utf16, "load/encoding"),
        (b"entries: [", "yaml/syntax"),
        (b"replace: true\nentries:\n  - key: leaflet\n", "registry/wrong-type"),
        (b"replace: true\nentires:\n  leaflet: {label: Leaflet}\n", "registry/unknown-key"),
        (b"entries:\n  Leaflet!: {label: Leaflet}\n", "registry/bad-value"),
        (b"entries:\n  leaflet: {label: 7}\n", "registry/wrong-type"),
    ];
    for (bytes, code) in damaged {
        let project = Project::new("");
        project.write("briefings/one.md", briefing.as_bytes());
        for name in ["formats", "themes", "helplines", "review-types"] {
            project.write(&format!("data/{name}.yaml"), bytes);
        }
        let found = project.refused();
        assert_eq!(error_codes(&found), [code; 4], "{}", list(&found));
        assert!(!found.iter().any(|one| one.code.0.starts_with("vocabulary/unknown")), "{}", list(&found));
    }
    let about_settings = ["site/no-licence", "site/no-contact", "site/base-url-missing"];
    for (text, is_told) in [
        (&b"title: caf\xE9\nlicence: OGL\n"[..], false),
        (b"licence: 7\ncontact: [a]\n", false),
        (b"title: [\n", false),
        (b"title: A\n", true),
    ] {
        let project = Project::new("=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n---\nText.\n");
        project.write("site.yaml", text);
        let found = project.try_build().unwrap().diagnostics;
        let told = about_settings.iter().filter(|code| found.iter().any(|one| one.code.0 == **code)).count();
        assert_eq!(told, if is_told { 3 } else { 0 }, "{}", list(&found));
    }
}

#[test]
fn a_registry_without_entries_offers_none() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\nformat: leaflet\n---\nText.\n\
         === data/formats.yaml\nreplace: true\nentries:\n",
    );
    let found = project.refused();
    let unknown = found.iter().find(|one| one.code.0 == "vocabulary/unknown-format").unwrap();
    assert_eq!(unknown.help.as_deref(), Some("check the spelling, or add it to `data/formats.yaml`"));
}

/// Briefings that each have a line of their own.
fn with_lines(lines: &[(&str, &str)]) -> Project {
    let project = Project::new("");
    for (name, line) in lines {
        let text = format!("---\ntitle: About {name}\ndate: 2019-01-01\n{line}\n---\nText.\n");
        project.write(&format!("briefings/{name}.md"), text.as_bytes());
    }
    project
}

#[test]
fn two_translations_in_one_language_are_an_error() {
    for (one, other, is_wrong) in [
        ("translation_key: k", "translation_key: k", true),
        ("translation_key: k", "translation_key: k\nlang: en-GB", true),
        ("translation_key: k\nlang: cy", "translation_key: k\nlang: cy", true),
        ("translation_key: k", "translation_key: k\nlang: cy", false),
        ("translation_key: k", "translation_key: l", false),
    ] {
        let outcome = with_lines(&[("one", one), ("two", other)]).try_build().unwrap();
        let wanted: &[&str] = if is_wrong { &["languages/same-language"] } else { &[] };
        assert_eq!(error_codes(&outcome.diagnostics), wanted, "{one} and {other}");
    }
}

#[test]
fn what_replaces_a_briefing_does_not_lead_back() {
    let by = |id: &str| format!("lifecycle: {{ state: withdrawn, replaced_by: {id} }}");
    let circular = "links/circular-replacement";
    for (lines, wanted) in [
        (vec![("one", by("one"))], vec![circular]),
        (vec![("one", by("two")), ("two", by("one"))], vec![circular, circular]),
        (vec![("one", by("two")), ("two", by("three")), ("three", by("two"))], vec![circular, circular]),
        (vec![("one", by("two")), ("two", by("three")), ("three", "draft: false".to_owned())], vec![]),
        (vec![("one", by("four"))], vec!["links/unknown-replacement"]),
    ] {
        let lines: Vec<(&str, &str)> = lines.iter().map(|(name, line)| (*name, line.as_str())).collect();
        assert_eq!(error_codes(&with_lines(&lines).try_build().unwrap().diagnostics), wanted, "{lines:?}");
    }
}

#[test]
fn a_change_in_the_future_is_told() {
    for (line, told) in [
        ("updated: 2999-01-01", true),
        ("updates: [{ date: 2026-11-02, note: Soon }]", true),
        ("updates: [{ date: 2026-11-01, note: Today }]", false),
        ("updated: 2020-01-01", false),
    ] {
        let outcome = with_lines(&[("one", line)]).build();
        let found = outcome.diagnostics.iter().any(|d| d.code.0 == "publication/future-change");
        assert_eq!(found, told, "{line}");
    }
}

#[test]
fn a_table_that_can_not_be_read_is_not_called_missing() {
    let project =
        Project::new("=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\nactions: a.csv\n---\nText.\n");
    assert_eq!(error_codes(&project.refused()), ["links/broken-internal"]);
    for bytes in [&b"Action\ncaf\xE9\n"[..], b"\xFF\xFEA\0", b"PK\x03\x04\xFF", b"Action\n\0\n"] {
        project.write("briefings/a.csv", bytes);
        assert_eq!(error_codes(&project.refused()), ["actions/unreadable"], "{bytes:?}");
    }
    project.write("briefings/a.csv", b"Action\nDo it\n");
    project.build();
}

#[test]
fn a_template_that_is_not_there_is_shown_where_it_is_named() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\ntemplate: breifing.html\n---\nText.\n\
         === pages/two.md\n---\ntitle: B\ntemplate: poster.html\n---\nText.\n",
    );
    let found = project.refused();
    let places = found.iter().filter(|d| d.code.0 == "theme/render").map(|d| {
        let place = d.place.as_ref().map(|place| format!("{}:{}:{}", place.path, place.line, place.column));
        (place.unwrap_or_default(), d.help.clone().unwrap_or_default())
    });
    assert_eq!(
        places.collect::<Vec<_>>(),
        [
            ("briefings/one.md:4:11".to_owned(), "did you mean `briefing.html`?".into()),
            ("pages/two.md:3:11".to_owned(), "put it into the folder `templates/` of the theme".into()),
        ]
    );
}

#[test]
fn a_theme_without_end_is_tried_on_one_page() {
    let endless = format!("{{% for a in range(end=100000) %}}{}{{% endfor %}}", "ten bytes.".repeat(100));
    for template in ["briefing.html", "row.html", "term.html"] {
        let project = Project::new("");
        for number in 0..30 {
            let text = format!("---\ntitle: A\ndate: 2019-01-01\ntags: [\"tag {number}\"]\n---\nText.\n");
            project.write(&format!("briefings/case-{number}.md"), text.as_bytes());
        }
        project.write(&format!("themes/default/templates/{template}"), endless.as_bytes());
        let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let found = one_thread.install(|| project.refused());
        assert_eq!(error_codes(&found), ["theme/limit"], "{template}: {}", list(&found));
    }
}

#[cfg(unix)]
#[test]
fn a_site_with_links_and_pipes_is_refused_and_does_not_wait() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), "---\ntitle: Secret\ndate: 2019-01-01\n---\n").unwrap();
    let project = Project::new("=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n---\nText.\n");
    project.build();
    let before = project.outputs();
    let at = |name: &str| project.root().join(name);
    symlink(outside.path().join("secret.md"), at("briefings/two.md")).unwrap();
    symlink(outside.path(), at("pages")).unwrap();
    symlink("..", at("briefings/loop")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, at("briefings/pipe.md"), rustix::fs::Mode::RUSR).unwrap();
    let found = project.refused();
    assert_eq!(
        error_codes(&found),
        ["load/link", "load/special-file", "load/link", "load/link"],
        "{}",
        list(&found)
    );
    assert_eq!(project.outputs(), before, "the published site is as it was");
}

/// The text of a test, a function or a table: from its name to the end of its item.
fn item<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let beginnings = [format!("fn {name}("), format!("const {name}: ")];
    let from = beginnings.iter().find_map(|beginning| text.find(beginning.as_str()))?;
    let line = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let margin: String = text[line..].chars().take_while(|c| *c == ' ').collect();
    let ends = ["}", "];"].map(|end| format!("\n{margin}{end}\n"));
    let end = ends.iter().filter_map(|end| text[from..].find(end.as_str())).min()?;
    Some(&text[from..from + end])
}

/// How many cases an item has: what its table says, or else the rows that it has; at least itself.
fn cases_of(item: &str) -> usize {
    let declared = item.split("; ").skip(1).filter_map(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let rows = item.lines().filter(|line| {
        let row = line.trim_start();
        row.len() < line.len() && (row.starts_with("(\"") || row.starts_with("(&") || row.starts_with('"'))
    });
    match declared.sum() {
        0 => rows.count().max(1),
        declared => declared,
    }
}

#[test]
fn every_fault_has_its_tests() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap_or_default();
    let table = read("docs/faults.md");
    let mut counted = std::collections::BTreeMap::new();
    for row in table.lines().filter(|line| line.starts_with("| ")) {
        for named in row.split('`').filter(|part| part.contains(".rs::")) {
            let (path, name) = named.split_once("::").unwrap();
            let text = read(path);
            let item = item(&text, name).unwrap_or_else(|| panic!("there is no `{named}`"));
            counted.insert(named.to_owned(), cases_of(item));
        }
    }
    for number in 1..=10 {
        assert!(table.contains(&format!("\n| A{number} ")), "A{number} has no row");
    }
    let content = ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "C1", "C2", "C3", "C4", "C5", "C6"];
    let preview = ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "E1", "E2"];
    for fault in content.into_iter().chain(preview) {
        assert!(table.contains(&format!("\n| {fault} ")), "{fault} has no row");
    }
    for limit in read("src/source/limits.rs").split("pub const ").skip(1) {
        let name = limit.split(':').next().unwrap_or_default();
        assert!(table.contains(&format!("\n| `{name}` |")), "`{name}` has no row");
    }
    let cases: usize = counted.values().sum();
    assert!(cases >= 250, "{cases} cases: {counted:#?}");
}

/// A misspelt template leaves the original as it is, which nobody sees who does not look for it.
#[test]
fn a_misspelt_template_is_told_and_one_that_is_asked_for_is_not() {
    let heading = "{% extends \"base.html\" %}{% block content %}<h1>{{ page.title }}</h1>{% endblock %}\n";
    let project = Project::new(&format!(
        "=== themes/default/templates/breifing.html\n{heading}=== themes/default/templates/pages.html\n{heading}\
         === themes/default/templates/poster.html\n{heading}=== themes/default/templates/lists.html\n{heading}\
         === themes/default/templates/terms.html\n{{% extends \"lists.html\" %}}\n\
         === pages/one.md\n---\ntitle: One\ntemplate: pages.html\n---\nText.\n\
         === briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\ntemplate: terms.html\n---\nText.\n"
    ));
    let found = project.build().diagnostics;
    let unused: Vec<_> = found.iter().filter(|one| one.code.0 == "theme/unused-template").collect();
    let [misspelt] = unused.as_slice() else { panic!("{unused:#?}") };
    assert_eq!(misspelt.place.as_ref().unwrap().path.as_str(), "themes/default/templates/breifing.html");
    assert_eq!(misspelt.help.as_deref(), Some("did you mean `briefing.html`?"));
}
