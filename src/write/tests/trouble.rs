//! Builds that end before their time, at the same time, or on a bad disk.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process::{Pid, Signal};

use super::*;
use crate::load::nobody::as_nobody;

const WORK: &str = ".output.briefpress";

#[test]
fn what_is_not_published_leaves_no_trace() {
    let site = Site::new();
    let deep = site.base().join("new/deep/output");
    let staging = site.open_at(&deep).unwrap();
    staging.write(&path("a/index.html"), b"a").unwrap();
    drop(staging);
    assert!(!site.base().join("new").exists());

    site.build(&[("index.html", "1")]);
    site.build(&[("index.html", "2")]);
    let before = (site.files(), identity(&site.output()));
    let staging = site.open();
    staging.write(&path("index.html"), b"secret").unwrap();
    staging.write(&path("other/index.html"), b"secret").unwrap();
    drop(staging);
    assert_eq!((site.files(), identity(&site.output())), before);
    assert!(!files(&site.root()).values().any(|text| text == "secret"));
    assert_eq!(site.build(&[("index.html", "2")]).written, 0);
    site.build(&[("index.html", "3")]);
    assert_eq!(site.files(), pages(&[("index.html", "3")]));
}

#[test]
fn what_an_interrupted_build_left_is_cleared() {
    let site = Site::new();
    let leftovers = |published: bool| {
        if published {
            site.build(&[("a/index.html", "a"), ("b/index.html", "b")]);
        }
        let next = site.root().join(WORK).join("next");
        fs::create_dir_all(next.join("half/page")).unwrap();
        fs::write(next.join("half/page/index.html"), "half").unwrap();
        fs::create_dir_all(next.join("a/index.html")).unwrap();
        fs::write(next.join("b"), "a file in place of a folder").unwrap();
        fs::write(next.join("c"), "a file in place of a folder").unwrap();
    };
    for published in [false, true] {
        leftovers(published);
        let wanted: &[_] = &[("a/index.html", "a"), ("b/index.html", "b"), ("c/index.html", "c")];
        site.build(wanted);
        assert_eq!(site.files(), pages(wanted));
        fs::remove_dir_all(site.output()).unwrap();
        fs::remove_dir_all(site.root().join(WORK)).unwrap();
    }
}

#[test]
fn a_build_that_ended_between_two_renames_is_mended() {
    let site = Site::new();
    let work = site.root().join(WORK);
    site.build(&[("index.html", "1")]);
    // Nothing is live.
    fs::rename(site.output(), work.join("previous")).unwrap();
    fs::create_dir(work.join("next")).unwrap();
    fs::write(work.join("next/index.html"), "unfinished").unwrap();
    let staging = site.open();
    assert_eq!(site.files(), pages(&[("index.html", "1")]));
    drop(staging);
    // The new one is live, the old one not yet the spare.
    site.build(&[("index.html", "2")]);
    fs::rename(work.join("next"), work.join("previous")).unwrap();
    assert_eq!(site.build(&[("index.html", "2")]).written, 0);
    assert!(!work.join("previous").exists());
    site.build(&[("index.html", "3")]);
    assert_eq!(site.files(), pages(&[("index.html", "3")]));
}

#[test]
fn what_was_withdrawn_does_not_outlive_an_interrupted_build() {
    let site = Site::new();
    let work = site.root().join(WORK);
    let all = || site.build(&[("index.html", "1"), ("secret/index.html", "secret")]);
    all();
    site.build(&[("index.html", "2")]);
    all();
    site.build(&[("index.html", "2")]);
    // A build that ended right after the exchange: the spare is what was live, and no note speaks for it.
    fs::remove_file(work.join("spare")).unwrap();
    fs::create_dir(work.join("next/secret")).unwrap();
    fs::write(work.join("next/secret/index.html"), "secret").unwrap();
    assert_eq!(site.build(&[("index.html", "2")]).written, 0);
    assert!(!files(&work).values().any(|text| text == "secret"));
    site.build(&[("index.html", "3")]);
    assert_eq!(site.files(), pages(&[("index.html", "3")]));
}

#[test]
fn the_work_folder_can_be_deleted_at_any_time() {
    let site = Site::new();
    for text in ["1", "2", "3"] {
        site.build(&[("index.html", text), ("same.html", "s")]);
        assert_eq!(site.files(), pages(&[("index.html", text), ("same.html", "s")]));
        fs::remove_dir_all(site.root().join(WORK)).unwrap();
    }
}

#[test]
fn a_second_build_is_told_who_holds_the_output() {
    let site = Site::new();
    let staging = site.open();
    let error = site.open_at(&site.root().join("briefings/../output")).unwrap_err();
    let holder = std::process::id();
    assert!(matches!(error, WriteError::Locked { holder: Some(pid), .. } if pid == holder), "{error:?}");
    assert!(
        error.to_string().starts_with(&format!("another build (process {holder}) is writing into ")),
        "{error}"
    );
    assert!(site.open_at(&site.base().join("another")).is_ok());
    drop(staging);
    site.build(&[("index.html", "1")]);
}

#[test]
fn builds_at_once_do_no_harm() {
    let site = Site::new();
    let done = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for builder in 0..4 {
            let (site, done) = (&site, &done);
            scope.spawn(move || {
                for round in 0..50 {
                    let text = format!("{builder} {round}");
                    match site.open_at(&site.output()) {
                        Ok(staging) => {
                            build(staging, &[("a.html", &text), ("b.html", &text)]).unwrap();
                            done.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(WriteError::Locked { .. }) => {}
                        Err(other) => panic!("{other:?}"),
                    }
                }
            });
        }
    });
    assert!(done.load(Ordering::Relaxed) > 0);
    let files = site.files();
    assert_eq!(files.len(), 2);
    assert_eq!(files["a.html"], files["b.html"]);
}

/// Ends a thread that waits for it, also when the test fails.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn readers_see_one_generation_or_the_other() {
    let site = Site::new();
    let names = ["index.html", "briefings/a/index.html", "briefings/z/index.html"];
    let generation = |n: usize| {
        let text = format!("{n}:").repeat(2000) + "end";
        build(site.open(), &names.map(|name| (name, text.as_str()))).unwrap();
    };
    generation(0);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let read = |name: &str| fs::read_to_string(site.output().join(name)).unwrap();
            let mut comparable = 0;
            while !stop.load(Ordering::Relaxed) {
                let before = read(".briefpress-manifest");
                let texts = names.map(read);
                let one_moment = read(".briefpress-manifest") == before;
                for text in &texts {
                    assert!(text.ends_with(":end") && text.len() > 4000, "a cut page");
                    assert!(!one_moment || *text == texts[0], "a mixture");
                }
                comparable += usize::from(one_moment);
            }
            comparable
        });
        // Whatever happens, the reader ends.
        let stopped = Stop(&stop);
        (1..=50).for_each(generation);
        drop(stopped);
        reader.join().unwrap();
    });
}

#[test]
fn an_output_that_was_replaced_meanwhile_is_left_alone() {
    let site = Site::new();
    site.build(&[("index.html", "1")]);
    let staging = site.open();
    staging.write(&path("index.html"), b"2").unwrap();
    fs::rename(site.output(), site.base().join("moved")).unwrap();
    fs::create_dir(site.output()).unwrap();
    fs::write(site.output().join("mine.txt"), "mine").unwrap();
    assert!(matches!(staging.publish(), Err(WriteError::OutputChanged { .. })));
    assert_eq!(site.files(), pages(&[("mine.txt", "mine")]));
    assert_eq!(files(&site.base().join("moved")), pages(&[("index.html", "1")]));
}

#[test]
fn an_output_that_was_removed_meanwhile_is_told() {
    let site = Site::new();
    site.build(&[("index.html", "1")]);
    let staging = site.open();
    staging.write(&path("index.html"), b"2").unwrap();
    fs::remove_dir_all(site.output()).unwrap();
    assert!(matches!(staging.publish(), Err(WriteError::OutputChanged { .. } | WriteError::Failed { .. })));
    assert!(!site.output().exists());
    site.build(&[("index.html", "2")]);
    assert_eq!(site.files(), pages(&[("index.html", "2")]));
}

#[test]
fn an_output_that_appears_meanwhile_is_left_alone() {
    let site = Site::new();
    let staging = site.open();
    staging.write(&path("index.html"), b"1").unwrap();
    fs::create_dir(site.output()).unwrap();
    fs::write(site.output().join("mine.txt"), "mine").unwrap();
    assert!(matches!(staging.publish(), Err(WriteError::OutputChanged { .. })));
    assert_eq!(site.files(), pages(&[("mine.txt", "mine")]));
}

#[test]
fn a_full_disk_is_told_with_the_room_that_lacks() {
    let site = Site::new();
    let staging = site.open();
    let names: Vec<_> = (0..100).map(|n| path(&format!("{n}/index.html"))).collect();
    staging.create_folders(&names).unwrap();
    for name in &names[..50] {
        staging.write(name, &vec![b'x'; 100_000]).unwrap();
    }
    let error = staging.fail(std::io::ErrorKind::StorageFull.into());
    let WriteError::Full { needed, .. } = error else { panic!("{error:?}") };
    assert!((5_000_000..10_000_000).contains(&needed), "{needed}");
    assert!(error.to_string().contains(" is full, about "), "{error}");
    assert!(error.to_string().ends_with("; the published site is unchanged"), "{error}");
}

#[test]
fn an_output_on_two_disks_is_told() {
    let site = Site::new();
    let error = site.open().fail(std::io::ErrorKind::CrossesDevices.into());
    assert!(matches!(&error, WriteError::Refused { why: Refusal::Divided, .. }), "{error:?}");
    assert!(error.to_string().contains("a part of it lies on another disk"), "{error}");
    assert!(error.help().contains("mount nothing inside the output"), "{}", error.help());
}

#[test]
#[cfg(target_os = "linux")]
fn what_fails_after_the_exchange_takes_nothing_back() {
    let site = Site::new();
    for (text, exchange) in [("1", exchange::Exchange::OneStep), ("2", exchange::Exchange::TwoSteps)] {
        site.build(&[("index.html", "0"), ("same.html", "s")]);
        let mut staging = site.open();
        staging.exchange = exchange;
        staging.options.durable = true;
        staging.parent = disk::Folder::open_unflushable(&site.root()).unwrap();
        let failed = build(staging, &[("index.html", text), ("same.html", "s"), ("new/index.html", "n")]);
        assert!(matches!(failed, Err(WriteError::Failed { .. })), "{failed:?}");
        assert_eq!(site.files(), pages(&[("index.html", text), ("new/index.html", "n"), ("same.html", "s")]));
    }
    site.build(&[("index.html", "3")]);
    assert_eq!(site.files(), pages(&[("index.html", "3")]));
}

#[test]
fn no_permission_is_told_before_anything_is_made() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    let closed = site.base().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    for output in [closed.join("output"), closed.join("deep/output")] {
        let Some(opened) = as_nobody(&site.base(), || site.open_at(&output)) else { return };
        let error = opened.unwrap_err();
        assert!(matches!(&error, WriteError::Denied { path } if *path == closed), "{error:?}");
    }
}

/// Runs this test binary again, with one of the helpers below in it.
fn helper(name: &str, site: &Site) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([&format!("write::tests::trouble::{name}"), "--exact", "--ignored", "--nocapture"])
        .env("BRIEFPRESS_TEST_SITE", site.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn helped_site() -> PathBuf {
    std::env::var_os("BRIEFPRESS_TEST_SITE").expect("run by another test").into()
}

fn open_helped(root: &Path) -> Staging {
    let around = Surroundings { root, state: &root.join(".briefpress"), home: None };
    Staging::open_in(&root.join("output"), &around, Options::default()).unwrap()
}

#[test]
#[ignore = "a helper process of another test"]
fn helper_holds_the_lock() {
    let _staging = open_helped(&helped_site());
    println!("held");
    let _ = std::io::stdin().read(&mut [0]);
}

#[test]
fn the_lock_of_a_killed_process_heals() {
    let site = Site::new();
    let mut child = helper("helper_holds_the_lock", &site);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("held")));
    let error = site.open_at(&site.output()).unwrap_err();
    assert!(matches!(error, WriteError::Locked { holder: Some(pid), .. } if pid == child.id()), "{error:?}");
    child.kill().unwrap();
    child.wait().unwrap();
    site.build(&[("index.html", "1")]);
    assert_eq!(site.files(), pages(&[("index.html", "1")]));
}

#[test]
fn a_process_started_meanwhile_does_not_hold_the_lock() {
    let site = Site::new();
    let staging = site.open();
    // What a process shares between its start and its own program: the open lock.
    let shared = staging.work.share_lock();
    drop(staging);
    site.build(&[("index.html", "1")]);
    drop(shared);
}

const KILL_PAGES: usize = 12;

/// Alternates between two sites of which each has pages that the other has not.
#[test]
#[ignore = "a helper process of another test"]
fn helper_builds_again_and_again() {
    let root = helped_site();
    for round in 0.. {
        let staging = open_helped(&root);
        for n in 0..KILL_PAGES {
            staging.write(&path(&format!("{}{}/{n}/index.html", n % 3, round % 2)), b"one of two").unwrap();
            staging.write(&path(&format!("both/{n}/index.html")), &[b'0' + round % 2; 3000]).unwrap();
            println!("step");
        }
        staging.publish().unwrap();
        println!("step");
    }
}

/// Ends builds by a signal after some steps, and looks at what is live each time.
fn end_builds(signal: Signal, moments: impl Iterator<Item = usize>) {
    let site = Site::new();
    for moment in moments {
        let mut child = helper("helper_builds_again_and_again", &site);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for _ in 0..moment {
            lines.by_ref().map_while(Result::ok).find(|line| line.contains("step")).unwrap();
        }
        rustix::process::kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(signal.as_raw()));
        if !site.output().exists() {
            assert!(moment <= KILL_PAGES * 2, "nothing was ever published");
            continue;
        }
        check_one_of_two(&site);
        let files = site.files();
        drop(site.open());
        assert_eq!(site.files(), files);
    }
    let published = site.build(&[("index.html", "the next build")]);
    assert_eq!(published.written, 1);
    assert_eq!(files(&site.root().join(WORK).join("next")), site.files());
}

fn check_one_of_two(site: &Site) {
    let files = site.files();
    assert_eq!(files.len(), 2 * KILL_PAGES);
    let which = files["both/0/index.html"].chars().next().unwrap();
    for (name, text) in &files {
        let is_right = match name.strip_prefix("both/") {
            Some(_) => *text == which.to_string().repeat(3000),
            None => name[1..].starts_with(which) && text == "one of two",
        };
        assert!(is_right, "{name} does not belong to site {which}");
    }
}

#[test]
fn a_killed_build_leaves_one_site_or_the_other() {
    end_builds(Signal::KILL, 1..40);
}

#[test]
fn an_interrupted_build_leaves_one_site_or_the_other() {
    // A process inherits which signals it is deaf to, as from `nohup`; those would end none of the builds.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let deaf = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let deaf = deaf.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        if deaf >> (signal.as_raw() - 1) & 1 == 0 {
            end_builds(signal, (3..60).step_by(11));
        }
    }
}
