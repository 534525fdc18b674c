//! The pages that every site has, and the files for hosts.

use crate::project::Project;

const PAGES: [&str; 5] = ["about", "accessibility", "get-help-now", "glossary", "privacy"];

const BRIEFING: &str =
    "=== briefings/one.md\n---\ntitle: One\ndate: 2026-01-02\naliases: [/old/seven/]\n---\nText.\n";

#[test]
fn a_site_without_pages_has_those_that_every_site_should_have() {
    let project = Project::new(&format!(
        "{BRIEFING}=== site.yaml\npublisher: A board\nbase_url: https://www.example.org/sub/\n\
         contact: {{ email: office@example.org }}\n"
    ));
    project.build();
    let index = project.read("index.html");
    for page in PAGES {
        let html = project.read(&format!("{page}/index.html"));
        assert_eq!(html.matches("<h1>").count(), 1, "{page}");
        assert!(index.contains(&format!("href=\"/sub/{page}/\"")), "the foot of the index names {page}");
        assert!(project.read("sitemap.xml").contains(&format!("/sub/{page}/")), "{page}");
    }
    assert!(project.read("accessibility/index.html").contains("office@example.org"));
    assert!(project.read("get-help-now/index.html").contains("href=\"tel:"));
}

#[test]
fn a_page_of_the_site_takes_the_place_of_the_standing_one() {
    let project =
        Project::new(&format!("{BRIEFING}=== pages/privacy.md\n---\ntitle: Ours\n---\nOur words.\n"));
    project.build();
    assert!(project.read("privacy/index.html").contains("Our words."));
    assert_eq!(project.read("index.html").matches("/privacy/\"").count(), 1, "one link to it");
}

#[test]
fn a_site_in_another_language_gets_no_english_pages() {
    let project = Project::new(&format!("{BRIEFING}=== site.yaml\nlanguage: fr\n"));
    project.build();
    assert!(project.outputs().keys().all(|path| !path.starts_with("privacy/")));
}

#[test]
fn hosts_are_told_headers_and_redirects() {
    let project = Project::new(&format!("{BRIEFING}=== site.yaml\nbase_url: https://www.example.org/sub/\n"));
    project.build();
    for file in ["_headers", ".htaccess", "nginx.conf", "web.config", "staticwebapp.config.json"] {
        let text = project.read(file);
        assert!(text.contains("default-src 'none'") && text.contains("no-referrer"), "{file}: {text}");
        assert!(text.contains("/sub/"), "{file}: {text}");
    }
    assert_eq!(
        project.read("_redirects"),
        "/sub/old/seven/ /sub/briefings/one/ 301!\n/sub/old/seven/ /sub/briefings/one/ 301\n"
    );
    for file in [".htaccess", "nginx.conf", "web.config", "staticwebapp.config.json"] {
        let text = project.read(file);
        assert!(text.contains("old/seven/") && text.contains("/sub/briefings/one/"), "{file}: {text}");
    }
    let azure: serde_json::Value = serde_json::from_str(&project.read("staticwebapp.config.json")).unwrap();
    assert_eq!(azure["routes"][1]["statusCode"], 301);
    // On IIS a rule in a folder sees the address below that folder.
    let iis = project.read("web.config");
    assert!(
        iis.contains("<error statusCode=\"404\" path=\"sub\\404.html\" responseMode=\"File\" />"),
        "{iis}"
    );
    assert!(iis.contains("url=\"^old/seven/$\"") && iis.contains("mimeType=\"application/json\""), "{iis}");
    // On Apache a page that is not found has the headers as well.
    assert!(project.read(".htaccess").contains("Header always set Content-Security-Policy"));
    roxmltree::Document::parse(&project.read("web.config")).unwrap();
}

#[test]
fn a_file_for_a_host_in_static_takes_the_place_of_the_made_one() {
    let project = Project::new(&format!("{BRIEFING}=== static/_headers\n/*\n  X-Ours: yes\n"));
    project.build();
    assert!(project.read("_headers").contains("X-Ours"));
}

#[test]
fn more_redirects_than_azure_takes_are_left_to_the_pages() {
    let alias = |n: u32| format!("  - /archive/of/an/older/site/briefing-{n}/\n");
    let aliases: String = (0..400).map(alias).collect();
    let project = Project::new(&format!(
        "=== briefings/one.md\n---\ntitle: One\ndate: 2026-01-02\naliases:\n{aliases}---\nText.\n"
    ));
    project.build();
    let text = project.read("staticwebapp.config.json");
    assert!((19_000..=20_000).contains(&text.len()), "{} bytes", text.len());
    let azure: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(azure["routes"][0]["route"], "/assets/*");
    assert_eq!(project.read("_redirects").lines().count(), 2 * 400);
    assert!(project.outputs().contains_key("archive/of/an/older/site/briefing-399/index.html"));
}
