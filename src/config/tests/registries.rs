//! `data/*.yaml`.

use super::*;

fn read(files: &[(&str, &str)]) -> (Registries, Vec<Diagnostic>) {
    let own: Vec<SourceText> =
        files.iter().map(|(name, written)| text(&format!("data/{name}.yaml"), written)).collect();
    let mut diagnostics = Vec::new();
    let registries = parse_registries(&own, &mut diagnostics);
    (registries, diagnostics)
}

/// File, text, the findings in short, and words that the help of the first one has.
const CASES: [(&str, &str, &[&str], &str); 40] = [
    ("theme", "", &["1:1 registry/unknown-file"], "did you mean `data/themes.yaml`?"),
    ("review_types", "", &["1:1 registry/unknown-file"], "did you mean `data/review-types.yaml`?"),
    ("colours", "", &["1:1 registry/unknown-file"], "files in `data/` are `themes.yaml`"),
    ("peple", "entries:\n", &["1:1 registry/unknown-file"], "did you mean `data/people.yaml`?"),
    (
        "people",
        "entries:\n  chair: {role: Chair}\n",
        &["2:10 registry/missing-key"],
        "name: what people read",
    ),
    (
        "people",
        "entries:\n  chair: {name: Ada Example, rol: Chair}\n",
        &["2:30 registry/unknown-key"],
        "`role`",
    ),
    (
        "themes",
        "curiosity: {label: A}",
        &["1:1 registry/missing-key", "1:1 registry/unknown-key"],
        "write `entries:`",
    ),
    ("themes", "entires:\n", &["1:1 registry/unknown-key"], "did you mean `entries`?"),
    ("themes", "replace: yes\nentries:\n", &["1:10 registry/wrong-type"], "`replace: true`"),
    ("themes", "entries: [a]", &["1:10 registry/wrong-type"], "below it"),
    ("themes", "entries:\n  - label: A\n", &["2:3 registry/wrong-type"], "below it"),
    ("themes", "- a", &["1:1 registry/wrong-type"], "a key and a colon"),
    ("themes", "entries:\n  a: A theme\n", &["2:6 registry/wrong-type"], "the keys of `a` below it"),
    (
        "themes",
        "entries:\n  a:\n    definition: B\n",
        &["3:5 registry/missing-key"],
        "label: what people read",
    ),
    ("themes", "entries:\n  a:\n", &["2:4 registry/missing-key"], "label: what people read"),
    ("themes", "entries:\n  Big Theme: {label: A}\n", &["2:3 registry/bad-value"], "write `big-theme`"),
    (
        "themes",
        "entries:\n  \"\u{4E2D}\": {label: A, colour: b}\n",
        &["2:3 registry/bad-value", "2:19 registry/unknown-key"],
        "",
    ),
    ("themes", "entries:\n  a: {label: A}\n  a: {label: B}\n", &["3:3 yaml/duplicate-key"], "keep one"),
    (
        "themes",
        "entries:\n  a: {label: New}\n  b: {label: NEW}\n",
        &["3:14 registry/duplicate-label"],
        "the key `a`",
    ),
    (
        "themes",
        "entries:\n  a: {label: information  SHARING}\n",
        &["2:14 registry/duplicate-label"],
        "the key `information-sharing`",
    ),
    ("themes", "entries:\n  a: {lable: A}\n", &["2:6 registry/missing-key", "2:7 registry/unknown-key"], ""),
    (
        "themes",
        "entries:\n  a: {label: A, helplines: [nspcc]}\n",
        &["2:17 registry/unknown-key"],
        "allowed are",
    ),
    ("themes", "entries:\n  a: {label: A, synonyms: [no]}\n", &["2:28 registry/wrong-type"], "`\"no\"`"),
    ("themes", "entries:\n  a: {label: 7}\n", &["2:14 registry/wrong-type"], "`\"7\"`"),
    (
        "harms",
        "entries:\n  a: {label: A, helplines: [nspc]}\n",
        &["2:29 registry/unknown-reference"],
        "did you mean `nspcc`?",
    ),
    (
        "harms",
        "entries:\n  a: {label: A, helplines: [zzzzzz]}\n",
        &["2:29 registry/unknown-reference"],
        "add it to `data/helplines.yaml`",
    ),
    (
        "harms",
        "entries:\n  a: {label: A, helplines: [The NSPCC]}\n",
        &["2:29 registry/bad-value"],
        "by its key",
    ),
    (
        "harms",
        "entries:\n  a: {label: A, exit_control: on}\n",
        &["2:31 registry/wrong-type"],
        "`exit_control: true`",
    ),
    (
        "bodies",
        "entries:\n  a: {label: A, role: polcie}\n",
        &["2:23 registry/unknown-reference"],
        "did you mean `police`?",
    ),
    (
        "bodies",
        "entries:\n  a: {label: A, nation: Wales}\n",
        &["2:25 registry/not-in-list"],
        "did you mean `wales`?",
    ),
    (
        "bodies",
        "entries:\n  a: {label: A, successor: a}\n",
        &["2:28 registry/circular-successor"],
        "has no `successor`",
    ),
    (
        "review-types",
        "entries:\n  a: {label: A, successor: srr}\n",
        &["2:28 registry/unknown-reference"],
        "did you mean `s",
    ),
    (
        "review-types",
        "entries:\n  a: {label: A, successor: b}\n  b: {label: B, successor: a}\n",
        &["2:28 registry/circular-successor", "3:28 registry/circular-successor"],
        "has no `successor`",
    ),
    (
        "review-types",
        "entries:\n  a: {label: A, from: 2015-02-30}\n",
        &["2:23 registry/impossible-date"],
        "check the day",
    ),
    (
        "review-types",
        "entries:\n  a: {label: A, to: 2015-13}\n",
        &["2:21 registry/bad-value"],
        "a month (`2014-06`)",
    ),
    (
        "review-types",
        "entries:\n  a: {label: A, from: the war}\n",
        &["2:23 registry/bad-value"],
        "a year (`2014`)",
    ),
    ("formats", "entries:\n  a: {label: A, minutes: 0}\n", &["2:26 registry/bad-value"], "from 1 to 240"),
    (
        "formats",
        "entries:\n  a: {label: A, expects: [questoins]}\n",
        &["2:27 registry/not-in-list"],
        "did you mean `questions`?",
    ),
    (
        "helplines",
        "entries:\n  a: {label: A, url: a.org, verified: 1/2/2020}\n",
        &["2:22 registry/bad-value", "2:39 registry/wrong-type"],
        "`https://a.org`",
    ),
    (
        "glossary",
        "entries:\n  a: {label: A}\n",
        &["2:6 registry/missing-key", "2:6 registry/missing-key", "2:7 registry/unknown-key"],
        "expansion: multi-agency safeguarding hub",
    ),
];

#[test]
fn each_mistake_has_its_place_and_its_way_out() {
    for (name, written, findings, help) in CASES {
        let (_, mut diagnostics) = read(&[(name, written)]);
        crate::diagnostic::sort(&mut diagnostics);
        assert_eq!(brief(&diagnostics), findings, "{name}: {written:?}");
        let given = diagnostics[0].help.as_deref().unwrap_or("");
        assert!(given.contains(help), "{name}: {written:?}: {given}");
        let path = diagnostics[0].place.as_ref().map(|place| place.path.to_string());
        assert_eq!(path, Some(format!("data/{name}.yaml")));
    }
}

#[test]
fn messages_read_well() {
    let mut all = String::new();
    for (name, written, _, _) in CASES {
        _ = writeln!(all, "{name}: {written:?}\n{}", shown(&read(&[(name, written)]).1));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn embedded_registries_have_no_finding() {
    let (registries, diagnostics) = read(&[]);
    assert!(diagnostics.is_empty(), "{}", shown(&diagnostics));
    assert_eq!(&registries, Registries::embedded());
    // A reference that points at nothing would have been taken out, so count what is left.
    let helplines = registries.harms.iter().map(|harm| harm.detail.helplines.len()).sum::<usize>();
    assert!(helplines > 50, "{helplines}");
    let successor =
        |key: &str| registries.review_types.find(key).and_then(|found| found.detail.successor.clone());
    assert_eq!(successor("scr").as_ref().map(crate::source::Slug::as_str), Some("lcspr"));
    assert!(registries.bodies.iter().all(|body| body.detail.role.is_some()));
    let icb = registries.bodies.find("Integrated care boards").map(|body| body.term.key.as_str());
    assert_eq!(icb, Some("icb"));
}

/// A name that finds another entry than the one whose list it stands in would mislead its author.
#[test]
fn embedded_names_find_their_own_entry() {
    fn check<T>(registry: &Registry<T>) {
        for entry in registry.iter() {
            for name in
                entry.synonyms.iter().map(String::as_str).chain([&*entry.term.label, entry.term.key.as_str()])
            {
                let found = registry.find(name).map(|found| &found.term.key);
                assert_eq!(found, Some(&entry.term.key), "{name}");
            }
        }
    }
    let registries = Registries::embedded();
    check(&registries.themes);
    check(&registries.harms);
    check(&registries.agencies);
    check(&registries.bodies);
    check(&registries.audiences);
    check(&registries.review_types);
    check(&registries.formats);
    check(&registries.helplines);
    check(&registries.glossary);
    check(&registries.age_bands);
    check(&registries.settings);
}

#[test]
fn a_file_extends_the_embedded_list() {
    let count = Registries::embedded().themes.iter().count();
    let (registries, diagnostics) = read(&[(
        "themes",
        "entries:\n  information-sharing: {label: Sharing}\n  transition: {label: Moving on, synonyms: leaving}\n",
    )]);
    assert_eq!(diagnostics, []);
    assert_eq!(registries.themes.iter().count(), count + 1);
    let find = |name: &str| registries.themes.find(name).map(|found| found.term.key.as_str());
    assert_eq!(find("sharing"), Some("information-sharing"));
    assert_eq!(find("LEAVING"), Some("transition"));
    assert_eq!(find("data sharing"), None, "an entry that is replaced loses its synonyms");
    let at = |registry: &Registry<Theme>| {
        registry.iter().position(|found| found.term.key.as_str() == "information-sharing")
    };
    assert_eq!(at(&registries.themes), at(&Registries::embedded().themes));
}

#[test]
fn a_file_may_replace_the_embedded_list() {
    let (registries, diagnostics) =
        read(&[("helplines", "replace: true\nentries:\n  ours: {label: Ours, phone: \"116 123\"}\n")]);
    assert!(
        diagnostics.is_empty(),
        "embedded harms that lose a helpline are no mistake: {}",
        shown(&diagnostics)
    );
    assert_eq!(registries.helplines.iter().count(), 1);
    assert!(registries.harms.iter().all(|harm| harm.detail.helplines.is_empty()));
    let (registries, diagnostics) = read(&[("settings", "replace: true\nentries:\n")]);
    assert_eq!((registries.settings.iter().count(), diagnostics), (0, Vec::new()));
}

#[test]
fn one_file_may_point_into_another() {
    let (registries, diagnostics) = read(&[
        ("harms", "entries:\n  a: {label: A, helplines: [ours]}\n"),
        ("helplines", "entries:\n  ours: {label: Ours}\n"),
    ]);
    assert_eq!(diagnostics, []);
    assert_eq!(registries.harms.find("a").map(|harm| harm.detail.helplines.len()), Some(1));
}

#[test]
fn what_points_nowhere_or_in_circles_is_taken_out() {
    let (registries, diagnostics) = read(&[(
        "bodies",
        "entries:\n  a: {label: A, successor: b, role: nobody}\n  b: {label: B, successor: a}\n  c: {label: C, successor: a}\n",
    )]);
    assert_eq!(diagnostics.len(), 4, "{}", shown(&diagnostics));
    for key in ["a", "b", "c"] {
        let body = &registries.bodies.find(key).expect("it is there").detail;
        assert_eq!((&body.successor, &body.role), (&None, &None), "{key}");
    }
    let pct = registries.bodies.find("pct").and_then(|body| body.detail.successor.clone());
    assert!(pct.is_some(), "what ends is kept");
}

#[test]
fn formats_go_by_the_names_that_people_give_them() {
    for (written, key) in [
        ("7-minute briefing", "seven-minute"),
        ("7 Minute Briefing", "seven-minute"),
        ("7MB", "seven-minute"),
        ("Learning summary", "learning-brief"),
        ("audit report", "audit"),
    ] {
        let found = Registries::embedded().formats.find(written);
        assert_eq!(found.map(|format| format.term.key.as_str()), Some(key), "{written}");
    }
}
