//! `briefpress pack`: one file with all that those who sign a briefing off have to see, and nothing that is fetched.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use briefpress::build::foresee;
use briefpress::identity::{Seal, SealFile, SealKey};
use briefpress::model::Wanted;
use briefpress::pack::{Material, pack};
use briefpress::sealing::{Wish, change_seal};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use sha2::Digest as _;

use crate::project::{Project, SEAL_KEY, list, outputs_of};
use crate::run::{Run, run};

const SITE: &str = "\
=== site.yaml
title: Briefings
base_url: https://example.org/sub/
contact: {email: team@example.org}
=== briefings/seven.md
---
id: lib-7
title: Seven
date: 2026-12-03
published: 2026-12-03T09:30
draft: true
people: [{name: Jane Example, role: Independent chair}]
approval: {state: in-review, author: Business manager, second_reader: Named nurse, legal_check: false}
attachments: [{file: notes.txt, title: Notes for teams, retain_until: 2027-12-01}]
actions: [{text: Remind staff, owner: police, due: 2027-03-31, status: planned}]
waivers: [{code: actions/vague, reason: The panel's own words, by: Business manager, until: 2027-01-31}]
quotes: [{text: We must listen., by: Jane Example}]
---
Child A, aged 7, and two brothers moved to Fenshire on 12 March 2024. A teacher at Oakfield Primary School called 01632 960123.

![A road](road.png)

See [the newspaper](https://www.bbc.co.uk/news/uk-1), [the notes](notes.txt) and [eight](eight.md). Write to team@example.org.
=== briefings/notes.txt
Date of birth: 12/03/2017. NHS number 999 000 0018. Mrs Reed said so.
=== briefings/eight.md
---
title: Eight
date: 2025-01-05
series: {name: Ours, number: 8}
---
Words of eight.
=== briefings/secret.md
---
title: Otherwhere
date: 2027-01-01
attachments: [{file: hidden.txt}]
---
A text of Quillhampton that nobody may see yet.
=== briefings/hidden.txt
More of Quillhampton.
";

fn site() -> Project {
    let project = Project::new(SITE);
    project.write("briefings/road.png", include_bytes!("../data/dot.png"));
    project
}

fn packed(project: &Project, more: &[&str]) -> Run {
    run(project.root(), &[&["pack", "--today", "2026-11-26"], more].concat())
}

/// The pack of `lib-7`.
#[track_caller]
fn seven(project: &Project) -> String {
    let run = packed(project, &["lib-7"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "sign-off-lib-7.html\n"), "{}", run.stderr);
    fs::read_to_string(project.root().join("sign-off-lib-7.html")).unwrap()
}

fn tokens(html: &str) -> Vec<Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten().collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every opening tag: its name and its attributes.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let tags = tokens(html).into_iter().filter_map(|token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
            Some((text(&tag.name), attributes.collect()))
        }
        _ => None,
    });
    tags.collect()
}

/// The words of a file, blanks and line ends as one blank.
fn words(html: &str) -> String {
    let words = tokens(html).into_iter().filter_map(|token| match token {
        Token::String(words) => Some(text(&words)),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the table whose caption begins so, each as the words of its cells.
fn rows<'h>(html: &'h str, caption: &str) -> Vec<&'h str> {
    let table = html.split("<table").find(|table| table.contains(&format!("<caption>{caption}")));
    let table = table.unwrap_or_else(|| panic!("no table `{caption}`")).split("</table>").next().unwrap();
    table.split("<tr>").skip(2).collect()
}

#[test]
fn everything_that_those_who_sign_have_to_see_is_in_it() {
    let project = site();
    let html = seven(&project);
    let words = words(&html);
    for needed in [
        "Not public.",
        "Sign-off pack: Seven",
        "2026-12-03 09:30 (until then nothing of it is); not before draft: true is taken out",
        // What will be public.
        "Child A, aged 7, and two brothers moved to Fenshire on 12 March 2024.",
        "https://example.org/sub/briefings/seven/",
        "https://example.org/sub/feed.xml",
        "https://example.org/sub/actions.csv",
        "the description of a picture A road",
        "Notes for teams notes.txt",
        "2027-12-01, then copies on request",
        // What the checks say.
        "`briefings/seven.md` is not approved yet",
        // Who agreed.
        "Written by Business manager",
        "Second reader Named nurse",
        "Legal check not done",
        "Family informed not said",
        "The panel's own words",
        "Names under seal were not looked for: there is no seal, or no key to it.",
    ] {
        assert!(words.contains(needed), "{needed}\n{words}");
    }
    for (caption, finds) in [
        ("Dates of birth", &["12/03/2017", "999 000 0018"][..]),
        ("Ways to reach", &["01632 960123", "team@example.org"]),
        ("Dates (", &["12 March 2024", "3 December 2026", "31 March 2027"]),
        ("Ages", &["aged 7"]),
        ("Names", &["Child A", "Jane Example", "Mrs Reed"]),
        ("Places", &["Oakfield Primary School", "Fenshire"]),
        ("Numbers", &["two"]),
        ("Links", &["https://www.bbc.co.uk/news/uk-1", "/sub/briefings/eight/", "/sub/briefings/notes.txt"]),
    ] {
        let rows = rows(&html, caption);
        for find in finds {
            let cell = format!("<th scope=\"row\">{find}");
            assert!(rows.iter().any(|row| row.contains(&cell)), "{find} in {rows:#?}");
        }
        assert!(rows.iter().all(|row| row.contains("type=\"checkbox\"")), "{rows:#?}");
    }
    let row = |caption, find: &str| {
        let cell = format!("<th scope=\"row\">{find}");
        rows(&html, caption).into_iter().find(|row| row.contains(&cell)).unwrap()
    };
    assert!(row("Ways to reach", "team@example.org").contains("(may stand)"));
    assert!(row("Names", "Jane Example").contains("(may stand)"), "{:#?}", rows(&html, "Names"));
    assert!(!row("Ways to reach", "01632 960123").contains("(may stand)"));
    assert!(row("Ages", "aged 7").contains("line 14"), "{}", row("Ages", "aged 7"));
    assert!(row("Dates of birth", "999").contains("notes.txt"));
    // What is accepted is told with what it covers.
    assert!(rows(&html, "Waivers")[0].contains("briefings/seven.md:"), "{:?}", rows(&html, "Waivers"));
}

#[test]
fn nothing_is_in_it_that_it_is_not_for() {
    let project = site();
    let html = seven(&project);
    for other in ["Quillhampton", "Otherwhere", "Words of eight"] {
        assert!(!html.contains(other), "{other}");
    }
    // Nothing was built, and nothing is remembered.
    let made: BTreeSet<String> = outputs_of(project.root()).into_keys().collect();
    assert!(made.iter().all(|file| !file.starts_with("output") && !file.starts_with('.')), "{made:?}");
    // What a build publishes is the same with the pack beside it.
    let outputs = project.build();
    assert!(
        !project.outputs().keys().any(|file| file.contains("sign-off")),
        "{}",
        list(&outputs.diagnostics)
    );
}

#[test]
fn it_needs_nothing_else() {
    let project = site();
    let html = seven(&project);
    let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style.as_bytes()));
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    );
    assert!(!style.contains("url(") && !style.contains("@import"), "{style}");
    let mut policies = 0;
    let mut pictures = 0;
    for (name, attributes) in tags(&html) {
        assert!(
            !["script", "link", "iframe", "object", "embed", "base", "form", "svg"].contains(&&*name),
            "{name}"
        );
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on"), "{name} {attribute}");
            assert_ne!(attribute, "style", "{name}");
            match (name.as_str(), attribute.as_str()) {
                ("img", "src") => {
                    assert!(value.starts_with("data:image/png;base64,"), "{value}");
                    pictures += 1;
                }
                ("a", "href") => {}
                ("meta", "content") if value.starts_with("default-src") => {
                    assert_eq!(value, policy);
                    policies += 1;
                }
                (_, "src" | "href" | "srcset" | "action" | "data" | "poster" | "background" | "cite") => {
                    panic!("{name} {attribute}={value}")
                }
                _ => {}
            }
        }
    }
    assert_eq!((policies, pictures), (1, 1));
}

#[test]
fn it_can_be_read_by_everybody() {
    let project = site();
    let html = seven(&project);
    let tags = tags(&html);
    let values = |wanted: &str| -> Vec<String> {
        let attributes = tags.iter().flat_map(|(_, attributes)| attributes);
        attributes.filter(|(name, _)| name == wanted).map(|(_, value)| value.clone()).collect()
    };
    let ids = values("id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for label in values("aria-labelledby") {
        assert!(unique.contains(&label), "{label}");
    }
    for address in values("href").iter().filter_map(|address| address.strip_prefix('#')) {
        assert!(unique.contains(&address.to_owned()), "#{address}");
    }
    let levels: Vec<u32> = tags
        .iter()
        .filter_map(|(name, _)| name.strip_prefix('h').and_then(|level| level.parse().ok()))
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{levels:?}");
    let count = |name: &str| tags.iter().filter(|(known, _)| known == name).count();
    assert_eq!(count("table") - html.matches("<table>\n<thead>").count(), count("caption"));
    let boxes: Vec<_> = tags.iter().filter(|(name, _)| name == "input").collect();
    let labelled =
        boxes.iter().filter(|(_, attributes)| attributes.iter().any(|(name, _)| name == "aria-label"));
    assert_eq!(labelled.count() + html.matches("<label><input type=\"checkbox\">").count(), boxes.len());
    assert!(boxes.len() > 30);
}

#[test]
fn hostile_words_stay_words() {
    let project = Project::new(
        "=== briefings/a.md\n---\ntitle: '\"><script>alert(1)</script>{{ pack }}'\ndate: 2026-01-05\nid: a\n\
         approval: {state: approved, by: '<img src=x onerror=y>', date: 2026-01-05}\n\
         attachments: [{file: n.txt, title: '</td><script>'}]\n\
         waivers: [{code: language/long-sentence, match: '<b>', reason: '</table><iframe>', by: '<u>', until: 2027-01-01}]\n---\n\
         Text with `</div></section><script src=//evil.example>` and ![\" onload=\"x](road.png) and [a](https://example.org/?\"><b>).\n\n\
         ![x](gone.png \"</style><script>\")\n=== briefings/n.txt\nborn 12/03/2017 <script>alert(2)</script>\n",
    );
    project.write("briefings/road.png", include_bytes!("../data/dot.png"));
    project.write("briefings/gone.png", include_bytes!("../data/dot.png"));
    let run = packed(&project, &["a"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let html = fs::read_to_string(project.root().join("sign-off-a.html")).unwrap();
    for (name, attributes) in tags(&html) {
        assert!(!["script", "iframe", "b", "u"].contains(&&*name), "{name}\n{html}");
        assert!(!attributes.iter().any(|(name, _)| name.starts_with("on")), "{attributes:?}");
    }
    assert!(words(&html).contains("\"><script>alert(1)</script>{{ pack }}"), "{html}");
    let open = html.find("<div class=\"page\"").unwrap();
    let page = &html[open..open + html[open..].find("<caption>Public too").unwrap()];
    assert_eq!(page.matches("<div").count(), page.matches("</div>").count() + 1, "{page}");
}

#[test]
fn words_of_fields_and_pages_within_the_page_are_in_it() {
    let project = site();
    project.edit(
        "=== site.yaml\ntitle: Briefings\nbase_url: https://example.org/sub/\ntheme: ours\n\
         === themes/ours/templates/briefing.html\n{% extends \"__theme/briefing.html\" %}{% block more %}\
         <input value=\"Fenshire by value\"><iframe srcdoc=\"<p>Fenshire within</p>\"></iframe>\
         <select><option label=\"Fenshire by label\">A</option></select><ol><li value=\"3\">Third</li></ol>{% endblock %}\n",
    );
    let html = seven(&project);
    for word in ["Fenshire by value", "Fenshire within", "Fenshire by label"] {
        assert!(words(&html).contains(word), "{word}");
    }
    assert!(!html.contains("`value` of `li`"));
}

#[test]
fn the_same_day_makes_the_same_pack() {
    let project = site();
    let first = seven(&project);
    assert_eq!(first, seven(&project));
    let run = packed(&project, &["briefings/seven.md", "--output", "other.html"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "other.html\n"), "{}", run.stderr);
    assert_eq!(first, fs::read_to_string(project.root().join("other.html")).unwrap());
    let later = run_on(&project, "2026-12-04");
    assert!(later.contains("2026-12-04 with") && !later.contains("until then nothing of it is"));
}

fn run_on(project: &Project, day: &str) -> String {
    let run = run(project.root(), &["pack", "lib-7", "--today", day]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    fs::read_to_string(project.root().join("sign-off-lib-7.html")).unwrap()
}

#[test]
fn it_is_written_only_where_it_stays_private() {
    let project = site();
    project.build();
    let before = outputs_of(project.root());
    for file in ["output/p.html", "static/p.html", "briefings/p.html", "pages/p.html", "nowhere/p.html"] {
        let _ = fs::create_dir(project.root().join(Path::new(file).parent().unwrap()));
        if file.starts_with("nowhere") {
            fs::remove_dir(project.root().join("nowhere")).unwrap();
        }
        let run = packed(&project, &["lib-7", "--output", file]);
        assert_eq!(run.status, 2, "{file}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{}", run.stdout);
    }
    assert_eq!(before, outputs_of(project.root()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        seven(&project);
        let mode = fs::metadata(project.root().join("sign-off-lib-7.html")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_has_no_pack_is_told() {
    let project = site();
    project.edit(
        "=== briefings/broken.md\n---\ntitle: Broken\ndat: 2026-01-05\n---\nText.\n\
         === briefings/gone.md\n---\ntitle: Gone\ndate: 2026-01-05\nlifecycle: {state: purged}\n---\nText.\n",
    );
    for (name, status, says) in [
        ("lib-8", 2, "there is no briefing `lib-8`\nhelp: did you mean `lib-7`?"),
        ("briefings/none.md", 2, "there is no briefing `briefings/none.md`"),
        ("../x/y.md", 2, "is not in the site"),
        ("gone", 2, "`gone` was purged: there is nothing of it to sign"),
        ("broken", 1, "front-matter/unknown-key"),
    ] {
        let run = packed(&project, &[name]);
        assert_eq!(run.status, status, "{name}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{name}: {}", run.stderr);
    }
    // Errors elsewhere do not keep a pack from being made; it says that they are there.
    assert!(words(&seven(&project)).contains("in other files; briefpress check lists them."));
}

#[test]
fn a_theme_can_say_it_in_its_own_words() {
    let project = site();
    project
        .write("themes/default/templates/pack.html", b"<!doctype html><title>Pecyn {{ pack.title }}</title>");
    assert_eq!(seven(&project), "<!doctype html><title>Pecyn Seven</title>");
    project.write("themes/default/templates/pack.html", b"{{ pack.titel }}");
    let run = packed(&project, &["lib-7"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("themes/default/templates/pack.html:1"), "{}", run.stderr);
}

fn seal(names: &[&str]) -> Seal {
    let key = SealKey::of("a key that is only used in tests").unwrap();
    let mut file = SealFile::default();
    for name in names {
        assert_eq!(file.add(name, &key), Ok(briefpress::identity::Change::Done), "{name}");
    }
    file.open(&key).unwrap()
}

#[test]
fn names_under_seal_are_covered_wherever_they_stand() {
    let project = Project::new(
        "=== site.yaml\ntitle: Briefings\nbase_url: https://example.org/\n=== briefings/berenice-wyl.md\n---\ntitle: About Berenice Wyl\n\
         date: 2026-01-05\nsummary: Bérénice Wyl's story\ntags: [Wyl Berenice]\n\
         waivers: [{code: language/long-sentence, match: B. Wyl, reason: Of Berenice Wyl, by: B Wyl, until: 2027-01-01}]\n\
         attachments: [{file: wyl-berenice.txt, title: Notes on B. Wyl}]\n\
         actions: [{text: Visit Berenice Wyl, owner: all}]\n---\n\
         Ber**e**nice *Wyl* and **Berenice**\n**Wyl** and [more](https://example.org/berenice-wyl) on 3 May 2024.\n\n\
         - Berenice\n- Wyl\n\n![Berenice Wyl](berenicewyl.png)\n=== briefings/wyl-berenice.txt\nBERENICE WYL, aged 7\n",
    );
    project.write("briefings/berenicewyl.png", include_bytes!("../data/dot.png"));
    // What is found is told as of a site that has the seal: with no part of a name.
    change_seal(project.root(), &SealKey::of(SEAL_KEY).unwrap(), "Berenice Wyl\n", Wish::Seal).unwrap();
    let (seen, foreseen) = foresee(
        &project.options(),
        Wanted::File(briefpress::source::SourcePath::new("briefings/berenice-wyl.md")),
    )
    .unwrap();
    let foreseen = foreseen.unwrap();
    let seal = seal(&["Berenice Wyl"]);
    let material = Material {
        site: &seen.site,
        briefing: &seen.site.briefings[0],
        source: &foreseen.source,
        outputs: &foreseen.outputs,
        mentioned: &foreseen.mentioned,
        found: &seen.outcome.diagnostics,
        waived: &seen.outcome.summary.waived,
        seal: Some(&seal),
        is_closed: false,
        theme: &foreseen.theme,
    };
    let html = String::from_utf8(pack(&material).unwrap().html).unwrap();
    let lower = html.to_lowercase();
    for name in ["berenice", "b\u{e9}r\u{e9}nice", "wyl"] {
        let at = lower.find(name);
        assert!(at.is_none(), "{}", &html[at.unwrap().saturating_sub(200)..at.unwrap() + 60]);
    }
    assert!(words(&html).contains("[sealed] and [sealed] and"), "{html}");
    assert!(rows(&html, "Names under seal")[0].contains("the page"), "{html}");
    assert!(rows(&html, "Dates (").iter().any(|row| row.contains("3 May 2024")));
}
