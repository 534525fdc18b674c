//! Where a site asks for typographic punctuation, all that is made of a text says it alike.

use crate::project::Project;

#[test]
fn pages_feeds_data_and_tables_have_the_same_marks() {
    let project = Project::new(
        "=== site.yaml\nbase_url: https://example.org/\nsmart_punctuation: true\n\
         === briefings/one.md\n---\ntitle: What \"no\" means\ndate: 2019-01-01\nsummary: The child's view.\n\
         themes: [escalation]\nactions: a.csv\n---\nText.\n\
         === briefings/a.csv\nAction,Owner\nAsk the child's school,Children's services\n",
    );
    project.build();
    let title = "What \u{201C}no\u{201D} means";
    for path in ["index.html", "briefings/one/index.html", "themes/escalation/index.html"] {
        let page = project.read(path);
        assert!(page.contains(title) && page.contains("The child\u{2019}s view."), "{path}: {page}");
    }
    for path in ["feed.xml", "briefings.json"] {
        let file = project.read(path);
        assert!(file.contains(title) && file.contains("The child\u{2019}s view."), "{path}: {file}");
    }
    for path in ["briefings/one/index.html", "actions.csv"] {
        let file = project.read(path);
        assert!(
            file.contains("the child\u{2019}s school") && file.contains("Children\u{2019}s services"),
            "{file}"
        );
    }
    project.write("site.yaml", b"base_url: https://example.org/\n");
    project.build();
    assert!(project.read("feed.xml").contains("The child"), "the summary stays");
    assert!(!project.read("feed.xml").contains('\u{2019}'), "without the setting it stays as it is written");
}
