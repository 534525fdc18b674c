//! Connections: how many, for how long, and that none of them keeps others waiting.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::response::COMMON;
use super::{Hosts, Request, Response, Status, parse_head};
use crate::source::{CONNECTIONS_LIMIT, REQUEST_HEAD_LIMIT, REQUEST_LINE_LIMIT, REQUEST_SECONDS_LIMIT};

/// The longest time in which the head of a request has to come.
pub(in crate::serve) const HEAD_TIME: Duration = Duration::from_secs(REQUEST_SECONDS_LIMIT);

/// The longest time that a client may take to receive an answer.
const ANSWER_TIME: Duration = Duration::from_secs(60);

/// How much is read of what a client still sends after it was refused, so that the refusal reaches it.
const DRAINED: usize = 1 << 20;

/// Who is connected. When all places are taken, whoever has been silent for longest makes room.
#[derive(Debug)]
pub(in crate::serve) struct Connections {
    open: Mutex<Open>,
    /// The longest time in which the head of a request has to come.
    head_time: Duration,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    /// Those that have not asked yet, oldest first.
    silent: BTreeMap<u64, TcpStream>,
    count: usize,
}

/// A place among the connections; it is free again when this is dropped.
pub(in crate::serve) struct Place {
    connections: Arc<Connections>,
    number: u64,
}

impl Connections {
    /// Nobody yet; each has this time to ask.
    pub(in crate::serve) fn new(head_time: Duration) -> Self {
        Self { open: Mutex::default(), head_time }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place; `None` where all are taken by clients that are being answered.
    pub(in crate::serve) fn enter(this: &Arc<Self>, stream: &TcpStream) -> Option<Place> {
        let copy = stream.try_clone().ok()?;
        let mut open = this.lock();
        if open.count >= CONNECTIONS_LIMIT {
            let (_, oldest) = open.silent.pop_first()?;
            // Its thread sees the end of the stream, and gives its place back then.
            let _ = oldest.shutdown(Shutdown::Both);
        }
        let number = open.next;
        open.next += 1;
        open.count += 1;
        open.silent.insert(number, copy);
        Some(Place { connections: Arc::clone(this), number })
    }
}

impl Place {
    /// Notes that the client has asked and waits for its answer.
    fn asked(&self) {
        self.connections.lock().silent.remove(&self.number);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.connections.lock();
        open.silent.remove(&self.number);
        open.count -= 1;
    }
}

/// Reads one request and answers it.
pub(in crate::serve) fn serve_connection(
    mut stream: TcpStream,
    place: &Place,
    hosts: &Hosts,
    answer: impl FnOnce(&Request, &mut TcpStream) -> io::Result<Option<Response>>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let head = match read_head(&mut stream, place.connections.head_time) {
        Ok(head) => head,
        Err(HeadError::Refused(status)) => return refuse(stream, status),
        Err(HeadError::Gone) => return Ok(()),
    };
    place.asked();
    match parse_head(&head, hosts) {
        Err(status) => refuse(stream, status),
        Ok(request) => match answer(&request, &mut stream)? {
            Some(response) => {
                write_response(&mut stream, &response, request.is_head)?;
                close(stream)
            }
            None => Ok(()),
        },
    }
}

enum HeadError {
    Refused(Status),
    Gone,
}

/// Reads up to the empty line, within the limits of size and time.
fn read_head(stream: &mut TcpStream, time: Duration) -> Result<Vec<u8>, HeadError> {
    let until = Instant::now() + time;
    let mut head = Vec::with_capacity(1024);
    let mut block = [0; 4096];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return Err(HeadError::Refused(Status::TooSlow));
        }
        let length = match stream.read(&mut block) {
            Ok(0) => return Err(HeadError::Gone),
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Err(HeadError::Refused(Status::TooSlow));
            }
            Err(_) => return Err(HeadError::Gone),
        };
        let looked_at = head.len().saturating_sub(3);
        head.extend_from_slice(&block[..length]);
        if let Some(end) = memchr::memmem::find(&head[looked_at..], b"\r\n\r\n") {
            let end = looked_at + end + 4;
            // What follows the first request is not read: the connection ends with its answer.
            head.truncate(end);
            return if end > REQUEST_HEAD_LIMIT {
                Err(HeadError::Refused(Status::HeadTooLarge))
            } else {
                Ok(head)
            };
        }
        if head.len() > REQUEST_LINE_LIMIT && !head[..=REQUEST_LINE_LIMIT].contains(&b'\n') {
            return Err(HeadError::Refused(Status::AddressTooLong));
        }
        if head.len() > REQUEST_HEAD_LIMIT {
            return Err(HeadError::Refused(Status::HeadTooLarge));
        }
    }
}

fn refuse(mut stream: TcpStream, status: Status) -> io::Result<()> {
    write_response(&mut stream, &Response::refusal(status), false)?;
    close(stream)
}

fn write_response(stream: &mut TcpStream, response: &Response, is_head: bool) -> io::Result<()> {
    let until = Instant::now() + ANSWER_TIME;
    let mut whole = response.head().into_bytes();
    let body = if is_head { &[] } else { response.body.bytes() };
    // One packet for a small answer.
    let (first, rest) = body.split_at(body.len().min(16 * 1024));
    whole.extend_from_slice(first);
    write_until(stream, &whole, until)?;
    write_until(stream, rest, until)
}

/// Writes everything before a moment, however slowly it is taken.
fn write_until(stream: &mut TcpStream, mut bytes: &[u8], until: Instant) -> io::Result<()> {
    while !bytes.is_empty() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        stream.set_write_timeout(Some(left))?;
        match stream.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(length) => bytes = &bytes[length..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Says that nothing follows, and takes for a moment what the client still sends: a connection that is closed over
/// unread bytes takes its answer with it.
fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let until = Instant::now() + Duration::from_secs(1);
    let (mut block, mut taken) = ([0; 16 * 1024], 0);
    while taken < DRAINED {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut block) {
            Ok(0) | Err(_) => break,
            Ok(length) => taken += length,
        }
    }
    Ok(())
}

/// Begins the answer that goes on for as long as a page is open.
pub(in crate::serve) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(HEAD_TIME))?;
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{COMMON}\r\n")
}
