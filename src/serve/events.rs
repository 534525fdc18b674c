//! The stream by which an open page learns that something changed. It carries marks and numbers, never content.

use std::io::{self, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use super::answer::{mark, shown_at};
use super::http::{Hosts, Request, Response, Status, begin_events, decode_path};
use super::stage::{Now, Stage, Trouble};
use crate::build::Edition;

/// Where the stream stands.
pub(super) const EVENTS: &str = "/_desk/events";

/// How often a silent stream is tried, to notice a page that was closed.
const PULSE: Duration = Duration::from_secs(10);

/// The value of a field of a query, with its escapes undone.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    let field = |pair: &str| -> Option<String> {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| percent_decoded(value))?
    };
    query.split('&').find_map(field)
}

fn percent_decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Follows changes for one page until it is closed; gives the answer where that may not be.
pub(super) fn follow(
    stage: &Stage,
    request: &Request,
    hosts: &Hosts,
    stream: &mut TcpStream,
) -> io::Result<Option<Response>> {
    // A browser names the page that asks, unless it is one of this server.
    if request.origin.as_deref().is_some_and(|origin| !hosts.allow_origin(origin)) {
        return Ok(Some(Response::refusal(Status::Forbidden)));
    }
    let Some(at) = value(&request.query, "at").and_then(|at| decode_path(&at)) else {
        return Ok(Some(Response::refusal(Status::BadRequest)));
    };
    let now = stage.now();
    let output = shown_at(&now, &at).map(|(output, _)| output);
    let Some(viewer) = stage.enter(output) else {
        return Ok(Some(Response::refusal(Status::Unavailable)));
    };
    begin_events(stream)?;
    if request.is_head {
        return Ok(None);
    }
    let mut follower = Follower::new(at, value(&request.query, "seen").unwrap_or_default());
    let mut now = now;
    loop {
        let words = follower.tell(&now);
        // A line that says nothing shows whether anybody still listens.
        stream.write_all(if words.is_empty() { b":\n\n" } else { words.as_bytes() })?;
        if is_closed(stream) {
            break;
        }
        now = stage.wait(now.version, PULSE);
    }
    drop(viewer);
    Ok(None)
}

fn is_closed(stream: &TcpStream) -> bool {
    let is_open = || -> io::Result<bool> {
        stream.set_nonblocking(true)?;
        let peeked = stream.peek(&mut [0]);
        stream.set_nonblocking(false)?;
        Ok(!matches!(peeked, Ok(0))
            && peeked.err().is_none_or(|error| error.kind() == io::ErrorKind::WouldBlock))
    };
    !is_open().unwrap_or(false)
}

/// What one open page knows. Given what can be seen, it says what the page has to be told.
pub(super) struct Follower {
    at: String,
    /// The mark of the bytes that the page shows.
    seen: String,
    /// The bytes themselves, and what they are but for the names of style sheets.
    shown: Option<(Arc<[u8]>, Vec<u8>)>,
    trouble: Option<u64>,
    version: Option<u64>,
}

impl Follower {
    /// A page at an address that shows bytes with a mark.
    pub(super) fn new(at: String, seen: String) -> Self {
        Self { at, seen, shown: None, trouble: None, version: None }
    }

    /// The events that tell a page what has changed for it since it was told last.
    pub(super) fn tell(&mut self, now: &Now) -> String {
        let mut words = String::new();
        let mut say = |event: &str, data: &str| words.extend(["event: ", event, "\ndata: ", data, "\n\n"]);
        let bytes = shown_at(now, &self.at).and_then(|(_, at)| now.edition.bytes(at));
        if let Some(bytes) = bytes
            && self.shown.as_ref().is_none_or(|(shown, _)| !Arc::ptr_eq(shown, bytes))
        {
            let (mark, bare_now) = (mark(bytes), without_styles(bytes, &now.edition));
            if mark != self.seen {
                let only_style = self.shown.as_ref().is_some_and(|(_, bare)| *bare == bare_now);
                say(if only_style { "style" } else { "reload" }, &mark);
            }
            self.seen = mark;
            self.shown = Some((Arc::clone(bytes), bare_now));
        }
        if self.trouble.replace(now.trouble_version) != Some(now.trouble_version) {
            match now.trouble {
                Trouble::None => say("mended", ""),
                _ => say("findings", &now.trouble_version.to_string()),
            }
        }
        if self.version.replace(now.version).is_some_and(|version| version != now.version) {
            say("desk", "");
        }
        words
    }
}

/// A page without the marks in the names of its style sheets.
fn without_styles(page: &[u8], edition: &Edition) -> Vec<u8> {
    let mut text = page.to_vec();
    let names = edition.outputs().map(|(output, _)| output.as_str()).filter(|name| {
        name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
    });
    for name in names {
        let Some(at) = memchr::memmem::find(&text, name.as_bytes()) else { continue };
        text.splice(at..at + name.len(), b"style".iter().copied());
    }
    text
}
