//! What crashes leave in the work folder, in a hundred forms: the next build clears it up, whatever it is.

use super::generations::Dice;
use super::*;

const OLD: &[(&str, &str)] = &[
    ("a/index.html", "old"),
    ("b/index.html", "same"),
    ("c/d/index.html", "leftover, withdrawn"),
    ("index.html", "old"),
];
const NEW: &[(&str, &str)] =
    &[("a/index.html", "new"), ("b/index.html", "same"), ("e/index.html", "new"), ("index.html", "new")];

/// Brings the work folder into a state in which a build may have left it.
fn leave(work: &Path, output: &Path, dice: &mut Dice) -> String {
    let next = work.join("next");
    fs::create_dir_all(&next).unwrap();
    let mut done = String::new();
    let mut deed = |name: &str, sides: u64, deed: &dyn Fn()| {
        if dice.below(sides) == 0 {
            done.push_str(name);
            done.push_str(", ");
            deed();
        }
    };
    let put = |name: &str, text: &str| {
        let path = next.join(name);
        let _ = fs::remove_file(&path);
        if fs::create_dir_all(path.parent().unwrap()).is_ok() {
            let _ = fs::write(path, text);
        }
    };
    deed("no note", 2, &|| drop(fs::remove_file(work.join("spare"))));
    deed("an unfinished note", 6, &|| fs::write(work.join("spare"), "briefpress-spare 1 ").unwrap());
    deed("no spare", 6, &|| {
        let _ = fs::remove_file(work.join("spare"));
        fs::remove_dir_all(&next).unwrap();
        fs::create_dir(&next).unwrap();
    });
    // Whoever touches the spare has removed the note before.
    if !work.join("spare").exists() {
        deed("half a page", 2, &|| put("e/index.html", "leftover, ha"));
        deed("a page that was withdrawn", 2, &|| put("c/d/index.html", "leftover"));
        deed("an empty folder", 3, &|| drop(fs::create_dir_all(next.join("x/y/z"))));
        deed("a file for a folder", 4, &|| {
            let _ = fs::remove_dir_all(next.join("a"));
            put("a", "leftover");
        });
        deed("a folder for a file", 4, &|| {
            let _ = fs::remove_file(next.join("index.html"));
            let _ = fs::create_dir_all(next.join("index.html/below"));
        });
        deed("no list of files", 4, &|| drop(fs::remove_file(next.join(".briefpress-manifest"))));
        deed("a list of files that is cut", 4, &|| put(".briefpress-manifest", "briefpress-manifest 1 9\n"));
    }
    deed("a lock of another process", 3, &|| fs::write(work.join("lock"), "4194303\n").unwrap());
    deed("no lock", 6, &|| drop(fs::remove_file(work.join("lock"))));
    deed("between two renames", 5, &|| {
        if output.exists() {
            fs::rename(output, work.join("previous")).unwrap();
        }
    });
    deed("an output of nobody", 9, &|| drop(fs::remove_dir_all(output)));
    done
}

#[test]
fn a_hundred_leftovers_are_cleared_up() {
    let mut dice = Dice(3);
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..100 {
        let site = Site::new();
        let work = site.root().join(".output.briefpress");
        site.build(OLD);
        if round % 2 == 0 {
            site.build(&[("index.html", "between")]);
            site.build(OLD);
        }
        let left = format!("{round}: {}", leave(&work, &site.output(), &mut dice));
        seen.extend(left.split(": ").nth(1).unwrap().split(", ").map(str::to_owned));
        site.build(NEW);
        assert_eq!(site.files(), pages(NEW), "{left}");
        assert!(!files(&work).values().any(|text| text.contains("leftover")), "{left}");
        let names: Vec<_> = fs::read_dir(&work)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let known = ["lock", "README", ".gitignore", "next", "spare"];
        assert!(names.iter().all(|name| known.contains(&name.as_str())), "{left}: {names:?}");
        if round % 5 != 0 {
            continue;
        }
        assert_eq!(site.build(NEW).written, 0, "{left}");
        site.build(OLD);
        assert_eq!(site.files(), pages(OLD), "{left}");
        assert_eq!(files(&work.join("next")), pages(OLD), "{left}");
    }
    assert!(seen.len() > 13, "{seen:?}");
}

#[test]
fn a_durable_build_is_a_build() {
    // In memory, where it can be had: to bring a busy disk to safety may take a minute.
    let memory = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let site = Site::new_in(memory);
    let (root, home) = (site.root(), site.home());
    let around = Surroundings { root: &root, state: &root.join(".briefpress"), home: Some(&home) };
    for contents in [OLD, NEW, NEW, OLD] {
        let staging = Staging::open_in(&site.output(), &around, Options { durable: true }).unwrap();
        build(staging, contents).unwrap();
        assert_eq!(site.files(), pages(contents));
    }
}
