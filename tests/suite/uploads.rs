//! What becomes of an output on its way to a host, and on a host that knows little.

use std::collections::{BTreeMap, BTreeSet};

use briefpress::write::Manifest;

use crate::project::Project;

const MANIFEST: &str = ".briefpress-manifest";

type Files = BTreeMap<String, Vec<u8>>;

/// A site before and after everything that pages load has changed.
fn two_outputs() -> (Files, Files) {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: One\ndate: 2026-01-05\n---\nText.\n\
         === briefings/two.md\n---\ntitle: Two\ndate: 2026-01-06\n---\nText.\n\
         === themes/default/static/style.css\nbody { color: #111; background: #fff; }\n\
         === themes/default/static/filter.js\n\"use strict\";\n",
    );
    project.build();
    let before = project.outputs();
    project.edit(
        "=== briefings/two.md\n---\ntitle: Two again\ndate: 2026-01-06\n---\nText.\n\
         === themes/default/static/style.css\nbody { color: #222; background: #fff; }\n\
         === themes/default/static/filter.js\n\"use strict\"; // again\n",
    );
    project.build();
    let mut after = project.outputs();
    after.insert(MANIFEST.to_owned(), project.read(MANIFEST).into_bytes());
    (before, after)
}

/// What a page loads of its own site before anybody clicks: style sheets, scripts, icons.
fn loaded_by(page: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(page);
    let tags = ["<link ", "<script ", "<img "].into_iter().flat_map(|tag| text.split(tag).skip(1));
    tags.filter_map(|rest| rest.split('>').next())
        .filter(|tag| !tag.contains("rel=\"canonical\"") && !tag.contains("rel=\"alternate\""))
        .flat_map(|tag| ["href=\"", "src=\""].map(|key| tag.split(key).nth(1)))
        .flatten()
        .filter_map(|rest| rest.split('"').next()?.strip_prefix('/'))
        .map(str::to_owned)
        .collect()
}

fn pages(files: &Files) -> impl Iterator<Item = (&String, &Vec<u8>)> {
    files.iter().filter(|(name, _)| name.ends_with(".html"))
}

#[test]
fn an_upload_that_adds_first_and_removes_last_mixes_no_assets() {
    let (before, after) = two_outputs();
    let changed: Vec<&String> = before.keys().filter(|name| !after.contains_key(*name)).collect();
    assert!(
        changed.iter().any(|name| name.starts_with("assets/style.") && name.ends_with(".css")),
        "{changed:?}"
    );
    assert!(
        changed.iter().any(|name| name.starts_with("assets/filter.") && name.ends_with(".js")),
        "{changed:?}"
    );
    // Half-way the host has everything of both; of assets no name has two contents.
    for (name, bytes) in before.iter().filter(|(name, _)| name.starts_with("assets/")) {
        assert!(after.get(name).is_none_or(|now| now == bytes), "{name}");
    }
    for files in [&before, &after] {
        let mut number = 0;
        for (page, bytes) in pages(files) {
            for asset in loaded_by(bytes) {
                assert!(asset.starts_with("assets/") && files.contains_key(&asset), "{page} loads {asset}");
                number += 1;
            }
        }
        assert!(number > 20, "{number}");
    }
}

#[test]
fn every_page_says_itself_what_it_may_load() {
    let (_, files) = two_outputs();
    for (page, bytes) in pages(&files) {
        let text = String::from_utf8_lossy(bytes);
        let head = text.split("</head>").next().unwrap();
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';";
        // A page that only leads on loads nothing.
        assert!(head.contains(policy) || head.contains("http-equiv=\"refresh\""), "{page}");
    }
}

#[test]
fn the_manifest_tells_a_whole_upload_from_half_of_one() {
    let (before, after) = two_outputs();
    let text = String::from_utf8(after[MANIFEST].clone()).unwrap();
    let manifest = Manifest::parse(text).unwrap();
    let is_whole = |files: &Files| {
        manifest.entries().all(|entry| {
            files
                .get(entry.path)
                .is_some_and(|bytes| blake3::hash(bytes).to_hex().as_str() == entry.fingerprint.to_hex())
        })
    };
    assert!(is_whole(&after));
    assert_eq!(manifest.len(), after.len() - 1, "all but itself");
    // The upload ended at any file.
    let names: Vec<&String> = after.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    for lacking in names.iter().filter(|name| **name != MANIFEST) {
        let mut half = after.clone();
        half.remove(*lacking);
        half.extend(before.get(*lacking).map(|bytes| ((*lacking).clone(), bytes.clone())));
        assert!(!is_whole(&half), "{lacking}");
    }
}
