//! Faults of whole sites: every mistake of every file in one run, and nothing published.

use crate::project::{Project, error_codes, list};

#[test]
fn a_mistake_in_the_front_matter_hides_none_in_the_body() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-02-30\n---\n[x](nope.md) <b> [y](#none) ![z](none.png)\n\
         === briefings/two.md\n---\ntitle: B\ndate: 2019-01-01\n---\n[x](one.md) [y](one.md#some)\n\
         === pages/three.md\n---\ntitel: C\n---\n[x](nope.md)\n",
    );
    let found = project.refused();
    let errors = error_codes(&found);
    assert_eq!(
        errors,
        [
            "front-matter/impossible-date",
            "links/broken-internal",
            "markdown/raw-html",
            "links/broken-anchor",
            "links/broken-internal",
            "front-matter/missing-key",
            "front-matter/unknown-key",
            "links/broken-internal",
        ],
        "{}",
        list(&found)
    );
}

#[test]
fn a_link_to_a_file_with_a_mistake_is_no_mistake_of_its_own() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-02-30\n---\nText.\n\
         === briefings/two.md\n---\ntitle: B\ndate: 2019-01-01\n---\n[x](one.md)\n",
    );
    assert_eq!(error_codes(&project.refused()), ["front-matter/impossible-date"]);
}

#[test]
fn a_link_to_the_folder_of_the_site_says_so() {
    let project =
        Project::new("=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n---\n[x](../) [y](/)\n");
    let found = project.refused();
    assert_eq!(error_codes(&found), ["links/broken-internal"], "{}", list(&found));
    let error = found.iter().find(|d| d.code.0 == "links/broken-internal").unwrap();
    assert_eq!(error.message, "`../` is the site's folder, not a file");
}

#[test]
fn five_megabytes_of_one_paragraph_are_a_page() {
    let project = Project::new("");
    let text = format!("---\ntitle: Long\ndate: 2019-01-01\n---\n{}\n", "word ".repeat(990_000));
    project.write("briefings/long.md", text.as_bytes());
    project.build();
    let feed = project.read("feed.xml");
    assert!(feed.len() < 5_000, "the feed holds a summary, not the text");
}

#[test]
fn a_mistake_in_the_front_matter_hides_none_in_a_table_of_actions() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-02-30\n---\n## Actions\n\n\
         | Action | Due |\n|---|---|\n| Do | 2026-02-30 |\n",
    );
    let found = project.refused();
    assert_eq!(
        error_codes(&found),
        ["front-matter/impossible-date", "actions/impossible-date"],
        "{}",
        list(&found)
    );
}

#[test]
fn a_template_that_is_not_there_is_shown_where_it_is_named() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\ntemplate: breifing.html\n---\nText.\n\
         === pages/two.md\n---\ntitle: B\ntemplate: poster.html\n---\nText.\n",
    );
    let found = project.refused();
    let places = found.iter().filter(|d| d.code.0 == "theme/render").map(|d| {
        let place = d.place.as_ref().map(|place| format!("{}:{}:{}", place.path, place.line, place.column));
        (place.unwrap_or_default(), d.help.clone().unwrap_or_default())
    });
    assert_eq!(
        places.collect::<Vec<_>>(),
        [
            ("briefings/one.md:4:11".to_owned(), "did you mean `briefing.html`?".to_owned()),
            ("pages/two.md:3:11".to_owned(), "put it into the folder `templates/` of the theme".to_owned()),
        ]
    );
}
