//! Names of files: every one ends at a safe address, or is refused with its name.

use std::fmt::Write as _;

use crate::project::{Project, error_codes, list};

/// File names that people have, and the address each gets.
const SAFE: [(&str, &str); 24] = [
    ("plain", "plain"),
    ("With Capitals", "with-capitals"),
    ("two  spaces", "two-spaces"),
    (" leading space", "leading-space"),
    ("trailing space ", "trailing-space"),
    ("café", "cafe"),
    ("cafe\u{301} nfd", "cafe-nfd"),
    ("Llŷn ŵ", "llyn-w"),
    ("question?", "question"),
    ("hash#tag", "hash-tag"),
    ("percent%20sign", "percent-20sign"),
    ("semi;colon", "semi-colon"),
    ("it's", "it-s"),
    ("a:b", "a-b"),
    ("dots..dots", "dots-dots"),
    ("-leading-dash", "leading-dash"),
    ("under_score", "under-score"),
    ("plus+plus", "plus-plus"),
    ("(brackets)", "brackets"),
    ("ampersand & co", "ampersand-co"),
    ("quote\"quote", "quote-quote"),
    ("less<than", "less-than"),
    ("back\\slash", "back-slash"),
    ("v1.2.final", "v1-2-final"),
];

#[test]
fn every_name_gets_a_safe_address() {
    let project = Project::new("");
    for (name, _) in SAFE {
        project.write(&format!("briefings/{name}.md"), b"---\ntitle: A\ndate: 2019-01-01\n---\nText.\n");
    }
    project.build();
    let outputs = project.outputs();
    for (name, address) in SAFE {
        let path = format!("briefings/{address}/index.html");
        assert!(
            outputs.contains_key(&path),
            "`{name}` should be at {path}; there are {:?}",
            outputs.keys().filter(|key| key.starts_with("briefings/")).collect::<Vec<_>>()
        );
    }
    for path in outputs.keys() {
        assert!(path.is_ascii() && !path.contains(' ') && !path.contains(".."), "{path}");
    }
}

/// File names that give no address, or the name of a device.
const REFUSED: [&str; 10] = ["con", "NUL", "lpt1", "aux", "…", "---", "?", "😀😀", "com1", "!!!"];

#[test]
fn a_name_without_an_address_is_refused_by_name() {
    let project = Project::new("");
    for name in REFUSED {
        project.write(&format!("briefings/{name}.md"), b"---\ntitle: A\ndate: 2019-01-01\n---\nText.\n");
    }
    let found = project.refused();
    for name in REFUSED {
        let file = format!("briefings/{name}.md");
        let known = found.iter().any(|d| {
            d.code.0 == "site/file-name" && d.place.as_ref().is_some_and(|p| p.path.as_str() == file)
        });
        // Transliteration gives some pictures a name ("grinning"): then it has an address.
        assert!(known || name.contains('😀'), "`{name}` was accepted");
    }
}

#[test]
fn two_files_at_one_address_are_an_error_that_names_both() {
    for (one, other) in [
        ("case", "Case"),
        ("caf\u{e9}", "cafe\u{301}"),
        ("a b", "a-b"),
        ("a/index", "a"),
        ("2015/seven", "2016/seven"),
    ] {
        let project = Project::new("");
        for name in [one, other] {
            project.write(
                &format!("briefings/{name}.md"),
                format!(
                    "---\ntitle: A\ndate: 2019-01-01\nid: {}\n---\nText.\n",
                    if name == one { "first" } else { "second" }
                )
                .as_bytes(),
            );
        }
        let found = project.refused();
        assert_eq!(error_codes(&found), ["site/duplicate-address"], "{one} and {other}");
        let diagnostic = found.iter().find(|d| d.code.0 == "site/duplicate-address").unwrap();
        for name in [one, other] {
            assert!(diagnostic.message.contains(&format!("briefings/{name}.md")), "{}", diagnostic.message);
        }
        assert_eq!(diagnostic.related.len(), 1);
    }
}

/// Two files of a theme or of `static/` have no slug, and are named all the same.
#[test]
fn two_files_that_are_copied_to_one_address_are_named_with_a_way_out() {
    /// Aliases, files, who has the address, and the way out.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], [&'a str; 2], &'a str);
    let site = "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\naliases: [ALIASES]\n---\nText.\n";
    let cases: [Case<'_>; 4] = [
        (
            "",
            &[("themes/default/static/a.css", "x"), ("themes/default/static/A.css", "x")],
            ["`themes/default/static/A.css`", "`themes/default/static/a.css`"],
            "rename one of the two files",
        ),
        (
            "",
            &[("static/a.txt", "x"), ("static/A.txt", "y")],
            ["`static/A.txt`", "`static/a.txt`"],
            "rename one of the two files",
        ),
        ("/x/, /x/", &[], ["the alias of \"A\"", "the alias of \"A\""], "take one of the two aliases out"),
        ("/briefings/a/", &[], ["`briefings/a.md`", "the alias of \"A\""], "take the alias out"),
    ];
    for (aliases, files, names, help) in cases {
        let project = Project::new(&site.replace("ALIASES", aliases));
        for (name, text) in files {
            project.write(name, text.as_bytes());
        }
        let found = project.refused();
        assert_eq!(error_codes(&found), ["site/duplicate-address"], "{names:?}");
        let diagnostic = found.iter().find(|d| d.code.0 == "site/duplicate-address").unwrap();
        assert!(
            diagnostic.message.starts_with(&format!("{} and {} have the same address", names[0], names[1])),
            "{}",
            diagnostic.message
        );
        assert!(diagnostic.place.is_some() && diagnostic.related.len() == 1, "{}", diagnostic.message);
        assert!(diagnostic.help.as_deref().unwrap().starts_with(help), "{:?}", diagnostic.help);
    }
}

/// Slugs that nobody should be able to publish under.
const SLUGS: [&str; 16] = [
    "../../../x",
    "..",
    ".",
    "/etc/passwd",
    "a/b",
    "A",
    "a b",
    "é",
    "a--b",
    "-a",
    "a-",
    "con",
    "%2e%2e",
    "a\\u0000b",
    "a?b",
    "index.html",
];

#[test]
fn a_slug_that_is_not_one_is_refused() {
    let mut text = String::new();
    for (number, slug) in SLUGS.iter().enumerate() {
        let _ = write!(
            text,
            "=== briefings/case-{number}.md\n---\ntitle: A\ndate: 2019-01-01\nslug: \"{slug}\"\n---\nText.\n"
        );
    }
    let project = Project::new(&text);
    let found = project.refused();
    for (number, slug) in SLUGS.iter().enumerate() {
        let file = format!("briefings/case-{number}.md");
        let errors =
            found.iter().filter(|d| d.place.as_ref().is_some_and(|p| p.path.as_str() == file && p.line == 4));
        assert!(errors.count() >= 1, "`{slug}`");
    }
}

#[test]
fn a_published_file_gets_a_safe_name() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\nattachments: [{ file: Full report (final).PDF }]\n---\nSee [it](<Full report (final).PDF>).\n",
    );
    project.write("briefings/Full report (final).PDF", b"%PDF-1.4");
    project.build();
    assert!(
        project.outputs().contains_key("briefings/full-report-final.pdf"),
        "{:?}",
        project.outputs().keys()
    );
}

#[test]
fn a_file_that_nothing_refers_to_stays_at_home() {
    let project = Project::new("=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n---\nText.\n");
    project.write("briefings/names.xlsx", b"secret");
    project.build();
    assert!(!project.outputs().keys().any(|name| name.contains("xlsx")));
}

#[test]
fn a_file_that_a_browser_would_run_is_refused() {
    for kind in ["html", "htm", "js", "exe", "xml", "xhtml", "zip", "docm", "php"] {
        let project = Project::new(&format!(
            "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n---\nSee [it](file.{kind}).\n"
        ));
        project.write(&format!("briefings/file.{kind}"), b"<script>alert(1)</script>");
        assert_eq!(error_codes(&project.refused()), ["links/unpublishable-file"], "{kind}");
    }
}

#[test]
fn a_file_where_a_folder_is_needed_is_an_error_with_its_place() {
    for (line, extra, place) in [
        ("aliases: [/feed.xml]", None, "briefings/one.md:4"),
        ("aliases: [/briefings.json/]", None, "briefings/one.md:4"),
        ("aliases: [/lb/1.html, /lb/1.html/]", None, "briefings/one.md:4"),
        ("aliases: [/lb/1.html, /lb/1.html/old/]", None, "briefings/one.md:4"),
        ("aliases: [/LB/1.html, /lb/1.HTML/old/]", None, "briefings/one.md:4"),
        ("draft: false", Some("static/themes"), "static/themes:1"),
        ("draft: false", Some("static/briefings"), "briefings/one.md:2"),
        ("draft: false", Some("static/BRIEFINGS"), "briefings/one.md:2"),
        ("aliases: [/old/page/]", Some("static/old"), "briefings/one.md:4"),
    ] {
        let project = Project::new(&format!(
            "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n{line}\n---\nText.\n"
        ));
        if let Some(file) = extra {
            project.write(file, b"x");
        }
        let found = project.refused();
        assert_eq!(error_codes(&found), ["site/file-and-folder"], "{line} {extra:?}: {}", list(&found));
        let error = found.iter().find(|d| d.code.0 == "site/file-and-folder").unwrap();
        let at = error.place.as_ref().map(|place| format!("{}:{}", place.path, place.line));
        assert_eq!(at.as_deref(), Some(place), "{line} {extra:?}");
    }
}

#[test]
fn two_words_with_one_address_are_told() {
    for (one, other, told) in [
        ("C++", "C#", true),
        ("A/B", "A&B", true),
        ("Winter", "WINTER", false),
        ("Winter plan", "winter-plan", false),
        ("Caf\u{e9}", "Cafe", false),
        ("Children\u{2019}s Act", "Children's Act", false),
    ] {
        let project = Project::new(&format!(
            "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\ntags: [{one:?}]\n---\nText.\n\
             === briefings/two.md\n---\ntitle: B\ndate: 2020-01-01\ntags: [{other:?}]\n---\nText.\n"
        ));
        let outcome = project.build();
        let found = outcome.diagnostics.iter().any(|d| d.code.0 == "vocabulary/one-page-for-two");
        assert_eq!(found, told, "{one} and {other}: {}", list(&outcome.diagnostics));
    }
}

#[test]
fn an_index_is_named_after_its_folder_and_never_after_the_first() {
    let project = Project::new(
        "=== briefings/2015/index.md\n---\ntitle: A\ndate: 2019-01-01\n---\nText.\n\
         === pages/about/index.md\n---\ntitle: B\n---\nText.\n\
         === pages/index.md\n---\ntitle: C\nslug: welcome\n---\nText.\n",
    );
    project.build();
    for path in ["briefings/2015/index.html", "about/index.html", "welcome/index.html"] {
        assert!(project.outputs().contains_key(path), "{path}: {:?}", project.outputs().keys());
    }
    for (file, date) in [("pages/index.md", ""), ("briefings/index.md", "date: 2019-01-01\n")] {
        let project = Project::new(&format!("=== {file}\n---\ntitle: A\n{date}---\nText.\n"));
        assert_eq!(error_codes(&project.refused()), ["site/file-name"], "{file}");
    }
}
