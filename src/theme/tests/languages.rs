use serde_json::json;

use super::{file, render, theme_of};

/// What `written_in` gives: the language, the one around it, the attributes.
const MARKED: [(Option<&str>, Option<&str>, &str); 10] = [
    (None, None, ""),
    (None, Some("en"), ""),
    (Some("en"), Some("en"), ""),
    (Some("cy"), None, " lang=\"cy\" dir=\"ltr\""),
    (Some("ar"), None, " lang=\"ar\" dir=\"rtl\""),
    (Some("cy"), Some("en"), " lang=\"cy\""),
    (Some("ar"), Some("en"), " lang=\"ar\" dir=\"rtl\""),
    (Some("ur"), Some("ar"), " lang=\"ur\""),
    (Some("en"), Some("fa"), " lang=\"en\" dir=\"ltr\""),
    (Some("\"><b>"), Some("en"), " lang=\"&quot;&gt;&lt;b&gt;\""),
];

#[test]
fn what_is_written_in_a_language_is_marked_with_it_and_its_direction() {
    let theme = theme_of(&[file("templates/a.html", "{{ written_in(language=page.a, within=page.b) }}")]);
    for (language, within, expected) in MARKED {
        let inputs = json!({"page": {"a": language, "b": within}});
        assert_eq!(render(&theme, "a.html", &inputs).unwrap(), expected, "{language:?} within {within:?}");
    }
}

#[test]
fn the_themes_own_words_are_marked_where_the_page_is_in_another_language() {
    let theme = theme_of(&[file("templates/a.html", "{{ said_in() }}")]);
    for (page, site, expected) in [
        ("en-GB", "en", ""),
        ("cy", "en", ""),
        ("pl", "en", " lang=\"en\""),
        ("ur", "en", " lang=\"en\" dir=\"ltr\""),
        ("ar", "cy", " lang=\"cy\" dir=\"ltr\""),
        ("ar-Latn", "en", " lang=\"en\""),
    ] {
        let inputs = json!({"page": {"language": page}, "site": {"language": site}});
        assert_eq!(render(&theme, "a.html", &inputs).unwrap(), expected, "{page} on a site in {site}");
    }
}
