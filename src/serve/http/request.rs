//! The head of a request, read strictly: what could be understood in two ways is refused.

use std::net::IpAddr;

use crate::source::{REQUEST_HEADERS_LIMIT, REQUEST_LINE_LIMIT};

use super::Status;

/// A request that may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Request {
    /// Whether only the head of the answer is wanted.
    pub(in crate::serve) is_head: bool,
    /// The path with its escapes undone; begins with `/` and has no part that leads elsewhere.
    pub(in crate::serve) path: String,
    /// What follows the question mark.
    pub(in crate::serve) query: String,
    /// The page that asks, where the browser names it.
    pub(in crate::serve) origin: Option<String>,
    /// The part of a file that is wanted.
    pub(in crate::serve) range: Option<String>,
}

/// The names under which the preview may be asked for. Other names belong to other sites, which could otherwise point
/// theirs to this machine and read what is previewed.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Hosts {
    port: u16,
    /// A name besides those of the loopback addresses.
    also: Option<String>,
    /// Whether any address in digits will do: no other site can own one.
    any_address: bool,
}

impl Hosts {
    /// The names of a preview that listens at an address.
    pub(in crate::serve) fn new(port: u16, listens_at: Option<IpAddr>) -> Self {
        let any_address = listens_at.is_some_and(|address| address.is_unspecified());
        Self { port, also: listens_at.map(literal), any_address }
    }

    /// Whether `name:port` is one of them.
    pub(in crate::serve) fn allow(&self, authority: &str) -> bool {
        let (name, port) = match authority.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port),
            // Without a port, the one that is left out in addresses is meant.
            _ => (authority, "80"),
        };
        if port != self.port.to_string() {
            return false;
        }
        let is_own = ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own));
        is_own || self.also.as_deref() == Some(name) || (self.any_address && is_literal(name))
    }

    /// Whether a page of this origin may follow what changes.
    pub(in crate::serve) fn allow_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|authority| self.allow(authority))
    }
}

/// An address as it stands in a URL.
pub(in crate::serve) fn literal(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

fn is_literal(name: &str) -> bool {
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(name) => name.parse::<std::net::Ipv6Addr>().is_ok(),
        None => name.parse::<std::net::Ipv4Addr>().is_ok(),
    }
}

/// Reads a whole head, up to and with the empty line.
pub(in crate::serve) fn parse_head(head: &[u8], hosts: &Hosts) -> Result<Request, Status> {
    if !has_plain_line_ends(head) {
        return Err(Status::BadRequest);
    }
    let line = memchr::memchr(b'\n', head).unwrap_or(head.len());
    if line > REQUEST_LINE_LIMIT {
        return Err(Status::AddressTooLong);
    }
    let mut headers = [httparse::EMPTY_HEADER; REQUEST_HEADERS_LIMIT];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(length)) if length == head.len() => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Status::HeadTooLarge),
        Err(httparse::Error::Version) => return Err(Status::VersionUnknown),
        _ => return Err(Status::BadRequest),
    }
    let (Some(method), Some(target)) = (parsed.method, parsed.path) else { return Err(Status::BadRequest) };
    let fields = Fields { headers: parsed.headers };
    let (target, authority) = split_target(target)?;
    let host = fields.one("host")?.ok_or(Status::BadRequest)?;
    if !hosts.allow(host) || authority.is_some_and(|authority| !authority.eq_ignore_ascii_case(host)) {
        return Err(Status::Misdirected);
    }
    let is_head = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Status::MethodNotAllowed),
    };
    fields.refuse_body()?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Request {
        is_head,
        path: decode_path(path).ok_or(Status::BadRequest)?,
        query: query.to_owned(),
        origin: fields.one("origin")?.map(str::to_owned),
        range: match fields.one("if-range")? {
            // No answer has a version that a range could be bound to.
            Some(_) => None,
            None => fields.one("range")?.map(str::to_owned),
        },
    })
}

/// Whether each line ends in CR LF. Programs that take a lone one for an end see other requests than those that do not.
fn has_plain_line_ends(head: &[u8]) -> bool {
    let is_end = |at: usize| head.get(at..at + 2) == Some(b"\r\n");
    memchr::memchr2_iter(b'\r', b'\n', head).all(|at| match head[at] {
        b'\r' => is_end(at),
        _ => at > 0 && is_end(at - 1),
    })
}

/// The path and query of a target, and the host of one that is a whole address.
fn split_target(target: &str) -> Result<(&str, Option<&str>), Status> {
    if target.starts_with('/') {
        return Ok((target, None));
    }
    let scheme = target.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let rest = scheme.and_then(|_| target.get(7..)).ok_or(Status::BadRequest)?;
    let at = rest.find(['/', '?']).unwrap_or(rest.len());
    match &rest[at..] {
        "" => Ok(("/", Some(rest))),
        path if path.starts_with('/') => Ok((path, Some(&rest[..at]))),
        _ => Err(Status::BadRequest),
    }
}

/// Undoes the escapes of a path, once. `None` for one that is damaged or leads out of its folder in any reading.
pub(in crate::serve) fn decode_path(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let decoded = match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                let byte = u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?;
                // An escaped slash is part of a name, and no name has one.
                if byte == b'/' {
                    return None;
                }
                byte
            }
            b'#' => return None,
            plain => plain,
        };
        bytes.push(decoded);
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_safe = |part: &str| !matches!(part, "." | "..");
    let is_harmless = !path.contains(|c: char| c.is_control() || c == '\\') && path.split('/').all(is_safe);
    (path.starts_with('/') && is_harmless).then_some(path)
}

/// The header fields of one request.
struct Fields<'a> {
    headers: &'a [httparse::Header<'a>],
}

impl<'a> Fields<'a> {
    fn all(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.headers
            .iter()
            .filter(move |field| field.name.eq_ignore_ascii_case(name))
            .map(|field| field.value)
    }

    /// A field that may stand once.
    fn one(&self, name: &str) -> Result<Option<&'a str>, Status> {
        let mut found = self.all(name);
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => std::str::from_utf8(value).map(Some).map_err(|_| Status::BadRequest),
            (Some(_), Some(_)) => Err(Status::BadRequest),
        }
    }

    /// A question has no body. One that claims to have one may hide a second request.
    fn refuse_body(&self) -> Result<(), Status> {
        let is_bare = self.all("transfer-encoding").next().is_none()
            && self.one("content-length")?.is_none_or(|length| length == "0");
        if is_bare { Ok(()) } else { Err(Status::BadRequest) }
    }
}
