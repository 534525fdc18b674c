//! Words of the registries: by key, label and synonym, and what happens to the others.

use super::*;

#[test]
fn words_are_found_by_key_label_and_synonym() {
    let cases = [
        ("harms: [neglect]", "neglect"),
        ("harms: [Neglect of a child]", "neglect"),
        ("harms: [CHILD  NEGLECT]", "neglect"),
        ("harms: neglect", "neglect"),
        ("harms: ['Neglect!']", "neglect"),
        ("themes: [Sharing information]", "information-sharing"),
        ("agencies: [Constabulary]", "police"),
        ("agencies: [CCG]", "health-commissioner"),
        ("agencies: [Integrated Care Board]", "health-commissioner"),
        ("agencies: [c.s.c.i.]", "csci"),
        ("audiences: [general practitioners]", "gps"),
        ("age_bands: [under 1]", "infant"),
        ("settings: [SCHOOL]", "school"),
        ("tags: [Winter plan]", "winter-plan"),
    ];
    for (line, key) in cases {
        let (front, diagnostics) = briefing(&format!("---\ntitle: A\ndate: 2015-11-03\n{line}\n---\n"));
        assert_eq!(shown(&diagnostics), "", "{line}");
        let front = front.unwrap();
        let lists = [
            &front.harms,
            &front.themes,
            &front.agencies,
            &front.audiences,
            &front.age_bands,
            &front.settings,
            &front.tags,
        ];
        let keys: Vec<_> = lists.into_iter().flatten().map(|term| term.key.as_str()).collect();
        assert_eq!(keys, [key], "{line}");
    }
}

#[test]
fn words_that_no_list_knows_are_told() {
    check_table(&[
        ("themes: [nope]", &["warning vocabulary/unknown-theme 4:10"]),
        ("harms: [Neglekt]", &["warning vocabulary/unknown-harm 4:9"]),
        ("agencies: [Polce]", &["warning vocabulary/unknown-agency 4:12"]),
        ("audiences: [Bishops]", &["warning vocabulary/unknown-audience 4:13"]),
        ("age_bands: [toddlers]", &["warning vocabulary/unknown-age-band 4:13"]),
        ("settings: [the moon]", &["warning vocabulary/unknown-setting 4:12"]),
        ("key_messages: [{text: a, theme: nope}]", &["warning vocabulary/unknown-theme 4:33"]),
        ("key_messages: [{text: a, agencies: nope}]", &["warning vocabulary/unknown-agency 4:36"]),
        ("questions: [{text: a, audiences: nope}]", &["warning vocabulary/unknown-audience 4:34"]),
        ("format: leaflet", &["vocabulary/unknown-format 4:9"]),
        ("review: {type: enquiry}", &["vocabulary/unknown-review-type 4:16"]),
        ("helplines: [chidline]", &["vocabulary/unknown-helpline 4:13"]),
        ("themes: ['!!!']", &["vocabulary/no-slug 4:10"]),
        ("tags: ['\u{2026}']", &["vocabulary/no-slug 4:8"]),
        ("tags: [nul]", &["vocabulary/no-slug 4:8"]),
        ("tags: [a, A]", &["warning vocabulary/duplicate-term 4:11"]),
        ("harms: [neglect, child neglect]", &["warning vocabulary/duplicate-term 4:18"]),
        ("agencies: [police, constabulary]", &["warning vocabulary/duplicate-term 4:20"]),
        ("agencies: [ICB, ICB]", &["warning vocabulary/duplicate-term 4:17"]),
        ("agencies: [CCG, ICB]", &[]),
        ("helplines: [nspcc, nspcc]", &["warning vocabulary/duplicate-term 4:20"]),
    ]);
}

#[test]
fn an_unknown_word_becomes_a_term() {
    let (front, _) =
        briefing("---\ntitle: A\ndate: 2015-11-03\nthemes: [County lines, information-sharing]\n---\n");
    let themes = front.unwrap().themes;
    assert_eq!((themes[0].key.as_str(), &*themes[0].label), ("county-lines", "County lines"));
    assert_eq!((themes[1].key.as_str(), &*themes[1].label), ("information-sharing", "Information sharing"));
}

#[test]
fn labels_are_shared_with_the_registry() {
    let registries = registries();
    let text = "---\ntitle: A\ndate: 2015-11-03\nharms: [neglect]\n---\n";
    let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
    let mut diagnostics = Vec::new();
    let (span, _) = split_front_matter(&source, &mut diagnostics);
    let kind = SourceKind::Briefing;
    let (front, _) = super::super::parse_front_matter(
        &source,
        span.unwrap(),
        kind,
        &registries,
        &mut crate::parse::Prose::default(),
        &mut diagnostics,
    );
    let label = &registries.harms.find("neglect").unwrap().term.label;
    assert!(std::sync::Arc::ptr_eq(label, &front.unwrap().harms[0].label));
}

#[test]
fn warnings_of_one_file_are_limited() {
    let tags: Vec<_> = (0..5_000).map(|at| format!("t{at}")).collect();
    let (front, diagnostics) =
        briefing(&format!("---\ntitle: A\ndate: 2015-11-03\nthemes: [{}]\n---\n", tags.join(", ")));
    assert_eq!(front.map(|front| front.themes.len()), Some(5_000));
    assert_eq!(diagnostics.len(), 100);
}

#[test]
fn findings_about_words_name_the_way_out() {
    let text = "---\ntitle: A\ndate: 2015-11-03\nthemes: [neglect, Informaton sharing, '3.5 hours', nope]\n\
                format: 7 minute briefing\nhelplines: [chidline]\nharms: [neglect, Child Neglect]\n---\n";
    insta::assert_snapshot!(shown(&briefing(text).1), @r"
    `7 minute briefing` is not a known format [vocabulary/unknown-format]
      at 5:9 `7 minute briefing`
      help: did you mean `seven-minute` (Seven-minute briefing)?
    `Neglect of a child` stands twice in `harms` [vocabulary/duplicate-term]
      at 7:18 `Child Neglect`
      at 7:9 first given here
      help: remove one of them
    `neglect` is not a known theme [vocabulary/unknown-theme]
      at 4:10 `neglect`
      note: it gets a page of its own, beside those of the known words
      help: this word belongs under `harms`
    `Informaton sharing` is not a known theme [vocabulary/unknown-theme]
      at 4:19 `Informaton sharing`
      note: it gets a page of its own, beside those of the known words
      help: did you mean `information-sharing` (Information sharing)?
    `3.5 hours` is not a known theme [vocabulary/unknown-theme]
      at 4:39 `'3.5 hours'`
      note: it gets a page of its own, beside those of the known words
      help: check the spelling, or add it to `data/themes.yaml`
    `nope` is not a known theme [vocabulary/unknown-theme]
      at 4:52 `nope`
      note: it gets a page of its own, beside those of the known words
      help: check the spelling, or add it to `data/themes.yaml`
    `chidline` is not a known helpline [vocabulary/unknown-helpline]
      at 6:13 `chidline`
      help: did you mean `childline` (Childline)?
    ");
}

#[test]
fn a_short_closed_list_is_told_whole() {
    let (_, found) = briefing("---\ntitle: A\ndate: 2015-11-03\nformat: leaflet\n---\n");
    insta::assert_snapshot!(shown(&found), @r"
    `leaflet` is not a known format [vocabulary/unknown-format]
      at 4:9 `leaflet`
      help: write one of `learning-brief`, `seven-minute`, or add it to `data/formats.yaml`
    ");
}
