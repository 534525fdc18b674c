//! Names, numbers and places over everything that would be published, and what is never said of a sealed name.

use std::path::Path;

use briefpress::build::{BuildOptions, BuildOutcome, build};
use briefpress::diagnostic::{Diagnostic, Severity};
use briefpress::identity::SealKey;

use crate::project::{Project, SEAL_KEY, list};
use crate::run::{Run, briefpress, folder, run_to_end};

/// Seals names of a site, as the command does.
fn seal(root: &Path, names: &str) {
    let key = SealKey::of(SEAL_KEY).unwrap();
    briefpress::sealing::change_seal(root, &key, names, briefpress::sealing::Wish::Seal).unwrap();
}

fn sealed(site: &str, names: &str) -> Project {
    let project = Project::new(site);
    seal(project.root(), names);
    project
}

fn identity(found: &[Diagnostic]) -> Vec<String> {
    let own = found.iter().filter(|found| found.code.0.starts_with("identity/"));
    own.map(|found| list(std::slice::from_ref(found)).trim().to_owned()).collect()
}

fn briefing(front: &str, body: &str) -> String {
    format!("---\ntitle: When we disagree\ndate: 2026-03-02\n{front}---\n{body}\n")
}

#[test]
fn a_day_behind_the_last_one_of_a_briefing_is_none_of_a_case() {
    let body = "It was told on 5 June 2026.";
    for (front, told) in [
        ("", 0),
        ("updated: 2026-06-04\n", 0),
        ("updated: 2026-06-05\n", 1),
        ("updates: [{date: 2026-07-01, note: More}]\n", 1),
    ] {
        let project = Project::new(&format!("=== briefings/a.md\n{}", briefing(front, body)));
        let found = identity(&build(&project.options()).unwrap().diagnostics);
        let days = found.iter().filter(|found| found.contains("identity/exact-date")).count();
        assert_eq!(days, told, "{front}: {found:?}");
    }
}

#[test]
fn a_sealed_name_is_found_wherever_it_would_be_published() {
    for (what, name, text, place) in [
        ("text", "briefings/a.md", briefing("", "It was Tamsin\nQuill who said so."), "briefings/a.md:5:8"),
        (
            "title",
            "briefings/a.md",
            "---\ntitle: For Tamsin Quill\ndate: 2026-03-02\n---\n".into(),
            "briefings/a.md:2:12",
        ),
        ("summary", "briefings/a.md", briefing("summary: Of QUILL, Tamsin\n", ""), "briefings/a.md:4:13"),
        ("tag", "briefings/a.md", briefing("tags: [tamsin-quill]\n", ""), "briefings/a.md:4:8"),
        (
            "data of the theme",
            "briefings/a.md",
            briefing("extra: {note: T. Quill's}\n", ""),
            "briefings/a.md:4:15",
        ),
        ("alt text", "briefings/a.md", briefing("", "![Tamsin Quill](dot.png)"), "briefings/a.md:5:3"),
        (
            "title of a picture",
            "briefings/a.md",
            briefing("", "![A dot](dot.png \"tamsin quill\")"),
            "briefings/a.md:5:19",
        ),
        (
            "address",
            "briefings/a.md",
            briefing("", "[It](https://example.org/tamsin%20quill)"),
            "briefings/a.md:5:26",
        ),
        ("slug", "briefings/a.md", briefing("slug: tamsin-quill\n", ""), "briefings/a.md:4:7"),
        ("file name", "briefings/tamsinquill.md", briefing("", "Text."), "briefings/[sealed].md:1:1"),
        (
            "page",
            "pages/about.md",
            "---\ntitle: About\n---\nTamsin Quill wrote it.\n".into(),
            "pages/about.md:4:1",
        ),
        ("settings", "site.yaml", "title: Tamsin Quill\n".into(), "site.yaml:1:8"),
        (
            "registry",
            "data/themes.yaml",
            "entries:\n  tq: {label: Tamsin Quill}\n".into(),
            "data/themes.yaml:2:15",
        ),
        ("static file", "static/note.txt", "For Tamsin Quill.\n".into(), "static/note.txt:1:1"),
        (
            "static page",
            "static/old.html",
            "<p title='Tamsin&nbsp;Quill'>x</p>\n".into(),
            "static/old.html:1:1",
        ),
    ] {
        let project =
            Project::new("=== briefings/known.md\n---\ntitle: Known\ndate: 2026-03-02\n---\nText.\n");
        project.write("briefings/dot.png", include_bytes!("../data/dot.png"));
        project.write(name, text.as_bytes());
        seal(project.root(), "Tamsin Quill");
        let found = project.refused();
        let own = identity(&found);
        let wanted = format!("error identity/sealed-name {place} ");
        assert!(own.iter().any(|found| found.starts_with(&wanted)), "{what}: {own:#?}");
        assert!(!list(&found).to_lowercase().contains("quill"), "{what}: {}", list(&found));
    }
}

/// What is a finding in Markdown is one in a page of the theme and in HTML that is published as it is.
#[test]
fn a_label_of_a_finished_page_is_read_with_its_value() {
    const DETAILS: &str = "<table>\n<thead>\n<tr><th>Who</th><th>DOB</th></tr>\n</thead>\n<tbody>\n<tr>\n<td>One</td>\n<td>12/03/2014</td>\n</tr>\n</tbody>\n</table>\n<dl>\n<dt>Passport number</dt>\n<dd>512345678</dd>\n</dl>\n";
    let text = "---\ntitle: A\ndate: 2026-03-02\n---\nText.\n";
    for (name, body) in [
        ("static/old.html", format!("<html lang=en><title>O</title><h1>Old</h1>\n{DETAILS}")),
        (
            "themes/default/templates/briefing.html",
            format!(
                "{{% extends \"__theme/briefing.html\" %}}\n{{% block content %}}\n{DETAILS}{{% endblock %}}\n"
            ),
        ),
    ] {
        let project = Project::new(&format!("=== briefings/a.md\n{text}=== {name}\n{body}"));
        let own = identity(&project.refused());
        for code in ["identity/birth-date", "identity/labelled-number"] {
            let wanted = format!("error {code} {name}:");
            assert!(own.iter().any(|found| found.starts_with(&wanted)), "{name}: {own:#?}");
        }
    }
}

#[test]
fn actions_of_a_table_are_looked_at_and_other_tables_as_attachments() {
    let project = sealed(
        "=== briefings/a.md\n---\ntitle: A\ndate: 2026-03-02\nactions: actions.csv\n---\nText.\n=== briefings/actions.csv\nid,text,owner\nA1,Ask Tamsin Quill,police\n=== briefings/unused.csv\nname\nTamsin Quill\n",
        "Tamsin Quill",
    );
    let own = identity(&project.refused());
    assert!(
        own.iter().any(|found| found.starts_with("error identity/sealed-name briefings/actions.csv:2:8 ")),
        "{own:#?}"
    );
    assert!(!own.iter().any(|found| found.contains("unused.csv")), "{own:#?}");
}

#[test]
fn what_comes_together_only_in_an_output_is_found_there() {
    let project = sealed(
        "=== briefings/a.md\n---\ntitle: A\ndate: 2026-03-02\nextra: {first: Tamsin, last: Quill}\n---\nText.\n=== themes/default/templates/briefing.html\n{% extends \"__theme/briefing.html\" %}\n{% block content %}<p>{{ briefing.extra.first }} {{ briefing.extra.last }}, 943 476 5919</p>{% endblock %}\n",
        "Tamsin Quill",
    );
    let found = project.try_build().unwrap().diagnostics;
    let own = identity(&found);
    assert!(
        own.iter().any(|found| found.starts_with("error identity/health-number themes/")),
        "{}",
        list(&found)
    );
}

#[test]
fn a_sealed_name_over_two_parts_of_a_page_is_found() {
    for (what, template) in [
        (
            "terms",
            "<dl>\n  <dt>Forename</dt>\n  <dd>{{ a }}</dd>\n  <dt>Surname</dt>\n  <dd>{{ b }}</dd>\n</dl>",
        ),
        ("term and what it means", "<dl><dt>{{ a }}</dt><dd>{{ b }}</dd></dl>"),
        (
            "rows",
            "<table>\n<tr><th>Forename</th><td>{{ a }}</td></tr>\n<tr><th>Surname</th><td>{{ b }}</td></tr></table>",
        ),
        ("items", "<ul>\n<li>{{ a }}</li>\n<li>{{ b }}</li>\n</ul>"),
        ("boxes", "<div class=\"a\">{{ a }}</div>\n\n    <div class=\"b\">{{ b }}</div>"),
        ("name of a part", "<p id=\"{{ a }}-{{ b }}\">x</p>"),
        ("class", "<p class=\"{{ a }}_{{ b }}\">x</p>"),
        ("name of an attribute", "<p data-{{ a }}-{{ b }}>x</p>"),
        ("comment", "<!-- {{ a }} {{ b }} --><p>x</p>"),
    ] {
        let project = sealed(
            &format!(
                "=== briefings/a.md\n---\ntitle: A\ndate: 2026-03-02\nextra: {{first: Tamsin, note: x, last: Quill}}\n---\nText.\n=== themes/default/templates/briefing.html\n{{% extends \"__theme/briefing.html\" %}}\n{{% block content %}}{{% set a = briefing.extra.first %}}{{% set b = briefing.extra.last %}}{template}{{% endblock %}}\n"
            ),
            "Tamsin Quill",
        );
        let found = project.refused();
        let codes = crate::project::error_codes(&found);
        assert!(codes.contains(&"identity/sealed-name"), "{what}: {}", list(&found));
        assert!(!list(&found).contains("Quill"), "{what}: {}", list(&found));
    }
}

/// Every string that a run leaves: what it says in every format, and every byte below the site's own memory.
fn traces(site: &Path, arguments: &[&str]) -> Vec<(String, String)> {
    let mut traces = Vec::new();
    for format in ["human", "short", "json", "github", "sarif", "junit"] {
        let arguments = [arguments, &["--format", format]].concat();
        let Run { stdout, stderr, .. } =
            run_to_end(briefpress(site, &arguments).env("BRIEFPRESS_SEAL_KEY", SEAL_KEY));
        traces.push((format!("{format}, standard output"), stdout));
        traces.push((format!("{format}, standard error"), stderr));
    }
    for entry in walkdir::WalkDir::new(site.join(".briefpress")).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let bytes = std::fs::read(entry.path()).unwrap();
            let text = format!("{}\n{}", entry.path().display(), String::from_utf8_lossy(&bytes));
            traces.push((entry.path().display().to_string(), text));
        }
    }
    traces
}

/// A site with a name in every place of which findings show something, and mistakes of other kinds beside it.
fn leaking_site() -> tempfile::TempDir {
    let long = "word ".repeat(60);
    let site = folder(&[
        (
            "briefings/a.md",
            &format!(
                "---\ntitle: Tamsin Quillfeather\ndate: 2026-03-02\nsummary: About T. Quillfeather\nwaivers: [{{code: links/insecure, match: quillfeather, reason: Tamsin Quillfeather said so, by: Us, until: 2027-01-01}}]\n---\n{long}and Tamsin Quillfeather is one sentence. See [Tamsin Quillfeather](http://example.org/tamsinquillfeather) and [gone](quillfeather-tamsin.pdf).\n\nIt was Tamsin\nQuillfeather.\n\n## Tamsin Quillfeather\n\n#### Skipped for Tamsin Quillfeather\n"
            ),
        ),
        (
            "briefings/tamsin-quillfeather.md",
            "---\ntitle: A\ndate: 2026-03-02\nunknown_key: Tamsin Quillfeather\n---\nText.\n",
        ),
        (
            "briefings/draft.md",
            "---\ntitle: Draft\ndate: 2026-03-02\ndraft: true\n---\nTamsin Quillfeather.\n",
        ),
        (
            "briefings/gone.md",
            "---\ntitle: Tamsin Quillfeather\ndate: 2026-03-02\nlifecycle: {state: purged, reason: Tamsin Quillfeather}\n---\nTamsin Quillfeather.\n",
        ),
        (
            "briefings/good.md",
            "---\ntitle: Good\ndate: 2026-03-02\nattachments: [quillfeather_tamsin.txt]\n---\nText.\n",
        ),
        ("briefings/quillfeather_tamsin.txt", "By Tamsin Quillfeather\n"),
    ]);
    seal(site.path(), "Tamsin Quillfeather");
    site
}

#[test]
fn a_sealed_name_is_in_no_format_and_in_no_memory() {
    let site = leaking_site();
    for command in [&["check", "--today", "2026-11-01"][..], &["build", "--today", "2026-11-01"]] {
        for (what, text) in traces(site.path(), command) {
            let lower = text.to_lowercase();
            assert!(!lower.contains("quillf") && !lower.contains("tamsin"), "{command:?} {what}:\n{text}");
        }
    }
    assert!(
        !site.path().join("output").exists()
            || std::fs::read_dir(site.path().join("output")).unwrap().next().is_none()
    );
}

#[test]
fn a_sealed_name_is_in_no_list_of_what_is_due() {
    let site = folder(&[
        (
            "briefings/a.md",
            "---\ntitle: About Tamsin Quillfeather\nid: tamsin-quillfeather\ndate: 2026-03-02\nlifecycle: {review_due: 2026-10-01}\n\
             actions: [{text: Ask T. Quillfeather, owner: Tamsin Quillfeather, due: 2026-10-10}]\n\
             attachments: [{file: quillfeather_tamsin.txt, retain_until: 2026-12-01}]\n\
             waivers: [{code: links/insecure, match: x, reason: So, by: Tamsin Quillfeather, until: 2026-12-02}]\n---\nText.\n",
        ),
        ("briefings/quillfeather_tamsin.txt", "Text.\n"),
        ("briefings/tamsin-quillfeather-2.md", "---\ntitle: Soon\ndate: 2026-11-02\n---\nText.\n"),
        ("briefings/tamsin-quillfeather-3.md", "---\ntitle: Broken\n---\nText.\n"),
    ]);
    seal(site.path(), "Tamsin Quillfeather");
    for format in ["text", "json", "ics"] {
        let mut command = briefpress(site.path(), &["due", "--today", "2026-11-01", "--format", format]);
        let Run { status, stdout, stderr } = run_to_end(command.env("BRIEFPRESS_SEAL_KEY", SEAL_KEY));
        assert_eq!(status, 0, "{stderr}");
        let lower = format!("{stdout}{stderr}").replace("\r\n ", "").to_lowercase();
        assert!(lower.contains("[sealed]"), "{format}: {lower}");
        assert!(!lower.contains("quillf") && !lower.contains("tamsin"), "{format}: {lower}");
        assert!(!lower.contains("without the key"), "{lower}");
    }
    // Whoever has no key is told that nothing was covered.
    let run = run_to_end(&mut briefpress(site.path(), &["due", "--today", "2026-11-01"]));
    assert!(run.stderr.contains("could not be covered without the key"), "{}", run.stderr);
}

#[test]
fn a_sealed_name_is_in_nothing_that_a_build_writes_of_other_briefings() {
    // What was purged leaves a tombstone, what is under embargo nothing, and former addresses and parts of a page have names.
    let site = folder(&[
        ("site.yaml", "title: S\nbase_url: https://b.example.org/\n"),
        ("briefings/good.md", "---\ntitle: Good\ndate: 2026-03-02\n---\nText.\n"),
        (
            "briefings/gone.md",
            "---\ntitle: Tamsin Quillfeather\ndate: 2026-03-02\nupdated: 2026-04-02\nlifecycle: {state: purged, reason: Tamsin Quillfeather}\n---\nTamsin Quillfeather.\n",
        ),
        (
            "briefings/later.md",
            "---\ntitle: Tamsin Quillfeather\ndate: 2027-03-02\ndraft: true\n---\nTamsin Quillfeather.\n",
        ),
    ]);
    seal(site.path(), "Tamsin Quillfeather");
    let run = |arguments: &[&str]| {
        run_to_end(briefpress(site.path(), arguments).env("BRIEFPRESS_SEAL_KEY", SEAL_KEY))
    };
    let built = run(&["build", "--today", "2026-11-01"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let kept = tempfile::tempdir().unwrap();
    let to = |name: &str| kept.path().join(name).to_str().unwrap().to_owned();
    for arguments in [
        &["pack", "good", "--today", "2026-11-01", "--output", &to("pack.html")][..],
        &["due", "--today", "2026-11-01", "--format", "ics", "--to", &to("duties.ics")],
    ] {
        let run = run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    }
    // Whoever has no key is told so, at once and at the head of the pack.
    let unlocked = run_to_end(&mut briefpress(
        site.path(),
        &["pack", "good", "--today", "2026-11-01", "--output", &to("closed.html")],
    ));
    assert!(unlocked.stderr.contains("sealed names were not looked for"), "{}", unlocked.stderr);
    let closed = std::fs::read_to_string(to("closed.html")).unwrap();
    assert!(closed.split("<h1>").next().unwrap().contains("Sealed names were not looked for"), "{closed}");
    let open = std::fs::read_to_string(to("pack.html")).unwrap();
    assert!(!open.contains("Sealed names were not looked for"), "{open}");
    for folder in [&site.path().join("output"), &site.path().join(".briefpress"), kept.path()] {
        let all = crate::project::outputs_of(folder);
        assert!(!all.is_empty(), "{}", folder.display());
        for (name, bytes) in all {
            let lower = format!("{name} {}", String::from_utf8_lossy(&bytes)).to_lowercase();
            assert!(!lower.contains("quillf") && !lower.contains("tamsin"), "{}: {name}", folder.display());
        }
    }
}

#[test]
fn a_sealed_name_is_in_no_message_of_a_command_that_publishes_nothing() {
    let site = folder(&[
        ("site.yaml", "title: S\nbase_url: https://b.example.org/\n"),
        ("briefings/tamsin-quillfeather.md", "---\ntitle: Good\ndate: 2026-03-02\n---\nText.\n"),
    ]);
    seal(site.path(), "Tamsin Quillfeather");
    let said = |arguments: &[&str]| {
        let run = run_to_end(briefpress(site.path(), arguments).env("BRIEFPRESS_SEAL_KEY", SEAL_KEY));
        assert_ne!(run.status, 0, "{arguments:?}");
        format!("{}{}", run.stdout, run.stderr)
    };
    let near = said(&["pack", "tamsin-quilfeather", "--today", "2026-11-01"]);
    assert!(near.contains("did you mean `[sealed]`?"), "{near}");
    std::fs::write(site.path().join("site.yaml"), "title: S\ntamsin_quillfeather: Tamsin Quillfeather\n")
        .unwrap();
    for arguments in [&["theme", "list"][..], &["new", "Another"]] {
        let said = said(arguments);
        assert!(
            said.contains("site.yaml") && !said.to_lowercase().contains("quillf"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn a_sealed_name_is_shown_where_that_is_asked_for() {
    let site = leaking_site();
    let mut command = briefpress(site.path(), &["check", "--today", "2026-11-01", "--reveal"]);
    let run = run_to_end(command.env("BRIEFPRESS_SEAL_KEY", SEAL_KEY));
    assert!(run.stderr.contains("Tamsin Quillfeather"), "{}", run.stderr);
}

#[test]
fn without_its_key_a_site_with_sealed_names_is_not_published() {
    let project = sealed("=== briefings/a.md\n---\ntitle: A\ndate: 2026-03-02\n---\nText.\n", "Tamsin Quill");
    let with = |key: Option<&str>| -> BuildOutcome {
        let seal_key = key.map(|key| SealKey::of(key).unwrap());
        build(&BuildOptions { seal_key, ..project.options() }).unwrap()
    };
    for (key, code) in
        [(None, "identity/no-key"), (Some("another key that is used in tests"), "identity/wrong-key")]
    {
        let outcome = with(key);
        assert!(!outcome.published, "{code}");
        assert_eq!(crate::project::error_codes(&outcome.diagnostics), [code]);
    }
    assert!(with(Some(SEAL_KEY)).published);
    project.write("data/names.seal", b"briefpress-seal 1\ncheck zz\n");
    assert_eq!(crate::project::error_codes(&project.refused()), ["identity/damaged-seal"]);
    project.write("data/names.seal", &[0xFF, 0xFE]);
    assert!(!project.refused().is_empty());
    std::fs::remove_file(project.root().join("data/names.seal")).unwrap();
    project.write("data/names.seal/a", b"");
    assert_eq!(crate::project::error_codes(&project.refused()), ["load/special-file"]);
}

#[test]
fn a_changed_seal_is_looked_for_in_what_was_built_before() {
    let project = sealed(
        "=== briefings/a.md\n---\ntitle: A\ndate: 2026-03-02\n---\nTom Quill and Tamsin Quill.\n",
        "Ada Quill",
    );
    project.build();
    seal(project.root(), "Tamsin Quill");
    let refused = project.refused();
    assert_eq!(
        crate::project::error_codes(&refused),
        ["identity/still-public", "identity/sealed-name"],
        "{}",
        list(&refused)
    );
    let key = SealKey::of(SEAL_KEY).unwrap();
    briefpress::sealing::change_seal(
        project.root(),
        &key,
        "Tamsin Quill\n",
        briefpress::sealing::Wish::Unseal,
    )
    .unwrap();
    let again = project.build();
    let clean = build(&BuildOptions { use_cache: false, ..project.options() }).unwrap();
    assert_eq!(list(&again.diagnostics), list(&clean.diagnostics));
}

#[test]
fn findings_of_a_kept_site_are_those_of_a_clean_build() {
    let text = briefing(
        "people: [{name: Sarah Ward, role: Chair}]\n",
        "Sarah Ward and Adam Wood rang 01632 960001 from LS99 9ZZ on 12 March 2014, aged 7.",
    );
    let project = sealed(&format!("=== briefings/a.md\n{text}"), "Tamsin Quill");
    project.write("briefings/note.txt", b"Call 01632 960002.\n");
    project.write("static/note.txt", b"Call 01632 960003 about Adam Wood.\n");
    let first = list(&project.build().diagnostics);
    let kept = project.build();
    assert_eq!(kept.summary.rendered, 0);
    assert_eq!(list(&kept.diagnostics), first);
    for wanted in [
        "identity/phone briefings/a.md",
        "identity/phone static/note.txt",
        "identity/person-name static/note.txt",
        "identity/exact-age",
    ] {
        assert!(first.contains(wanted), "{wanted}:\n{first}");
    }
    assert!(!first.contains("Sarah Ward"), "{first}");
    // The page, feed and data say nothing that the text did not say.
    assert_eq!(first.matches("01632960001").count(), 1, "{first}");
}

#[test]
fn who_publishes_a_briefing_is_news_of_nobody() {
    let text = "Agencies in Tolgarrick met, and Tolgarrick Police went on.";
    let unnamed = sealed(&format!("=== briefings/a.md\n{}", briefing("", text)), "Ada Quill");
    assert!(list(&unnamed.build().diagnostics).contains("`Tolgarrick`"));
    let publisher = briefing("publisher: Safer Tolgarrick Community Safety Partnership\n", text);
    let named = sealed(&format!("=== briefings/a.md\n{publisher}"), "Ada Quill");
    let found = list(&named.build().diagnostics);
    assert!(!found.contains("Tolgarrick"), "{found}");
}

#[test]
fn drafts_and_purged_briefings_do_not_block_others() {
    let site = |state: &str| {
        sealed(
            &format!(
                "=== briefings/a.md\n---\ntitle: A\ndate: 2026-03-02\n{state}---\nTamsin Quill, 943 476 5919.\n=== briefings/b.md\n---\ntitle: B\ndate: 2026-03-02\n---\nText.\n"
            ),
            "Tamsin Quill",
        )
    };
    let draft = site("draft: true\n");
    let found = draft.build().diagnostics;
    assert!(list(&found).contains("warning identity/sealed-name briefings/a.md"), "{}", list(&found));
    let outcome = build(&BuildOptions { drafts: true, ..draft.options() }).unwrap();
    assert!(!outcome.published, "{}", list(&outcome.diagnostics));
    let purged = site("lifecycle: {state: purged}\n");
    let found = purged.build().diagnostics;
    assert!(list(&found).contains("note identity/sealed-name briefings/a.md"), "{}", list(&found));
    assert!(!list(&found).contains("identity/health-number"), "{}", list(&found));
}

#[test]
fn review_findings_can_be_waived_and_sealed_names_can_not() {
    let waivers = "waivers:\n  - {code: identity/exact-age, match: aged 7, reason: It is the lesson, by: Chair, until: 2027-01-01}\n";
    let project =
        sealed(&format!("=== briefings/a.md\n{}", briefing(waivers, "A boy aged 7.")), "Tamsin Quill");
    let outcome = project.build();
    assert_eq!(outcome.summary.waived.len(), 1, "{}", list(&outcome.diagnostics));
    assert!(!list(&outcome.diagnostics).contains("identity/"), "{}", list(&outcome.diagnostics));
    let waivers = "waivers:\n  - {code: identity/sealed-name, reason: Never, by: Chair, until: 2027-01-01}\n";
    project.edit(&format!(
        "=== site.yaml\nchecks: {{identity/sealed-name: off}}\n=== briefings/a.md\n{}",
        briefing(waivers, "Tamsin Quill.")
    ));
    let codes = crate::project::error_codes(&project.refused());
    for code in ["identity/sealed-name", "site/fixed-check", "waivers/not-waivable"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn what_belongs_to_a_public_body_may_stand() {
    let text = "Ring 01632 960001 or +44 1632 960001, write to unit@selderby.example.org or a@sub.selderby.example.org, at County Hall, 1 Castle Street, LS99 9ZZ. Sarah Ward chairs. The car is AB12 CDE.";
    let allowed = "=== data/allowed.yaml\nentries:\n  ours:\n    label: Ours\n    phones: [01632 960001]\n    emails: [\"@selderby.example.org\"]\n    postcodes: [LS99 9ZZ]\n    streets: [1 Castle Street, Castle Street]\n    names: [Sarah Ward]\n    vehicles: [AB12 CDE]\n";
    let project = Project::new(&format!("{allowed}=== briefings/a.md\n{}", briefing("", text)));
    assert_eq!(identity(&project.build().diagnostics), [""; 0]);
    std::fs::remove_file(project.root().join("data/allowed.yaml")).unwrap();
    let own = identity(&project.build().diagnostics);
    for code in ["phone", "email", "postcode", "street-address", "person-name", "vehicle"] {
        assert!(own.iter().any(|found| found.contains(&format!("identity/{code} "))), "{code}: {own:#?}");
    }
}

#[test]
fn people_of_the_registry_may_be_named_anywhere() {
    let people = "=== data/people.yaml\nentries:\n  chair:\n    name: Sarah Ward\n    role: Independent chair\n    synonyms: [Sally Ward]\n";
    let text = "Sarah Ward and Sally Ward spoke. So did Peter Ward.";
    let project = Project::new(&format!("{people}=== briefings/a.md\n{}", briefing("", text)));
    let named = |project: &Project| -> Vec<String> {
        let found = project.build().diagnostics;
        let named = found.iter().filter(|found| found.code.0 == "identity/person-name");
        named.map(|found| found.message.clone()).collect()
    };
    let found = named(&project);
    assert!(found.len() == 1 && found[0].contains("Peter Ward"), "{found:?}");
    std::fs::remove_file(project.root().join("data/people.yaml")).unwrap();
    assert_eq!(named(&project).len(), 3);
}

#[test]
fn one_thing_is_told_once_with_its_lines() {
    let project = Project::new(&format!(
        "=== briefings/a.md\n{}",
        briefing("", "Ring 01632 960001.\n\nOr 01632960001.\n\nOr +44 1632 960 001.\n\nOr 01632 960002.")
    ));
    let found = project.build().diagnostics;
    let phones: Vec<&Diagnostic> = found.iter().filter(|found| found.code.0 == "identity/phone").collect();
    assert_eq!(phones.len(), 2, "{}", list(&found));
    assert_eq!(phones[0].notes, ["it also stands on lines 7 and 9"]);
    assert!(phones.iter().all(|found| found.severity == Severity::Warning));
}

#[test]
fn names_are_sealed_counted_and_taken_out_from_the_command_line() {
    let site = folder(&[
        ("briefings/a.md", "---\ntitle: A\ndate: 2026-03-02\n---\nText.\n"),
        ("names.txt", "Tamsin Quill\n\nBérénice Wyl\none two three four five\n"),
    ]);
    let keys = tempfile::tempdir().unwrap();
    let key = keys.path().join("site.key");
    let run = |arguments: &[&str], key: Option<&Path>| {
        let mut command = briefpress(site.path(), arguments);
        if let Some(key) = key {
            command.env("BRIEFPRESS_SEAL_KEY_FILE", key);
        }
        run_to_end(&mut command)
    };
    let made = run(&["seal", "key", key.to_str().unwrap()], None);
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert_eq!(run(&["seal", "key", key.to_str().unwrap()], None).status, 2);
    assert_eq!(run(&["seal", "key", "site.key"], None).status, 2, "a key in the site");
    assert_eq!(run(&["seal", "add", "--from", "names.txt"], None).status, 2, "no key");
    std::fs::copy(&key, site.path().join("inside.key")).unwrap();
    let inside = run(&["seal", "list"], Some(&site.path().join("inside.key")));
    assert_eq!((inside.status, inside.stderr.contains("is in the site")), (2, true), "{}", inside.stderr);
    let added = run(&["seal", "add", "--from", "names.txt"], Some(&key));
    assert_eq!(added.status, 1, "{}", added.stderr);
    assert!(
        added.stderr.contains("2 names sealed; 2 names sealed in all")
            && added.stderr.contains("line 4 is no name"),
        "{}",
        added.stderr
    );
    let text = std::fs::read_to_string(site.path().join("data/names.seal")).unwrap().to_lowercase();
    assert!(!text.contains("quill") && !text.contains("wyl"));
    assert!(run(&["seal", "list"], Some(&key)).stdout.starts_with("2 names in "));
    std::fs::write(site.path().join("names.txt"), "WYL, Berenice\n").unwrap();
    assert_eq!(run(&["seal", "remove", "--from", "names.txt"], Some(&key)).status, 0);
    assert!(run(&["seal", "list"], Some(&key)).stdout.starts_with("1 name in "));
    assert_eq!(run(&["check", "--today", "2026-11-01"], None).status, 1, "no key");
    assert_eq!(run(&["check", "--today", "2026-11-01"], Some(&key)).status, 0);
    let short = run_to_end(briefpress(site.path(), &["check"]).env("BRIEFPRESS_SEAL_KEY", "short"));
    assert_eq!(short.status, 2, "{}", short.stderr);
}
