use serde_json::json;

use super::{default_theme, file, inputs, plain_theme, render, theme_of};

fn inputs_of(template: &str) -> serde_json::Value {
    inputs::full().into_iter().find(|(name, _)| *name == template).unwrap().1
}

#[test]
fn a_file_of_the_site_stands_before_the_default() {
    let theme = theme_of(&[file("templates/row.html", "<li>mine</li>")]);
    assert_eq!(render(&theme, "row.html", &inputs_of("row.html")).unwrap(), "<li>mine</li>");
    let page = render(&theme, "404.html", &inputs_of("404.html")).unwrap();
    assert_eq!(
        page.replace(' ', ""),
        render(&default_theme(), "404.html", &inputs_of("404.html")).unwrap().replace(' ', "")
    );
}

#[test]
fn an_original_page_is_built_on_the_base_of_the_site() {
    let theme = theme_of(&[file("templates/base.html", "<main>{% block content %}{% endblock %}</main>")]);
    let page = render(&theme, "404.html", &inputs_of("404.html")).unwrap();
    assert!(page.starts_with("<main><h1>"), "{page}");
}

#[test]
fn a_template_extends_the_original_of_its_own_name() {
    let text = "{% extends '__theme/404.html' %}{% block content %}<p>Hello</p>{{ super() }}{% endblock %}";
    let page =
        render(&theme_of(&[file("templates/404.html", text)]), "404.html", &inputs_of("404.html")).unwrap();
    assert!(page.contains("<p>Hello</p><h1>"), "{page}");
    assert!(page.contains("<footer>"), "{page}");
}

#[test]
fn an_original_that_nobody_uses_is_not_held_to_the_base_of_the_site() {
    let own = ["index", "list", "term", "page", "briefing", "404"];
    let mut files: Vec<_> =
        own.iter().map(|name| file(&format!("templates/{name}.html"), "{% extends 'base.html' %}")).collect();
    files.push(file("templates/base.html", "no blocks at all"));
    let theme = theme_of(&files);
    assert_eq!(render(&theme, "briefing.html", &inputs_of("briefing.html")).unwrap(), "no blocks at all");
}

#[test]
fn the_plain_theme_uses_the_original_briefing_on_its_own_base() {
    let theme = plain_theme();
    let page = render(&theme, "briefing.html", &inputs_of("briefing.html")).unwrap();
    assert!(page.contains("<p>Talk about this in your team:</p>\n<section class=\"questions\""), "{page}");
    assert!(page.contains("Cite as: Children A and B, 2015. https://example.org"), "{page}");
    assert!(!page.contains("Skip to the content"), "{page}");
    let index = render(&theme, "index.html", &inputs_of("index.html")).unwrap();
    assert!(index.contains("<b>120</b> briefings</p>"), "{index}");
    assert!(theme.has("feed.xml") && theme.has("parts/cite.html") && !theme.has("missing.html"));
    assert_eq!(theme.about().name.as_deref(), Some("Plain"));
}

#[test]
fn a_fingerprint_changes_with_all_that_a_template_draws_on_and_with_nothing_else() {
    let base = [
        ("templates/a.html", "{% extends 'b.html' %}{% block x %}{% include 'c.html' %}{% endblock %}"),
        ("templates/b.html", "{% block x %}{% endblock %}"),
        ("templates/c.html", "c"),
        ("templates/d.html", "d {{ 'style.css' | asset }}"),
        ("static/style.css", "a{}"),
    ];
    let fingerprints = |changed: Option<(&str, &str)>| {
        let files: Vec<_> = base
            .iter()
            .map(|(name, text)| match changed {
                Some((other, new)) if other == *name => file(name, new),
                _ => file(name, text),
            })
            .collect();
        let theme = theme_of(&files);
        ["a.html", "b.html", "c.html", "d.html"].map(|name| theme.template_fingerprint(name))
    };
    let before = fingerprints(None);
    assert_eq!(before, fingerprints(None));
    let cases = [
        ("templates/b.html", "new {% block x %}{% endblock %}", [true, true, false, false]),
        ("templates/c.html", "new", [true, false, true, false]),
        ("templates/d.html", "new", [false, false, false, true]),
        ("static/style.css", "b{}", [false, false, false, true]),
        ("templates/c.html", "{% component N() %}{% endcomponent N %}", [true, true, true, true]),
        ("templates/c.html", "\\", [true, false, true, false]),
    ];
    for (name, text, expected) in cases {
        let after = fingerprints(Some((name, text)));
        let changed: Vec<bool> = before.iter().zip(after).map(|(before, after)| *before != after).collect();
        assert_eq!(changed, expected, "{name}: {text}");
    }
    let theme = default_theme();
    assert_ne!(theme.template_fingerprint("missing.html"), theme.template_fingerprint("index.html"));
}

#[test]
fn variables_are_found_wherever_they_hide() {
    let theme = theme_of(&[
        file("templates/a.html", "{% include 'b.html' %}"),
        file("templates/b.html", "{{ today }}"),
        file("templates/c.html", "{% component N(@toc) %}{{ toc | length }}{% endcomponent N %}"),
        file("templates/d.html", "{{ <N /> }}"),
        file("templates/e.html", "{{ __tera_context }}"),
    ]);
    assert!(theme.variables("a.html").contains("today"));
    assert!(theme.variables("d.html").contains("toc"), "taken by a component");
    assert!(theme.variables("e.html").contains("briefings"), "everything");
    assert!(theme.variables("missing.html").contains("briefings"));
    assert_eq!(render(&theme, "d.html", &json!({"toc": [1, 2]})).unwrap(), "2");
}
