//! Templates that can not be used: each ends in one finding with its file, line and column.

use std::fmt::Write;

use super::{file, findings_of};
use crate::diagnostic::Severity;

/// What is wrong, the text of `index.html`, and of `part.html` if there is one.
fn cases() -> Vec<(&'static str, String, &'static str)> {
    let deep = |open: &str, close: &str, depth: usize| open.repeat(depth) + &close.repeat(depth);
    let text = str::to_owned;
    vec![
        ("tag not closed", text("one\n{% if site"), ""),
        ("variable not closed", text("one\ntwo {{ site.title"), ""),
        ("comment not closed", text("{# no end"), ""),
        ("block not closed", text("{% block content %}\ntext"), ""),
        ("for not closed", text("{% for a in b %}{{ a }}"), ""),
        ("unknown tag", text("<p>\n  {% iff site %}{% endif %}"), ""),
        ("end without beginning", text("text {% endif %}"), ""),
        ("wrong end", text("{% if a %}{% endfor %}"), ""),
        ("operator missing", text("{{ site title }}"), ""),
        ("string not closed", text("{{ \"site }}"), ""),
        ("unknown filter", text("é {{ today | dat }}"), ""),
        ("two unknown filters", text("{{ today | dat }}\n{{ today | datte }}"), ""),
        ("unknown test", text("{% if today is defned %}{% endif %}"), ""),
        ("unknown function", text("{{ now() }}"), ""),
        ("unknown component", text("{{ <Card /> }}"), ""),
        ("misspelt component", text("{{ <label items={briefings} /> }}"), ""),
        ("missing parent", text("{% extends \"bsae.html\" %}"), ""),
        ("missing original", text("{% extends \"__theme/indx.html\" %}"), ""),
        ("no such original", text("{% extends \"__theme/frontispiece.html\" %}"), ""),
        ("missing include", text("\n\n  {% include \"prat.html\" %}"), "part"),
        ("missing block", text("{% extends \"base.html\" %}{% block cotent %}{% endblock %}"), ""),
        ("block twice", text("{% block a %}{% endblock %}{% block a %}{% endblock %}"), ""),
        ("extends itself", text("{% extends \"index.html\" %}"), ""),
        ("extends in a ring", text("{% extends \"part.html\" %}"), "{% extends \"index.html\" %}"),
        ("includes itself", text("a {% include \"index.html\" %}"), ""),
        ("includes in a ring", text("{% include \"part.html\" %}"), "{% include \"index.html\" %}"),
        (
            "component twice",
            text("{% component A() %}{% endcomponent A %}"),
            "{% component A() %}{% endcomponent A %}",
        ),
        ("tags too deep", deep("{% if site %}", "{% endif %}", 20_000), ""),
        ("brackets too deep", format!("{{{{ {} }}}}", deep("(", ")", 20_000)), ""),
        ("lists too deep", format!("{{{{ {} }}}}", deep("[", "]", 20_000)), ""),
        ("expression too long", format!("{{{{ {}1 }}}}", "1 + ".repeat(20_000)), ""),
        ("nots too many", format!("{{{{ {}a }}}}", "not ".repeat(20_000)), ""),
        ("content beside blocks", text("{% extends \"base.html\" %}\nlost text"), ""),
        ("break outside a loop", text("{% break %}"), ""),
        ("windows line ends", text("<p>\r\n{{ today | dat }}\r\n"), ""),
    ]
}

#[test]
fn every_mistake_has_its_place() {
    let mut shown = String::new();
    for (case, index, part) in cases() {
        let mut files = vec![file("templates/index.html", &index)];
        if !part.is_empty() {
            files.push(file("templates/part.html", part));
        }
        let findings = findings_of(&files);
        assert!(!findings.is_empty(), "{case}");
        writeln!(shown, "{case}").unwrap();
        for finding in findings {
            assert_eq!(finding.severity, Severity::Error, "{case}");
            let place = finding.place.as_ref().unwrap_or_else(|| panic!("{case}: {}", finding.message));
            assert!(place.path.as_str().starts_with("themes/mine/templates/"), "{case}: {}", place.path);
            let excerpt = place.excerpt.as_ref().unwrap_or_else(|| panic!("{case}: {}", finding.message));
            let marked: String = excerpt.text[excerpt.mark.clone()].chars().take(40).collect();
            writeln!(
                shown,
                "    {}: {}:{}:{} `{marked}` {}",
                finding.code.0,
                place.path.file_name(),
                place.line,
                place.column,
                finding.message,
            )
            .unwrap();
            if let Some(help) = &finding.help {
                writeln!(shown, "        help: {help}").unwrap();
            }
        }
    }
    insta::assert_snapshot!(shown);
}

/// Other templates of the program lead into such a ring, and Tera may name one of them.
#[test]
fn a_ring_is_shown_in_a_template_of_the_site() {
    for (one, other) in
        [("base.html", "briefing.html"), ("briefing.html", "base.html"), ("base.html", "row.html")]
    {
        let findings = findings_of(&[
            file(&format!("templates/{one}"), &format!("{{% extends \"{other}\" %}}")),
            file(&format!("templates/{other}"), &format!("{{% extends \"{one}\" %}}")),
        ]);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        let place = finding.place.as_ref().unwrap();
        let names = [one, other].map(|name| format!("themes/mine/templates/{name}"));
        assert!(names.iter().any(|name| name == place.path.as_str()), "{}", place.path);
        assert_eq!(place.line, 1);
    }
}

#[test]
fn every_mistake_of_every_file_is_reported_in_one_run() {
    let findings = findings_of(&[
        file("templates/a.html", "{% if %}"),
        file("templates/b.html", "{{ x | nope }}\n{{ x | neither }}"),
        file("templates/c.html", "{% extends 'nobody.html' %}{% block x %}{{ now() }}{% endblock %}"),
        file("templates/d.html", "{{ }}"),
        file("templates/__theme/index.html", "x"),
        file("static/a b.css", "x"),
        file("theme.yaml", "name: Mine"),
    ]);
    let mut names: Vec<String> = findings
        .iter()
        .map(|finding| finding.place.as_ref().map(|p| format!("{}:{}", p.path, p.line)).unwrap_or_default())
        .collect();
    names.sort();
    let expected = [
        "themes/mine/static/a b.css:1",
        "themes/mine/templates/__theme/index.html:1",
        "themes/mine/templates/a.html:1",
        "themes/mine/templates/b.html:1",
        "themes/mine/templates/b.html:2",
        "themes/mine/templates/c.html:1",
        "themes/mine/templates/c.html:1",
        "themes/mine/templates/d.html:1",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_fault_that_only_the_base_of_the_site_causes_names_the_original() {
    let findings = findings_of(&[file("templates/base.html", "<main></main>")]);
    assert_eq!(findings.len(), 6, "{findings:#?}");
    for finding in findings {
        let place = finding.place.as_ref().unwrap();
        assert!(place.path.as_str().starts_with("<briefpress>/themes/default/templates/"), "{}", place.path);
        assert!(finding.help.as_ref().unwrap().contains("the block `content`"));
    }
}

#[test]
fn a_file_that_does_nothing_is_pointed_out() {
    let mut diagnostics = Vec::new();
    let files = [file("index.html", "x"), file("README.md", "x"), file("LICENSE", "x"), file(".keep", "")];
    assert!(super::parse_theme(&files, super::SETTING, &mut diagnostics).is_some());
    let messages: Vec<&str> = diagnostics.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["`index.html` is not used"]);
}

#[test]
fn a_template_that_is_not_text_is_refused() {
    let mut bad = file("templates/index.html", "");
    bad.bytes = b"<p>\xFF\xFE".to_vec().into();
    let findings = findings_of(&[bad]);
    assert_eq!(findings[0].message, "`templates/index.html` is not UTF-8 text");
}

#[test]
fn a_name_that_no_page_gives_is_pointed_out() {
    let mut diagnostics = Vec::new();
    let files = [
        file(
            "templates/row.html",
            "<p class=\"brefing\">\n{% if brefing.title %}x{% endif %}{% set mine = 1 %}{% include 'part.html' %}",
        ),
        file(
            "templates/part.html",
            "{{ mine }}{{ site.brefing }}{% for a in toc %}{{ a }}{% endfor %}{{ colour }}",
        ),
    ];
    assert!(super::parse_theme(&files, super::SETTING, &mut diagnostics).is_some());
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap();
            format!(
                "{}:{}:{} {}",
                place.path.file_name(),
                place.line,
                place.column,
                d.help.as_deref().unwrap()
            )
        })
        .collect();
    let expected = [
        "part.html:1:69 docs/themes.md lists the inputs of every template",
        "row.html:2:7 did you mean `briefing`?",
    ];
    assert_eq!(shown, expected, "{diagnostics:#?}");
}
