//! `serve` as a program: what it says, what it answers, and how it ends.

use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::run::{Run, briefpress, folder, run};

const SETTINGS: (&str, &str) = (
    "site.yaml",
    "title: Ours\nbase_url: https://example.org/\ncontact: {email: unit@example.org}\nlicence: CC BY 4.0\n\
     checks: {publication/approval-missing: off}\n",
);

fn text(words: &str) -> String {
    format!("---\ntitle: Seven\ndate: 2026-01-05\ndraft: true\n---\n\n{words}\n")
}

/// A preview that runs until this is dropped.
struct Serving {
    child: Child,
    said: Lines<BufReader<ChildStderr>>,
    folder: TempDir,
    port: String,
}

impl Serving {
    /// Starts a preview, and gives what it says up to the line that names the address.
    fn start(folder: TempDir, more: &[&str]) -> (Self, Vec<String>) {
        Self::start_in(folder, more, None)
    }

    /// The same, with the programs of one folder and no others.
    fn start_in(folder: TempDir, more: &[&str], programs: Option<&Path>) -> (Self, Vec<String>) {
        let arguments = [&["serve", "--port", "0", "--today", "2026-11-01"], more].concat();
        let mut command = briefpress(folder.path(), &arguments);
        if let Some(programs) = programs {
            command.env("PATH", programs);
        }
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut serving = Self { child, said, folder, port: String::new() };
        let lines = serving.read_to("Ctrl-C");
        let site = lines.iter().find_map(|line| line.strip_prefix("the site  http://localhost:")).unwrap();
        serving.port.extend(site.chars().take_while(char::is_ascii_digit));
        (serving, lines)
    }

    /// The lines up to one with these words, which stand for what takes time: when it was said, so was what came before.
    fn read_to(&mut self, words: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        while lines.last().is_none_or(|line| !line.contains(words)) {
            let line = self.said.next().unwrap_or_else(|| panic!("no line with `{words}` in {lines:#?}"));
            lines.push(line.unwrap());
        }
        lines
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn ask(&self, target: &str) -> TcpStream {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{}", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        stream
    }

    fn get(&self, target: &str) -> String {
        let mut answer = Vec::new();
        self.ask(target).read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    /// The names of files and folders in the folder of the site.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whatever differs from run to run.
fn plain(lines: &[String], port: &str) -> Vec<String> {
    let numbers = |line: &String| match line.split_once(" briefing, ") {
        Some((before, rest)) => {
            let after = rest.split_once(" s)").map_or(rest, |(_, after)| after);
            format!("{before} briefing, N pages shown (N s){after}")
        }
        None => line.replace(port, "PORT"),
    };
    lines.iter().map(numbers).collect()
}

#[test]
fn a_saved_change_is_told_and_shown() {
    let (mut serving, lines) =
        Serving::start(folder(&[SETTINGS, ("briefings/seven.md", &text("First words."))]), &[]);
    let port = serving.port.clone();
    assert_eq!(
        plain(&lines[lines.len() - 4..], &port),
        [
            "1 briefing, N pages shown (N s)",
            "the site  http://localhost:PORT/",
            "the desk  http://localhost:PORT/_desk/",
            "every saved change is shown at once; Ctrl-C ends the preview",
        ]
    );
    assert!(serving.get("/briefings/seven/").contains("First words."), "drafts are shown");
    let page = serving.get("/briefings/seven/");
    let seen = page.split("data-seen=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut events =
        BufReader::new(serving.ask(&format!("/_desk/events?at=/briefings/seven/&seen={seen}"))).lines();
    let mut told = |wanted: &str| loop {
        let line = events.next().unwrap().unwrap();
        match line.strip_prefix("event: ") {
            Some(event) if event == wanted => return,
            Some("reload") => panic!("reload before {wanted}"),
            _ => {}
        }
    };
    told("mended");
    serving.write("briefings/seven.md", &text("Second words."));
    told("reload");
    assert!(serving.get("/briefings/seven/").contains("Second words."));
    serving.read_to("pages shown");

    serving.write("briefings/seven.md", &text("Third words.").replace("date", "dtae"));
    told("findings");
    let lines = serving.read_to("the preview shows the last good site until this is mended");
    assert!(lines.iter().any(|line| line == " --> briefings/seven.md:3:1"), "{lines:#?}");
    assert!(serving.get("/briefings/seven/").contains("Second words."), "the last good page stays");
    serving.write("briefings/seven.md", &text("Second words."));
    told("mended");
    let lines = serving.read_to("pages shown");
    assert_eq!(
        plain(&lines, &port),
        ["1 briefing, N pages shown (N s); what is left: no findings"],
        "what was said before is not said again"
    );
    assert_eq!(serving.names(), ["briefings", "site.yaml"], "nothing is written");
}

#[test]
fn what_is_left_is_counted_when_something_is_mended() {
    // Its front matter can not be read while it has a mistake, so nothing else is found of it.
    let open = text(
        "Words.\n\n## Actions\n\n| Action | Owner | Due |\n|---|---|---|\n| Agree on a form | Health | |",
    );
    let (mut serving, _) = Serving::start(folder(&[SETTINGS, ("briefings/seven.md", &open)]), &[]);
    let port = serving.port.clone();
    for (briefing, last, wanted) in [
        (
            open.replace("date", "dtae"),
            "until this is mended",
            &["the preview shows the last good site until this is mended"][..],
        ),
        (open.clone(), "pages shown", &["1 briefing, N pages shown (N s); what is left: 2 warnings"]),
        (open.replace("Words", "More"), "pages shown", &["1 briefing, N pages shown (N s)"]),
        (text("Words."), "pages shown", &["1 briefing, N pages shown (N s); what is left: no findings"]),
    ] {
        serving.write("briefings/seven.md", &briefing);
        let lines = plain(&serving.read_to(last), &port);
        let from = if last == "pages shown" { 0 } else { lines.len() - 1 };
        assert_eq!(lines[from..], *wanted);
    }
}

#[test]
fn a_site_with_mistakes_is_served_when_they_are_mended() {
    let (mut serving, lines) =
        Serving::start(folder(&[SETTINGS, ("briefings/seven.md", "No front matter.\n")]), &["--no-drafts"]);
    assert!(lines.iter().any(|line| line == "there is nothing to show until this is mended"), "{lines:#?}");
    assert!(serving.get("/").starts_with("HTTP/1.1 503 "));
    serving.write("briefings/seven.md", &text("Words."));
    serving.read_to("pages shown");
    assert!(serving.get("/").starts_with("HTTP/1.1 200 "));
    assert!(
        serving.get("/briefings/seven/").starts_with("HTTP/1.1 404 "),
        "a draft is left out when that is asked"
    );
}

#[test]
fn what_keeps_a_preview_from_beginning_is_told() {
    let (serving, _) = Serving::start(
        folder(&[SETTINGS, ("briefings/seven.md", &text("Words."))]),
        &["--base-url", "https://example.org/sub/"],
    );
    assert!(serving.get("/sub/").starts_with("HTTP/1.1 200 "));
    let taken = run(serving.folder.path(), &["serve", "--port", &serving.port]);
    assert_eq!((taken.status, taken.stdout.as_str()), (2, ""), "{}", taken.stderr);
    let port = &serving.port;
    assert!(taken.stderr.starts_with(&format!("error: port {port} is taken by ")), "{}", taken.stderr);
    let help = "help: give another one with `--port N`; `--port 0` takes one that is free\n";
    assert!(taken.stderr.ends_with(help), "{}", taken.stderr);
    #[cfg(target_os = "linux")]
    assert!(
        taken.stderr.contains(&format!("`briefpress` (process {})", serving.child.id())),
        "{}",
        taken.stderr
    );

    let here: &Path = serving.folder.path();
    for (arguments, status, expected) in [
        (&["serve", "--port", "70000"][..], 2, "invalid value '70000' for '--port <N>'"),
        (&["serve", "--host", "example.org"], 2, "invalid value 'example.org' for '--host <ADDRESS>'"),
        (&["serve", "--host", "192.0.2.1", "--port", "0"], 2, "nothing can be served at `192.0.2.1:0`"),
        (&["--root", "nowhere", "serve", "--port", "0"], 2, "nowhere"),
    ] {
        let Run { stderr, status: ended, .. } = run(here, arguments);
        assert_eq!(ended, status, "{arguments:?}: {stderr}");
        assert!(stderr.contains(expected), "{arguments:?}: {stderr}");
    }
}

/// An opener of the desktop that says in a pipe with what it was called, in a folder of its own.
#[cfg(target_os = "linux")]
fn opener(folder: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let programs = folder.join("programs");
    std::fs::create_dir(&programs).unwrap();
    let opener = programs.join("xdg-open");
    let pipe = folder.join("opened");
    std::fs::write(&opener, format!("#!/bin/sh\necho \"$# $1\" > '{}'\n", pipe.display())).unwrap();
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
    programs
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_at_the_site_when_that_is_asked() {
    let desktop = tempfile::tempdir().unwrap();
    let programs = opener(desktop.path());
    let site = || folder(&[SETTINGS, ("briefings/seven.md", &text("Words."))]);
    let base = ["--base-url", "https://example.org/sub/"];
    let (serving, lines) = Serving::start_in(site(), &[&["--open"][..], &base].concat(), Some(&programs));
    let opened = std::fs::read_to_string(desktop.path().join("opened")).unwrap();
    assert_eq!(opened, format!("1 http://localhost:{}/sub/\n", serving.port), "the address, and only that");
    assert!(lines.last().unwrap().ends_with("ends the preview"), "{lines:#?}");

    // Where there is no browser, the preview goes on and says what to do.
    let (mut serving, _) = Serving::start_in(site(), &["--open"], Some(&desktop.path().join("nothing")));
    let lines = serving.read_to("no browser");
    assert_eq!(lines, ["no browser could be started; open the address by hand"]);
    assert!(serving.get("/").starts_with("HTTP/1.1 200 "));
}

#[cfg(unix)]
#[test]
fn an_interrupted_preview_ends_at_once() {
    use std::os::unix::process::ExitStatusExt as _;
    let (mut serving, _) = Serving::start(folder(&[SETTINGS, ("briefings/seven.md", &text("Words."))]), &[]);
    // A page that follows changes keeps nobody waiting.
    let _open = serving.ask("/_desk/events?at=/&seen=");
    let process = rustix::process::Pid::from_child(&serving.child);
    // What `Ctrl+C` sends, a process started in the background may be deaf to; both do what the system does by itself.
    let signal = rustix::process::Signal::TERM;
    rustix::process::kill_process(process, signal).unwrap();
    assert_eq!(serving.child.wait().unwrap().signal(), Some(signal.as_raw()));
}
