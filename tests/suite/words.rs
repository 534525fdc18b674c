//! What the theme itself says: in the language of the page, and in the site's own words.

use std::collections::{BTreeMap, BTreeSet};

use briefpress::parse::AddedWordKind;
use briefpress::theme::embedded_files;

use crate::project::Project;

const WELSH: &str = "=== briefings/popeth.md\n---\ntitle: Popeth\nlang: cy\ndate: 2026-10-01\nkey_messages: [Gofynnwch.]\n\
    actions: [{text: Ysgrifennwch., status: evidenced}]\n---\n\nTestun.\n";

/// The words of the default theme in one language: the forms of each, by key.
fn embedded(language: &str) -> BTreeMap<String, Vec<String>> {
    let name = format!("words/{language}.yaml");
    let (_, bytes) = embedded_files().find(|(file, _)| *file == name).unwrap();
    let words: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_slice(bytes).unwrap();
    let forms = |value: serde_yaml::Value| match value {
        serde_yaml::Value::Mapping(forms) => {
            forms.into_iter().map(|(_, form)| form.as_str().unwrap().to_owned()).collect()
        }
        text => vec![text.as_str().unwrap().to_owned()],
    };
    words.into_iter().map(|(key, value)| (key, forms(value))).collect()
}

/// The places in a text that are filled.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[test]
fn the_theme_says_in_welsh_all_that_it_says_in_english() {
    let (english, welsh) = (embedded("en"), embedded("cy"));
    assert!(english.len() > 100);
    assert!(english.keys().eq(welsh.keys()), "{:?}", (english.keys(), welsh.keys()));
    for (key, forms) in &english {
        for (english, welsh) in forms.iter().zip(&welsh[key]) {
            assert_eq!(places(english), places(welsh), "{key}");
            assert_ne!(english, welsh, "{key} is not translated");
        }
    }
}

#[test]
fn templates_ask_for_every_word_and_for_no_other() {
    let english = embedded("en");
    let templates: Vec<_> = embedded_files().filter(|(name, _)| name.starts_with("templates/")).collect();
    let texts: String = templates.iter().map(|(_, bytes)| str::from_utf8(bytes).unwrap()).collect();
    // What lists are called is in titles and menus, and the rest within texts, whatever the template; the program asks for
    // these.
    let in_bodies = AddedWordKind::ALL.iter().map(|kind| kind.key()).filter(|key| !key.is_empty());
    let by_program: Vec<&str> = ["list_", "facet_"].into_iter().chain(in_bodies).collect();
    let asked: BTreeSet<&str> = texts
        .split("word(key=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0))
        .chain(by_program)
        .collect();
    for key in &asked {
        let is_known = english.contains_key(*key)
            || english.keys().any(|known| known.starts_with(key) && key.ends_with('_'));
        assert!(is_known, "no word `{key}`");
    }
    for key in english.keys() {
        let is_asked = asked.contains(key.as_str())
            || asked.iter().any(|asked| asked.ends_with('_') && key.starts_with(asked));
        assert!(is_asked, "nobody asks for `{key}`");
    }
}

#[test]
fn a_welsh_page_of_an_english_site_is_told_in_welsh() {
    let project = Project::new(&format!("=== site.yaml\nlanguage: en-GB\n{WELSH}"));
    project.build();
    let page = project.read("briefings/popeth/index.html");
    for said in [
        "<h2 id=\"part-key-messages\">Negeseuon allweddol</h2>",
        ">1 Hydref 2026</time>",
        "Wedi&#39;i wneud, gyda thystiolaeth",
        "<footer class=\"colophon\" lang=\"en-GB\" dir=\"ltr\">",
        "<dt>Math</dt><dd lang=\"en-GB\">",
    ] {
        assert!(page.contains(said), "`{said}` is missing: {page}");
    }
    assert!(project.read("index.html").contains(">1 October 2026</time>"));
}

#[test]
fn a_welsh_site_is_told_in_welsh() {
    let project = Project::new(&format!("=== site.yaml\nlanguage: cy\n{WELSH}"));
    project.build();
    assert!(project.read("index.html").contains("1 briff, y diweddaraf yn gyntaf"));
    assert!(project.read("accessibility/index.html").contains("<h1>Datganiad hygyrchedd</h1>"));
    assert!(project.read("privacy/index.html").contains("Nid ydynt yn gosod cwcis"));
    assert!(project.read("404.html").contains("<title>Tudalen heb ei chanfod"));
    assert!(project.read("formats/index.html").contains("<h1>Fformatau</h1>"));
    project.edit("=== pages/hir.md\n---\ntitle: Hir\naliases: [/hen/]\n---\n## Un\n\nA.\n\n## Dau\n\nB.\n\n## Tri\n\nC.\n");
    project.build();
    assert!(project.read("hir/index.html").contains(">Cynnwys</summary>"));
    assert!(project.read("hen/index.html").contains("<h1>Mae&#39;r dudalen hon wedi symud</h1>"));
    // A changed word makes that page again.
    project.edit("=== themes/default/words/cy.yaml\nlist_moved: Wedi symud\n");
    project.build();
    assert!(project.read("hen/index.html").contains("<h1>Wedi symud</h1>"));
}

/// The margin of a printed page is the style sheet's, which knows no words of the theme.
#[test]
fn the_foot_of_a_handout_says_what_the_words_say() {
    let (_, sheet) = embedded_files().find(|(name, _)| *name == "static/style.css").unwrap();
    let sheet = str::from_utf8(sheet).unwrap();
    for language in ["en", "cy"] {
        let said = embedded(language)["printed"].concat();
        let rule = format!(":root:lang({language}){{--printed:\"{}\"}}", said.trim_end_matches('.'));
        assert!(sheet.contains(&rule), "{rule}");
    }
}

#[test]
fn a_page_at_a_former_address_keeps_the_policy_and_loads_nothing() {
    let project =
        Project::new("=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-02\naliases: [/old/]\n---\nText.\n");
    project.build();
    let page = project.read("old/index.html");
    for needed in [
        "content=\"default-src 'none'; base-uri 'none'; form-action 'none'\"",
        "<meta name=\"referrer\" content=\"no-referrer\">",
        "<meta name=\"color-scheme\" content=\"light dark\">",
    ] {
        assert!(page.contains(needed), "{needed}: {page}");
    }
}

#[test]
fn nothing_that_a_welsh_site_says_of_itself_is_english() {
    let project = Project::new(&format!("=== site.yaml\nlanguage: cy\ntitle: Briffiau dysgu\n{WELSH}"));
    project.build();
    let english = embedded("en");
    let welsh: BTreeSet<String> = embedded("cy").into_values().flatten().collect();
    // Words of one or two letters, and those that are the same in both, tell nothing.
    let told = |form: &String| {
        !form.contains('{') && form.len() > 3 && !welsh.iter().any(|said| said.contains(form.as_str()))
    };
    let forms: Vec<String> = english.into_values().flatten().filter(told).collect();
    assert!(forms.len() > 80);
    for page in [
        "index.html",
        "briefings/popeth/index.html",
        "404.html",
        "formats/index.html",
        "years/2026/index.html",
    ] {
        let html = project.read(page);
        for form in &forms {
            let form = form.replace('\'', "&#39;");
            for said in [format!(">{form}<"), format!("title=\"{form}\""), format!("aria-label=\"{form}\"")] {
                assert!(!html.contains(&said), "{page}: `{said}`");
            }
        }
    }
}

#[test]
fn a_site_calls_its_lists_what_it_likes() {
    let words =
        "=== themes/default/words/en.yaml\nfacet_audiences: By job\nlist_briefings: All our briefings\n";
    let site = "=== site.yaml\nlanguage: en-GB\n";
    let briefing = "=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-02\naudiences: [GPs]\n---\nText.\n";
    let project = Project::new(&format!("{site}{briefing}{words}"));
    let outcome = project.build();
    assert!(
        outcome.diagnostics.iter().all(|found| !found.code.0.starts_with("theme/")),
        "{:#?}",
        outcome.diagnostics
    );
    assert!(project.read("audiences/index.html").contains("<h1>By job</h1>"));
    assert!(project.read("briefings/a/index.html").contains(">All our briefings</a>"));
}

#[test]
fn a_language_that_the_theme_does_not_speak_is_marked() {
    let project = Project::new(&WELSH.replace("lang: cy", "lang: pl"));
    project.build();
    let page = project.read("briefings/popeth/index.html");
    assert!(page.contains("<h2 id=\"part-key-messages\" lang=\"en\">Key messages</h2>"), "{page}");
}

/// A text with everything to which the program adds a word.
const ADDED: &str = "| A |\n|---|\n| b |\n\n> [!NOTE]\n> c\n\n> [!TIP]\n> c\n\n> [!IMPORTANT]\n> c\n\n> [!WARNING]\n> c\n\n\
    > [!CAUTION]\n> c\n\n- [x] d\n- [ ] e\n\nf[^1] g[^1]\n\n[^1]: h\n";

#[test]
fn what_the_program_adds_to_a_text_is_in_the_language_of_its_page() {
    let english = [
        "aria-label=\"Table\"",
        "Note</p>",
        "Tip</p>",
        "Important</p>",
        "Warning</p>",
        "Caution</p>",
        "aria-label=\"Done\"",
        "aria-label=\"To do\"",
        "aria-label=\"Note 1\"",
        "aria-label=\"Notes\"",
        "aria-label=\"Back to the text of note 1\"",
        "aria-label=\"Back to the text of note 1, place 2\"",
    ];
    let welsh = [
        "aria-label=\"Tabl\"",
        "Nodyn</p>",
        "Awgrym</p>",
        "Pwysig</p>",
        "Rhybudd</p>",
        "Gofal</p>",
        "aria-label=\"Wedi&#39;i wneud\"",
        "aria-label=\"I&#39;w wneud\"",
        "aria-label=\"Nodyn 1\"",
        "aria-label=\"Nodiadau\"",
        "aria-label=\"Yn ôl at destun nodyn 1\"",
        "aria-label=\"Yn ôl at destun nodyn 1, lle 2\"",
    ];
    for (of_site, lang, said, unsaid, marked) in [
        ("en-GB", "", &english, &welsh, 0),
        ("en-GB", "lang: cy\n", &welsh, &english, 0),
        ("cy", "", &welsh, &english, 0),
        ("cy", "lang: en\n", &english, &welsh, 0),
        // The theme does not speak Polish: alerts, boxes and ways to and from notes are marked.
        ("en-GB", "lang: pl\n", &english, &welsh, 11),
    ] {
        for file in ["briefings/a.md", "pages/a.md"] {
            let date = if file.starts_with('b') { "date: 2026-01-02\n" } else { "" };
            let project = Project::new(&format!(
                "=== site.yaml\nlanguage: {of_site}\n=== {file}\n---\ntitle: A\n{date}{lang}---\n{ADDED}"
            ));
            project.build();
            let output = if file.starts_with('b') { "briefings/a/index.html" } else { "a/index.html" };
            let page = project.read(output);
            let (_, body) = page.split_once("<main").unwrap();
            for word in said {
                assert!(body.contains(word), "{of_site} {lang}{file}: `{word}` is missing: {body}");
            }
            for word in unsaid {
                assert!(!body.contains(word), "{of_site} {lang}{file}: `{word}`");
            }
            assert!(!page.contains(['\u{1}', '\u{2}']), "{page}");
            let ways = ["class=\"alert-title\"", "1\"", "place 2\"", "Done\"", "To do\""];
            let is_marked = |way: &&str| body.matches(&format!("{way} lang=\"en\"")).count();
            assert_eq!(ways.iter().map(is_marked).sum::<usize>(), marked, "{of_site} {lang}{file}: {body}");
        }
    }
}

#[test]
fn a_site_says_in_texts_what_it_likes() {
    let words = "=== themes/default/words/en.yaml\nalert_note: Please <note>\nfootnote: {one: \"First note ({n})\", other: \"Note {n}\"}\n";
    let project =
        Project::new(&format!("=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-02\n---\n{ADDED}{words}"));
    project.build();
    let page = project.read("briefings/a/index.html");
    assert!(page.contains(">Please &lt;note&gt;</p>") && page.contains("\"First note (1)\""), "{page}");
}

#[test]
fn a_further_language_may_say_all_that_the_theme_says() {
    let lines: Vec<String> = embedded("en").keys().map(|key| format!("{key}: x\n")).collect();
    let words = lines.concat();
    let project = Project::new(&format!("{WELSH}=== themes/default/words/fr.yaml\n{words}"));
    let outcome = project.build();
    let of_theme: Vec<_> =
        outcome.diagnostics.iter().filter(|one| one.code.0.starts_with("theme/")).collect();
    assert!(of_theme.is_empty(), "{of_theme:#?}");
}

#[test]
fn a_page_is_written_in_the_direction_of_its_language() {
    const BRIEFINGS: &str = "=== briefings/a.md\n---\ntitle: Out of sight\ndate: 2026-01-02\nseries: {name: S, number: 1}\nthemes: [neglect]\n---\nText.\n\n\
        === briefings/b.md\n---\ntitle: حين يختفي الطفل\nlang: ar\ndate: 2026-01-03\nseries: {name: S, number: 2}\nthemes: [neglect]\n---\nنص.\n\n## القصة\n\nنص.\n";
    // The language of the site, a page, and what it has.
    let cases = [
        ("en-GB", "briefings/a/", "<html lang=\"en-GB\" dir=\"ltr\">"),
        ("en-GB", "briefings/a/", "<span lang=\"ar\" dir=\"rtl\">حين يختفي الطفل</span>"),
        ("en-GB", "briefings/b/", "<html lang=\"ar\" dir=\"rtl\">"),
        ("en-GB", "briefings/b/", "<header class=\"masthead\" lang=\"en-GB\" dir=\"ltr\">"),
        ("en-GB", "briefings/b/", "<h2 id=\"part-about\" lang=\"en\" dir=\"ltr\">"),
        ("en-GB", "briefings/b/", "<li lang=\"en\" dir=\"ltr\"><a href=\"#part-about\">"),
        ("en-GB", "briefings/b/", "<span lang=\"en-GB\" dir=\"ltr\">Out of sight</span>"),
        ("en-GB", "", "<h3 lang=\"ar\" dir=\"rtl\">"),
        ("ar", "briefings/a/", "<html lang=\"ar\" dir=\"rtl\">"),
        ("ar", "", "<html lang=\"ar\" dir=\"rtl\">"),
        ("cy", "briefings/a/", "<html lang=\"cy\" dir=\"ltr\">"),
    ];
    for (language, page, expected) in cases {
        let project = Project::new(&format!("=== site.yaml\nlanguage: {language}\n{BRIEFINGS}"));
        project.build();
        let html = project.read(&format!("{page}index.html"));
        assert!(html.contains(expected), "{language}, /{page} lacks {expected}: {html}");
    }
}

#[test]
fn an_explained_term_is_marked_where_it_is_in_another_language_than_the_page() {
    let own = "=== data/glossary.yaml\nentries:\n  hyb: {term: HYB, expansion: ours}\n";
    // The languages of the site and of the page, how the program's own term begins and how one of the site does.
    let cases = [
        ("en-GB", None, "<abbr", "<abbr"),
        ("en-GB", Some("en"), "<abbr", "<abbr"),
        ("en-GB", Some("cy"), "<abbr lang=\"en-GB\"", "<abbr lang=\"en-GB\""),
        ("cy", None, "<abbr lang=\"en-GB\"", "<abbr"),
        ("cy", Some("en"), "<abbr", "<abbr lang=\"cy\""),
    ];
    for (of_site, of_page, program, site) in cases {
        let lang = of_page.map(|tag| format!("lang: {tag}\n")).unwrap_or_default();
        let project = Project::new(&format!(
            "=== site.yaml\nlanguage: {of_site}\n{own}=== briefings/a.md\n---\ntitle: A\n{lang}date: 2026-01-02\n---\nMASH, HYB.\n"
        ));
        project.build();
        let page = project.read("briefings/a/index.html");
        let expected = format!(
            "{program} title=\"multi-agency safeguarding hub\">MASH</abbr>, {site} title=\"ours\">HYB</abbr>"
        );
        assert!(page.contains(&expected), "{of_site}, {of_page:?}: {page}");
    }
}

#[test]
fn a_site_says_single_words_in_its_own_way() {
    let words = "=== themes/default/words/en.yaml\nkey_messages: In short\nminutes: {one: \"{n} minute\", other: \"{n} minutes\"}\n";
    let english = WELSH.replace("lang: cy\n", "");
    let project = Project::new(&format!("{english}{words}"));
    let outcome = project.build();
    assert!(
        outcome.diagnostics.iter().all(|found| !found.code.0.starts_with("theme/")),
        "{:#?}",
        outcome.diagnostics
    );
    let page = project.read("briefings/popeth/index.html");
    assert!(page.contains(">In short</h2>") && page.contains("1 minute<"), "{page}");
    assert!(page.contains(">Actions</h2>"), "the others stay: {page}");
    // A changed word makes every page again.
    project.edit("=== themes/default/words/en.yaml\nkey_messages: In brief\n");
    project.build();
    assert!(project.read("briefings/popeth/index.html").contains(">In brief</h2>"));
}

#[test]
fn mistakes_in_words_are_found() {
    for (words, code, said) in [
        ("key_mesages: In short\n", "theme/file", "no template asks for the word `key_mesages`"),
        ("key_messages: [a, b]\n", "theme/wrong-type", "key_messages"),
        ("minutes: \"{minutes} min\"\n", "theme/bad-value", "has a place for `minutes`, which nothing fills"),
        ("key_messages: \"{n} messages\"\n", "theme/bad-value", "has a place for `n`, which nothing fills"),
        ("minutes: \"{n min\"\n", "theme/bad-value", "has a `{` that is not closed"),
        ("minutes: {one: a, many: b}\n", "theme/bad-value", "has a form `many`, which is none"),
        ("minutes: {one: a}\n", "theme/bad-value", "has no form `other`"),
        ("footnote: \"{number}\"\n", "theme/bad-value", "has a place for `number`, which nothing fills"),
        ("- one\n", "theme/wrong-type", "the words of a theme"),
    ] {
        let project = Project::new(&format!("{WELSH}=== themes/default/words/cy.yaml\n{words}"));
        let found = project.try_build().unwrap().diagnostics;
        let is_found = found.iter().any(|one| one.code.0 == code && one.message.contains(said));
        assert!(is_found, "{words}: {found:#?}");
        // Whoever wrote the words finds the mistake there, and not in a template that says them.
        let elsewhere = found.iter().filter(|one| one.code.0.starts_with("theme/")).find(|one| {
            one.place.as_ref().is_none_or(|place| place.path.as_str() != "themes/default/words/cy.yaml")
        });
        assert!(elsewhere.is_none(), "{words}: {elsewhere:#?}");
    }
}

#[test]
fn a_template_of_the_site_fills_words_in_its_own_way() {
    let project = Project::new(&format!(
        "{WELSH}=== themes/default/words/cy.yaml\nnewer: \"{{by}} mwy newydd\"\n\
         === themes/default/templates/404.html\n{{% extends \"base.html\" %}}{{% block content %}}\
         <h1>{{{{ word(key=\"newer\", by=\"Tri\") }}}}</h1>{{% endblock %}}\n\
         === themes/default/templates/term.html\n{{% extends \"base.html\" %}}{{% block content %}}\
         <h1>{{{{ term.label }}}}</h1>{{% endblock %}}\n"
    ));
    project.edit("=== site.yaml\nlanguage: cy\n");
    project.build();
    assert!(project.read("404.html").contains("<h1>Tri mwy newydd</h1>"));
}

#[test]
fn a_nation_is_called_by_its_name() {
    for (language, name) in [("en-GB", "England."), ("cy", "Lloegr.")] {
        let project = Project::new(&format!(
            "=== site.yaml\nlanguage: {language}\n\
             === briefings/a.md\n---\ntitle: A\ndate: 2015-11-03\nreview: {{type: scr}}\n---\nText.\n"
        ));
        project.build();
        let page = project.read("review-types/scr/index.html");
        assert!(page.contains(name) && !page.contains("england."), "{page}");
    }
}

/// Texts of a page, each with the language it stands in.
fn texts_with_languages(html: &str) -> Vec<(String, String)> {
    const VOID: [&str; 6] = ["meta", "link", "br", "img", "input", "hr"];
    let (mut open, mut texts) = (Vec::<(Vec<u8>, Option<String>)>::new(), Vec::new());
    let text_of = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    for token in html5gum::Tokenizer::new(html) {
        match token.unwrap() {
            html5gum::Token::StartTag(tag) => {
                let language = tag.attributes.get(b"lang".as_slice()).map(|value| text_of(&value.value));
                if !VOID.contains(&text_of(&tag.name).as_str()) && !tag.self_closing {
                    open.push((tag.name.to_vec(), language));
                }
            }
            html5gum::Token::EndTag(tag) => {
                let at = open.iter().rposition(|(name, _)| *name == *tag.name);
                open.truncate(at.unwrap_or(open.len()));
            }
            html5gum::Token::String(text) => {
                let language = open.iter().rev().find_map(|(_, language)| language.clone());
                let is_shown = !open.iter().any(|(name, _)| matches!(name.as_slice(), b"title" | b"script"));
                if is_shown {
                    texts.push((text_of(&text).trim().to_owned(), language.unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    texts
}

#[test]
fn what_the_program_names_is_english_on_a_welsh_site_and_what_the_site_names_is_welsh() {
    let mut project = Project::new(
        "=== site.yaml\nlanguage: cy\ntitle: Briffiau dysgu\n\
         === data/themes.yaml\nentries:\n  cam-fanteisio:\n    label: Camfanteisio\n    definition: Hanes hir.\n\
         === briefings/cymraeg.md\n---\ntitle: Teitl\ndate: 2026-10-01\nsummary: Crynodeb.\n\
         themes: [cam-fanteisio, professional-curiosity]\nagencies: [police]\nharms: [domestic-abuse]\n\
         audiences: [gps]\nage_bands: [adult]\nsettings: [care-home]\ntags: [gair]\n\
         review: {type: lcspr}\nimprovements: [{text: Gwell., theme: professional-curiosity}]\n---\nTestun.\n\
         === briefings/english.md\n---\ntitle: Title\ndate: 2026-10-02\nsummary: In short.\nlang: en-GB\n\
         themes: [cam-fanteisio, professional-curiosity]\nreview: {type: scr}\nformat: seven-minute\n\
         questions: [{text: Who?, audiences: [gps]}]\n---\nText.\n\
         === briefings/hen.md\n---\ntitle: Hen\ndate: 2020-10-02\nsummary: Hen.\nthemes: [professional-curiosity]\n\
         format: case-study\nlifecycle: {state: withdrawn, reason: Hen.}\n---\nTestun.\n",
    );
    project.today = jiff::civil::date(2026, 11, 1);
    project.build();
    let registries = briefpress::config::Registries::embedded();
    let mut english: BTreeSet<String> = BTreeSet::new();
    let mut add = |label: &str, definition: Option<&str>| {
        english.extend([label.to_owned()].into_iter().chain(definition.map(str::to_owned)));
    };
    macro_rules! add_all {
        ($($kind:ident)*) => {
            $(for entry in registries.$kind.iter() { add(&entry.term.label, entry.definition.as_deref()); })*
        };
    }
    add_all!(themes harms agencies audiences review_types formats helplines age_bands settings glossary);
    let (mut in_english, mut in_welsh) = (BTreeSet::new(), 0);
    for (path, bytes) in project.outputs().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        for (text, language) in texts_with_languages(&String::from_utf8(bytes).unwrap()) {
            if english.contains(&text) {
                assert_eq!(language, "en-GB", "{path}: {text}");
                in_english.insert(text);
            } else if ["Camfanteisio", "Hanes hir.", "gair"].contains(&text.as_str()) {
                assert_eq!(language, "cy", "{path}: {text}");
                in_welsh += 1;
            }
        }
    }
    assert!(in_english.len() > 20 && in_welsh > 5, "{in_english:#?} {in_welsh}");
}
