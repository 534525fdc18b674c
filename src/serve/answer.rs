//! From a request to an answer: a look-up in the edition. There is no path, so none can lead anywhere.

use std::sync::Arc;

use super::content_type::content_type;
use super::desk;
use super::dress::{SCRIPT, admit, dress};
use super::events;
use super::http::{Body, Part, Request, Response, Status, part_of};
use super::stage::{Now, Stage, Trouble};
use crate::build::Edition;
use crate::render::HOST_HEADERS;
use crate::source::{Fingerprint, OutputPath};

const SCRIPT_TEXT: &str = include_str!("preview.js");
const DESK_STYLE: &str = include_str!("desk.css");

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To an output.
    Output(OutputPath, usize),
    /// To the same address with a slash at its end.
    Folder,
    /// To the site below its folder.
    Base,
    /// Nowhere.
    Nowhere,
}

/// Looks up an address.
pub(super) fn find(edition: &Edition, path: &str) -> Place {
    let base = edition.base();
    let Some(below) = path.strip_prefix(base) else {
        let is_above = path == "/" || base.strip_suffix('/') == Some(path);
        return if is_above { Place::Base } else { Place::Nowhere };
    };
    let found = |name: &str| edition.get(name).map(|(output, at)| Place::Output(output.clone(), at));
    if below.is_empty() || below.ends_with('/') {
        return found(&format!("{below}index.html")).unwrap_or(Place::Nowhere);
    }
    match found(below) {
        Some(place) => place,
        None if edition.find(&format!("{below}/index.html")).is_some() => Place::Folder,
        None => Place::Nowhere,
    }
}

/// The output that is shown at an address: its own, or that for addresses that lead nowhere.
pub(super) fn shown_at(now: &Now, path: &str) -> Option<(OutputPath, usize)> {
    match find(&now.edition, path) {
        Place::Output(output, at) => Some((output, at)),
        _ => now.edition.get("404.html").map(|(output, at)| (output.clone(), at)),
    }
}

/// The mark of a page's bytes.
pub(super) fn mark(bytes: &[u8]) -> String {
    Fingerprint::of(bytes).short()
}

/// Answers a request for anything but events.
pub(super) fn answer(stage: &Stage, request: &Request, root: &str) -> Response {
    let now = stage.now();
    match request.path.as_str() {
        SCRIPT => own("text/javascript; charset=utf-8", SCRIPT_TEXT.as_bytes().to_vec()),
        "/_desk/desk.css" => own("text/css; charset=utf-8", DESK_STYLE.as_bytes().to_vec()),
        "/_desk/findings" => findings(&now, root),
        "/_desk/" => desk_page(&now, request, root),
        "/_desk" => moved("/_desk/".to_owned()),
        _ if now.edition.is_empty() => not_yet(&now, root),
        path => match find(&now.edition, path) {
            Place::Output(..) => output(stage, now, request, Status::Ok),
            Place::Folder => {
                let query =
                    if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
                moved(format!("{}/{query}", encoded(path)))
            }
            Place::Base => moved(now.edition.base().to_owned()),
            Place::Nowhere => output(stage, now, request, Status::NotFound),
        },
    }
}

fn own(content_type: &'static str, bytes: Vec<u8>) -> Response {
    Response { status: Status::Ok, content_type, fields: Vec::new(), body: Body::Own(bytes) }
}

fn moved(to: String) -> Response {
    let mut response = Response::plain(Status::Found, "It stands elsewhere.");
    response.fields.push(("Location", to));
    response
}

/// Escapes what may not stand in a header or an address; names of outputs have none of it.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+/~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// An output, or the page for addresses that lead nowhere.
fn output(stage: &Stage, now: Now, request: &Request, status: Status) -> Response {
    let Some((name, _)) = shown_at(&now, &request.path) else {
        return Response::plain(status, "There is no such page.");
    };
    let Some(bytes) = stage.bytes(now, |now| shown_at(now, &request.path).map(|(_, at)| at)) else {
        return Response::plain(Status::Unavailable, "The page is not made yet. Ask again in a moment.");
    };
    let content_type = content_type(name.as_str());
    if content_type.starts_with("text/html") {
        let Ok(nonce) = nonce() else {
            return Response::plain(Status::Unavailable, "This machine gives no random numbers.");
        };
        let body = dress(&bytes, &nonce, &mark(&bytes));
        return page(status, body, &nonce);
    }
    file(&bytes, content_type, request, status)
}

/// A page, with the fields that a host would send.
fn page(status: Status, body: Vec<u8>, nonce: &str) -> Response {
    let fields = policy_fields(|policy| admit(policy, nonce));
    Response { status, content_type: "text/html; charset=utf-8", fields, body: Body::Own(body) }
}

fn policy_fields(policy: impl Fn(&str) -> String) -> Vec<(&'static str, String)> {
    let sent = |(name, value): &(&'static str, &'static str)| match *name {
        "Content-Security-Policy" => Some((*name, policy(value))),
        // Every answer has these.
        "Referrer-Policy" | "X-Content-Type-Options" => None,
        _ => Some((*name, (*value).to_owned())),
    };
    HOST_HEADERS.iter().filter_map(sent).collect()
}

fn file(bytes: &Arc<[u8]>, content_type: &'static str, request: &Request, status: Status) -> Response {
    let length = bytes.len();
    let mut fields = policy_fields(str::to_owned);
    fields.push(("Accept-Ranges", "bytes".to_owned()));
    let (status, range) = match part_of(request.range.as_deref(), length) {
        _ if status != Status::Ok => (status, 0..length),
        Part::Whole => (status, 0..length),
        Part::Bytes(range) => {
            fields.push(("Content-Range", format!("bytes {}-{}/{length}", range.start, range.end - 1)));
            (Status::Partial, range)
        }
        Part::Beyond => {
            let mut response = Response::refusal(Status::NotInRange);
            response.fields.push(("Content-Range", format!("bytes */{length}")));
            return response;
        }
    };
    Response { status, content_type, fields, body: Body::Shared(Arc::clone(bytes), range) }
}

/// What is wrong, for the page that asks to show it. Opened by itself, it can do nothing.
fn findings(now: &Now, root: &str) -> Response {
    let mut response = own("text/html; charset=utf-8", desk::trouble(&now.trouble, root).into_bytes());
    response
        .fields
        .push(("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'".to_owned()));
    response
}

/// The desk, with a policy of its own.
fn desk_page(now: &Now, request: &Request, root: &str) -> Response {
    let Ok(nonce) = nonce() else {
        return Response::plain(Status::Unavailable, "This machine gives no random numbers.");
    };
    let everything = events::value(&request.query, "all").is_some();
    let html = desk::page(now, root, everything, &nonce);
    let mut response = own("text/html; charset=utf-8", html.into_bytes());
    response.fields.push(("Content-Security-Policy", desk_policy(&nonce)));
    response
}

fn desk_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self'; script-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'"
    )
}

/// Shown instead of any page until the site could be built once.
fn not_yet(now: &Now, root: &str) -> Response {
    let Ok(nonce) = nonce() else {
        return Response::plain(Status::Unavailable, "This machine gives no random numbers.");
    };
    let is_building = matches!(now.trouble, Trouble::None);
    let mut response =
        own("text/html; charset=utf-8", desk::not_yet(&now.trouble, root, is_building, &nonce).into_bytes());
    response.status = Status::Unavailable;
    response.fields.push(("Content-Security-Policy", desk_policy(&nonce)));
    response
}

/// A word that nobody can guess, for one answer.
fn nonce() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(Fingerprint::from_bytes(bytes).to_hex().split_off(32))
}
