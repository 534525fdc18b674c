//! What the output promises, seen from outside: refused places, faults of the machine, dates of files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::project::{Project, outputs_of};
use crate::run::{Run, briefpress, run, run_to_end};

const BUILD: [&str; 3] = ["build", "--today", "2026-11-01"];

/// Two contents with pages that only one of them has.
const ONE: &str = "=== site.yaml\ntitle: T\nbase_url: https://example.org/\n=== briefings/same.md\n---\ntitle: Same\n\
    date: 2026-01-05\n---\nText.\n=== briefings/other.md\n---\ntitle: One\ndate: 2026-01-06\n---\nOne.\n\
    === static/large.txt\n";
const TWO: &str = "=== briefings/other.md\n---\ntitle: Two\ndate: 2026-01-07\nharms: [neglect]\n---\nTwo.\n";

static LARGE: [u8; 40_000] = [b'x'; 40_000];
static OTHER: [u8; 40_000] = [b'y'; 40_000];

type Outputs = BTreeMap<String, Vec<u8>>;

/// A site with the first content built and the second one to come, and what the output is with each.
fn two_contents() -> (Project, Outputs, Outputs) {
    let project = Project::new(ONE);
    project.write("static/large.txt", &LARGE);
    project.build();
    let one = project.outputs();
    project.edit(TWO);
    let elsewhere = Project::new(ONE);
    elsewhere.write("static/large.txt", &LARGE);
    elsewhere.edit(TWO);
    elsewhere.build();
    (project, one, elsewhere.outputs())
}

/// Builds with a limit of the shell in force.
fn limited(project: &Project, limit: &str) -> Run {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{limit}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_briefpress")]);
    command.args(BUILD).args(["--no-cache", "--jobs", "1"]).current_dir(project.root());
    run_to_end(&mut command)
}

#[test]
fn too_few_open_files_harm_nothing() {
    let (project, one, two) = two_contents();
    let (mut refused, mut built) = (0, 0);
    for files in [3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 40] {
        let run = limited(&project, &format!("ulimit -n {files}"));
        match run.status {
            0 => {
                assert!(project.outputs() == two, "{files}: {}", run.stderr);
                built += 1;
                project.edit(ONE);
                project.write("static/large.txt", &LARGE);
                fs::remove_dir_all(project.output()).unwrap();
                project.build();
                project.edit(TWO);
            }
            // 127: the program could not even be loaded.
            2 | 127 => {
                assert!(project.outputs() == one, "{files}: {}", run.stderr);
                assert!(run.status == 127 || run.stderr.contains("\nhelp: "), "{files}: {}", run.stderr);
                refused += 1;
            }
            other => panic!("{files} open files: status {other}: {}", run.stderr),
        }
    }
    assert!(refused > 0 && built > 0, "{refused} refused, {built} built");
    project.build();
    assert!(project.outputs() == two);
}

#[test]
fn files_that_may_not_grow_harm_nothing() {
    let (project, one, two) = two_contents();
    fs::remove_dir_all(project.output()).unwrap();
    project.edit(ONE);
    project.write("static/large.txt", &LARGE);
    project.build();
    project.edit(TWO);
    project.write("static/large.txt", &OTHER);
    let mut whole = two.clone();
    whole.insert("large.txt".to_owned(), OTHER.to_vec());
    for blocks in [0, 1, 4, 8, 16, 32, 64] {
        // The signal that comes with this limit ends the build at whatever it is writing.
        let run = limited(&project, &format!("ulimit -f {blocks}"));
        assert_ne!(run.status, 0, "{blocks}");
        assert!(project.outputs() == one, "{blocks}: {}", run.stderr);
        let run = limited(&project, &format!("trap '' XFSZ; ulimit -f {blocks}"));
        assert_eq!(run.status, 2, "{blocks}: {}", run.stderr);
        assert!(project.outputs() == one, "{blocks}: {}", run.stderr);
    }
    project.build();
    assert!(project.outputs() == whole);
}

#[test]
fn a_wrong_place_is_refused_by_the_command_and_left_alone() {
    let project = Project::new(ONE);
    project.write("full/letter.txt", b"mine");
    project.write("file", b"mine");
    symlink("briefings", project.root().join("to-briefings")).unwrap();
    fs::create_dir(project.root().join("home")).unwrap();
    let before = outputs_of(project.root());
    for place in [
        ".",
        "..",
        "/",
        "./",
        "../",
        "briefings",
        "briefings/",
        "briefings/out",
        "static/../static",
        "pages",
        "data/x",
        "themes",
        "full",
        "full/.",
        "file",
        "file/x",
        "to-briefings",
        ".git/x",
        ".briefpress",
        "site.yaml",
        "new/../x",
        "home",
        "home/../home",
        "./BRIEFINGS",
        "/tmp",
        "/etc",
    ] {
        let arguments = [&BUILD[..], &["--output", place, "--no-cache"]].concat();
        let mut command = briefpress(project.root(), &arguments);
        let Run { stdout, stderr, status } = run_to_end(command.env("HOME", project.root().join("home")));
        assert_eq!((status, stdout.as_str()), (2, ""), "{place}: {stderr}");
        assert!(stderr.starts_with("error: ") && stderr.contains("\nhelp: "), "{place}: {stderr}");
        let unchanged = |(name, bytes): (&String, &Vec<u8>)| before.get(name) == Some(bytes);
        let now = outputs_of(project.root());
        assert!(now.iter().all(unchanged) && now.len() == before.len(), "{place}: {:?}", now.keys());
    }
}

#[test]
fn no_option_makes_a_foreign_folder_ours() {
    let help = run(Path::new("/"), &["build", "--help"]).stdout;
    for word in ["--force", "--clean", "--delete", "--overwrite", "--yes"] {
        assert!(!help.contains(word), "{word}");
    }
}

/// What tells that a file is still the same one.
fn times(output: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let names = outputs_of(output).into_keys();
    names
        .map(|name| {
            let metadata = fs::metadata(output.join(&name)).unwrap();
            (name, (metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
        })
        .collect()
}

#[test]
fn an_unchanged_file_keeps_its_date() {
    let (project, one, two) = two_contents();
    let before = times(&project.output());
    project.build();
    let after = times(&project.output());
    let mut kept = 0;
    for (name, bytes) in &two {
        if one.get(name) == Some(bytes) {
            assert_eq!(after[name], before[name], "{name}");
            kept += 1;
        }
    }
    assert!(kept > 3, "{kept} files");
    for arguments in [&BUILD[..], &["build", "--today", "2026-11-01", "--no-cache", "--jobs", "1"]] {
        assert_eq!(run(project.root(), arguments).status, 0);
        assert_eq!(times(&project.output()), after);
    }
}

#[test]
fn dates_of_files_decide_nothing() {
    let epoch = SystemTime::UNIX_EPOCH;
    let moments = [
        epoch,
        epoch - Duration::from_secs(1),
        epoch + Duration::from_secs((1 << 31) - 1),
        epoch + Duration::from_secs(1 << 31),
        epoch + Duration::from_secs(4_000_000_000),
    ];
    let project = Project::new(ONE);
    project.build();
    let briefing = project.root().join("briefings/other.md");
    for (round, moment) in moments.into_iter().enumerate() {
        // The same length and the same date: only the content tells that it is another text.
        let text = format!("---\ntitle: One\ndate: 2026-01-06\n---\nN{round}.\n");
        fs::write(&briefing, text).unwrap();
        for path in [briefing.clone(), project.output().join("index.html")] {
            File::options().write(true).open(path).unwrap().set_modified(moment).unwrap();
        }
        for _ in 0..2 {
            project.build();
            assert!(project.read("briefings/other/index.html").contains(&format!("N{round}.")), "{round}");
        }
        File::options().write(true).open(&briefing).unwrap().set_modified(epoch).unwrap();
        let text = format!("---\ntitle: One\ndate: 2026-01-06\n---\nM{round}.\n");
        fs::write(&briefing, text).unwrap();
        File::options().write(true).open(&briefing).unwrap().set_modified(epoch).unwrap();
        project.build();
        assert!(project.read("briefings/other/index.html").contains(&format!("M{round}.")), "{round}");
    }
}

#[test]
fn a_build_that_fails_leaves_what_was_there() {
    let (project, one, two) = two_contents();
    let before = times(&project.output());
    project.edit("=== briefings/wrong.md\n---\ntitle: W\ndate: 2026-01-05\ndrfat: true\n---\nText.\n");
    project.refused();
    assert!(project.outputs() == one);
    assert_eq!(times(&project.output()), before);
    fs::remove_file(project.root().join("briefings/wrong.md")).unwrap();
    project.build();
    assert!(project.outputs() == two);
}

#[test]
fn a_durable_build_makes_the_same_site() {
    let text = "---\ntitle: One\ndate: 2026-01-10\nsummary: S.\n---\nText.\n";
    let sites = [(); 2].map(|()| crate::run::folder(&[("briefings/one.md", text)]));
    let [plain, durable] =
        [&[][..], &["--durable"]].map(|more| [&["build", "--today", "2026-11-01"][..], more].concat());
    for (site, arguments) in sites.iter().zip([plain, durable]) {
        let run = crate::run::run(site.path(), &arguments);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    let [plain, durable] = sites.map(|site| crate::project::outputs_of(&site.path().join("output")));
    assert!(plain == durable && !plain.is_empty());
}
