//! The same input makes the same site: whatever the number of threads, the order of the folder, the language, the time
//! zone and the place on the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::run::{briefpress, run_to_end};

const TODAY: [&str; 3] = ["build", "--today", "2026-11-01"];

/// A site with something of everything: lists with pages, feeds, facets, series, files, letters of other languages.
fn files() -> Vec<(String, String)> {
    let fixed = [
        ("site.yaml", "title: Ähnlich\nbase_url: https://example.org/sub/\npaginate_by: 5\n"),
        ("pages/about.md", "---\ntitle: Über uns\n---\n\nText.\n"),
        ("static/fonts.txt", "None.\n"),
        ("briefings/report.txt", "A report.\n"),
    ];
    let mut files: Vec<(String, String)> =
        fixed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    for number in 1..=24 {
        let titles =
            ["İstanbul", "istanbul", "Zürich", "zug", "Ärger", "arger", "Éole", "ligne", "ﬁn", "İ", "ı", "I"];
        let text = format!(
            "---\ntitle: {} {number}\ndate: 202{}-0{}-0{}\nthemes: [escalation]\nharms: [neglect]\naudiences: [GPs]\n\
             tags: [{}]\nseries: {{ name: Letters, number: {number} }}\nattachments:\n  - file: report.txt\n    title: Report\n---\n\n\
             Text of {number}, \"quoted\", see [another]({:02}.md).\n\n## Questions for your team\n\n1. Why?\n",
            titles[number % titles.len()],
            number % 6,
            number % 3 + 1,
            number % 4 + 1,
            titles[number * 5 % titles.len()],
            number % 24 + 1,
        );
        files.push((format!("briefings/{number:02}.md"), text));
    }
    files
}

/// One way to build the site.
struct Way {
    /// Where the site lies, below a folder of its own.
    root: &'static str,
    /// The order in which its files are made, which is that of the folder on many disks.
    backwards: bool,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

const WAYS: [Way; 7] = [
    Way { root: "site", backwards: false, arguments: &["--jobs", "1"], environment: &[] },
    Way {
        root: "site",
        backwards: true,
        arguments: &["--jobs", "7"],
        environment: &[("TZ", "Pacific/Kiritimati")],
    },
    Way {
        root: "a much longer/path to/the site",
        backwards: true,
        arguments: &[],
        environment: &[("RAYON_NUM_THREADS", "3"), ("TZ", "America/Adak"), ("LC_ALL", "tr_TR.UTF-8")],
    },
    Way {
        root: "s",
        backwards: false,
        arguments: &[],
        environment: &[("LANG", "de_DE.UTF-8"), ("LC_COLLATE", "sv_SE.UTF-8")],
    },
    Way {
        root: "s/i/t/e",
        backwards: true,
        arguments: &["--no-cache"],
        environment: &[("LC_ALL", "C"), ("TZ", "nonsense")],
    },
    Way {
        root: "ümlaut",
        backwards: false,
        arguments: &["--timings", "--explain"],
        environment: &[("HOME", "/nowhere"), ("TMPDIR", "/nowhere")],
    },
    Way {
        root: "x",
        backwards: false,
        arguments: &["--jobs", "2"],
        environment: &[("SOURCE_DATE_EPOCH", "1"), ("CI", "true")],
    },
];

/// Everything in the output, the list of its files included.
fn build(folder: &Path, way: &Way) -> BTreeMap<PathBuf, Vec<u8>> {
    let root = folder.join(way.root);
    let mut files = files();
    if way.backwards {
        files.reverse();
    }
    for (name, text) in &files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut command = briefpress(&root, &[&TODAY[..], way.arguments].concat());
    let run = run_to_end(command.envs(way.environment.iter().copied()));
    assert_eq!(run.status, 0, "{}: {}", way.root, run.stderr);
    all_of(&root.join("output"))
}

fn all_of(output: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(output).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(output).unwrap().to_path_buf();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn every_way_of_building_gives_the_same_bytes() {
    let mut first: Option<BTreeMap<PathBuf, Vec<u8>>> = None;
    for way in &WAYS {
        let folder = tempfile::tempdir().unwrap();
        let built = build(folder.path(), way);
        assert!(built.len() > 60, "{} files", built.len());
        let first = first.get_or_insert_with(|| built.clone());
        let names = |built: &BTreeMap<PathBuf, Vec<u8>>| built.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(first), names(&built), "{}", way.root);
        for (name, bytes) in &built {
            assert!(first[name] == *bytes, "{} of {} differs", name.display(), way.root);
        }
    }
}

#[test]
fn no_output_names_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let built = build(folder.path(), &WAYS[2]);
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let mut private = vec![folder.path().to_str().unwrap().to_owned(), "a much longer".to_owned()];
    private.extend(Some(host.trim().to_owned()).filter(|host| host.len() > 5));
    for (name, bytes) in &built {
        let text = String::from_utf8_lossy(bytes);
        for word in &private {
            assert!(!text.contains(word.as_str()), "`{word}` in {}", name.display());
        }
    }
}

#[test]
fn a_site_behind_a_link_is_the_same_site() {
    let folder = tempfile::tempdir().unwrap();
    let built = build(folder.path(), &WAYS[0]);
    std::os::unix::fs::symlink(folder.path().join("site"), folder.path().join("link")).unwrap();
    let root = folder.path().join("link");
    for arguments in
        [vec!["--root", root.to_str().unwrap()], vec!["--root", "link"], vec!["--root", "./link/../site/"]]
    {
        let arguments = [&arguments[..], &TODAY[..], &["--output", "elsewhere"]].concat();
        let run = run_to_end(&mut briefpress(folder.path(), &arguments));
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(all_of(&folder.path().join("elsewhere")) == built, "{arguments:?}");
    }
}
