//! An answer, and how it is written.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

/// The statuses that a preview answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Status {
    /// Here it is.
    Ok,
    /// Here is the part.
    Partial,
    /// It stands elsewhere.
    Found,
    /// The request can not be understood, or in two ways.
    BadRequest,
    /// Pages of other sites get no answer.
    Forbidden,
    /// There is no such page.
    NotFound,
    /// Only `GET` and `HEAD` are answered.
    MethodNotAllowed,
    /// The head did not come in time.
    TooSlow,
    /// The first line is too long.
    AddressTooLong,
    /// The file is shorter.
    NotInRange,
    /// The host that is asked for is another one.
    Misdirected,
    /// The head is too long or has too many fields.
    HeadTooLarge,
    /// There is nothing to show yet, or too much to do.
    Unavailable,
    /// A version of HTTP that is not spoken.
    VersionUnknown,
}

impl Status {
    /// Code and words.
    pub(in crate::serve) fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Partial => "206 Partial Content",
            Self::Found => "302 Found",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::TooSlow => "408 Request Timeout",
            Self::AddressTooLong => "414 URI Too Long",
            Self::NotInRange => "416 Range Not Satisfiable",
            Self::Misdirected => "421 Misdirected Request",
            Self::HeadTooLarge => "431 Request Header Fields Too Large",
            Self::Unavailable => "503 Service Unavailable",
            Self::VersionUnknown => "505 HTTP Version Not Supported",
        }
    }
}

/// The body of an answer; files of the site are shared, not copied.
#[derive(Debug, Clone)]
pub(in crate::serve) enum Body {
    /// Bytes made for this answer.
    Own(Vec<u8>),
    /// A part of a file of the site.
    Shared(Arc<[u8]>, Range<usize>),
}

impl Body {
    /// Its bytes.
    pub(in crate::serve) fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared(bytes, range) => bytes.get(range.clone()).unwrap_or_default(),
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Response {
    /// The status.
    pub(in crate::serve) status: Status,
    /// The type of the body.
    pub(in crate::serve) content_type: &'static str,
    /// Further fields.
    pub(in crate::serve) fields: Vec<(&'static str, String)>,
    /// The body.
    pub(in crate::serve) body: Body,
}

impl Response {
    /// An answer in plain words.
    pub(in crate::serve) fn plain(status: Status, words: &str) -> Self {
        let body = Body::Own(format!("{words}\n").into_bytes());
        Self { status, content_type: "text/plain; charset=utf-8", fields: Vec::new(), body }
    }

    /// The refusal of a request.
    pub(in crate::serve) fn refusal(status: Status) -> Self {
        let words = match status {
            Status::Misdirected => {
                "This preview answers to the address that `briefpress serve` has named, and to no other."
            }
            _ => status.line(),
        };
        let mut response = Self::plain(status, words);
        if status == Status::MethodNotAllowed {
            response.fields.push(("Allow", "GET, HEAD".to_owned()));
        }
        response
    }

    /// Status line and fields. `no-store`, always: a withdrawn draft must not live on in a cache.
    pub(in crate::serve) fn head(&self) -> String {
        let mut head = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{COMMON}",
            self.status.line(),
            self.content_type,
            self.body.bytes().len()
        );
        for (name, value) in &self.fields {
            // Writing to a string does not fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        head
    }
}

/// The fields of every answer, that of the event stream among them.
pub(in crate::serve) const COMMON: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
    Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n";
