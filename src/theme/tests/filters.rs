use serde_json::json;

use super::{file, render, theme_of};

/// Renders an expression with `x` as its input.
fn shown(expression: &str, x: &serde_json::Value) -> Result<String, String> {
    let theme = theme_of(&[file("templates/t.txt", &format!("{{{{ {expression} }}}}"))]);
    render(&theme, "t.txt", &json!({ "x": x })).map_err(|diagnostic| diagnostic.message.clone())
}

#[test]
fn filters_give() {
    let cases = [
        ("x | date", json!("2015-11-03"), "3 November 2015"),
        ("x | date", json!("2015-11"), "November 2015"),
        ("x | date", json!("2015"), "2015"),
        ("x | date", json!("2015-11-03T12:30:00Z"), "3 November 2015"),
        ("x | date(language='cy')", json!("2015-11-03"), "3 Tachwedd 2015"),
        ("x | date(format='%Y')", json!("2015-11-03"), "2015"),
        ("x | date(format='%d/%m/%y')", json!("2015-11-03"), "03/11/15"),
        ("x | date(format='%m.%Y')", json!("2015-11"), "11.2015"),
        ("x | date(format='iso')", json!("2015-11"), "2015-11"),
        ("x | date(format='%A')", json!("2024-02-29"), "Thursday"),
        ("x | slugify", json!("Children’s Act & Überblick"), "children-s-act-uberblick"),
        ("x | slugify", json!("？？"), ""),
        ("x | url", json!("/themes/"), "/sub/themes/"),
        ("x | url", json!("themes/"), "/sub/themes/"),
        ("x | url", json!("/"), "/sub/"),
        ("x | url", json!("#top"), "#top"),
        ("x | url", json!("https://example.org/a:b"), "https://example.org/a:b"),
        ("x | url", json!("tel:08001111"), "tel:08001111"),
        ("x | url", json!("a/b:c"), "/sub/a/b:c"),
        (
            "x | json",
            json!({"a": ["</script>", "&'"], "b": null}),
            r#"{"a":["\u003c/script\u003e","\u0026\u0027"],"b":null}"#,
        ),
        ("x | json", json!("a\u{2028}b\u{2029}"), r#""a\u2028b\u2029""#),
        ("x | escape_xml", json!("a\u{1}<b>"), "a&lt;b&gt;"),
    ];
    for (expression, x, expected) in cases {
        assert_eq!(shown(expression, &x).as_deref(), Ok(expected), "{expression} of {x}");
    }
}

#[test]
fn filters_refuse() {
    let cases = [
        ("x | date", json!("2015-02-30"), "`2015-02-30` is not a date"),
        ("x | date", json!("2015-13"), "`2015-13` is not a date"),
        ("x | date", json!("3 November"), "`3 November` is not a date"),
        ("x | date", json!("\"><script>"), "`\"><script>` is not a date"),
        ("x | date", json!(null), "expected `&str` but got `none`"),
        ("x | date(format='%d')", json!("2015-11"), "does not fit the date `2015-11`"),
        ("x | date(format='%Q!%')", json!("2015-11-03"), "does not fit the date"),
        ("x | url", json!("javascript:alert(1)"), "is not an address that a page may link to"),
        ("x | url", json!("JaVaScRiPt:alert(1)"), "is not an address that a page may link to"),
        ("x | url", json!("data:text/html,x"), "is not an address that a page may link to"),
        ("x | url", json!("//evil.example"), "is not an address that a page may link to"),
        ("x | asset", json!("stlye.css"), "the theme has no asset `stlye.css`"),
        ("y | json", json!(1), "given a value that is not defined"),
    ];
    for (expression, x, expected) in cases {
        let message = shown(expression, &x).expect_err(expression);
        assert!(message.contains(expected), "{expression} of {x}: {message}");
    }
}

#[test]
fn an_asset_has_the_hash_of_its_content_in_its_address() {
    let theme = theme_of(&[
        file("static/style.css", "a{}"),
        file("static/img/logo.svg", "<svg/>"),
        file("static/LICENCE", "free"),
    ]);
    let own = ["LICENCE", "img/logo.svg", "style.css"];
    let given = theme.assets().iter().filter(|asset| own.contains(&asset.name.as_str()));
    let outputs: Vec<&str> = given.map(|asset| asset.output.as_str()).collect();
    let expected =
        ["assets/LICENCE.35fe17e10e", "assets/img/logo.09a1d6ef9f.svg", "assets/style.adb969678f.css"];
    assert_eq!(outputs, expected);
    let address = render(
        &theme_of(&[file("static/style.css", "a{}"), file("templates/t.txt", "{{ 'style.css' | asset }}")]),
        "t.txt",
        &json!({}),
    );
    assert_eq!(address.unwrap(), "/sub/assets/style.adb969678f.css");
}

#[test]
fn the_lists_of_names_are_those_that_tera_knows() {
    for (names, usage) in [
        (super::super::filters::FILTERS.as_slice(), "{{ x | NAME }}"),
        (super::super::filters::TESTS.as_slice(), "{{ x is NAME }}"),
        (super::super::filters::FUNCTIONS.as_slice(), "{{ NAME() }}"),
    ] {
        for name in names {
            theme_of(&[file("templates/t.txt", &usage.replace("NAME", name))]);
        }
    }
}
