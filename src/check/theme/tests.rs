use super::duties::{DUTIES, dropped};
use crate::config::Config;
use crate::load::ThemeFile;
use crate::source::SourcePath;
use crate::theme::{Setting, Theme, embedded_files, parse_theme};

fn theme(own: &[(&str, String)]) -> Theme {
    let files: Vec<ThemeFile> = own
        .iter()
        .map(|(name, text)| ThemeFile {
            name: format!("templates/{name}"),
            path: SourcePath::new(format!("themes/ours/templates/{name}")),
            bytes: std::borrow::Cow::Owned(text.clone().into_bytes()),
        })
        .collect();
    let mut found = Vec::new();
    let setting = Setting { base_path: "/", language: "en-GB", style: "" };
    parse_theme(&files, setting, &mut found).unwrap_or_else(|| panic!("{found:?}"))
}

fn original(name: &str) -> String {
    let wanted = format!("templates/{name}");
    let (_, bytes) = embedded_files().find(|(path, _)| path.replace('\\', "/") == wanted).unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a theme drops, as the names of duties.
fn names(theme: &Theme) -> Vec<&'static str> {
    let mut names: Vec<_> =
        dropped(theme, &Config::default()).iter().map(|one| DUTIES[one.duty].name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn the_theme_of_the_program_does_every_duty() {
    let theme = theme(&[]);
    assert!(!theme.has_own_templates());
    assert_eq!(dropped(&theme, &Config::default()), []);
}

#[test]
fn every_duty_is_missed_where_a_theme_drops_it() {
    type Edit = (&'static str, &'static str, &'static str);
    let overdue = "lifecycle.review_overdue";
    let cases: [(&[Edit], &[&str]); 13] = [
        (&[("base.html", "default-src", "default")], &["content security policy"]),
        (&[("base.html", "<html lang=\"{{ page.language }}\">", "<html>")], &["language in its first tag"]),
        (
            &[("briefing.html", "<h1>{{ briefing.title }}</h1>", "<h2>{{ briefing.title }}</h2>")],
            &["single heading of the first level"],
        ),
        (&[("base.html", "href=\"#part-main\"", "href=\"#part-gone\"")], &["link that skips to the content"]),
        (&[("base.html", "{{ site.exit }}", "")], &["exit control"]),
        (
            &[("components.html", "<strong{{ said_in }}>Before you read:</strong> {{ content_note }}", "")],
            &["content note"],
        ),
        (&[("components.html", "{{ line.phone }}", "{{ line.label }}")], &["helpline"]),
        (&[("components.html", "{{ update.note }}", "")], &["list of updates"]),
        (&[("components.html", "<a href=\"{{ file.url }}\">", "<a href=\"/\">")], &["link to an attachment"]),
        (
            &[("components.html", "{{ file.type }}, {{ file.size }}", "A file")],
            &["type and size of an attachment"],
        ),
        (
            &[("base.html", "<li><a href=\"{{ other.url }}\"", "<li><a href=\"/\"")],
            &["link to the other language version"],
        ),
        (
            &[("briefing.html", overdue, "extra"), ("components.html", overdue, "extra")],
            &["sign of an overdue review"],
        ),
        (&[("components.html", "{{ lifecycle.reason }}", "")], &["reason of a withdrawal"]),
    ];
    let mut seen = Vec::new();
    for (edits, expected) in cases {
        let edited = edits.iter().map(|(name, from, to)| {
            let text = original(name);
            assert!(text.contains(from), "{name} has no {from}");
            (*name, text.replace(from, to))
        });
        let theme = theme(&edited.collect::<Vec<_>>());
        assert!(theme.has_own_templates());
        assert_eq!(names(&theme), expected, "{edits:?}");
        seen.extend(expected);
    }
    assert!(DUTIES.iter().all(|duty| seen.contains(&duty.name)), "a duty without a case");
}

#[test]
fn a_copy_of_an_original_is_no_theme_of_ones_own() {
    assert!(!theme(&[("base.html", original("base.html"))]).has_own_templates());
}
