//! What is answered, and what open pages are told; over real connections where those matter.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::answer::mark;
use super::coalesce::{Change, Coalescer};
use super::events::Follower;
use super::watch::Watcher;
use super::{Listening, Observer, Preview, Rebuilt, next_changes, time_until};
use crate::build::{BuildError, BuildOptions, Edition, Previewed, Today};
use crate::source::{CONNECTIONS_LIMIT, EVENT_STREAMS_LIMIT, REQUEST_HEAD_LIMIT, REQUEST_SECONDS_LIMIT};

/// Says nothing, and counts failures.
struct Quiet {
    options: BuildOptions,
    failures: usize,
}

impl Observer for Quiet {
    fn options(&mut self) -> BuildOptions {
        self.options.clone()
    }

    fn built(&mut self, _: &Previewed) {}

    fn failed(&mut self, _: &BuildError) {
        self.failures += 1;
    }
}

/// A small site that is served.
struct Site {
    folder: tempfile::TempDir,
    preview: Preview,
    port: u16,
    base_url: Option<String>,
}

impl Site {
    fn new(base_url: Option<&str>) -> Self {
        Self::with_head_time(base_url, Duration::from_secs(REQUEST_SECONDS_LIMIT))
    }

    fn with_head_time(base_url: Option<&str>, head_time: Duration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listening = Listening::at(Some(Ipv4Addr::LOCALHOST.into()), 0).unwrap().with_head_time(head_time);
        let port = listening.address().rsplit_once(':').unwrap().1.parse().unwrap();
        let preview = Preview::default();
        preview.serve(listening, folder.path()).unwrap();
        let mut site = Self { folder, preview, port, base_url: base_url.map(str::to_owned) };
        site.write("briefings/one.md", "---\ntitle: One\ndate: 2026-01-01\n---\nFirst words.\n");
        site.write("static/long.txt", "0123456789");
        site.write("static/.well-known/security.txt", "Contact: x");
        site.rebuild();
        site
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn rebuild(&mut self) -> Rebuilt {
        let (rebuilt, failures) = self.try_rebuild();
        assert_eq!(failures, 0);
        rebuilt
    }

    /// Builds, and gives how many failures were told.
    fn try_rebuild(&mut self) -> (Rebuilt, usize) {
        let root: &Path = self.folder.path();
        let options = BuildOptions {
            base_url: self.base_url.clone(),
            drafts: true,
            ..BuildOptions::of_check(root, Today::Given(jiff::civil::date(2026, 11, 1)))
        };
        let mut observer = Quiet { options, failures: 0 };
        (self.preview.rebuild(&mut observer), observer.failures)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    fn send(&self, head: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn ask(&self, method: &str, target: &str, fields: &str) -> String {
        self.send(&format!("{method} {target} HTTP/1.1\r\nHost: localhost:{}\r\n{fields}\r\n", self.port))
    }

    fn get(&self, target: &str) -> String {
        self.ask("GET", target, "")
    }
}

#[test]
fn pages_come_with_a_script_and_their_own_policy() {
    let site = Site::new(None);
    let answer = site.get("/briefings/one/");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{head}");
    assert!(body.contains("First words."));
    let nonce = body.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(nonce.len(), 32);
    let policies =
        [head.split("Content-Security-Policy: ").nth(1).unwrap(), body.split("content=\"").nth(1).unwrap()];
    for policy in policies {
        let policy = policy.split(['\r', '"']).next().unwrap().replace("&#39;", "'");
        assert!(policy.contains(&format!("'nonce-{nonce}'")), "{policy}");
        assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self'"), "{policy}");
    }
    // But for these two, the page is that of a build.
    let plain = site.preview.stage.now();
    let (_, at) = plain.edition.get("briefings/one/index.html").unwrap();
    let page = String::from_utf8(plain.edition.bytes(at).unwrap().to_vec()).unwrap();
    let own = |text: &str| text.split("</head>").nth(1).unwrap().to_owned();
    assert_eq!(own(body), own(&page));
    let again = site.get("/briefings/one/");
    assert!(!again.contains(&nonce), "a word that comes twice can be guessed");
}

#[test]
fn every_kind_of_request_has_its_answer() {
    let site = Site::new(None);
    let status = |answer: &str| answer.split(' ').nth(1).unwrap().to_owned();
    for (method, target, fields, wanted, with) in [
        ("GET", "/", "", "200", "text/html"),
        ("GET", "/briefings/one", "", "302", "\r\nLocation: /briefings/one/\r\n"),
        ("GET", "/briefings/one?a=b", "", "302", "\r\nLocation: /briefings/one/?a=b\r\n"),
        ("GET", "/nowhere/", "", "404", "text/html"),
        ("GET", "//localhost/", "", "404", ""),
        ("GET", "/C:/Windows/", "", "404", ""),
        ("GET", "/site.yaml", "", "404", ""),
        ("GET", "/%252e%252e/%252e%252e/etc/passwd", "", "404", ""),
        ("GET", "/../briefings/one.md", "", "400", ""),
        ("GET", "/feed.xml", "", "200", "application/xml"),
        ("GET", "/.well-known/security.txt", "", "200", "Contact: x"),
        ("GET", "/long.txt", "", "200", "Accept-Ranges: bytes"),
        ("GET", "/long.txt", "Range: bytes=2-4\r\n", "206", "\r\n\r\n234"),
        ("GET", "/long.txt", "Range: bytes=2-4\r\nIf-Range: \"x\"\r\n", "200", "\r\n\r\n0123456789"),
        ("GET", "/long.txt", "Range: bytes=50-\r\n", "416", "Content-Range: bytes */10"),
        (
            "GET",
            "/long.txt",
            "If-None-Match: *\r\nIf-Modified-Since: Thu, 01 Jan 2037 00:00:00 GMT\r\n",
            "200",
            "0123456789",
        ),
        ("HEAD", "/long.txt", "", "200", "Content-Length: 10\r\n"),
        ("POST", "/", "", "405", "Allow: GET, HEAD"),
        ("DELETE", "/long.txt", "", "405", "Allow: GET, HEAD"),
        ("GET", "/_desk", "", "302", "Location: /_desk/"),
        ("GET", "/_desk/", "", "200", "<h1>The desk</h1>"),
        ("GET", "/_desk/nothing", "", "404", ""),
        ("GET", "/_desk/preview.js", "", "200", "text/javascript"),
        ("GET", "/_desk/events?at=/", "Origin: http://evil.example\r\n", "403", ""),
        ("GET", "/_desk/events?at=/", "Origin: null\r\n", "403", ""),
        ("GET", "/_desk/events?at=/../x", "", "400", ""),
    ] {
        let answer = site.ask(method, target, fields);
        assert_eq!(status(&answer), wanted, "{method} {target} {fields}: {answer}");
        assert!(answer.contains(with), "{method} {target}: {with} in {answer}");
        for field in ["Cache-Control: no-store", "X-Content-Type-Options: nosniff"] {
            assert!(answer.contains(&format!("\r\n{field}\r\n")), "{method} {target}: {field}");
        }
    }
    let head = site.ask("HEAD", "/", "");
    assert!(head.ends_with("\r\n\r\n"), "no body: {head}");
    let other = site.send("GET / HTTP/1.1\r\nHost: rebound.example\r\n\r\n");
    assert!(other.starts_with("HTTP/1.1 421 ") && !other.contains("First words"), "{other}");
}

#[test]
fn what_follows_a_request_is_no_request() {
    let site = Site::new(None);
    let host = format!("Host: localhost:{}\r\n", site.port);
    let answer = site.send(&format!("GET /long.txt HTTP/1.1\r\n{host}\r\nGET / HTTP/1.1\r\n{host}\r\n"));
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
    let long = site.send(&format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(2_000_000)));
    assert!(long.starts_with("HTTP/1.1 414 "), "{long}");
    let with_head = |length: usize| {
        let rest = format!("GET / HTTP/1.1\r\n{host}X: \r\n\r\n").len();
        site.ask("GET", "/", &format!("X: {}\r\n", "a".repeat(length - rest)))
    };
    assert!(with_head(REQUEST_HEAD_LIMIT).starts_with("HTTP/1.1 200 "));
    assert!(with_head(REQUEST_HEAD_LIMIT + 1).starts_with("HTTP/1.1 431 "));
    let many = "X: y\r\n".repeat(20_000);
    assert!(site.ask("GET", "/", &many).starts_with("HTTP/1.1 431 "));
}

#[test]
fn a_folder_of_the_host_is_kept() {
    let site = Site::new(Some("https://host.example/sub/"));
    for (target, wanted) in [
        ("/", "302"),
        ("/sub", "302"),
        ("/sub/", "200"),
        ("/sub/briefings/one/", "200"),
        ("/briefings/one/", "404"),
        ("/subway/", "404"),
        ("/_desk/", "200"),
    ] {
        assert_eq!(site.get(target).split(' ').nth(1), Some(wanted), "{target}");
    }
    assert!(site.get("/").contains("\r\nLocation: /sub/\r\n"));
}

#[test]
fn silent_clients_keep_nobody_waiting() {
    let site = Site::new(None);
    let silent: Vec<TcpStream> = (0..300).map(|_| site.connect()).collect();
    for mut stream in &silent[250..] {
        // Nor do those that have begun to ask. The first ones were closed to make room.
        let _ = stream.write_all(b"GET / HT");
    }
    let started = Instant::now();
    assert!(site.get("/").starts_with("HTTP/1.1 200 "));
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert!(silent.len() > CONNECTIONS_LIMIT);
}

#[test]
fn slow_clients_are_sent_away() {
    assert_eq!(REQUEST_SECONDS_LIMIT, 5);
    let site = Site::with_head_time(None, Duration::from_millis(50));
    let mut never = site.connect();
    let mut half = site.connect();
    half.write_all(b"GET / HTTP/1.1\r\nHost: lo").unwrap();
    for stream in [&mut never, &mut half] {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    }
    // One byte after the other does not buy more time.
    let mut drip = site.connect();
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(10) && drip.write_all(b"G").is_ok() {
        thread::yield_now();
    }
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn pages_that_follow_are_limited_and_make_room_when_they_close() {
    let site = Site::new(None);
    let stage = &site.preview.stage;
    let mut viewers: Vec<_> = (0..EVENT_STREAMS_LIMIT).map(|_| stage.enter(None).unwrap()).collect();
    assert!(stage.enter(None).is_none());
    assert!(site.get("/_desk/events?at=/").starts_with("HTTP/1.1 503 "));
    assert!(site.get("/").starts_with("HTTP/1.1 200 "), "pages are shown all the same");
    viewers.pop();
    assert!(stage.enter(None).is_some());
}

/// One of the ways in which programs save a file.
type Save = fn(&Path, &str) -> std::io::Result<()>;

const SAVES: [(&str, Save); 8] = [
    ("in place", |path, text| std::fs::write(path, text)),
    ("vim", |path, text| {
        let backup = path.with_file_name(format!("{}~", path.file_name().unwrap().display()));
        std::fs::rename(path, &backup)?;
        std::fs::write(path, text)?;
        std::fs::remove_file(backup)
    }),
    ("emacs", |path, text| {
        let lock = path.with_file_name(".#lock");
        let _ = std::fs::remove_file(&lock);
        std::fs::write(&lock, "")?;
        std::fs::copy(path, path.with_extension("md~"))?;
        std::fs::write(path, text)?;
        std::fs::remove_file(lock)
    }),
    ("vs code", |path, text| {
        std::fs::OpenOptions::new().write(true).truncate(true).open(path)?.write_all(text.as_bytes())
    }),
    ("jetbrains", |path, text| {
        let new = path.with_extension("md___jb_tmp___");
        let old = path.with_extension("md___jb_old___");
        std::fs::write(&new, text)?;
        std::fs::rename(path, &old)?;
        std::fs::rename(new, path)?;
        std::fs::remove_file(old)
    }),
    ("rsync", |path, text| {
        let new = path.with_file_name(".x.md.Ab12Cd");
        std::fs::write(&new, text)?;
        std::fs::rename(new, path)
    }),
    ("removed and made anew", |path, text| {
        std::fs::remove_file(path)?;
        std::fs::write(path, text)
    }),
    ("its folder exchanged", |path, text| {
        let folder = path.parent().unwrap();
        let (new, old) = (folder.with_extension("new"), folder.with_extension("old"));
        std::fs::create_dir(&new)?;
        std::fs::write(new.join(path.file_name().unwrap()), text)?;
        std::fs::rename(folder, &old)?;
        std::fs::rename(new, folder)?;
        std::fs::remove_dir_all(old)
    }),
];

/// The bytes of every output.
fn contents(edition: &Edition) -> BTreeMap<String, Vec<u8>> {
    let bytes = |at| edition.bytes(at).unwrap().to_vec();
    edition.outputs().map(|(output, at)| (output.as_str().to_owned(), bytes(at))).collect()
}

#[test]
fn a_storm_of_saves_is_few_builds_and_ends_as_a_clean_one() {
    let mut site = Site::new(None);
    let root = site.folder.path().canonicalize().unwrap();
    let text = |round: usize| format!("---\ntitle: Saved\ndate: 2026-01-01\n---\nRound {round}.\n");
    for number in 0..SAVES.len() {
        site.write(&format!("briefings/{number}/saved-{number}.md"), &text(0));
    }
    site.rebuild();
    let (sender, receiver) = mpsc::channel();
    let _watcher = Watcher::start(&root, sender.clone()).unwrap();
    let storm = thread::spawn(move || {
        for round in 1..=50 {
            for (number, (what, save)) in SAVES.iter().enumerate() {
                let path = root.join(format!("briefings/{number}/saved-{number}.md"));
                save(&path, &text(round)).unwrap_or_else(|error| panic!("{what}: {error}"));
            }
        }
    });
    let is_last = |edition: &Edition| {
        (0..SAVES.len()).all(|number| {
            let page = edition.find(&format!("briefings/saved-{number}/index.html"));
            let bytes = page.and_then(|at| edition.bytes(at));
            bytes.is_some_and(|bytes| memchr::memmem::find(bytes, b"Round 50.").is_some())
        })
    };
    // Should a change be lost, this ends all the same.
    let (done, is_done) = mpsc::channel::<()>();
    let watchdog = thread::spawn(move || {
        storm.join().unwrap();
        let was_lost = is_done.recv_timeout(Duration::from_secs(20)) == Err(mpsc::RecvTimeoutError::Timeout);
        was_lost && sender.send(Change::Unknown).is_ok()
    });
    let (mut coalescer, started, mut builds) = (Coalescer::default(), Instant::now(), 0);
    while !is_last(&site.preview.stage.now().edition) {
        next_changes(&receiver, &mut coalescer, started, &mut || None).unwrap();
        let rebuilt = site.rebuild();
        coalescer.end(started.elapsed(), false);
        if rebuilt == Rebuilt::Unsettled {
            coalescer.note(Change::Unknown, started.elapsed());
        }
        builds += 1;
    }
    drop(done);
    assert!(!watchdog.join().unwrap(), "a change was lost");
    assert!((1..=3).contains(&builds), "{builds} builds");
    let kept = contents(&site.preview.stage.now().edition);
    site.preview = Preview::default();
    site.rebuild();
    assert!(kept == contents(&site.preview.stage.now().edition), "the last state is that of a clean build");
}

#[test]
fn open_pages_are_told_what_changed() {
    let mut site = Site::new(None);
    let base = |extra: &str| include_str!("../../themes/default/templates/base.html").to_owned() + extra;
    let stage = site.preview.stage.clone();
    let page_mark = |path: &str| {
        let now = stage.now();
        let (_, at) = now.edition.get(path).unwrap();
        mark(now.edition.bytes(at).unwrap())
    };
    let seen = page_mark("briefings/one/index.html");
    let mut page = Follower::new("/briefings/one/".to_owned(), seen);
    let mut other = Follower::new("/nowhere/".to_owned(), page_mark("404.html"));
    let mut late = Follower::new("/briefings/one/".to_owned(), "an older mark".to_owned());
    let names = |words: &str| -> Vec<String> {
        words.lines().filter_map(|line| line.strip_prefix("event: ")).map(str::to_owned).collect()
    };
    assert_eq!(names(&page.tell(&stage.now())), ["mended"]);
    assert_eq!(names(&other.tell(&stage.now())), ["mended"]);
    assert_eq!(names(&late.tell(&stage.now())), ["reload", "mended"]);

    site.write("briefings/one.md", "---\ntitle: One\ndate: 2026-01-01\n---\nOther words.\n");
    site.rebuild();
    let words = page.tell(&stage.now());
    assert_eq!(names(&words), ["reload", "desk"]);
    assert!(!words.contains("Other"), "no content: {words}");
    assert_eq!(names(&other.tell(&stage.now())), ["desk"], "another page is not loaded again");

    site.write("themes/default/static/style.css", "body{color:#222}");
    site.rebuild();
    assert_eq!(names(&page.tell(&stage.now())), ["style", "desk"]);

    site.write("briefings/one.md", "---\ntitle: One\ndate: 2026-01-01\nnonsense: 1\n---\nBroken words.\n");
    site.rebuild();
    assert_eq!(names(&page.tell(&stage.now())), ["findings", "desk"]);
    assert!(site.get("/briefings/one/").contains("Other words."), "the last good page stays");
    assert!(site.get("/_desk/findings").contains("unknown key <code>nonsense</code>"));

    site.write("briefings/one.md", "---\ntitle: One\ndate: 2026-01-01\n---\nOther words.\n");
    site.rebuild();
    assert_eq!(names(&page.tell(&stage.now())), ["mended", "desk"]);

    site.write("themes/default/templates/base.html", &base("{{ broken"));
    site.rebuild();
    assert_eq!(names(&page.tell(&stage.now())), ["findings", "desk"]);
    site.write("themes/default/templates/base.html", &base("<!-- mended -->"));
    site.rebuild();
    assert_eq!(names(&page.tell(&stage.now())), ["reload", "mended", "desk"]);
}

#[test]
fn a_site_that_was_never_whole_says_so() {
    let mut site = Site::new(None);
    site.preview = Preview::default();
    let listening = Listening::at(Some(Ipv4Addr::LOCALHOST.into()), 0).unwrap();
    site.port = listening.address().rsplit_once(':').unwrap().1.parse().unwrap();
    site.preview.serve(listening, site.folder.path()).unwrap();
    assert!(site.get("/").contains("The site is being built"));
    site.write("briefings/one.md", "no front matter");
    site.rebuild();
    let answer = site.get("/briefings/one/");
    assert!(
        answer.starts_with("HTTP/1.1 503 ") && answer.contains("There is nothing to show yet"),
        "{answer}"
    );
    assert!(answer.contains("briefings/one.md:1"), "{answer}");
}

#[test]
fn a_folder_that_has_gone_is_told_and_shown_again_when_it_is_back() {
    let mut site = Site::new(None);
    let (here, away) = (site.folder.path().to_owned(), site.folder.path().with_extension("away"));
    std::fs::rename(&here, &away).unwrap();
    assert_eq!(site.try_rebuild(), (Rebuilt::News, 1));
    assert!(site.get("/briefings/one/").contains("First words."), "the last good page stays");
    assert!(site.get("/_desk/findings").contains("<strong>error</strong>"));
    std::fs::rename(&away, &here).unwrap();
    assert_eq!(site.rebuild(), Rebuilt::Nothing);
    assert!(site.get("/_desk/findings").ends_with("\r\n\r\n"));
}

#[test]
fn a_port_is_taken_once() {
    let first = Listening::at(None, 0).unwrap();
    let port: u16 = first.address().rsplit_once(':').unwrap().1.parse().unwrap();
    let error = Listening::at(None, port).unwrap_err();
    assert!(error.to_string().starts_with(&format!("port {port} is taken by ")), "{error}");
    assert!(error.help().unwrap().contains("--port"));
}

#[test]
fn what_comes_out_in_time_is_built_for_without_a_change() {
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let until = at("2026-11-01T09:00:00Z");
    for (today, left) in [
        (Today::Now(at("2026-11-01T08:59:58.5Z")), Some(Duration::from_millis(1_500))),
        (Today::Now(until), Some(Duration::ZERO)),
        (Today::Now(at("2026-11-01T10:00:00Z")), Some(Duration::ZERO)),
        (Today::Given(jiff::civil::date(2026, 11, 1)), None),
        (Today::Local(jiff::civil::date(2026, 11, 1).at(8, 59, 0, 0)), None),
    ] {
        assert_eq!(time_until(until, today), left, "{today:?}");
    }
    let (sender, receiver) = mpsc::channel();
    let (mut coalescer, started) = (Coalescer::default(), Instant::now());
    // The clock of the machine has gone on by more than was slept.
    let mut lefts = [Some(Duration::from_millis(1)), Some(Duration::ZERO)].into_iter();
    let mut next = |coalescer: &mut Coalescer| {
        next_changes(&receiver, coalescer, started, &mut || lefts.next().flatten())
    };
    assert_eq!(next(&mut coalescer), Some(super::Changes::default()));
    // A change that has come is built for as ever.
    coalescer.note(Change::Path("briefings/one.md".to_owned()), Duration::ZERO);
    assert!(next(&mut coalescer).is_some_and(|changes| changes.paths.contains("briefings/one.md")));
    drop(sender);
    assert_eq!(next(&mut coalescer), None);
}
