use serde_json::json;

use super::escaping::shape;
use super::{default_theme, inputs, plain_theme, render};
use crate::theme::{INPUTS, embedded_files};

#[test]
fn every_page_renders_whole_and_at_its_least() {
    for theme in [default_theme(), plain_theme()] {
        for (template, inputs) in inputs::full().into_iter().chain(inputs::minimal()) {
            let page = render(&theme, template, &inputs).unwrap_or_else(|d| panic!("{template}: {d:#?}"));
            shape(&page);
            if !["feed.xml", "row.html"].contains(&template) && !template.starts_with("parts/") {
                assert!(page.starts_with("<!doctype html>\n<html lang=\"en-GB\""), "{template}: {page}");
                assert_eq!(page.matches("<h1").count(), 1, "{template}: {page}");
                assert_eq!(page.matches("<main").count(), 1, "{template}: {page}");
            }
            for bad in [" style=", "<style", "onclick", "javascript:", "href=\"\"", "{{", "{%", "\n\n\n"] {
                assert!(!page.contains(bad), "{template} has `{bad}`: {page}");
            }
        }
    }
}

#[test]
fn the_default_pages_are_as_they_were() {
    let theme = default_theme();
    for (size, pages) in [("full", inputs::full()), ("least", inputs::minimal())] {
        for (template, inputs) in pages {
            insta::assert_snapshot!(format!("{template}-{size}"), render(&theme, template, &inputs).unwrap());
        }
    }
}

#[test]
fn every_id_is_unique_and_every_labelled_part_has_its_label() {
    let theme = default_theme();
    for (template, inputs) in inputs::full() {
        let page = render(&theme, template, &inputs).unwrap();
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "{template}: {ids:?}");
        for label in page.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&label), "{template} has no `{label}`");
        }
    }
}

#[test]
fn the_files_are_embedded_as_they_are() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let on_disk =
        walkdir::WalkDir::new(&root).into_iter().filter(|e| e.as_ref().unwrap().file_type().is_file());
    assert_eq!(embedded_files().count(), on_disk.count());
    for (name, bytes) in embedded_files() {
        assert_eq!(std::fs::read(root.join(name)).unwrap(), bytes, "{name}");
    }
    let style = embedded_files().find(|(name, _)| *name == "static/style.css").unwrap().1;
    assert!(style.len() < 22_000, "the style sheet has {} bytes", style.len());
}

#[test]
fn templates_touch_only_what_the_contract_gives() {
    let theme = default_theme();
    for (template, inputs) in inputs::full() {
        let given = inputs.as_object().unwrap();
        for variable in theme.variables(template) {
            assert!(INPUTS.contains(&variable.as_str()), "{template} touches `{variable}`");
            assert!(given.contains_key(variable), "{template} touches `{variable}`");
        }
    }
    assert!(!theme.variables("briefing.html").contains("today"));
    assert!(theme.variables("briefing.html").contains("briefing"), "used within a block only");
    assert!(theme.variables("row.html").iter().eq(["briefing", "site"]));
}

#[test]
fn a_feed_of_nothing_is_still_a_feed() {
    let mut inputs = inputs::full().into_iter().find(|(name, _)| *name == "feed.xml").unwrap().1;
    inputs["feed"]["entries"] = json!([]);
    let feed = render(&default_theme(), "feed.xml", &inputs).unwrap();
    for needed in ["<id>", "<title>", "<updated>", "<author><name>", "rel=\"self\"", "rel=\"alternate\""] {
        assert!(feed.contains(needed), "{needed}: {feed}");
    }
}
