//! Folders that a site is never written into, however they are spelt.

use std::os::unix::fs::symlink;

use super::*;

/// The refusal of an output that is given relative to the base of the test, unless it is absolute.
fn refusal(site: &Site, output: &str) -> Refusal {
    let before = listing(&site.base());
    let output = if output.is_empty() { PathBuf::new() } else { site.base().join(output) };
    match site.open_at(&output) {
        Err(WriteError::Refused { why, .. }) => {
            assert_eq!(listing(&site.base()), before, "nothing may be made for {output:?}");
            why
        }
        other => panic!("{output:?}: {other:?}"),
    }
}

fn listing(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path()).collect();
    paths.sort();
    paths
}

fn source(name: &str) -> Refusal {
    Refusal::Source(name.to_owned())
}

#[test]
fn every_spelling_of_a_wrong_folder_is_refused() {
    let site = Site::new();
    let at = |name: &str| site.base().join(name);
    fs::create_dir(at("elsewhere")).unwrap();
    fs::create_dir(at("elsewhere/.git")).unwrap();
    fs::write(at("file"), "x").unwrap();
    fs::create_dir(at("full")).unwrap();
    for name in ["d.txt", "a.txt", "c.txt", "b.txt"] {
        fs::write(at("full").join(name), "x").unwrap();
    }
    symlink(site.root(), at("to-site")).unwrap();
    symlink(at("site/briefings"), at("to-briefings")).unwrap();
    symlink(site.base(), at("to-base")).unwrap();
    symlink("/", at("to-top")).unwrap();
    symlink(site.home(), at("to-home")).unwrap();
    symlink("nowhere", at("dangling")).unwrap();
    symlink("circle", at("circle")).unwrap();
    symlink(at("file"), at("to-file")).unwrap();
    symlink(at("full"), at("to-full")).unwrap();
    fs::create_dir(at("real-themes")).unwrap();
    fs::remove_dir_all(at("site/themes")).unwrap();
    symlink(at("real-themes"), at("site/themes")).unwrap();
    fs::create_dir(at("home/documents")).unwrap();

    site.build(&[("index.html", "x"), ("a/index.html", "x")]);
    let nested = || Refusal::Nested(at("site/output"));
    let (long, longest) = (format!("new/{}", "n".repeat(244)), "n".repeat(300));

    let not_ours = || Refusal::NotOurs(["a.txt", "b.txt", "c.txt", "..."].map(str::to_owned).to_vec());
    let cases = [
        ("", Refusal::Empty),
        ("/", Refusal::System),
        ("/.", Refusal::System),
        ("/..", Refusal::System),
        ("//", Refusal::System),
        ("to-top", Refusal::System),
        ("/tmp", Refusal::System),
        ("/etc/", Refusal::System),
        ("/usr/../usr", Refusal::System),
        ("site", Refusal::Site),
        ("site/", Refusal::Site),
        ("site/.", Refusal::Site),
        ("site/briefings/..", Refusal::Site),
        ("to-site", Refusal::Site),
        ("to-site/", Refusal::Site),
        (".", Refusal::Home),
        ("site/..", Refusal::Home),
        ("to-base", Refusal::Home),
        ("home", Refusal::Home),
        ("home/", Refusal::Home),
        ("home/documents/..", Refusal::Home),
        ("to-home", Refusal::Home),
        ("site/briefings", source("briefings")),
        ("site/briefings/", source("briefings")),
        ("site/briefings/output", source("briefings")),
        ("site/briefings/a/b/c", source("briefings")),
        ("site/BRIEFINGS", source("briefings")),
        ("site/Briefings/output", source("briefings")),
        ("site/none/../briefings/x", Refusal::Unclear),
        ("to-briefings", source("briefings")),
        ("to-briefings/output", source("briefings")),
        ("to-site/pages/../data", source("data")),
        ("site/pages", source("pages")),
        ("site/data/x", source("data")),
        ("site/static", source("static")),
        ("site/themes", source("themes")),
        ("site/themes/default/static", source("themes")),
        ("real-themes", source("themes")),
        ("real-themes/x", source("themes")),
        ("site/site.yaml", source("site.yaml")),
        ("site/.git", Refusal::Internal),
        ("site/.git/output", Refusal::Internal),
        ("site/.GIT/x", Refusal::Internal),
        ("site/.briefpress", Refusal::Internal),
        ("site/.briefpress/output", Refusal::Internal),
        ("elsewhere/.git", Refusal::Internal),
        ("site/.output.briefpress", Refusal::Internal),
        ("site/.output.briefpress/next", Refusal::Internal),
        ("site/output/a", nested()),
        ("site/output/new", nested()),
        ("site/output/a/b/c", nested()),
        (&long, Refusal::LongName),
        (&longest, Refusal::LongName),
        ("file", Refusal::File),
        ("file/", Refusal::File),
        ("file/output", Refusal::File),
        ("to-file", Refusal::File),
        ("dangling", Refusal::DeadLink),
        ("dangling/output", Refusal::DeadLink),
        ("circle", Refusal::DeadLink),
        ("new/../output", Refusal::Unclear),
        ("new/../../../x", Refusal::Unclear),
        ("full", not_ours()),
        ("full/", not_ours()),
        ("site/../full", not_ours()),
        ("to-full", not_ours()),
        ("elsewhere", Refusal::NotOurs(vec![".git".to_owned()])),
    ];
    assert!(cases.len() >= 40);
    for (output, wanted) in cases {
        assert_eq!(refusal(&site, output), wanted, "{output}");
    }
}

#[test]
fn a_folder_that_holds_the_site_is_refused_without_a_home() {
    let site = Site::new();
    let root = site.root();
    let around = Surroundings { root: &root, state: &root.join(".briefpress"), home: None };
    for output in [site.base(), site.root().join("../site/..")] {
        let refused = Staging::open_in(&output, &around, Options::default());
        assert!(matches!(refused, Err(WriteError::Refused { why: Refusal::Site, .. })), "{refused:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_mounted_disk_is_refused() {
    let site = Site::new();
    let shared = Path::new("/dev/shm");
    if shared.is_dir() {
        assert_eq!(refusal(&site, "/dev/shm"), Refusal::MountPoint);
    }
}

#[test]
fn a_refusal_says_what_to_do() {
    let site = Site::new();
    let error = site.open_at(&site.root().join("briefings")).unwrap_err();
    assert!(
        error.to_string().ends_with(": it is, lies in or holds `briefings`, which belongs to the sources"),
        "{error}"
    );
    assert_eq!(error.help(), "name a folder of its own for the output, such as `output`");
}

#[test]
fn a_manifest_that_is_not_understood_is_not_guessed_at() {
    let site = Site::new();
    site.build(&[("index.html", "x")]);
    let manifest = site.output().join(".briefpress-manifest");
    let good = fs::read_to_string(&manifest).unwrap();
    let line = good.lines().nth(1).unwrap();
    for (text, wanted) in [
        (String::new(), Refusal::Damaged),
        ("something else".to_owned(), Refusal::Damaged),
        (good[..good.len() - 1].to_owned(), Refusal::Damaged),
        ("briefpress-manifest 1 1\n".to_owned(), Refusal::Damaged),
        (format!("briefpress-manifest 1 2\n{line}\n{line}\n"), Refusal::Damaged),
        (good.replace("index.html", "../../site.yaml"), Refusal::Damaged),
        (good.replace("index.html", "/etc/passwd"), Refusal::Damaged),
        (good.replace(" 1 ", " 2 "), Refusal::Newer),
    ] {
        fs::write(&manifest, &text).unwrap();
        assert_eq!(refusal(&site, "site/output"), wanted, "{text}");
    }
    fs::write(&manifest, good).unwrap();
    assert_eq!(site.build(&[("index.html", "x")]).kept, 1);
}

#[test]
fn a_work_folder_of_somebody_else_is_left_alone() {
    let site = Site::new();
    let foreign = site.root().join(".output.briefpress");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("thesis.doc"), "x").unwrap();
    assert!(matches!(refusal(&site, "site/output"), Refusal::NotOurs(_)));
    fs::remove_file(foreign.join("thesis.doc")).unwrap();
    fs::remove_dir(&foreign).unwrap();
    symlink(site.home(), &foreign).unwrap();
    assert_eq!(refusal(&site, "site/output"), Refusal::File);
}

#[test]
fn what_is_no_longer_as_a_build_left_it_in_the_work_folder_is_named() {
    let site = Site::new();
    site.build(&[("index.html", "1")]);
    site.build(&[("index.html", "2")]);
    let work = site.root().join(".output.briefpress");
    for name in ["lock", "next", "spare"] {
        let (entry, aside) = (work.join(name), site.base().join("aside"));
        fs::rename(&entry, &aside).unwrap();
        symlink(&aside, &entry).unwrap();
        assert_eq!(refusal(&site, "site/output"), Refusal::NotOurs(vec![name.to_owned()]), "{name}");
        fs::remove_file(&entry).unwrap();
        fs::rename(&aside, &entry).unwrap();
    }
    assert_eq!(site.build(&[("index.html", "3")]).written, 1);
}

#[test]
fn a_home_folder_that_no_shell_has_written_out_is_refused() {
    let site = Site::new();
    for output in ["~", "~/", "~/site"] {
        let refused = site.open_at(Path::new(output));
        assert!(
            matches!(refused, Err(WriteError::Refused { why: Refusal::Tilde, .. })),
            "{output}: {refused:?}"
        );
    }
}
