//! A preview that runs, and a client that follows it as a browser does.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

/// The program, serving a site.
pub(crate) struct Running {
    child: Child,
    said: RefCell<Lines<BufReader<ChildStderr>>>,
    port: String,
    /// How long it took until its address was named.
    pub(crate) began: Duration,
}

impl Running {
    /// Starts it and waits for its first build.
    pub(crate) fn start(site: &Path) -> Self {
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_briefpress"))
            .arg("--root")
            .arg(site)
            .args(["serve", "--port", "0", "--today", "2026-11-01"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command can be started");
        let mut said = BufReader::new(child.stderr.take().expect("what it says is read")).lines();
        let site = said.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("the site  http://localhost:")?;
            Some(port.trim_end_matches('/').to_owned())
        });
        let port = site.expect("it names its address");
        Self { child, said: RefCell::new(said), port, began: started.elapsed() }
    }

    /// Waits until it says that it has built.
    pub(crate) fn wait_until_built(&self) {
        let mut said = self.said.borrow_mut();
        said.by_ref()
            .map_while(Result::ok)
            .find(|line| line.contains(" shown ("))
            .expect("it says what it did");
    }

    /// The time of the processor that it has taken, in the system's ticks.
    pub(crate) fn ticks(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    }

    fn ask(&self, target: &str) -> TcpStream {
        let mut stream =
            TcpStream::connect(format!("127.0.0.1:{}", self.port)).expect("it can be connected to");
        write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).expect("it listens");
        stream
    }

    fn get(&self, target: &str) -> String {
        let mut answer = String::new();
        self.ask(target).read_to_string(&mut answer).expect("it answers");
        answer
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page that is open in a browser.
pub(crate) struct Page<'a> {
    running: &'a Running,
    address: String,
    events: Lines<BufReader<TcpStream>>,
}

impl<'a> Page<'a> {
    /// Opens a page and follows its changes.
    pub(crate) fn open(running: &'a Running, address: &str) -> Self {
        let events = follow(running, address, &running.get(address));
        Self { running, address: address.to_owned(), events }
    }

    /// Loads the page again, as often as it is told to, until it has these words.
    pub(crate) fn wait_for(&mut self, words: &str) {
        loop {
            let told = self.events.by_ref().map_while(Result::ok).find(|line| line == "event: reload");
            told.expect("the stream goes on");
            let page = self.running.get(&self.address);
            self.events = follow(self.running, &self.address, &page);
            if page.contains(words) {
                return;
            }
        }
    }
}

fn follow(running: &Running, address: &str, page: &str) -> Lines<BufReader<TcpStream>> {
    let seen = page.split("data-seen=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    BufReader::new(running.ask(&format!("/_desk/events?at={address}&seen={seen}"))).lines()
}
