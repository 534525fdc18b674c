//! The files for hosts, held to what their readers take: the elements and attributes of IIS's schema, the published schema of
//! Azure Static Web Apps, and the forms and limits that Netlify and Cloudflare document.

use boon::{Compiler, Schemas};
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::project::{Project, list};

/// A site with former addresses and purged pages; `many` of the former.
fn site(many: usize) -> Project {
    let mut text = "=== site.yaml\nbase_url: https://www.example.org/sub/folder/\n".to_owned();
    for (number, first) in (0..many).step_by(250).enumerate() {
        let alias = |n: usize| format!("  - /archive/of/an/older/site/briefing-{n}/\n");
        let aliases: String = (first..many.min(first + 250)).map(alias).collect();
        let head = format!("title: Briefing {number}\ndate: 2026-01-02\naliases:\n");
        text.extend(["=== briefings/b", &number.to_string(), ".md\n---\n", &head, &aliases, "---\nText.\n"]);
    }
    text += "=== briefings/gone.md\n---\ntitle: Gone\ndate: 2026-01-02\naliases: [2019/gone.html]\n\
             lifecycle: {state: purged}\n---\nText.\n";
    let project = Project::new(&text);
    let outcome = project.build();
    let told: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.code.0 == "site/redirects-left")
        .map(|found| found.message.split(" takes").next().unwrap())
        .collect();
    let expected: &[&str] = match many {
        0..=3 => &[],
        _ => &["Azure Static Web Apps", "Cloudflare Pages", "IIS"],
    };
    assert_eq!(told, expected, "{}", list(&outcome.diagnostics));
    project
}

/// The elements of IIS's schema that are used, each with its children and attributes; `!` marks what must be there.
/// Source: Microsoft, IIS configuration reference (`IIS_schema.xml`, `rewrite_schema.xml`).
const IIS: [(&str, &[&str], &[&str]); 22] = [
    ("configuration", &["system.webServer", "location"], &[]),
    ("configuration/location", &["system.webServer"], &["!path"]),
    ("system.webServer", &["httpProtocol", "httpErrors", "staticContent", "rewrite"], &[]),
    ("system.webServer/httpProtocol", &["customHeaders"], &[]),
    ("httpProtocol/customHeaders", &["add", "remove", "clear"], &[]),
    ("customHeaders/add", &[], &["!name", "!value"]),
    ("customHeaders/remove", &[], &["!name"]),
    ("system.webServer/httpErrors", &["error", "remove", "clear"], &["errorMode", "existingResponse"]),
    (
        "httpErrors/error",
        &[],
        &["!statusCode", "subStatusCode", "prefixLanguageFilePath", "!path", "responseMode"],
    ),
    ("httpErrors/remove", &[], &["!statusCode", "subStatusCode"]),
    ("system.webServer/staticContent", &["mimeMap", "remove", "clear", "clientCache"], &[]),
    ("staticContent/mimeMap", &[], &["!fileExtension", "!mimeType"]),
    ("staticContent/remove", &[], &["!fileExtension"]),
    (
        "staticContent/clientCache",
        &[],
        &["cacheControlMode", "cacheControlMaxAge", "cacheControlCustom", "httpExpires"],
    ),
    ("system.webServer/rewrite", &["rules"], &[]),
    ("rewrite/rules", &["rule"], &[]),
    ("rules/rule", &["match", "action"], &["!name", "stopProcessing", "enabled", "patternSyntax"]),
    ("rule/match", &[], &["!url", "ignoreCase", "negate"]),
    (
        "rule/action",
        &[],
        &[
            "!type",
            "url",
            "redirectType",
            "appendQueryString",
            "statusCode",
            "subStatusCode",
            "statusReason",
            "statusDescription",
        ],
    ),
    ("location/system.webServer", &["staticContent", "httpProtocol"], &[]),
    ("rules/clear", &[], &[]),
    ("configuration/system.webServer", &["httpProtocol", "httpErrors", "staticContent", "rewrite"], &[]),
];

/// Attributes with a closed list of values.
const IIS_VALUES: [(&str, &[&str]); 5] = [
    ("errorMode", &["DetailedLocalOnly", "Custom", "Detailed"]),
    ("responseMode", &["File", "ExecuteURL", "Redirect"]),
    ("cacheControlMode", &["NoControl", "DisableCache", "UseMaxAge", "UseExpires"]),
    ("redirectType", &["Permanent", "Found", "SeeOther", "Temporary"]),
    ("type", &["None", "Rewrite", "Redirect", "CustomResponse", "AbortRequest"]),
];

fn assert_element(element: Node<'_, '_>) {
    let name = element.tag_name().name();
    let path = element
        .parent_element()
        .map_or(name.to_owned(), |parent| format!("{}/{name}", parent.tag_name().name()));
    let known = IIS.iter().find(|(known, ..)| *known == path);
    let (_, children, attributes) = known.unwrap_or_else(|| panic!("IIS has no `{path}`"));
    for attribute in element.attributes() {
        let name = attribute.name();
        assert!(
            attributes.iter().any(|known| known.trim_start_matches('!') == name),
            "`{path}` has no `{name}`"
        );
        if let Some((_, values)) = IIS_VALUES.iter().find(|(known, _)| *known == name) {
            assert!(values.contains(&attribute.value()), "{path} {name}: {}", attribute.value());
        }
    }
    for needed in attributes.iter().filter_map(|known| known.strip_prefix('!')) {
        assert!(element.has_attribute(needed), "`{path}` lacks `{needed}`");
    }
    for child in element.children() {
        assert!(
            child.is_element() || child.text().is_none_or(|text| text.trim().is_empty()),
            "text in `{path}`"
        );
        if child.is_element() {
            assert!(
                children.contains(&child.tag_name().name()),
                "`{path}` has no `{}`",
                child.tag_name().name()
            );
            assert_element(child);
        }
    }
}

#[test]
fn iis_takes_its_file() {
    for many in [0, 3, 2_500] {
        let text = site(many).read("web.config");
        // Over a larger file IIS answers each request with an error.
        assert!(text.len() <= 250 * 1024, "{} bytes", text.len());
        let document = Document::parse(&text).unwrap();
        assert_element(document.root_element());
        let all =
            |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).collect::<Vec<_>>();
        let mut keys: Vec<&str> = all("rule").iter().filter_map(|rule| rule.attribute("name")).collect();
        let rules = keys.len();
        assert_eq!(keys.iter().filter(|key| key.starts_with("gone")).count(), 4);
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), rules, "two rules have one name");
        assert!(if many < 2_500 { rules == many + 4 } else { rules > 1_000 }, "{rules} rules");
        for pattern in all("match").iter().filter_map(|rule| rule.attribute("url")) {
            assert!(
                pattern.starts_with('^') && pattern.ends_with('$') && !pattern.starts_with("^/"),
                "{pattern}"
            );
        }
        for header in all("add") {
            let before = header.prev_sibling_element().unwrap();
            assert!(before.has_tag_name("remove") && before.attribute("name") == header.attribute("name"));
        }
    }
}

#[test]
fn azure_takes_its_file() {
    let mut compiler = Compiler::new();
    let schema: Value = serde_json::from_str(include_str!("../data/staticwebapp.schema.json")).unwrap();
    compiler.add_resource("azure.json", schema).unwrap();
    let mut schemas = Schemas::new();
    let schema = compiler.compile("azure.json", &mut schemas).unwrap();
    for many in [0, 3, 2_500] {
        let text = site(many).read("staticwebapp.config.json");
        assert!(text.len() <= 20_000, "{} bytes", text.len());
        let whole: Value = serde_json::from_str(&text).unwrap();
        if let Err(error) = schemas.validate(&whole, schema) {
            panic!("{error}\n{text}");
        }
        for route in whole["routes"].as_array().unwrap() {
            let route = route["route"].as_str().unwrap();
            let star = route.find('*').unwrap_or(route.len());
            assert!(
                route.starts_with("/sub/folder/") && (star == route.len() || route.ends_with("/*")),
                "{route}"
            );
            assert!(!route.ends_with('/'), "a rule for a folder does not hold for its file: {route}");
        }
    }
    for wrong in [
        r#"{"routes": [{"redirect": "/a"}]}"#,
        r#"{"routes": [{"route": "/a", "redirect": "/b", "statusCode": 410}]}"#,
        r#"{"responseOverrides": {"410": {"rewrite": "/a"}}}"#,
        r#"{"redirects": []}"#,
    ] {
        let wrong: Value = serde_json::from_str(wrong).unwrap();
        assert!(schemas.validate(&wrong, schema).is_err(), "{wrong}");
    }
}

#[test]
fn netlify_and_cloudflare_take_theirs() {
    for many in [0, 3, 2_500] {
        let project = site(many);
        let redirects = project.read("_redirects");
        // Netlify takes the first, which holds though a page stands there; Cloudflare, which takes no mark, the second.
        let lines: Vec<&str> = redirects.lines().collect();
        assert_eq!(lines.len(), 2 * many + 4);
        // Netlify knows a number more than Cloudflare, which passes over such lines; so they stand after those that it takes.
        let (lines, gone) = lines.split_at(2 * many);
        for line in gone {
            let words: Vec<&str> = line.split(' ').collect();
            let [from, "/sub/folder/404.html", "410"] = words[..] else { panic!("{line}") };
            assert!(from.starts_with("/sub/folder/") && !line.contains(['*', ':', '#']), "{line}");
        }
        for pair in lines.chunks(2) {
            assert_eq!(pair[0], format!("{}!", pair[1]));
            let line = pair[1];
            assert!(line.len() <= 1_000, "{line}");
            let words: Vec<&str> = line.split(' ').collect();
            let [from, to, "301"] = words[..] else { panic!("{line}") };
            assert!(from.starts_with("/sub/folder/") && to.starts_with("/sub/folder/"), "{line}");
            // A star or a colon would make a pattern of it, of which Cloudflare takes a hundred.
            assert!(!line.contains(['*', ':', '#']), "{line}");
        }
        let headers = project.read("_headers");
        let blocks: Vec<&str> = headers.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(blocks, ["/sub/folder/*", "/sub/folder/assets/*"]);
        for line in headers.lines().filter(|line| !line.is_empty() && !line.starts_with('/')) {
            let (name, value) = line.strip_prefix("  ").and_then(|line| line.split_once(": ")).unwrap();
            assert!(line.len() <= 2_000 && !value.is_empty(), "{line}");
            assert!(name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-'), "{line}");
        }
    }
}

/// What each host is told of a file that search engines are to leave out, `FILE` for its address below the site.
const LEFT_OUT: [(&str, &str); 5] = [
    ("_headers", "\n/sub/folder/FILE\n  X-Robots-Tag: noindex\n"),
    (".htaccess", "  SetEnvIf Request_URI \"^/sub/folder/PATTERN$\" briefpress_unindexed\n"),
    ("nginx.conf", "if ($uri = \"/sub/folder/FILE\") { set $briefpress_robots noindex; }\n"),
    ("web.config", "  <location path=\"FILE\">\n"),
    ("staticwebapp.config.json", "\"route\": \"/sub/folder/FILE\""),
];

/// A briefing that lists a file and links or shows others.
fn with_files(name: &str, head: &str, listed: &str, linked: &str) -> String {
    format!(
        "=== briefings/{name}.md\n---\ntitle: {name}\ndate: 2026-01-02\n{head}attachments: [{{file: {listed}, title: The file}}]\n\
         ---\nSee [this]({linked}).\n=== briefings/{listed}\n{listed}\n=== briefings/{linked}\n{linked}\n"
    )
}

#[test]
fn hosts_ask_search_engines_to_leave_out_the_files_of_what_is_withdrawn() {
    const WITHDRAWN: &str = "lifecycle: {state: withdrawn, reason: Out of date}\n";
    for (what, head, listed, linked, left_out) in [
        ("withdrawn", WITHDRAWN, "own.txt", "linked.txt", &["own.txt", "linked.txt"][..]),
        ("one file is another's too", WITHDRAWN, "own.txt", "other.txt", &["own.txt"]),
        ("one file is a page's too", WITHDRAWN, "own.txt", "of-page.txt", &["own.txt"]),
        ("all files are others' too", WITHDRAWN, "other.txt", "of-page.txt", &[]),
        ("not to be listed", "indexing: false\n", "own.txt", "linked.txt", &["own.txt", "linked.txt"]),
        ("public", "", "own.txt", "linked.txt", &[]),
        ("archived", "lifecycle: {state: archived}\n", "own.txt", "linked.txt", &[]),
        ("a draft", "draft: true\n", "own.txt", "linked.txt", &[]),
        ("purged", "updated: 2026-01-03\nlifecycle: {state: purged}\n", "own.txt", "linked.txt", &[]),
    ] {
        let project = Project::new(&format!(
            "=== site.yaml\nbase_url: https://www.example.org/sub/folder/\n{}{}=== pages/about.md\n---\ntitle: About\n---\n\
             [This](../briefings/of-page.txt).\n=== briefings/of-page.txt\nof-page.txt\n",
            with_files("one", head, listed, linked),
            with_files("other", "", "other.txt", "another.txt"),
        ));
        project.build();
        for (file, form) in LEFT_OUT {
            let text = project.read(file);
            for name in ["own.txt", "linked.txt", "other.txt", "another.txt", "of-page.txt"] {
                let path = format!("briefings/{name}");
                let entry = form.replace("FILE", &path).replace("PATTERN", &path.replace('.', "\\."));
                let expected = usize::from(left_out.contains(&name));
                assert_eq!(text.matches(&entry).count(), expected, "{what}, {name} in {file}: {text}");
            }
            // Where there is nothing to say nothing is said.
            assert_eq!(text.contains("noindex"), !left_out.is_empty(), "{what}, {file}: {text}");
        }
    }
}

#[test]
fn what_hosts_are_told_of_files_follows_the_briefings_that_have_them() {
    let with = |head: &str| with_files("one", head, "own.txt", "linked.txt");
    let project = Project::new(&with(""));
    project.build();
    for (head, expected) in [("lifecycle: {state: withdrawn, reason: Out of date}\n", true), ("", false)] {
        project.edit(&with(head));
        project.build();
        assert_eq!(project.read("_headers").contains("/briefings/own.txt\n"), expected, "{head}");
    }
    project.edit(&with("lifecycle: {state: withdrawn, reason: Out of date}\n"));
    project.edit("=== briefings/b.md\n---\ntitle: B\ndate: 2026-01-02\nattachments: [{file: own.txt, title: The file}]\n---\nText.\n");
    project.build();
    let headers = project.read("_headers");
    assert!(!headers.contains("own.txt") && headers.contains("linked.txt"), "{headers}");
}

#[test]
fn more_files_than_a_host_takes_are_told() {
    for (many, expected) in [
        (98, vec![]),
        (99, vec!["Cloudflare Pages takes no more than 98 of 99 files"]),
        (
            1_500,
            vec![
                "Azure Static Web Apps takes no more than ",
                "Cloudflare Pages takes no more than 98 of 1500 files",
                "IIS takes no more than ",
            ],
        ),
    ] {
        let link = |n: usize| format!("[{n}](f{n}.txt)\n");
        let file = |n: usize| format!("=== briefings/f{n}.txt\n{n}\n");
        let (links, files): (String, String) = ((0..many).map(link).collect(), (0..many).map(file).collect());
        let head =
            "title: A\ndate: 2026-01-02\naliases: [old]\nlifecycle: {state: withdrawn, reason: Out of date}";
        let project = Project::new(&format!(
            "=== site.yaml\nbase_url: https://www.example.org/sub/folder/\n=== briefings/a.md\n---\n{head}\n---\n{links}{files}"
        ));
        let told: Vec<_> = project.build().diagnostics;
        let told: Vec<_> = told.iter().filter(|found| found.code.0 == "site/noindex-left").collect();
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for (found, expected) in told.iter().zip(expected) {
            assert!(found.message.starts_with(expected), "{}", found.message);
        }
        let (iis, azure) = (project.read("web.config"), project.read("staticwebapp.config.json"));
        assert!(iis.len() <= 250 * 1024 && azure.len() <= 20_000, "{} and {} bytes", iis.len(), azure.len());
        assert!(
            many < 1_500 || iis.len() > 240 * 1024 && azure.len() > 19_000,
            "{} and {} bytes",
            iis.len(),
            azure.len()
        );
        assert_element(Document::parse(&iis).unwrap().root_element());
    }
}
