//! Feeds by the rules of RFC 4287 and sitemaps by those of sitemaps.org 0.9, over sites that try to break them.
//!
//! The rules are written out here, so that no schema and no network is needed: required and single elements in any order,
//! dates of RFC 3339, absolute addresses, unique ids, and nothing that the specification does not name.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use roxmltree::{Document, Node};

use crate::project::Project;

const ATOM: &str = "http://www.w3.org/2005/Atom";
/// Of entries that are to be deleted, RFC 6721.
const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The elements that a feed may have, and how many of each: least and most.
const OF_FEED: [(&str, usize, usize); 13] = [
    ("author", 1, usize::MAX),
    ("category", 0, usize::MAX),
    ("contributor", 0, usize::MAX),
    ("generator", 0, 1),
    ("icon", 0, 1),
    ("id", 1, 1),
    ("link", 1, usize::MAX),
    ("logo", 0, 1),
    ("rights", 0, 1),
    ("subtitle", 0, 1),
    ("title", 1, 1),
    ("updated", 1, 1),
    ("entry", 0, usize::MAX),
];

/// The same for an entry. Authors may be left out, since the feed has one.
const OF_ENTRY: [(&str, usize, usize); 12] = [
    ("author", 0, usize::MAX),
    ("category", 0, usize::MAX),
    ("content", 0, 1),
    ("contributor", 0, usize::MAX),
    ("id", 1, 1),
    ("link", 0, usize::MAX),
    ("published", 0, 1),
    ("rights", 0, 1),
    ("source", 0, 1),
    ("summary", 0, 1),
    ("title", 1, 1),
    ("updated", 1, 1),
];

/// What is wrong with a feed.
fn faults_of_feed(text: &str) -> Vec<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let mut faults = Vec::new();
    let feed = document.root_element();
    if !feed.has_tag_name((ATOM, "feed")) {
        return vec!["the root is not an Atom feed".to_owned()];
    }
    let entries: Vec<Node<'_, '_>> =
        feed.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
    check_children(feed, &OF_FEED, &mut faults);
    let selves = links(feed, "self").count();
    if selves != 1 {
        faults.push(format!("the feed has {selves} links to itself"));
    }
    for (number, entry) in entries.iter().enumerate() {
        let before = faults.len();
        check_children(*entry, &OF_ENTRY, &mut faults);
        let has_content = entry.children().any(|node| node.has_tag_name((ATOM, "content")));
        if !has_content && links(*entry, "alternate").count() == 0 {
            faults.push("neither content nor an alternate link".to_owned());
        }
        for fault in &mut faults[before..] {
            *fault = format!("entry {number}: {fault}");
        }
    }
    let mut seen = BTreeSet::new();
    let ids = entries.iter().filter_map(|entry| text_of(*entry, "id")).chain(text_of(feed, "id"));
    faults.extend(
        ids.filter(|id| !seen.insert((*id).to_owned())).map(|id| format!("the id {id} stands twice")),
    );
    let deleted = feed.children().filter_map(|node| node.attribute("when"));
    let newest = entries.iter().filter_map(|entry| text_of(*entry, "updated")).chain(deleted).max();
    if let (Some(newest), Some(updated)) = (newest, text_of(feed, "updated"))
        && moment(newest) > moment(updated)
    {
        faults.push("an entry is newer than the feed".to_owned());
    }
    faults
}

fn links<'a, 'i: 'a>(node: Node<'a, 'i>, relation: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(|node| node.has_tag_name((ATOM, "link")))
        .filter(move |link| link.attribute("rel").unwrap_or("alternate") == relation)
}

fn text_of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.children().find(|child| child.has_tag_name((ATOM, name)))?.text()
}

/// Number and form of the elements of a feed or an entry.
fn check_children(node: Node<'_, '_>, allowed: &[(&str, usize, usize)], faults: &mut Vec<String>) {
    for child in node.children() {
        if child.is_text() && !child.text().unwrap_or_default().trim().is_empty() {
            faults.push("text between the elements".to_owned());
        }
        if !child.is_element() {
            continue;
        }
        let name = child.tag_name().name();
        if child.has_tag_name((TOMBSTONES, "deleted-entry")) {
            let has = |name: &str, is_right: fn(&str) -> bool| child.attribute(name).is_some_and(is_right);
            if !has("ref", is_absolute) || !has("when", is_rfc_3339) {
                faults.push("a tombstone is not as it has to be".to_owned());
            }
            continue;
        }
        if child.tag_name().namespace() != Some(ATOM) || !allowed.iter().any(|(known, ..)| *known == name) {
            faults.push(format!("an element `{name}` has no place here"));
        }
        if name != "entry" {
            faults.extend(fault_of_element(child, name));
        }
    }
    for (name, least, most) in allowed {
        let count = node.children().filter(|child| child.has_tag_name((ATOM, *name))).count();
        if count < *least || count > *most {
            faults.push(format!("{count} elements `{name}`"));
        }
    }
    let mut alternates = BTreeSet::new();
    for link in links(node, "alternate") {
        let kind = (link.attribute("type"), link.attribute("hreflang"));
        if !alternates.insert(kind) {
            faults.push("two alternate links of one type and language".to_owned());
        }
    }
}

/// What is wrong with one element.
fn fault_of_element(node: Node<'_, '_>, name: &str) -> Option<String> {
    let text = node.text().unwrap_or_default();
    let only_text = node.children().all(|child| child.is_text());
    let wrong = match name {
        "id" => !only_text || !is_absolute(text),
        "updated" | "published" => !only_text || !is_rfc_3339(text),
        "title" | "subtitle" | "summary" | "rights" => {
            let kind = node.attribute("type").unwrap_or("text");
            !only_text || kind != "text" || (name == "title" && text.trim().is_empty())
        }
        "link" => {
            let relation = node.attribute("rel").unwrap_or("alternate");
            let is_known = matches!(relation, "alternate" | "self" | "related" | "enclosure" | "via");
            !is_known
                || !node.attribute("href").is_some_and(is_absolute)
                || node.attribute("type").is_some_and(|kind| kind.split('/').count() != 2)
        }
        "category" => {
            node.attribute("term").is_none_or(str::is_empty)
                || node.attribute("scheme").is_some_and(|scheme| !is_absolute(scheme))
        }
        "author" | "contributor" => {
            let names = node.children().filter(|child| child.has_tag_name((ATOM, "name")));
            names.filter(|name| name.text().is_some_and(|name| !name.trim().is_empty())).count() != 1
        }
        _ => false,
    };
    wrong.then(|| {
        format!("`{name}` is not as it has to be: {:?}", &node.document().input_text()[node.range()])
    })
}

/// Whether an address names its scheme and has none of the characters that an IRI can not have.
fn is_absolute(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    let has_host =
        !matches!(scheme, "http" | "https") || rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty());
    let is_plain = !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    is_scheme && has_host && is_plain && !rest.is_empty()
}

/// Whether a text is a moment as RFC 3339 writes it, capital letters and all, as RFC 4287 wants it.
fn is_rfc_3339(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = b"0000-00-00T00:00:00";
    let of_shape = |at: usize| match shape[at] {
        b'0' => bytes[at].is_ascii_digit(),
        mark => bytes[at] == mark,
    };
    if bytes.len() < shape.len() + 1 || !(0..shape.len()).all(of_shape) {
        return false;
    }
    let zone = text[shape.len()..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let is_offset = zone.len() == 6 && zone.starts_with(['+', '-']) && &zone[3..4] == ":";
    (zone == "Z" || is_offset) && moment(text).is_some()
}

fn moment(text: &str) -> Option<jiff::Timestamp> {
    text.parse().ok()
}

/// What is wrong with a sitemap, or an index of sitemaps, of a site.
fn faults_of_sitemap(text: &str, base: &str) -> Vec<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let root = document.root_element();
    let item = match (root.tag_name().namespace(), root.tag_name().name()) {
        (Some(SITEMAP), "urlset") => "url",
        (Some(SITEMAP), "sitemapindex") => "sitemap",
        _ => return vec!["the root is no sitemap".to_owned()],
    };
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let items: Vec<Node<'_, '_>> = root.children().filter(Node::is_element).collect();
    if items.is_empty() || items.len() > 50_000 || text.len() > 50 * 1024 * 1024 {
        faults.push(format!("{} items in {} bytes", items.len(), text.len()));
    }
    for node in items {
        if !node.has_tag_name((SITEMAP, item)) {
            faults.push(format!("an element `{}` has no place here", node.tag_name().name()));
        }
        let mut places = 0;
        for field in node.children().filter(Node::is_element) {
            let text = field.text().unwrap_or_default();
            let is_right = match (field.tag_name().namespace(), field.tag_name().name()) {
                (Some(SITEMAP), "loc") => {
                    places += 1;
                    text.len() < 2_048 && text.starts_with(base) && is_absolute(text) && seen.insert(text)
                }
                (Some(SITEMAP), "lastmod") => is_rfc_3339(text) || text.parse::<jiff::civil::Date>().is_ok(),
                _ => false,
            };
            if !is_right {
                faults.push(format!("wrong: {}", &document.input_text()[field.range()]));
            }
        }
        if places != 1 {
            faults.push(format!("{places} addresses in one item"));
        }
    }
    faults
}

/// Titles and the like that have broken feeds.
const HOSTILE: [&str; 20] = [
    "]]>",
    "<![CDATA[ x ]]>",
    "</title></entry></feed>",
    "&amp;&lt;&nbsp;&bogus;",
    "<script>alert(1)</script>",
    "\"quotes\" and 'more'",
    "-->",
    "<?xml version=\"1.0\"?>",
    "{{ feed.title }}",
    "\u{5b50}\u{3069}\u{3082}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "\u{2028}line\u{2029}",
    "\u{E000}private use",
    "\u{FFFD}",
    "\u{A0}blank",
    "a/b?c=d&e#f",
    "https://example.org/",
    "%3Cscript%3E",
    "CON",
    "\u{10FFFD}",
];

fn hostile_site(settings: &str) -> Project {
    let mut text = format!("=== site.yaml\n{settings}");
    for (number, title) in HOSTILE.iter().enumerate() {
        let title = serde_json::to_string(title).unwrap();
        let day = number + 1;
        let language = if number % 2 == 0 { "en" } else { "cy" };
        let _ = write!(
            text,
            "=== briefings/case-{number}.md\n---\ntitle: {title}\ndate: 2019-01-{day:02}\nsummary: {title}\npublisher: {title}\n\
             themes: [escalation]\ntags: [\"tag {number}\"]\nharms: [neglect]\n\
             updates: [{{ date: 2020-03-29, note: {title} }}]\nlang: {language}\n---\nText.\n"
        );
    }
    Project::new(&text)
}

#[test]
fn every_feed_and_sitemap_follows_its_specification() {
    for (settings, base) in [
        ("title: \"Learning ]]> & <b>\"\nbase_url: https://example.org/\n", "https://example.org/"),
        (
            "title: T\ndescription: \"]]> & <i>\"\npublisher: \"A & B\"\nbase_url: https://example.org:8443/sub/folder/\n\
             timezone: Pacific/Chatham\nlanguage: cy\n",
            "https://example.org:8443/sub/folder/",
        ),
        (
            "base_url: https://example.org/\nfeed_entries: 3\ntimezone: Europe/London\n",
            "https://example.org/",
        ),
    ] {
        let project = hostile_site(settings);
        project.build();
        let mut feeds = 0;
        for (path, bytes) in project.outputs() {
            let text = String::from_utf8_lossy(&bytes);
            if path.ends_with("feed.xml") {
                feeds += 1;
                assert_eq!(faults_of_feed(&text), Vec::<String>::new(), "{path}: {text}");
                let own = format!("href=\"{base}{path}\"");
                assert!(text.contains(&own), "{path} does not name itself: {text}");
            } else if path.starts_with("sitemap") {
                assert_eq!(faults_of_sitemap(&text, base), Vec::<String>::new(), "{path}: {text}");
            }
        }
        assert!(feeds > 20, "only {feeds} feeds");
    }
}

#[test]
fn an_empty_site_has_valid_feeds_too() {
    let project = Project::new("");
    std::fs::create_dir(project.root().join("briefings")).unwrap();
    project.build();
    assert_eq!(faults_of_feed(&project.read("feed.xml")), Vec::<String>::new());
    assert_eq!(
        faults_of_sitemap(&project.read("sitemap.xml"), "http://localhost:4000/"),
        Vec::<String>::new()
    );
}

#[test]
fn the_id_of_an_entry_outlives_its_address_and_its_text() {
    let project = Project::new(
        "=== site.yaml\nbase_url: https://example.org/\n=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\nid: lb-1\n---\nText.\n",
    );
    project.build();
    let id = |feed: &str| {
        let document = Document::parse(feed).unwrap();
        let entry = document.descendants().find(|node| node.has_tag_name((ATOM, "entry"))).unwrap();
        text_of(entry, "id").unwrap().to_owned()
    };
    let first = id(&project.read("feed.xml"));
    project.edit(
        "=== briefings/one.md\n---\ntitle: Another\ndate: 2019-01-01\nid: lb-1\nslug: moved\nupdated: 2020-01-01\n---\nOther.\n",
    );
    project.build();
    assert_eq!(id(&project.read("feed.xml")), first);
}

#[test]
fn an_id_that_is_the_name_of_a_file_makes_an_address() {
    let project = Project::new(
        "=== site.yaml\nbase_url: https://example.org/\n\
         === briefings/Über 7 & \"8\".md\n---\ntitle: One\ndate: 2019-01-01\n---\nText.\n\
         === briefings/Taken back.md\n---\ntitle: Two\ndate: 2019-01-01\nupdated: 2020-01-01\nlifecycle: {state: purged}\n---\nText.\n",
    );
    project.build();
    let feed = project.read("feed.xml");
    assert_eq!(faults_of_feed(&feed), Vec::<String>::new(), "{feed}");
    let document = Document::parse(&feed).unwrap();
    let entry = document.descendants().find(|node| node.has_tag_name((ATOM, "entry"))).unwrap();
    assert_eq!(text_of(entry, "id"), Some("tag:example.org,2019-01-01:briefing:%C3%9Cber%207%20&%20%228%22"));
    let deleted = document.descendants().find_map(|node| node.attribute("ref")).unwrap();
    assert_eq!(deleted, "tag:example.org,2019-01-01:briefing:Taken%20back");
}

/// The validator itself finds what it is there for.
#[test]
fn what_is_wrong_with_a_feed_is_seen() {
    let good = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><id>https://a.org/</id><updated>2019-01-01T00:00:00Z</updated>\
                <author><name>N</name></author><link rel=\"self\" href=\"https://a.org/feed.xml\"/>\
                <entry><title>E</title><id>tag:a.org,2019:1</id><updated>2019-01-01T00:00:00Z</updated>\
                <link href=\"https://a.org/1/\"/></entry></feed>";
    assert_eq!(faults_of_feed(good), Vec::<String>::new());
    for (from, to) in [
        ("<title>T</title>", ""),
        ("<title>T</title>", "<title>T</title><title>T</title>"),
        ("<title>T</title>", "<title> </title>"),
        ("<title>E</title>", "<title><b>E</b></title>"),
        ("<id>https://a.org/</id>", "<id>/relative</id>"),
        ("tag:a.org,2019:1", "https://a.org/"),
        ("2019-01-01T00:00:00Z", "2019-01-01"),
        ("2019-01-01T00:00:00Z", "2019-01-01T00:00:00"),
        ("2019-01-01T00:00:00Z", "2019-02-30T00:00:00Z"),
        ("2019-01-01T00:00:00Z", "2019-01-01t00:00:00z"),
        ("2019-01-01T00:00:00Z</updated><link", "2020-01-01T00:00:00Z</updated><link"),
        ("<author><name>N</name></author>", ""),
        ("<name>N</name>", "<name/>"),
        ("rel=\"self\"", "rel=\"next page\""),
        ("https://a.org/feed.xml", "feed.xml"),
        ("<link href=\"https://a.org/1/\"/>", ""),
        (
            "<link href=\"https://a.org/1/\"/>",
            "<link href=\"https://a.org/1/\"/><link href=\"https://a.org/2/\"/>",
        ),
        ("<link href=\"https://a.org/1/\"/>", "<link href=\"https://a.org/1 2/\"/>"),
        ("<entry>", "<item/><entry>"),
        ("<entry>", "text<entry>"),
        ("<entry>", "<category term=\"\"/><entry>"),
        ("<entry>", "<category term=\"a\" scheme=\"/themes/\"/><entry>"),
        ("</feed>", ""),
        ("2005/Atom", "2004/Atom"),
    ] {
        assert!(good.contains(from), "{from}");
        assert!(!faults_of_feed(&good.replacen(from, to, 1)).is_empty(), "{from} -> {to}");
    }
    let map = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://a.org/</loc></url></urlset>";
    assert_eq!(faults_of_sitemap(map, "https://a.org/"), Vec::<String>::new());
    for (from, to) in [
        ("https://a.org/<", "/<"),
        ("https://a.org/<", "https://b.org/<"),
        ("<loc>https://a.org/</loc>", ""),
        ("</url>", "</url><url><loc>https://a.org/</loc></url>"),
        ("</loc>", "</loc><lastmod>yesterday</lastmod>"),
        ("</loc>", "</loc><title>x</title>"),
        ("<url><loc>https://a.org/</loc></url>", ""),
        ("sitemap/0.9", "sitemap/0.8"),
    ] {
        assert!(
            !faults_of_sitemap(&map.replacen(from, to, 1), "https://a.org/").is_empty(),
            "{from} -> {to}"
        );
    }
}
