//! One generation after the other: what is written, kept and removed.

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

const ONE: &[(&str, &str)] =
    &[("briefings/a/index.html", "a"), ("briefings/b/index.html", "b"), ("index.html", "i")];

#[test]
fn a_first_build_makes_the_folder_and_its_parents() {
    let site = Site::new();
    for output in ["site/output", "else/where/deep", "site/public/docs", "spaced name/ümlaut"] {
        let output = site.base().join(output);
        let published = build(site.open_at(&output).unwrap(), ONE).unwrap();
        let manifest = published.manifest;
        assert_eq!(published, Published { written: 3, manifest, ..Published::default() });
        assert_eq!(files(&output), pages(ONE));
        assert_eq!(build(site.open_at(&output).unwrap(), ONE).unwrap().kept, 3);
    }
}

#[test]
fn a_folder_that_counts_as_empty_is_taken_and_its_files_survive() {
    let site = Site::new();
    for (name, content) in [("empty", &[][..]), ("kept", &[".gitkeep", ".gitignore"])] {
        let output = site.base().join(name);
        fs::create_dir(&output).unwrap();
        for file in content {
            fs::write(output.join(file), "*\n").unwrap();
        }
        for text in ["1", "2", "3"] {
            let published = build(site.open_at(&output).unwrap(), &[("index.html", text)]).unwrap();
            assert_eq!(published.written, 1);
            let mut wanted = pages(&[("index.html", text)]);
            wanted.extend(content.iter().map(|file| ((*file).to_owned(), "*\n".to_owned())));
            assert_eq!(files(&output), wanted);
        }
    }
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let site = Site::new();
    let first = site.build(ONE);
    let before = identity(&site.output());
    let manifest = identity(&site.output().join(".briefpress-manifest"));
    let published = site.build(ONE);
    assert_eq!(published, Published { kept: 3, manifest: first.manifest, ..Published::default() });
    assert_eq!(identity(&site.output()), before);
    assert_eq!(identity(&site.output().join(".briefpress-manifest")), manifest);
}

#[test]
fn only_what_changed_is_another_file() {
    let site = Site::new();
    site.build(ONE);
    let at = |name: &str| identity(&site.output().join(name));
    for text in ["1", "2", "3", "4"] {
        let (a, b, i) = (at("briefings/a/index.html"), at("briefings/b/index.html"), at("index.html"));
        let published = site.build(&[ONE[0], ("briefings/b/index.html", text), ONE[2]]);
        assert_eq!((published.written, published.kept), (1, 2));
        assert_eq!((at("briefings/a/index.html"), at("index.html")), (a, i));
        assert_ne!(at("briefings/b/index.html"), b);
        assert_eq!(site.files(), pages(&[ONE[0], ("briefings/b/index.html", text), ONE[2]]));
    }
}

#[test]
fn what_is_gone_is_removed_with_its_folder_and_nothing_else() {
    let site = Site::new();
    site.build(ONE);
    fs::write(site.output().join("briefings/b/notes.txt"), "mine").unwrap();
    let published = site.build(&[ONE[2]]);
    assert_eq!(published.removed, ["briefings/a/index.html", "briefings/b/index.html"]);
    assert_eq!(published.foreign, ["briefings/b/notes.txt"]);
    assert_eq!(site.files(), pages(&[("briefings/b/notes.txt", "mine"), ONE[2]]));
    assert!(!site.output().join("briefings/a").exists());
    // Nor does it lie about in the spare, whose list of files does not name it either.
    let spare = site.root().join(".output.briefpress/next");
    assert_eq!(files(&spare), site.files());
    let manifest = |folder: &Path| fs::read_to_string(folder.join(".briefpress-manifest")).unwrap();
    assert_eq!(manifest(&spare), manifest(&site.output()));
}

#[test]
fn foreign_files_are_carried_along_and_named() {
    let site = Site::new();
    site.build(ONE);
    let at = |name: &str| site.output().join(name);
    fs::create_dir_all(at("uploads/empty")).unwrap();
    fs::create_dir_all(at(".git/objects")).unwrap();
    fs::write(at("uploads/list.txt"), "mine").unwrap();
    fs::write(at(".git/objects/x"), "object").unwrap();
    symlink("uploads", at("link")).unwrap();
    let list = identity(&at("uploads/list.txt"));
    for text in ["1", "2", "3"] {
        let published = site.build(&[("index.html", text)]);
        assert_eq!(published.foreign, [".git/objects/x", "link", "uploads/list.txt"]);
        assert_eq!(identity(&at("uploads/list.txt")), list);
        assert!(at("uploads/empty").is_dir());
        assert_eq!(fs::read_link(at("link")).unwrap(), Path::new("uploads"));
    }
    // What its owner removes does not come back.
    fs::remove_file(at("uploads/list.txt")).unwrap();
    fs::remove_dir(at("uploads/empty")).unwrap();
    fs::remove_file(at("link")).unwrap();
    for text in ["4", "5"] {
        assert_eq!(site.build(&[("index.html", text)]).foreign, [".git/objects/x"]);
        assert!(!at("uploads/empty").exists() && !at("link").exists() && !at("uploads/list.txt").exists());
    }
}

#[test]
fn a_foreign_file_in_the_way_ends_the_build() {
    let site = Site::new();
    site.build(&[("index.html", "i")]);
    let at = |name: &str| site.output().join(name);
    let refused = |pages: &[(&str, &str)], way: &str| {
        let before = site.files();
        match build(site.open(), pages) {
            Err(WriteError::InTheWay { path, .. }) => assert_eq!(path, way),
            other => panic!("{other:?}"),
        }
        assert_eq!(site.files(), before);
    };
    fs::write(at("robots.txt"), "mine").unwrap();
    refused(&[("index.html", "2"), ("robots.txt", "theirs")], "robots.txt");
    fs::write(at("about"), "mine").unwrap();
    refused(&[("index.html", "2"), ("about/index.html", "theirs")], "about");
    fs::create_dir(at("feed.xml")).unwrap();
    refused(&[("index.html", "2"), ("feed.xml", "theirs")], "feed.xml");
    // With the same content it is simply taken over.
    assert_eq!(site.build(&[("index.html", "2"), ("robots.txt", "mine")]).foreign, ["about"]);
    assert_eq!(site.build(&[("index.html", "2")]).removed, ["robots.txt"]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    let first: &[_] = &[("a", "file"), ("b/c/index.html", "deep"), ("b/index.html", "folder")];
    let second: &[_] = &[("a/x/index.html", "deep"), ("a/y", "folder"), ("b", "file")];
    for _ in 0..3 {
        site.build(first);
        assert_eq!(site.files(), pages(first));
        site.build(second);
        assert_eq!(site.files(), pages(second));
    }
}

#[test]
fn kept_files_are_taken_over_unread() {
    let site = Site::new();
    site.build(ONE);
    let staging = site.open();
    let entry = staging.previous().unwrap().get("index.html").unwrap();
    assert_eq!((entry.fingerprint, entry.size), (Fingerprint::of(b"i"), 1));
    assert!(staging.previous().unwrap().get("other.html").is_none());
    staging.keep(&path("index.html")).unwrap();
    assert!(staging.keep(&path("other.html")).is_err());
    staging.write(&path("new.html"), b"n").unwrap();
    let published = staging.publish().unwrap();
    assert_eq!((published.written, published.kept, published.removed.len()), (1, 1, 2));
    assert_eq!(site.files(), pages(&[("index.html", "i"), ("new.html", "n")]));
}

#[test]
fn what_was_changed_by_hand_is_made_again() {
    let site = Site::new();
    site.build(ONE);
    let at = |name: &str| site.output().join(name);
    let harms: [&dyn Fn(); 5] = [
        &|| fs::remove_file(at("index.html")).unwrap(),
        &|| fs::write(at("index.html"), "").unwrap(),
        &|| fs::write(at("index.html"), "j").unwrap(),
        &|| {
            fs::remove_file(at("index.html")).unwrap();
            symlink("briefings/a/index.html", at("index.html")).unwrap();
        },
        &|| fs::remove_dir_all(at("briefings")).unwrap(),
    ];
    for harm in harms {
        harm();
        assert!(site.build(ONE).written > 0);
        assert_eq!(site.files(), pages(ONE));
        assert_eq!(site.build(ONE).written, 0);
    }
    // A new time alone is no new content.
    fs::File::open(at("index.html"))
        .unwrap()
        .set_modified(std::time::SystemTime::now() + std::time::Duration::from_secs(9))
        .unwrap();
    assert_eq!(site.build(ONE).written, 0);
}

#[test]
fn what_was_changed_by_hand_in_the_spare_is_not_published() {
    let site = Site::new();
    let spare = site.root().join(".output.briefpress/next");
    let harms: [(&dyn Fn(), &str); 4] = [
        (&|| fs::remove_file(spare.join("index.html")).unwrap(), ""),
        (
            &|| {
                fs::write(spare.join("draft"), "junk").unwrap();
                fs::rename(spare.join("draft"), spare.join("index.html")).unwrap();
            },
            "",
        ),
        (&|| fs::write(spare.join("briefings/a/notes.txt"), "junk").unwrap(), "briefings/a"),
        (&|| fs::remove_dir_all(spare.join("briefings/a")).unwrap(), "briefings"),
    ];
    for (number, (harm, folder)) in harms.into_iter().enumerate() {
        site.build(ONE);
        let other = number.to_string();
        let changed = [ONE[0], ("briefings/b/index.html", other.as_str()), ONE[2]];
        site.build(&changed);
        harm();
        // What a clock shows is too coarse for a test.
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(9);
        fs::File::open(spare.join(folder)).unwrap().set_modified(later).unwrap();
        site.build(ONE);
        assert_eq!(site.files(), pages(ONE), "harm {number}");
    }
}

#[test]
fn an_output_behind_a_link_is_written_where_it_is() {
    let site = Site::new();
    let real = site.base().join("www");
    fs::create_dir(&real).unwrap();
    symlink(&real, site.output()).unwrap();
    for text in ["1", "2", "3"] {
        site.build(&[("index.html", text)]);
        assert!(site.output().is_symlink());
        assert_eq!(files(&real), pages(&[("index.html", text)]));
    }
    assert!(site.base().join(".www.briefpress").is_dir());
    assert!(!site.root().join(".output.briefpress").exists());
}

#[test]
fn an_output_on_another_disk_works() {
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else { return };
    let site = Site::new();
    fs::write(site.root().join("static/x"), "x").unwrap();
    let output = elsewhere.path().join("output");
    for text in ["1", "2", "3"] {
        let staging = site.open_at(&output).unwrap();
        staging.copy(&path("x"), &SourcePath::new("static/x"), Fingerprint::of(b"x")).unwrap();
        build(staging, &[("index.html", text)]).unwrap();
        assert_eq!(files(&output), pages(&[("index.html", text), ("x", "x")]));
    }
}

#[test]
fn the_mode_of_the_output_stays_and_the_work_folder_is_closed() {
    let site = Site::new();
    fs::create_dir(site.output()).unwrap();
    fs::set_permissions(site.output(), fs::Permissions::from_mode(0o2750)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o7777;
    for text in ["1", "2", "3"] {
        site.build(&[("index.html", text)]);
        assert_eq!(mode(&site.output()), 0o2750);
        assert_eq!(mode(&site.root().join(".output.briefpress")), 0o700);
    }
}

#[test]
fn the_group_of_the_output_stays() {
    // Root may choose any group, others one of their own; who has no second one can not try this.
    let own = rustix::process::getegid();
    let groups = rustix::process::getgroups().unwrap();
    let any = rustix::process::geteuid().is_root().then(|| rustix::process::Gid::from_raw(12_345));
    let Some(group) = groups.into_iter().chain(any).find(|group| *group != own) else { return };
    let site = Site::new();
    fs::create_dir(site.output()).unwrap();
    std::os::unix::fs::chown(site.output(), None, Some(group.as_raw())).unwrap();
    fs::set_permissions(site.output(), fs::Permissions::from_mode(0o2750)).unwrap();
    for text in ["1", "2", "3"] {
        site.build(&[("index.html", text), ("a/index.html", text)]);
        // What serves the output as a member of the group gets in everywhere.
        for name in ["", "index.html", "a", "a/index.html"] {
            assert_eq!(fs::metadata(site.output().join(name)).unwrap().gid(), group.as_raw(), "{name}");
        }
    }
}

#[test]
fn copies_are_what_was_read_before() {
    let site = Site::new();
    let large = "0123456789".repeat(50_000);
    fs::write(site.root().join("briefings/report.pdf"), &large).unwrap();
    let source = SourcePath::new("briefings/report.pdf");
    let copy = || {
        let staging = site.open();
        staging
            .copy(&path("briefings/a/report.pdf"), &source, Fingerprint::of(large.as_bytes()))
            .map(|()| staging)
    };
    assert_eq!(copy().unwrap().publish().unwrap().written, 1);
    assert_eq!(site.files(), pages(&[("briefings/a/report.pdf", &large)]));
    let before = identity(&site.output().join("briefings/a/report.pdf"));
    assert_eq!(copy().unwrap().publish().unwrap().kept, 1);
    assert_eq!(identity(&site.output().join("briefings/a/report.pdf")), before);

    fs::remove_dir_all(site.output()).unwrap();
    fs::write(site.root().join("briefings/report.pdf"), "changed").unwrap();
    assert!(copy().unwrap_err().is_change());
    fs::remove_file(site.root().join("briefings/report.pdf")).unwrap();
    assert!(copy().unwrap_err().is_change());
    symlink("/etc/passwd", site.root().join("briefings/report.pdf")).unwrap();
    assert!(copy().unwrap_err().is_change());
    assert!(!site.output().exists());
}

#[test]
fn one_path_is_written_once() {
    let site = Site::new();
    for _ in 0..2 {
        let twice = build(site.open(), &[("a.html", "1"), ("a.html", "2")]);
        assert!(matches!(twice, Err(WriteError::Taken { path }) if path == "a.html"));
        let ours = build(site.open(), &[(".briefpress-manifest", "x")]);
        assert!(matches!(ours, Err(WriteError::Taken { .. })));
        site.build(&[("b.html", "b")]);
    }
}

#[test]
fn many_threads_write_one_generation() {
    use rayon::prelude::*;
    let site = Site::new();
    for round in 0..3 {
        let staging = site.open();
        let names: Vec<_> = (0..500).map(|n| path(&format!("briefings/{n:03}/{round}/index.html"))).collect();
        let (made, written) = rayon::join(
            || staging.create_folders(&names),
            || {
                names
                    .par_iter()
                    .try_for_each(|name| staging.write(name, name.as_str().as_bytes()).map(|_| ()))
            },
        );
        made.and(written).unwrap();
        assert_eq!(staging.publish().unwrap().written, 500);
        let files = site.files();
        assert_eq!(files.len(), 500);
        assert!(files.iter().all(|(name, text)| name == text));
    }
}

#[test]
fn the_manifest_can_be_checked_from_outside() {
    let site = Site::new();
    site.build(ONE);
    let text = fs::read_to_string(site.output().join(".briefpress-manifest")).unwrap();
    let manifest = Manifest::parse(text.clone()).unwrap();
    let read: Vec<_> = manifest.entries().map(|entry| (entry.path, entry.size)).collect();
    assert_eq!(read, [("briefings/a/index.html", 1), ("briefings/b/index.html", 1), ("index.html", 1)]);
    assert!(text.starts_with("briefpress-manifest 1 3\n"));
    assert!(text.contains(&format!("\n{} 1 index.html\n", Fingerprint::of(b"i").to_hex())));
}

#[test]
fn without_an_exchange_two_renames_do() {
    let site = Site::new();
    for text in ["1", "2", "3", "4"] {
        let mut staging = site.open();
        staging.exchange = exchange::Exchange::TwoSteps;
        let published = build(staging, &[("index.html", text), ("same.html", "s")]).unwrap();
        assert_eq!(published.written, if text == "1" { 2 } else { 1 });
        assert_eq!(site.files(), pages(&[("index.html", text), ("same.html", "s")]));
        assert!(!site.root().join(".output.briefpress/previous").exists());
    }
}

/// A sequence of numbers that is the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn any_sequence_of_builds_gives_what_the_last_one_said() {
    const NAMES: [&str; 8] = [
        "index.html",
        "a/index.html",
        "a/b/index.html",
        "c/index.html",
        "c/x.pdf",
        "d/1",
        "d/2/index.html",
        "e",
    ];
    let site = Site::new();
    let mut dice = Dice(1);
    let mut foreign: BTreeMap<String, String> = BTreeMap::new();
    let at = |name: &str| site.output().join(name);
    for step in 0..400 {
        let count = 1 + dice.below(8);
        let first = dice.below(8);
        let chosen: Vec<(&str, String)> = (first..first + count)
            .map(|n| NAMES[usize::try_from(n % 8).unwrap()])
            .map(|name| (name, format!("{name} {}", dice.below(3))))
            .collect();
        let chosen: Vec<_> = chosen.iter().map(|(name, text)| (*name, text.as_str())).collect();
        build(site.open(), &chosen).unwrap();
        let mut wanted = pages(&chosen);
        wanted.extend(foreign.clone());
        assert_eq!(site.files(), wanted, "step {step}");

        let name = format!(
            "{}notes-{}.txt",
            ["", "a/", "c/", "z/y/"][usize::try_from(dice.below(4)).unwrap()],
            dice.below(2)
        );
        match dice.below(8) {
            0 | 1 => {
                fs::create_dir_all(at(&name).parent().unwrap()).unwrap();
                let _ = fs::remove_file(at(&name));
                fs::write(at(&name), step.to_string()).unwrap();
                foreign.insert(name, step.to_string());
            }
            2 => {
                foreign.remove(&name);
                let _ = fs::remove_file(at(&name));
            }
            3 => drop(fs::remove_file(at(chosen[0].0))),
            4 => fs::write(at(chosen[0].0), "harmed").unwrap(),
            5 => drop(fs::remove_dir_all(site.root().join(".output.briefpress"))),
            6 => {
                // A build that fails half-way.
                let staging = site.open();
                for name in NAMES {
                    staging.write(&path(name), b"withheld").unwrap();
                }
            }
            _ => {}
        }
    }
}
