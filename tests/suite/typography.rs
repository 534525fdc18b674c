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

#[test]
fn labels_of_the_program_and_of_the_site_have_the_same_marks_as_texts() {
    let project = Project::new(
        "=== site.yaml\nbase_url: https://example.org/\nsmart_punctuation: true\n\
         === data/harms.yaml\nentries:\n  ours:\n    label: A child's harm\n    definition: The board's word.\n    helplines: [ours]\n\
         === data/helplines.yaml\nentries:\n  ours: {label: Ann's line, phone: 01632 960 000, hours: 9 o'clock, source: 'https://example.org/', verified: 2026-01-01}\n\
         === data/glossary.yaml\nentries:\n  hyb: {term: HYB, expansion: ours and mum's, definition: It's ours.}\n\
         === briefings/one.md\n---\ntitle: One\ndate: 2019-01-01\nharms: [ours]\ntags: [dad's van]\nseries: {name: Staff's own, number: 1}\n\
         agencies: [Children's social care]\n---\nHYB.\n\
         === briefings/two.md\n---\ntitle: Two\ndate: 2019-01-02\nagencies: [Children\u{2019}s social care]\n---\nText.\n",
    );
    let outcome = project.build();
    let unknown =
        outcome.diagnostics.iter().find(|found| found.code.0.starts_with("vocabulary/unknown-agency"));
    assert!(unknown.is_none(), "{unknown:?}");
    let page = project.read("briefings/one/index.html");
    for said in [
        "A child\u{2019}s harm",
        "Ann\u{2019}s line",
        "9 o\u{2019}clock",
        "title=\"ours and mum\u{2019}s\"",
        "dad\u{2019}s van",
        "Staff\u{2019}s own",
        "/agencies/childrens-social-care/\">Children\u{2019}s social care<",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(project.read("glossary/index.html").contains("It\u{2019}s ours."));
    assert!(project.read("harms/ours/index.html").contains("The board\u{2019}s word."));
    let agency = project.read("agencies/childrens-social-care/index.html");
    assert!(agency.contains(">One<") && agency.contains(">Two<"), "{agency}");
    for (path, bytes) in project.outputs().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("s&#39;s") && !html.contains("n&#39;s social"), "{path}");
    }
    project.write("site.yaml", b"base_url: https://example.org/\n");
    project.build();
    let agency = project.read("agencies/childrens-social-care/index.html");
    assert!(
        agency.contains("Children&#39;s social care") && agency.contains(">Two<"),
        "found with either mark: {agency}"
    );
}
