//! `site.yaml`.

use super::*;
use crate::scaffold::{SchemaOf, schema_tests::hold_to_both};

fn read(written: &str) -> (Config, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let config = parse_config(&text("site.yaml", written), &mut diagnostics);
    hold_to_both(SchemaOf::Site, written, &diagnostics);
    (config, diagnostics)
}

/// Text, the findings in short, and words that the help of the first one has.
const CASES: [(&str, &[&str], &str); 46] = [
    ("titel: A", &["1:1 site/unknown-key"], "did you mean `title`?"),
    ("baseurl: https://a.org/", &["1:1 site/unknown-key"], "did you mean `base_url`?"),
    ("base-url: https://a.org/", &["1:1 site/unknown-key"], "did you mean `base_url`?"),
    ("wallpaper: red", &["1:1 site/unknown-key"], "allowed are `title`"),
    ("title: 3", &["1:8 site/wrong-type"], "`\"3\"`"),
    ("title: [a]", &["1:8 site/wrong-type"], "put quotes around it"),
    ("title: A\ntitle: B", &["2:1 yaml/duplicate-key"], "keep one"),
    ("title: A: B", &["1:9 yaml/syntax"], "quotes around the whole text"),
    ("- title", &["1:1 site/wrong-type"], "a key and a colon"),
    ("base_url: example.org", &["1:11 site/bad-value"], "as `https://www.example.org/learning/`"),
    ("base_url: https:///a", &["1:11 site/bad-value"], "the whole address"),
    ("base_url: https://a.org/?x=1", &["1:11 site/bad-value"], "the whole address"),
    ("base_url: https://a.org/../b", &["1:11 site/bad-value"], "the whole address"),
    ("base_url: https://me:pw@a.org/", &["1:11 site/bad-value"], "the whole address"),
    ("timezone: Europe/Lodnon", &["1:11 site/bad-value"], "did you mean `Europe/London`?"),
    ("timezone: London", &["1:11 site/bad-value"], "did you mean `Europe/London`?"),
    ("timezone: over there somewhere", &["1:11 site/bad-value"], "`Europe/London`"),
    ("language: english", &["1:11 site/bad-value"], "`en-GB`"),
    ("language: en_GB", &["1:11 site/bad-value"], "write `en-GB`"),
    ("language: no", &["1:11 site/wrong-type"], "`\"no\"`"),
    ("language: en-", &["1:11 site/bad-value"], "`en-GB`"),
    ("theme: ../other", &["1:8 site/bad-value"], "a folder in `themes/`"),
    ("theme: My Theme", &["1:8 site/bad-value"], "small letters"),
    ("paginate_by: 0", &["1:14 site/bad-value"], "from 1 to 1000"),
    ("paginate_by: 1001", &["1:14 site/bad-value"], "from 1 to 1000"),
    ("paginate_by: fifty", &["1:14 site/wrong-type"], "digits only"),
    ("feed_entries: -1", &["1:15 site/wrong-type"], "digits only"),
    ("smart_punctuation: yes", &["1:20 site/wrong-type"], "`smart_punctuation: true`"),
    ("exit_control: \"false\"", &["1:15 site/wrong-type"], "`exit_control: false`"),
    ("contact: unit@a.org", &["1:10 site/wrong-type"], "keys of `contact`"),
    ("contact: {email: unit at a.org}", &["1:18 site/bad-value"], "`safeguarding@example.org`"),
    ("contact: {email: unit@localhost}", &["1:18 site/bad-value"], "`safeguarding@example.org`"),
    ("contact: {phone: ask at the desk}", &["1:18 site/bad-value"], "digits and spaces"),
    ("contact: {phone: 01632960001}", &["1:18 site/wrong-type"], "`\"01632960001\"`"),
    ("contact: {url: www.a.org/x}", &["1:16 site/bad-value"], "`https://www.a.org/x`"),
    ("contact: {url: \"javascript:alert(1)\"}", &["1:16 site/bad-value"], "begins with `https://`"),
    ("contact: {mail: a@b.org}", &["1:11 site/unknown-key"], "did you mean `email`?"),
    ("licence: {url: \"https://a.org/\"}", &["1:10 site/missing-key"], "Open Government Licence"),
    ("colours: {accent: teal}", &["1:19 site/bad-value"], "six digits"),
    ("colours: {attention: \"#ffcc00\"}", &["1:22 site/bad-value"], "the nearest colour that can be read"),
    ("logo: logo.svg", &["1:7 site/bad-value"], "`static/logo.svg`"),
    ("logo: https://cdn.example.org/a.svg", &["1:7 site/bad-value"], "who reads this one"),
    ("logo: {dark: static/dark.svg}", &["1:7 site/missing-key"], "light: static/logo.svg"),
    ("logo: {light: static/a.svg, drak: static/b.svg}", &["1:29 site/unknown-key"], "did you mean `dark`?"),
    ("limits: {file: 5}", &["1:16 site/bad-value"], "from 1000 to"),
    ("limits: {page: 5000}", &["1:10 site/unknown-key"], "the only key here is `file`"),
];

#[test]
fn each_mistake_has_its_place_and_its_way_out() {
    for (written, findings, help) in CASES {
        let (_, diagnostics) = read(written);
        assert_eq!(brief(&diagnostics), findings, "{written:?}");
        let given = diagnostics[0].help.as_deref().unwrap_or("");
        assert!(given.contains(help), "{written:?}: {given}");
    }
}

#[test]
fn messages_read_well() {
    let mut all = String::new();
    for (written, _, _) in CASES {
        _ = writeln!(all, "{written:?}\n{}", shown(&read(written).1));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_bad_value_leaves_the_default_and_the_rest() {
    let (config, diagnostics) = read(
        "title: A\nbase_url: nowhere\nlanguage: x\ntimezone: x/y\ntheme: ?\npaginate_by: 0\nfooter: F\n",
    );
    assert_eq!(diagnostics.len(), 1, "a syntax error hides the rest: {}", shown(&diagnostics));
    assert_eq!(config, Config { is_whole: false, ..Config::default() });
    let (config, diagnostics) = read(
        "title: A\nbase_url: nowhere\nlanguage: x\ntimezone: x/y\ntheme: \"?\"\npaginate_by: 0\nfooter: F\n",
    );
    assert_eq!(diagnostics.len(), 5, "{}", shown(&diagnostics));
    let expected = Config {
        title: "A".to_owned(),
        base_url_given: true,
        footer: Some("F".to_owned()),
        is_whole: false,
        ..Config::default()
    };
    assert_eq!(config, expected);
}

#[test]
fn nothing_is_needed() {
    for written in ["", "# later\n", "title:\ncontact:\nlimits:\n", "---\n"] {
        assert_eq!(read(written), (Config::default(), Vec::new()), "{written:?}");
    }
}

#[test]
fn every_setting_is_read() {
    let (config, diagnostics) = read(
        "title: Learning\ndescription: \"What: why\"\nbase_url: https://a.org/sub\nlanguage: cy\n\
         timezone: europe/dublin\npublisher: The board\ntheme: plain\npaginate_by: 10\nfeed_entries: 5\n\
         smart_punctuation: true\nexit_control: true\nexit_url: https://www.example.org/weather\nlicence: OGL\nfooter: Bye\nlimits: {file: 20000}\n\
         colours: {accent: \"#5b2a86\"}\nchecks: {language/long-sentence: off, actions/overdue: error}\nlogo: static/logo.svg\n\
         contact:\n  name: Unit\n  email: unit@a.org\n  phone: \"01632 960 001\"\n  url: https://a.org/x?y#z\n",
    );
    assert_eq!(diagnostics, []);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(config.logo.as_ref().map(|logo| logo.light.value.as_str()), Some("static/logo.svg"));
    assert_eq!(config.theme_place.as_ref().map(|place| place.line), Some(7));
    let expected = Config {
        logo: config.logo.clone(),
        title: "Learning".to_owned(),
        description: text("What: why"),
        base_url: BaseUrl::parse("https://a.org/sub/").expect("it is an address"),
        base_url_given: true,
        language: "cy".to_owned(),
        timezone: "Europe/Dublin".to_owned(),
        publisher: text("The board"),
        theme: "plain".to_owned(),
        theme_place: config.theme_place.clone(),
        paginate_by: 10,
        feed_entries: 5,
        smart_punctuation: true,
        exit_control: true,
        exit_url: "https://www.example.org/weather".to_owned(),
        colours: Colours { accent: Colour::parse("#5b2a86").ok(), attention: None },
        contact: Contact {
            name: text("Unit"),
            email: text("unit@a.org"),
            phone: text("01632 960 001"),
            url: text("https://a.org/x?y#z"),
        },
        licence: Some(Licence { name: "OGL".to_owned(), url: None }),
        footer: text("Bye"),
        checks: config.checks.clone(),
        file_size_limit: 20_000,
        is_whole: true,
    };
    assert_eq!(config, expected);
    let checks: Vec<_> = config.checks.iter().map(|check| (check.code.value.as_str(), check.level)).collect();
    assert_eq!(checks, [("language/long-sentence", CheckLevel::Off), ("actions/overdue", CheckLevel::Error)]);
}
