//! Templates that compile and fail on a page, or never end.

use std::fmt::Write;

use serde_json::json;

use super::{file, render, theme_of};
use crate::diagnostic::Diagnostic;

fn failure(index: &str) -> Diagnostic {
    let part = file("templates/part.html", "<p>\n{{ nope }}</p>");
    let card = file(
        "templates/card.html",
        "{% component Card(title: String) %}<b>{{ title }}</b>{% endcomponent Card %}",
    );
    let theme = theme_of(&[file("templates/index.html", index), part, card]);
    let inputs = json!({
        "site": {"title": "T", "language": "en-GB"}, "page": {"title": "P"}, "briefings": [{"title": "one"}], "today": null,
    });
    render(&theme, "index.html", &inputs).expect_err(index)
}

#[test]
fn every_failure_names_the_template_and_the_place() {
    let cases = [
        "one\n{{ sit.title }}",
        "{{ site.titel }}",
        "{{ site.nothing.at_all }}",
        "{% if sites %}{% endif %}{{ site.title.length }}",
        "{% for b in briefings %}\n  {{ b.titl }}{% endfor %}",
        "{% for a in site.title.x %}{% endfor %}",
        "{% for a in 3 %}{% endfor %}",
        "{{ site.title + 1 }}",
        "{{ site | date }}",
        "{{ today | date }}",
        "{{ site.title | date }}",
        "{{ \"stile.css\" | asset }}",
        "{{ briefings[7].title }}",
        "{{ 1 / 0 }}",
        "{% include \"part.html\" %}",
        "{{ <Card /> }}",
        "{{ <Card title={1} /> }}",
        "{{ <Card titel=\"x\" /> }}",
        "{{ throw(message=\"a translation is missing\") }}",
        "{{ range(end=100001) | length }}",
        "{{ site.title | replace(from=\"a\") }}",
        "{{ page.title | truncate(length=\"x\") }}",
    ];
    let mut shown = String::new();
    for case in cases {
        let finding = failure(case);
        let place = finding.place.as_ref().unwrap_or_else(|| panic!("{case}: {}", finding.message));
        let marked = place.excerpt.as_ref().map_or("", |excerpt| &excerpt.text[excerpt.mark.clone()]);
        write!(shown, "{}\n    ", case.replace('\n', "⏎")).unwrap();
        let place = format!("{}:{}:{} `{marked}`", place.path.file_name(), place.line, place.column);
        writeln!(shown, "{}: {place} {}", finding.code.0, finding.message).unwrap();
        for note in &finding.notes {
            writeln!(shown, "        note: {note}").unwrap();
        }
        if let Some(help) = &finding.help {
            writeln!(shown, "        help: {help}").unwrap();
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn a_template_that_does_not_exist_is_named() {
    let finding = render(&super::default_theme(), "indx.html", &json!({})).unwrap_err();
    assert_eq!(finding.message, "the theme has no template `indx.html`");
    assert_eq!(finding.help.as_deref(), Some("did you mean `index.html`?"));
}

#[test]
fn a_gigabyte_is_stopped_at_the_limit() {
    let body = "ten bytes.".repeat(1000);
    let loops = format!("{{% for a in range(end=100000) %}}{body}{{% endfor %}}");
    let finding = failure(&loops);
    assert_eq!(finding.code.0, "theme/limit");
    assert_eq!(finding.message, "the page is larger than 16 MB");
    assert_eq!(finding.place.as_ref().unwrap().path.as_str(), "themes/mine/templates/index.html");
}

#[test]
fn components_that_call_themselves_end() {
    let rabbit = "{% component R() %}{{ <R /> }}{% endcomponent R %}{{ <R /> }}";
    assert!(failure(rabbit).message.contains("recursion"));
}

#[test]
fn a_loop_that_writes_nothing_is_stopped_in_time() {
    let text = "{% set many = range(end=100000) %}\n{% for a in many %}{% for b in many %}\n\
                {%- for c in many -%} {%- endfor -%}{% endfor %}{% endfor %}";
    let theme = theme_of(&[file("templates/index.html", text)]);
    let mut out = Vec::new();
    let finding = theme.render_within("index.html", &tera::Context::new(), &mut out, 1000, 0).unwrap_err();
    assert_eq!(finding.code.0, "theme/limit");
    assert_eq!(finding.message, "the page takes longer than 5 seconds");
    let place = finding.place.as_ref().unwrap();
    assert_eq!((place.path.as_str(), place.line), ("themes/mine/templates/index.html", 3));
}

#[test]
fn a_loop_that_writes_little_is_stopped_in_time() {
    let text = "{% for a in x %}{{ a }}{% endfor %}";
    let theme = theme_of(&[file("templates/index.html", text)]);
    let mut context = tera::Context::new();
    context.insert("x", &vec![""; 5000]);
    let mut out = Vec::new();
    let finding = theme.render_within("index.html", &context, &mut out, 1000, 0).unwrap_err();
    assert_eq!(finding.message, "the page takes longer than 5 seconds");
    assert!(
        theme.render_within("index.html", &context, &mut out, 1000, 5).is_ok(),
        "each page has its own time"
    );
}
