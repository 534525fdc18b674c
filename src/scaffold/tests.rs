//! Listing and ejecting over real folders.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::theme::embedded_files;

fn site(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn embedded(name: &str) -> &'static str {
    let bytes = embedded_files().find(|(found, _)| *found == name).unwrap().1;
    std::str::from_utf8(bytes).unwrap()
}

fn eject_one(root: &Path, name: &str) -> Result<String, ScaffoldError> {
    eject(root, &[name.to_owned()]).map(|paths| paths[0].to_string())
}

#[test]
fn each_file_is_listed_with_its_origin() {
    let root = site(&[
        ("themes/default/templates/page.html", "mine"),
        ("themes/default/templates/base.html", embedded("templates/base.html")),
        ("themes/default/static/crest.svg", "<svg/>"),
    ]);
    let listing = list_theme(root.path()).unwrap();
    let origin =
        |name: &str| listing.files.iter().find(|(found, _)| found == name).map(|(_, origin)| *origin);
    assert_eq!(listing.folder.as_str(), "themes/default");
    assert_eq!(origin("templates/page.html"), Some(Origin::Overridden));
    assert_eq!(origin("templates/base.html"), Some(Origin::Unchanged));
    assert_eq!(origin("static/crest.svg"), Some(Origin::Added));
    assert_eq!(origin("templates/index.html"), Some(Origin::Embedded));
    assert_eq!(listing.files.len(), embedded_files().count() + 1);
    assert!(listing.files.is_sorted_by(|a, b| a.0 < b.0));
}

#[test]
fn files_are_ejected_into_the_theme_of_the_site() {
    for (settings, folder) in [("title: Ours\n", "themes/default"), ("theme: ours\n", "themes/ours")] {
        let root = site(&[("site.yaml", settings)]);
        let names =
            ["templates/briefing.html", "static/style.css", "templates/briefing.html"].map(str::to_owned);
        let paths: Vec<String> =
            eject(root.path(), &names).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(
            paths,
            [format!("{folder}/static/style.css"), format!("{folder}/templates/briefing.html")]
        );
        let copy = fs::read_to_string(root.path().join(&paths[1])).unwrap();
        assert_eq!(copy, embedded("templates/briefing.html"));
    }
}

#[test]
fn an_unknown_name_gets_the_nearest() {
    let root = site(&[]);
    for (name, expected) in [
        ("briefing.html", Some("templates/briefing.html")),
        ("template/index.html", Some("templates/index.html")),
        ("templates/breifing.html", Some("templates/briefing.html")),
        ("breifing.html", Some("templates/briefing.html")),
        ("themes/default/static/style.css", Some("static/style.css")),
        ("../../etc/passwd", None),
        ("", None),
    ] {
        match eject_one(root.path(), name) {
            Err(ScaffoldError::UnknownFile { nearest, .. }) => assert_eq!(nearest, expected, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
}

#[test]
fn nothing_is_overwritten_and_nothing_half_done() {
    let root = site(&[("themes/default/templates/page.html", "mine")]);
    let names = ["templates/base.html".to_owned(), "templates/page.html".to_owned()];
    let error = eject(root.path(), &names).unwrap_err();
    assert!(matches!(&error, ScaffoldError::Exists(path) if path.as_str().ends_with("page.html")), "{error}");
    assert_eq!(fs::read_to_string(root.path().join("themes/default/templates/page.html")).unwrap(), "mine");
    assert!(!root.path().join("themes/default/templates/base.html").exists());
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_out_of_the_site() {
    use std::os::unix::fs::symlink;
    let elsewhere = site(&[]);
    for (link, above) in
        [("themes", ""), ("themes/default", "themes"), ("themes/default/templates", "themes/default")]
    {
        let root = site(&[]);
        fs::create_dir_all(root.path().join(above)).unwrap();
        symlink(elsewhere.path(), root.path().join(link)).unwrap();
        let error = eject_one(root.path(), "templates/page.html").unwrap_err();
        assert!(matches!(&error, ScaffoldError::NotAFolder(path) if path.as_str() == link), "{error}");
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn settings_with_mistakes_are_not_guessed_at() {
    let root = site(&[("site.yaml", "theme: ../out\n")]);
    assert!(matches!(list_theme(root.path()), Err(ScaffoldError::Settings(found)) if found.len() == 1));
    assert!(matches!(eject_one(root.path(), "templates/page.html"), Err(ScaffoldError::Settings(_))));
}

#[test]
fn a_site_that_is_not_there_is_a_failure() {
    let root = site(&[]);
    assert!(matches!(list_theme(&root.path().join("nowhere")), Err(ScaffoldError::Load(_))));
}
