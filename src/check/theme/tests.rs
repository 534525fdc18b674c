use super::duties::{DUTIES, Dropped};
use super::specimens::specimens;
use crate::attachment::Unpacked;
use crate::check::Levels;
use crate::config::{Config, parse_config};
use crate::load::ThemeFile;
use crate::source::{SourcePath, SourceText};
use crate::theme::{Setting, Theme, embedded_files, parse_theme};

fn theme(own: &[(&str, String)]) -> Theme {
    let files: Vec<ThemeFile> = own
        .iter()
        .map(|(name, text)| ThemeFile {
            name: format!("templates/{name}"),
            path: SourcePath::new(format!("themes/ours/templates/{name}")),
            bytes: std::borrow::Cow::Owned(text.clone().into_bytes()),
            unpacked: Unpacked::default(),
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

/// What a theme that makes every specimen drops.
fn dropped(theme: &Theme, config: &Config) -> Vec<Dropped> {
    let (made, failed) = specimens(theme, config);
    assert!(failed.is_empty());
    // Without the pages that every site in English has, one less.
    assert!(matches!(made.len(), 9 | 10), "{}", made.len());
    super::duties::dropped(&made, config)
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
fn it_does_them_under_any_settings() {
    let theme = theme(&[]);
    for settings in [
        "base_url: https://example.org/sub/folder/\n",
        "language: cy\n",
        "language: fr-CA\n",
        "timezone: Pacific/Auckland\n",
        "exit_control: true\nexit_url: https://www.example.com/?q=a&b='c'\n",
        "paginate_by: 1\nfeed_entries: 1\n",
        "title: <Our \\ {{ title }}>\ncontact: {name: A & B, phone: 116 123}\n",
    ] {
        let mut found = Vec::new();
        let source = SourceText::new(SourcePath::new("site.yaml"), settings);
        let config = parse_config(&source, &mut found);
        assert!(found.is_empty(), "{settings}: {found:?}");
        assert_eq!(dropped(&theme, &config), [], "{settings}");
    }
}

#[test]
fn every_duty_is_missed_where_a_theme_drops_it() {
    type Edit = (&'static str, &'static str, &'static str);
    let overdue = "lifecycle.review_overdue";
    let cases: [(&[Edit], &[&str]); 13] = [
        (&[("base.html", "default-src", "default")], &["content security policy"]),
        (
            &[("base.html", "<html{{ written_in(language=page.language) }}>", "<html>")],
            &["language in its first tag"],
        ),
        (
            &[("briefing.html", "<h1>{{ briefing.title }}</h1>", "<h2>{{ briefing.title }}</h2>")],
            &["single heading of the first level"],
        ),
        (&[("base.html", "href=\"#part-main\"", "href=\"#part-gone\"")], &["link that skips to the content"]),
        (&[("base.html", "{{ site.exit }}", "")], &["exit control"]),
        (
            &[(
                "components.html",
                "<strong{{ said_in }}>{{ word(key=\"before_reading\") }}</strong> {{ content_note }}",
                "",
            )],
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
fn the_base_in_the_documentation_does_every_duty() {
    let documented = include_str!("../../../docs/themes.md");
    let (_, after) = documented.split_once("<!doctype html>").unwrap();
    let (base, _) = after.split_once("```").unwrap();
    let theme = theme(&[("base.html", format!("<!doctype html>{base}"))]);
    assert!(theme.has_own_templates());
    assert_eq!(dropped(&theme, &Config::default()), []);
}

#[test]
fn a_copy_of_an_original_is_no_theme_of_ones_own() {
    assert!(!theme(&[("base.html", original("base.html"))]).has_own_templates());
}

/// What is found of a theme whose templates are the site's own, each an original with one block of its own.
fn found_of(own: &[(&str, &str, &str)]) -> Vec<crate::diagnostic::Diagnostic> {
    let own = own.iter().map(|(name, block, text)| {
        let parent = format!("{{% extends \"__theme/{name}\" %}}\n");
        (*name, format!("{parent}{{% block {block} %}}{text}{{% endblock %}}"))
    });
    let mut found = Vec::new();
    let own: Vec<_> = own.collect();
    super::check_theme(&theme(&own), &Config::default(), &Levels::default(), &mut found);
    found
}

#[test]
fn a_page_that_fails_is_named_once_and_drops_no_duty() {
    let fails = "{% if briefing.helplines %}{{ briefing.helplines[0].fax }}{% endif %}";
    let found = found_of(&[("briefing.html", "help", fails)]);
    let [failing] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(failing.code.0, "theme/failing-page");
    assert!(
        failing.message.starts_with("the theme can not make the page of a briefing: "),
        "{}",
        failing.message
    );
    assert_eq!(failing.place.as_ref().unwrap().path.as_str(), "themes/ours/templates/briefing.html");
}

#[test]
fn what_every_page_drops_is_shown_in_the_frame() {
    let frame = original("base.html").replace("default-src", "default");
    let briefing = original("briefing.html").replace("{{ briefing.permalink }}", "");
    let own = theme(&[("base.html", frame), ("briefing.html", briefing)]);
    let mut found = Vec::new();
    super::check_theme(&own, &Config::default(), &Levels::default(), &mut found);
    let [dropped] = found.as_slice() else { panic!("{found:#?}") };
    assert!(dropped.message.starts_with("the theme shows no content security policy"), "{}", dropped.message);
    assert_eq!(dropped.place.as_ref().unwrap().path.as_str(), "themes/ours/templates/base.html");
}

#[test]
fn what_pages_share_fails_alone() {
    let found = {
        let mut found = Vec::new();
        let own = theme(&[("parts/exit.html", "{{ site.way_out.url }}".to_owned())]);
        super::check_theme(&own, &Config::default(), &Levels::default(), &mut found);
        found
    };
    let [failing] = found.as_slice() else { panic!("{found:#?}") };
    assert!(failing.message.starts_with("the theme can not make what pages share: "), "{}", failing.message);
}

#[test]
fn a_theme_without_end_fails_once() {
    let rows = format!("{{% for a in range(end=1700) %}}{}{{% endfor %}}", "x".repeat(10_000));
    let found = found_of(&[("404.html", "content", &rows)]);
    let [failing] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(failing.code.0, "theme/failing-page");
    assert!(failing.message.contains("larger than"), "{}", failing.message);
}
