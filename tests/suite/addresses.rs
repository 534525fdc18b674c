//! Every address of the contract, and links that work wherever the site is hosted.

use crate::builders::{icon, png};
use crate::project::{Project, error_codes, list};

/// A site that has something at every address.
const SITE: &str = "\
=== site.yaml
title: Learning
base_url: https://example.org/sub/
paginate_by: 2
=== pages/about.md
---
title: About
---
Who we are. [The first](../briefings/one.md#what-happened)
=== briefings/one.md
---
title: One
date: 2015-11-03
series: { name: Learning briefing, number: 1 }
review: { type: scr }
themes: [information sharing, escalation]
harms: [neglect]
agencies: [police]
audiences: [GPs]
tags: [winter]
questions: [{ text: What would you do?, audiences: [teachers] }]
key_messages: [{ text: Say so, theme: supervision }]
aliases: [/old/one/, /lb/1.html]
attachments:
  - { file: report.pdf, title: The report }
actions:
  - { id: A1, text: Write it down, owner: Police, due: 2016-01-31, status: done }
---
The first one.

## What happened

![A chart](chart.png)
=== briefings/two.md
---
title: Two
date: 2016-11-03
series: { name: Learning briefing, number: 2 }
review: { type: lcspr }
themes: [escalation]
---
See [the first](one.md).
=== briefings/three.md
---
title: Three
date: 2017-11-03
series: { name: Learning briefing, number: 3 }
themes: [escalation]
---
See [the theme](/themes/escalation/) and [about](/about/).
=== briefings/report.pdf
%PDF-1.4
";

/// The smallest picture: one dot.
const DOT: &[u8] = include_bytes!("../data/dot.png");

fn project() -> Project {
    let project = Project::new(SITE);
    project.write("briefings/chart.png", DOT);
    project.write("static/favicon.ico", &icon(&png(&[])));
    project.write("static/.well-known/security.txt", b"Contact: mailto:a@example.org\n");
    project
}

#[test]
fn what_the_program_makes_can_be_linked_to() {
    let project = Project::new("=== site.yaml\nbase_url: https://a.example.org/sub/\n");
    let address = |output: &str| output.trim_end_matches("index.html").to_owned();
    let briefing = |links: &str| {
        format!(
            "=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-02\naliases: [/former/]\nthemes: [escalation]\n\
             agencies: [police]\n---\nText. {links}\n"
        )
    };
    project.edit(&briefing(""));
    project.build();
    // Every page, feed and list of data, whether of the site, of a facet or of a term.
    let is_for_readers =
        |output: &String| [".html", ".xml", ".json", ".csv"].iter().any(|end| output.ends_with(end));
    let outputs: Vec<String> = project.outputs().into_keys().filter(is_for_readers).collect();
    let outputs: Vec<&String> =
        outputs.iter().filter(|output| *output != "staticwebapp.config.json").collect();
    assert!(outputs.len() > 30, "{outputs:?}");
    let links: Vec<String> =
        outputs.iter().map(|output| format!("[the {output}](/{})", address(output))).collect();
    project.edit(&briefing(&links.join(" ")));
    let outcome = project.try_build().unwrap();
    assert_eq!(error_codes(&outcome.diagnostics), Vec::<&str>::new(), "{}", list(&outcome.diagnostics));
    let page = project.read("briefings/a/index.html");
    for output in outputs {
        // A former address leads where the page is now.
        let there = if output == "former/index.html" { "briefings/a/".to_owned() } else { address(output) };
        let link = format!("<a href=\"/sub/{there}\">the {output}</a>");
        assert!(page.contains(&link), "`{link}` is missing: {page}");
    }
}

#[test]
fn a_misspelt_address_is_told_the_one_that_was_meant() {
    let project =
        Project::new("=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-02\n---\n[Words](/glosary/)\n");
    let found = project.refused();
    let helps: Vec<&str> = found.iter().filter_map(|finding| finding.help.as_deref()).collect();
    assert!(helps.contains(&"did you mean `/glossary/`?"), "{helps:?}");
}

#[test]
fn every_address_of_the_contract_is_there() {
    let project = project();
    project.build();
    let outputs = project.outputs();
    let expected = [
        "index.html",
        "page/2/index.html",
        "404.html",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "briefings.json",
        "actions.csv",
        "filter.json",
        "about/index.html",
        "briefings/one/index.html",
        "briefings/two/index.html",
        "briefings/three/index.html",
        "briefings/report.pdf",
        "briefings/chart.png",
        "favicon.ico",
        ".well-known/security.txt",
        "themes/index.html",
        "themes/escalation/index.html",
        "themes/escalation/page/2/index.html",
        "themes/escalation/feed.xml",
        "themes/information-sharing/index.html",
        "harms/index.html",
        "harms/neglect/index.html",
        "agencies/index.html",
        "agencies/police/index.html",
        "review-types/index.html",
        "review-types/scr/index.html",
        "review-types/lcspr/feed.xml",
        "formats/index.html",
        "formats/learning-brief/index.html",
        "audiences/index.html",
        "years/index.html",
        "years/2015/index.html",
        "tags/index.html",
        "tags/winter/index.html",
        "series/index.html",
        "series/learning-briefing/index.html",
        "old/one/index.html",
        "lb/1.html",
    ];
    for path in expected {
        assert!(outputs.contains_key(path), "{path} is missing; there are {:#?}", outputs.keys());
    }
    // Whoever has several pages of a list open tells them by their titles.
    let title = |path: &str| {
        let page = std::str::from_utf8(&outputs[path]).unwrap();
        page[page.find("<title>").unwrap() + 7..page.find("</title>").unwrap()].to_owned()
    };
    for folder in ["", "themes/escalation/"] {
        let (first, second) =
            (title(&format!("{folder}index.html")), title(&format!("{folder}page/2/index.html")));
        assert!(!first.contains("page"), "{first}");
        assert!(second.contains(", page 2") && second != first, "{second}");
    }
}

/// The values of `href` and `src` in a page.
fn references(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in ["href=\"", "src=\""] {
        for (at, _) in html.match_indices(attribute) {
            let rest = &html[at + attribute.len()..];
            found.push(rest[..rest.find('"').unwrap()].replace("&amp;", "&"));
        }
    }
    found
}

#[test]
fn every_link_inside_the_site_leads_somewhere() {
    let project = project();
    project.build();
    let outputs = project.outputs();
    let mut checked = 0;
    for (page, bytes) in outputs.iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = String::from_utf8(bytes.clone()).unwrap();
        for reference in references(&html) {
            let below = reference.strip_prefix("https://example.org").unwrap_or(&reference);
            if below.starts_with('#') || below.contains(':') {
                continue;
            }
            let (path, anchor) =
                below.split_once('#').map_or((below, None), |(path, anchor)| (path, Some(anchor)));
            let path = path
                .strip_prefix("/sub/")
                .unwrap_or_else(|| panic!("{page} links to {reference}, out of the subfolder"));
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.to_owned()
            };
            let target = outputs
                .get(&file)
                .unwrap_or_else(|| panic!("{page} links to {reference}, which is not there"));
            if let Some(anchor) = anchor {
                let target = String::from_utf8_lossy(target);
                assert!(
                    target.contains(&format!("id=\"{anchor}\"")),
                    "{page} links to {reference}: no such anchor"
                );
            }
            checked += 1;
        }
    }
    assert!(checked > 200, "only {checked} links");
}

#[test]
fn no_page_has_a_link_without_an_address() {
    let project = project();
    project.edit(
        "=== briefings/old.md\n---\ntitle: Old\ndate: 2014-01-01\nthemes: [thresholds, a theme of its own]\nharms: [self-neglect]\n\
         agencies: [probation]\naudiences: [midwives]\ntags: [only here]\nformat: audit\nreview: { type: dhr }\n\
         series: { name: Another series, number: 1 }\nlifecycle: { state: withdrawn, reason: Old }\n\
         questions: [{ text: Why?, audiences: [midwives] }]\nimprovements: [{ text: Say so, theme: thresholds, agencies: [probation] }]\n\
         ---\nText.\n",
    );
    project.build();
    for (page, bytes) in project.outputs().iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("href=\"\"") && !html.contains("src=\"\""), "{page}: {html}");
    }
    assert!(project.outputs().contains_key("briefings/old/index.html"));
}

#[test]
fn an_archive_names_what_took_the_place_of_a_review_type() {
    let project = project();
    project.build();
    let page = project.read("briefings/one/index.html");
    assert!(page.contains("Serious Case Review"), "{page}");
    assert!(page.contains("Local Child Safeguarding Practice Review"), "{page}");
    let term = project.read("review-types/scr/index.html");
    assert!(term.contains("Local Child Safeguarding Practice Review"), "{term}");
}

#[test]
fn series_have_previous_and_next() {
    let project = project();
    project.build();
    let page = project.read("briefings/two/index.html");
    assert!(
        page.contains("rel=\"prev\" href=\"/sub/briefings/one/\"")
            || page.contains("href=\"/sub/briefings/one/\" rel=\"prev\""),
        "{page}"
    );
    assert!(
        page.contains("rel=\"next\" href=\"/sub/briefings/three/\"")
            || page.contains("href=\"/sub/briefings/three/\" rel=\"next\""),
        "{page}"
    );
}

#[test]
fn a_former_address_leads_to_the_present_one() {
    let project = project();
    project.build();
    for path in ["old/one/index.html", "lb/1.html"] {
        let page = project.read(path);
        assert!(page.contains("url=/sub/briefings/one/"), "{page}");
        assert!(page.contains("rel=\"canonical\" href=\"https://example.org/sub/briefings/one/\""), "{page}");
    }
}

#[test]
fn a_picture_has_its_size_and_a_file_its_kind() {
    let project = project();
    project.build();
    let page = project.read("briefings/one/index.html");
    assert!(page.contains("src=\"/sub/briefings/chart.png\" width=\"1\" height=\"1\""), "{page}");
    assert!(page.contains("loading=\"lazy\""), "{page}");
    assert!(page.contains("PDF"), "{page}");
}

#[test]
fn a_pdf_has_its_pages() {
    let project = project();
    let body = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>\nendobj\n";
    project.write("briefings/report.pdf", format!("%PDF-1.4\n{body}").as_bytes());
    project.build();
    let page = project.read("briefings/one/index.html");
    assert!(page.contains("The report") && page.contains(" bytes") && !page.contains("2 pages"), "{page}");
    project.write("briefings/report.pdf", include_bytes!("../../briefings/out-of-sight-team-record.pdf"));
    project.build();
    let page = project.read("briefings/one/index.html");
    assert!(page.contains("1 page"), "{page}");
}

#[test]
fn open_data_is_valid_and_complete() {
    let project = project();
    project.build();
    let data: serde_json::Value = serde_json::from_str(&project.read("briefings.json")).unwrap();
    let titles: Vec<&str> =
        data["briefings"].as_array().unwrap().iter().map(|b| b["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Three", "Two", "One"]);
    assert_eq!(data["briefings"][2]["url"], "https://example.org/sub/briefings/one/");
    let actions = project.read("actions.csv");
    let mut table = csv::Reader::from_reader(actions.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][4], "Write it down");
    assert_eq!(&rows[0][8], "done");
}

#[test]
fn the_series_stands_once_above_the_title() {
    let project = project();
    project.build();
    let page = project.read("briefings/one/index.html");
    let (head, _) = page.split_once("<h1>").unwrap();
    assert_eq!(head.matches("/series/learning-briefing/").count(), 1, "{head}");
}

#[test]
fn the_sitemap_lists_pages_and_nothing_else() {
    let project = project();
    project.build();
    let sitemap = project.read("sitemap.xml");
    for address in ["", "about/", "briefings/one/", "themes/", "themes/escalation/"] {
        assert!(
            sitemap.contains(&format!("<loc>https://example.org/sub/{address}</loc>")),
            "{address}: {sitemap}"
        );
    }
    for address in ["404", "old/one", "page/2", "feed.xml"] {
        assert!(!sitemap.contains(address), "{address}: {sitemap}");
    }
    assert!(project.read("robots.txt").contains("Sitemap: https://example.org/sub/sitemap.xml"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, other) = (project(), project());
    let single = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    single.install(|| one.build());
    let many = rayon::ThreadPoolBuilder::new().num_threads(7).build().unwrap();
    many.install(|| other.build());
    let (one, other) = (one.outputs(), other.outputs());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &other[path], "{path} differs");
    }
}

#[test]
fn a_link_to_a_heading_that_had_to_step_aside_leads_to_it() {
    let project = Project::new(
        "\
=== site.yaml
base_url: https://example.org/
=== pages/about.md
---
title: About
---
[Below](#help) and [there](../briefings/one.md#actions)

## Help
=== briefings/one.md
---
title: One
date: 2015-11-03
---
[Below](#actions) and [there](../pages/about.md#help)

## Actions

They are in the report.
",
    );
    project.build();
    let (about, one) = (project.read("about/index.html"), project.read("briefings/one/index.html"));
    assert!(about.contains("id=\"help-2\"") && one.contains("id=\"actions-2\""), "{about}{one}");
    assert!(about.contains("href=\"#help-2\"") && about.contains("one/#actions-2\""), "{about}");
    assert!(one.contains("href=\"#actions-2\"") && one.contains("about/#help-2\""), "{one}");
}
