//! What people read: whole findings of whole sites, as a terminal shows them. One snapshot a family.

use std::fmt::Write as _;

use briefpress::build::{BuildOptions, Purpose, build};
use briefpress::diagnostic::{HumanStyle, Severity, render_human};

use crate::project::Project;

/// Name and site of a case; a site that begins with `---` is one briefing.
type Case = (&'static str, &'static str);

/// What sites without settings lack; a case about something else does not show it.
const UNSAID: [&str; 3] = ["site/base-url-missing", "site/no-contact", "site/no-licence"];

const FRONT_MATTER: [Case; 16] = [
    ("no front matter", "=== briefings/a.md\n# Learning from Child A\n"),
    ("an open front matter", "---\ntitle: A\ndate: 2019-01-01\n\nText.\n"),
    ("text before it", "=== briefings/a.md\n\n---\ntitle: A\ndate: 2019-01-01\n---\n"),
    ("a fence that is none", "---\ntitle: A\ndate: 2019-01-01\n----\nText.\n"),
    ("a key that is missing", "---\ntitle: A\n---\n"),
    ("a misspelt key", "---\ntitle: A\ndate: 2019-01-01\nlifecycle:\n  reveiw_due: 2020-01-01\n---\n"),
    ("a misspelt draft", "---\ntitle: A\ndate: 2019-01-01\ndrfat: true\n---\n"),
    ("a draft that is neither", "---\ntitle: A\ndate: 2019-01-01\ndraft: yes\n---\n"),
    ("a title that is no text", "---\ntitle: no\ndate: 2019-01-01\n---\n"),
    (
        "a number with a nought",
        "---\ntitle: A\ndate: 2019-01-01\nseries: {name: Learning briefing, number: 010}\n---\n",
    ),
    ("a day that does not exist", "---\ntitle: A\ndate: 2019-06-31\n---\n"),
    ("a day as people write it", "---\ntitle: A\ndate: 3/11/2019\n---\n"),
    (
        "a word that is not in the list",
        "---\ntitle: A\ndate: 2019-01-01\nlifecycle: {state: withdrawed}\n---\n",
    ),
    ("a slug that is none", "---\ntitle: A\ndate: 2019-01-01\nslug: ../../x\n---\n"),
    (
        "a list in two places",
        "---\ntitle: A\ndate: 2019-01-01\nkey_messages: [Say so]\n---\n## Key messages\n\n- Say so\n",
    ),
    (
        "a waiver without an end",
        "---\ntitle: A\ndate: 2019-01-01\nwaivers: [{code: language/summary, reason: Agreed}]\n---\n",
    ),
];

const YAML: [Case; 8] = [
    ("a colon in a text", "---\ntitle: Review: what we learned\ndate: 2019-01-01\n---\n"),
    ("a key twice", "---\ntitle: A\ndate: 2019-01-01\ntags: [a]\ntitle: B\n---\n"),
    ("an open quote", "---\ntitle: \"A\ndate: 2019-01-01\n---\n"),
    ("a tab", "---\ntitle: A\ndate: 2019-01-01\nreview:\n\ttype: scr\n---\n"),
    ("an alias", "---\ntitle: &a A\ndate: 2019-01-01\nsummary: *a\n---\n"),
    ("a tag", "---\ntitle: !!str 3\ndate: 2019-01-01\n---\n"),
    (
        "two documents",
        "=== site.yaml\ntitle: A\n---\ntitle: B\n=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n",
    ),
    (
        "lists within lists",
        "---\ntitle: A\ndate: 2019-01-01\nextra: [[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]\n---\n",
    ),
];

const TEXT: [Case; 15] = [
    ("HTML", "---\ntitle: A\ndate: 2019-01-01\n---\nSome <b>bold</b> words.\n"),
    ("a comment", "---\ntitle: A\ndate: 2019-01-01\n---\nText.\n\n<!-- ask legal about Sarah -->\n"),
    ("a script as a link", "---\ntitle: A\ndate: 2019-01-01\n---\n[Click](java&#115;cript:alert(1))\n"),
    ("a link to nowhere", "---\ntitle: A\ndate: 2019-01-01\n---\nThe [full report](#).\n"),
    (
        "a file that is not there",
        "---\ntitle: A\ndate: 2019-01-01\n---\nThe [other one](b.md).\n=== briefings/bb.md\n---\ntitle: B\ndate: 2019-01-01\n---\n",
    ),
    (
        "a heading that is not there",
        "---\ntitle: A\ndate: 2019-01-01\n---\n[Above](#what-hapened)\n\n## What happened\n",
    ),
    ("a link out of the site", "---\ntitle: A\ndate: 2019-01-01\n---\n[Mine](../../private.docx)\n"),
    (
        "a link to a draft",
        "---\ntitle: A\ndate: 2019-01-01\n---\n[Next](b.md)\n=== briefings/b.md\n---\ntitle: B\ndate: 2019-01-01\ndraft: true\n---\n",
    ),
    (
        "a picture that is none",
        "---\ntitle: A\ndate: 2019-01-01\n---\n![Chart](a.pdf)\n=== briefings/a.pdf\n%PDF-1.4\n",
    ),
    (
        "a picture that is always public",
        "---\ntitle: A\ndate: 2019-01-01\n---\n![Chart](/images/a.svg)\n=== static/images/a.svg\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"></svg>\n",
    ),
    (
        "a picture of another site",
        "---\ntitle: A\ndate: 2019-01-01\n---\n![Chart](https://example.org/a.png)\n",
    ),
    (
        "a drawing that runs",
        "---\ntitle: A\ndate: 2019-01-01\n---\n![Chart](a.svg)\n=== briefings/a.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\">\n  <rect onclick=\"go()\"/>\n</svg>\n",
    ),
    ("a note that is missing", "---\ntitle: A\ndate: 2019-01-01\n---\nText.[^1]\n"),
    ("a character that hides", "---\ntitle: A\ndate: 2019-01-01\n---\nSar\u{200B}ah said so.\n"),
    ("a control character", "---\ntitle: A\ndate: 2019-01-01\n---\nBe\u{7}ll.\n"),
];

const SITE: [Case; 12] = [
    (
        "an unknown setting",
        "=== site.yaml\ntitel: A\n=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n",
    ),
    (
        "an address without a scheme",
        "=== site.yaml\nbase_url: example.org\n=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n",
    ),
    (
        "settings under another name",
        "=== site.yml\ntitle: A\n=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n",
    ),
    ("no briefings", "=== breifings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n"),
    (
        "one id twice",
        "=== briefings/2019/a.md\n---\ntitle: A\ndate: 2019-01-01\nslug: x\n---\n=== briefings/2020/a.md\n---\ntitle: B\ndate: 2020-01-01\n---\n",
    ),
    (
        "one address twice",
        "---\ntitle: A\ndate: 2019-01-01\n---\n=== briefings/b.md\n---\ntitle: B\ndate: 2020-01-01\nslug: a\n---\n",
    ),
    (
        "one number twice",
        "---\ntitle: A\ndate: 2019-01-01\nseries: {name: Learning briefing, number: 7}\n---\n=== briefings/b.md\n---\ntitle: B\ndate: 2020-01-01\nseries: {name: Learning briefing, number: 7}\n---\n",
    ),
    ("a file where a folder is needed", "---\ntitle: A\ndate: 2019-01-01\naliases: [/feed.xml]\n---\n"),
    ("an unknown word", "---\ntitle: A\ndate: 2019-01-01\nthemes: [information sharring]\n---\n"),
    (
        "a registry with a mistake",
        "---\ntitle: A\ndate: 2019-01-01\n---\n=== data/themes.yaml\nentries:\n  - lable: A new theme\n",
    ),
    (
        "a registry that nobody knows",
        "---\ntitle: A\ndate: 2019-01-01\n---\n=== data/theme.yaml\nentries: []\n",
    ),
    (
        "a replacement that is not there",
        "---\ntitle: A\ndate: 2019-01-01\nlifecycle: {state: withdrawn, replaced_by: lb-8}\n---\n",
    ),
];

const ACTIONS: [Case; 6] = [
    ("no such table", "---\ntitle: A\ndate: 2019-01-01\nactions: actions.csv\n---\n"),
    (
        "an unknown column",
        "---\ntitle: A\ndate: 2019-01-01\nactions: a.csv\n---\n=== briefings/a.csv\nAction,Onwer\nDo it,Police\n",
    ),
    (
        "an unknown status",
        "---\ntitle: A\ndate: 2019-01-01\nactions: a.csv\n---\n=== briefings/a.csv\nAction,Status\nDo it,amber\n",
    ),
    (
        "a day that may be two",
        "---\ntitle: A\ndate: 2019-01-01\nactions: a.csv\n---\n=== briefings/a.csv\nAction,Due\nDo it,3/4/19\n",
    ),
    (
        "a row that is too long",
        "---\ntitle: A\ndate: 2019-01-01\nactions: a.csv\n---\n=== briefings/a.csv\nAction,Due\nDo it,2020-01-01,x,y\n",
    ),
    (
        "a table in the text",
        "---\ntitle: A\ndate: 2019-01-01\n---\n## Actions\n\n| Action | Due |\n|---|---|\n| Do it | 31/06/2020 |\n",
    ),
];

const THEME: [Case; 6] = [
    (
        "a misspelt filter",
        "---\ntitle: A\ndate: 2019-01-01\n---\n=== themes/default/templates/page.html\n{{ page.title | uper }}\n",
    ),
    (
        "a variable that no page has",
        "---\ntitle: A\ndate: 2019-01-01\n---\n=== themes/default/templates/404.html\n<p>{{ page.titel }}</p>\n",
    ),
    (
        "a block that is not closed",
        "---\ntitle: A\ndate: 2019-01-01\n---\n=== themes/default/templates/page.html\n{% extends \"base.html\" %}\n{% block content %}\n",
    ),
    (
        "a parent that is not there",
        "---\ntitle: A\ndate: 2019-01-01\n---\n=== themes/default/templates/page.html\n{% extends \"bse.html\" %}\n",
    ),
    (
        "a theme that is not there",
        "=== site.yaml\ntheme: plian\n=== themes/plain/theme.yaml\n=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n",
    ),
    ("a template that a briefing names", "---\ntitle: A\ndate: 2019-01-01\ntemplate: brifing.html\n---\n"),
];

/// Every case as people see it. A finding about the missing address of the site would stand in each, and is left out.
fn shown(cases: &[Case]) -> String {
    let mut text = String::new();
    for (name, site) in cases {
        let site =
            if site.starts_with("---") { format!("=== briefings/a.md\n{site}") } else { (*site).to_owned() };
        let mut outcome = Project::new(&site).try_build().unwrap();
        outcome.diagnostics.retain(|found| !UNSAID.contains(&found.code.0));
        assert!(!outcome.diagnostics.is_empty(), "nothing was found: {name}");
        let blocks = outcome.diagnostics.iter().any(|found| found.severity == Severity::Error);
        assert_eq!(outcome.published, !blocks, "{name}");
        for found in &outcome.diagnostics {
            assert!(
                found.severity < Severity::Error || found.help.is_some(),
                "no way out: {name}: {found:?}"
            );
        }
        let mut people = Vec::new();
        render_human(&outcome.diagnostics, HumanStyle::default(), &mut people).unwrap();
        let _ = writeln!(text, "## {name}\n\n{}", String::from_utf8(people).unwrap());
    }
    text
}

#[test]
fn of_the_front_matter() {
    insta::assert_snapshot!(shown(&FRONT_MATTER));
}

#[test]
fn of_yaml() {
    insta::assert_snapshot!(shown(&YAML));
}

#[test]
fn of_the_text() {
    insta::assert_snapshot!(shown(&TEXT));
}

#[test]
fn of_the_site() {
    insta::assert_snapshot!(shown(&SITE));
}

#[test]
fn of_actions() {
    insta::assert_snapshot!(shown(&ACTIONS));
}

#[test]
fn of_the_theme() {
    insta::assert_snapshot!(shown(&THEME));
}

/// Lines are read again only for what is shown: what people see must not tell.
#[test]
fn what_is_shown_in_full_has_its_lines() {
    let long = "One worker wrote to another worker who wrote to a third worker about a fourth one who had written \
                to the first worker about the letters that no worker had read since.\n\n";
    let text = format!("=== briefings/one.md\n---\ntitle: One\ndate: 2019-01-01\n---\n{}", long.repeat(8));
    let project = Project::new(&text);
    let shown = |excerpts: usize| {
        let options = BuildOptions { excerpts, purpose: Purpose::Check, ..project.options() };
        let found = build(&options).unwrap().diagnostics;
        let long = found.iter().filter(|found| found.code.0 == "language/long-sentence");
        let lines = long.filter_map(|found| found.place.as_ref()?.excerpt.as_ref()).count();
        let mut shown = Vec::new();
        render_human(&found, HumanStyle::default(), &mut shown).unwrap();
        (lines, String::from_utf8(shown).unwrap())
    };
    let (limit, all) = (HumanStyle::default().limit, shown(usize::MAX));
    assert_eq!((all.0, shown(limit).0, shown(0).0), (8, limit, 0));
    assert_eq!(shown(limit).1, all.1);
    assert_ne!(shown(0).1, all.1);
}
