//! As much of HTTP/1.1 as a preview needs, and strictly: one request for a connection, no bodies, no guesses.

mod connection;
mod range;
mod request;
mod response;

#[cfg(test)]
mod tests;

pub(super) use connection::{Connections, HEAD_TIME, begin_events, serve_connection};
pub(super) use range::{Part, part_of};
use request::parse_head;
pub(super) use request::{Hosts, Request, decode_path, literal};
pub(super) use response::{Body, Response, Status};
