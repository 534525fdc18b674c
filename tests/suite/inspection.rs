//! What is found on finished pages: where it is said to be, how often, and that a second build does not fall silent.

use briefpress::diagnostic::Diagnostic;

use crate::project::{Project, list};

/// Settings under which dead links do not block, so that what is remembered of them can be seen.
const LENIENT: &str = "\
=== site.yaml
base_url: https://learning.example/
checks:
  links/dead-link: warning
  links/dead-anchor: warning
";

fn site(rest: &str) -> Project {
    Project::new(&format!("{LENIENT}{rest}"))
}

const ONE: &str = "=== briefings/one.md\n---\ntitle: One\ndate: 2026-01-10\n---\n";

/// Findings of three families as `code place`.
fn found(diagnostics: &[Diagnostic]) -> Vec<String> {
    let ours = diagnostics.iter().filter(|found| {
        ["links/", "accessibility/", "privacy/"].iter().any(|family| found.code.0.starts_with(family))
    });
    ours.map(|found| {
        let place = found.place.as_ref();
        let place =
            place.map_or("-".to_owned(), |place| format!("{}:{}:{}", place.path, place.line, place.column));
        format!("{} {place}", found.code)
    })
    .collect()
}

#[test]
fn a_finding_stands_where_the_author_wrote_it() {
    let project = site(&format!(
        "{ONE}Read [here](https://www.example.com/a) and [here](https://www.example.com/b).\n\n\
         ## A\n\n#### B & *C*\n\n[Old](http://www.example.com/c), [ours](https://learning.example/gone/#x).\n\n\
         Then [here](https://www.example.com/b) again.\n"
    ));
    let outcome = project.build();
    assert_eq!(
        found(&outcome.diagnostics),
        [
            "accessibility/vague-link briefings/one.md:5:6",
            "accessibility/vague-link briefings/one.md:5:44",
            "accessibility/heading-order briefings/one.md:9:4",
            "links/insecure briefings/one.md:11:1",
            "links/dead-link briefings/one.md:11:34",
            "accessibility/vague-link briefings/one.md:13:6",
        ],
        "{}",
        list(&outcome.diagnostics)
    );
}

#[test]
fn a_heading_that_stands_twice_is_shown_where_it_skips_a_level() {
    for (text, line) in [
        ("## Notes\n\nOne.\n\n## A\n\n#### Notes\n", 11),
        ("## Notes and more\n\n### Notes\n\n## A\n\n#### Notes\n\nEnd.\n", 11),
        ("```\n#### Notes\n```\n\n## A\n\n#### Notes\n", 11),
        ("## One\n\n#### Notes\n\n##### Notes\n", 7),
        ("# One\n\n## One\n\n#### *One* more\n", 9),
        ("## A\n\n> #### One & all\n", 7),
        ("## `code`\n\n## A\n\n#### `code`\n", 9),
    ] {
        let outcome = site(&format!("{ONE}{text}")).build();
        let of_order = |found: &&Diagnostic| found.code.0 == "accessibility/heading-order";
        let lines: Vec<u32> = outcome
            .diagnostics
            .iter()
            .filter(of_order)
            .filter_map(|it| Some(it.place.as_ref()?.line))
            .collect();
        assert_eq!(lines, [line], "{text}{}", list(&outcome.diagnostics));
    }
}

#[test]
fn the_help_for_a_heading_is_true_of_what_was_written() {
    for (text, help) in [
        ("## A\n\n#### B\n", "begin it with one `#` less; in HTML make it `<h3>`"),
        ("# A\n\n### B\n", "begin it with one `#` less; in HTML make it `<h3>`"),
        ("## A\n\n##### B\n", "begin it with 2 `#` less; in HTML make it `<h3>`"),
    ] {
        let outcome = site(&format!("{ONE}{text}")).build();
        let found = outcome.diagnostics.iter().find(|found| found.code.0 == "accessibility/heading-order");
        assert_eq!(found.and_then(|found| found.help.as_deref()), Some(help), "{text}");
    }
}

#[test]
fn a_mistake_of_a_template_is_told_once_with_its_place() {
    let project =
        site(&format!("{ONE}Text.\n=== briefings/two.md\n---\ntitle: Two\ndate: 2026-01-11\n---\nText.\n"));
    project.write(
        "themes/default/templates/parts/masthead.html",
        b"<header><a href=\"/\">Start</a>\n<a href=\"{{ site.base_path }}nowhere/\">All</a></header>",
    );
    let outcome = project.build();
    let dead: Vec<_> = outcome.diagnostics.iter().filter(|found| found.code.0 == "links/dead-link").collect();
    let [dead] = dead.as_slice() else { panic!("{}", list(&outcome.diagnostics)) };
    let place = dead.place.as_ref().unwrap();
    assert_eq!(
        (place.path.as_str(), place.line),
        ("themes/default/templates/parts/masthead.html", 2),
        "{}",
        list(&outcome.diagnostics)
    );
    assert!(dead.notes.iter().any(|note| note.contains("pages; the first is")), "{:?}", dead.notes);
}

#[test]
fn a_link_that_was_refused_where_it_is_written_is_not_told_again() {
    let project = site(&format!("{ONE}See [it](gone.md), [that](#gone) and ![a chart](gone.png).\n"));
    let refused = project.refused();
    assert_eq!(
        found(&refused),
        [
            "links/broken-internal briefings/one.md:5:5",
            "links/broken-anchor briefings/one.md:5:20",
            "links/broken-internal briefings/one.md:5:38",
        ],
        "{}",
        list(&refused)
    );
}

#[test]
fn a_second_build_says_what_the_first_one_said() {
    let project = site(&format!(
        "{ONE}Read [here](https://www.example.com/a) and [ours](https://learning.example/gone/).\n\
         === static/old.html\n<html lang=en><title>O</title><h1>Old</h1><a href=\"/briefings/one/#gone\">x</a><a href=\"#\">y</a>\n"
    ));
    let first = project.build();
    assert_eq!(found(&first.diagnostics).len(), 4, "{}", list(&first.diagnostics));
    let second = project.build();
    assert_eq!(second.summary.rendered, 0);
    assert_eq!(second.diagnostics, first.diagnostics);
}

#[test]
fn a_page_that_goes_leaves_no_dead_link_unseen() {
    let project = site(&format!(
        "{ONE}See [the old page](https://learning.example/old.html#part).\n\
         === static/old.html\n<html lang=en><title>Old</title><h1 id=part>Old</h1>\n"
    ));
    assert_eq!(found(&project.build().diagnostics), Vec::<String>::new());
    project.edit("=== static/old.html\n<html lang=en><title>Old</title><h1 id=other>Old</h1>\n");
    let outcome = project.build();
    assert_eq!(found(&outcome.diagnostics), ["links/dead-anchor briefings/one.md:5:5"]);
    assert_eq!(outcome.summary.rendered, 1, "the page with the link is not made again");
    std::fs::remove_file(project.root().join("static/old.html")).unwrap();
    let outcome = project.build();
    assert_eq!(found(&outcome.diagnostics), ["links/dead-link briefings/one.md:5:5"]);
    project.edit("=== static/old.html\n<html lang=en><title>Old</title><h1 id=part>Old</h1>\n");
    assert_eq!(found(&project.build().diagnostics), Vec::<String>::new());
}

#[test]
fn a_damaged_memory_makes_everything_anew() {
    let project = site(&format!("{ONE}Read [here](https://www.example.com/a).\n"));
    let first = project.build();
    let folder = project.root().join(".briefpress");
    let name = |entry: std::fs::DirEntry| entry.file_name().into_string().unwrap();
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| name(entry.unwrap()));
    let file = folder.join(files.into_iter().find(|name| name.starts_with("pages-")).unwrap());
    let whole = std::fs::read(&file).unwrap();
    let mut turned = whole.clone();
    turned[60] ^= 0xFF;
    for damaged in [&whole[..whole.len() - 1], &whole[..20], b"", &turned[..], b"briefpress-pages 1\nend\n"] {
        std::fs::write(&file, damaged).unwrap();
        let outcome = project.build();
        assert_eq!(outcome.summary.kept, 0);
        assert_eq!(outcome.diagnostics, first.diagnostics);
    }
    std::fs::remove_file(&file).unwrap();
    assert_eq!(project.build().diagnostics, first.diagnostics);
    assert_eq!(project.build().summary.rendered, 0);
}

#[test]
fn what_a_browser_would_fetch_elsewhere_is_an_error_wherever_it_stands() {
    for (file, text) in [
        ("static/a.html", "<img src=\"https://h.example/x.png\" alt=\"\">"),
        ("static/a.html", "<img src=x.svg srcset=\"//h.example/x.png 2x\" alt=\"\">"),
        ("static/a.html", "<link rel=\"preconnect\" href=\"https://h.example\">"),
        ("static/a.html", "<link rel=stylesheet href='HTTPS://h.example/s.css'>"),
        ("static/a.html", "<script src=//h.example/x.js></script>"),
        ("static/a.html", "<p style=\"background:url(https://h.example/x.png)\">"),
        ("static/a.html", "<style>@import url(//h.example/s.css);</style>"),
        ("static/a.html", "<iframe src=\"https:&#47;&#47;h.example/\"></iframe>"),
        ("static/a.html", "<form action=\"https://h.example/\"></form>"),
        ("static/a.html", "<a href=/ ping=https://h.example/>x</a>"),
        ("static/a.html", "<base href=https://h.example/>"),
        (
            "static/a.html",
            "<object data=https://h.example/></object><video poster='https://h.example/p.png'></video>",
        ),
        ("static/a.css", "a { background: url( 'https://h.example/x.png' ) }"),
        ("static/a.svg", "<svg><image xlink:href=\"https://h.example/x.png\"/></svg>"),
        ("static/a.svg", "<svg><rect fill=\"url(https://h.example/x.svg#a)\"/></svg>"),
        ("static/a.svg", "<?xml-stylesheet href=\"https://h.example/s.css\"?><svg/>"),
        ("static/a.xml", "<?xml-stylesheet href=\"https://h.example/s.xsl\"?><rss/>"),
        ("static/a.html", "<meta http-equiv=refresh content=\"0;https://h.example/\">"),
        ("themes/default/static/extra.css", "@import \"https://h.example/s.css\";"),
        ("themes/default/templates/parts/head.html", "<link rel=icon href=https://h.example/i.png>"),
    ] {
        let project = site(&format!("{ONE}Text.\n"));
        project.write(file, text.as_bytes());
        let refused = project.refused();
        assert!(
            found(&refused).iter().any(|found| found.starts_with(&format!("privacy/third-party {file}:1"))),
            "{file} {text}\n{}",
            list(&refused)
        );
    }
    for (file, text) in [
        (
            "static/a.html",
            "<a href=\"https://h.example/\">Elsewhere</a><link rel=license href=https://h.example/>",
        ),
        ("static/a.html", "<img src=\"data:image/gif;base64,x\" alt=\"\">"),
        ("static/a.css", "/* https://h.example/ url(https://h.example/) */ a { color: red }"),
        ("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"https://h.example/\"/></svg>"),
    ] {
        let project = site(&format!("{ONE}Text.\n"));
        project.write(file, text.as_bytes());
        let outcome = project.build();
        assert!(
            !found(&outcome.diagnostics).iter().any(|found| found.starts_with("privacy/")),
            "{file} {text}"
        );
    }
}

#[test]
fn links_work_in_a_subfolder() {
    let project =
        site(&format!("{ONE}See [all](/formats/) and [the start](https://learning.example/sub/).\n"));
    project.edit("=== site.yaml\nbase_url: https://learning.example/sub/\n");
    assert_eq!(found(&project.build().diagnostics), Vec::<String>::new());
}

#[test]
fn what_a_theme_can_not_make_is_told_before_it_is_needed_and_then_once() {
    let helped = "themes: [sexual-harm]\nhelplines: [samaritans]\n";
    let project = site(&format!(
        "{ONE}Text.\n=== themes/default/templates/briefing.html\n{{% extends \"__theme/briefing.html\" %}}\n\
         {{% block help %}}{{% if briefing.helplines %}}{{{{ briefing.helplines[0].fax }}}}{{% endif %}}{{% endblock %}}\n"
    ));
    let of_theme = |diagnostics: &[Diagnostic]| -> Vec<String> {
        let ours = diagnostics.iter().filter(|found| found.code.0.starts_with("theme/"));
        ours.map(|found| format!("{} {}", found.code, found.place.as_ref().unwrap().line)).collect()
    };
    for _ in 0..2 {
        assert_eq!(of_theme(&project.build().diagnostics), ["theme/failing-page 2"]);
    }
    project.edit(&ONE.replace("date:", &format!("{helped}date:")));
    assert_eq!(of_theme(&project.refused()), ["theme/render 2"]);
}

#[test]
fn entries_of_a_list_of_contents_are_no_vague_links() {
    let project = Project::new(
        "\
=== pages/about.md
---
title: About
---
- [Site](#site)
- [What we promise](#what-we-promise)
- [Here](#site)

## Site

One.

## What we promise

Two.

## Who we are

Three.

## Where we are

Four.
",
    );
    let found = project.build().diagnostics;
    let vague: Vec<_> = found.iter().filter(|found| found.code.0 == "accessibility/vague-link").collect();
    assert_eq!(vague.len(), 1, "{}", list(&found));
}

/// A template that shows a text between a heading of its own and another one.
fn around(before: &str, after: &str) -> String {
    format!(
        "=== themes/default/templates/briefing.html\n{{% extends \"base.html\" %}}\n{{% block content %}}<h1>{{{{ briefing.title }}}}</h1>\n\
         {before}\n{{{{ briefing.content }}}}\n{after}{{% endblock %}}\n"
    )
}

#[test]
fn a_gap_between_headings_is_told_to_who_made_it() {
    let row = "=== themes/default/templates/row.html\n<li><h5 class=\"x\"{% if true %} lang=\"en\"{% endif %}>{{ briefing.title }}</h5></li>\n";
    let cases: [(&str, String, &str, &[&str]); 9] = [
        ("in order", String::new(), "## A\n\n### B", &[]),
        ("of the author", String::new(), "## A\n\n#### B", &["heading-order briefings/one.md:7:4"]),
        ("of the author, at the beginning", String::new(), "#### B", &["heading-order briefings/one.md:5:4"]),
        (
            "of a row",
            row.to_owned(),
            "## A",
            &["template-heading-order themes/default/templates/row.html:1:5"],
        ),
        (
            "behind the text",
            around("", "<h4>C</h4>"),
            "## A",
            &["template-heading-order themes/default/templates/briefing.html:5:1"],
        ),
        (
            "behind the text, with words that the text has",
            around("", "<h4 id=\"part-c\">{{ briefing.title }}</h4>"),
            "One\n===\n\nOne",
            &["template-heading-order themes/default/templates/briefing.html:5:1"],
        ),
        ("before the text", around("<h2>A</h2>\n<h1 class=\"x\">B</h1>", ""), "## A\n\nText.\n\n### B", &[]),
        (
            "before a text in good order",
            around("", "").replace(
                "{{ briefing.content }}",
                "{% set parts = briefing.content | split(pat=\"Cut.\") %}{{ parts | first | safe }}<h1 class=\"x\">B</h1>{{ parts | last | safe }}",
            ),
            "## A\n\nCut.\n\n### B",
            &["template-heading-order themes/default/templates/briefing.html:4:81"],
        ),
        (
            "of both",
            around("", "<h5>C</h5>"),
            "## A\n\n#### B\n\n## D",
            &[
                "heading-order briefings/one.md:7:4",
                "template-heading-order themes/default/templates/briefing.html:5:1",
            ],
        ),
    ];
    for (case, theme, body, expected) in cases {
        let project = site(&format!("{theme}{ONE}{body}\n"));
        for _ in 0..2 {
            let outcome = project.build();
            let found = found(&outcome.diagnostics);
            let gaps: Vec<&str> =
                found.iter().filter_map(|found| found.strip_prefix("accessibility/")).collect();
            let gaps: Vec<&str> = gaps.into_iter().filter(|gap| gap.contains("heading-order")).collect();
            assert_eq!(gaps, expected, "{case}: {}", list(&outcome.diagnostics));
        }
    }
}
