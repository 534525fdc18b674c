//! Where an address leads, seen from the page on which it stands.

use std::borrow::Cow;

use memchr::memchr2;

use crate::config::BaseUrl;

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Lead<'a> {
    /// To a place on the same page; empty is its top.
    Here(Cow<'a, str>),
    /// To a path below the root of the site, with the part of the page after `#`.
    Inside(Cow<'a, str>, Option<Cow<'a, str>>),
    /// To the host of the site, but not into its folder.
    Beside,
    /// To another host.
    Outside(Outside<'a>),
    /// Neither: `mailto:`, `tel:`, `data:`, `javascript:`.
    Other(&'a str),
}

/// A web address of another host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Outside<'a> {
    /// The host with its port, as it is written.
    pub(in crate::check) host: &'a str,
    /// Path and query, without the fragment; with its first slash.
    pub(in crate::check) path: &'a str,
    /// Whether it is `http:`.
    pub(in crate::check) is_plain: bool,
}

/// The site's own place in the web.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home<'a> {
    /// `example.org` or `example.org:8080`.
    host: &'a str,
    /// The path, beginning and ending in `/`.
    path: &'a str,
}

impl<'a> Home<'a> {
    /// The home that the settings name.
    pub(super) fn of(base: &'a BaseUrl) -> Self {
        let whole = base.as_str();
        let host = whole.split_once("://").map_or("", |(_, rest)| rest);
        Self { host: host.strip_suffix(base.path()).unwrap_or(host), path: base.path() }
    }

    /// Where an address leads that stands on the page at `from`, a path below the root of the site. Its character
    /// references are resolved already.
    pub(super) fn lead(&self, from: &str, address: &'a str) -> Lead<'a> {
        if is_simple(address)
            && let Some(below) = address.strip_prefix(self.path)
        {
            return Lead::Inside(Cow::Borrowed(below), None);
        }
        let address = address.trim_matches(|c: char| c <= ' ');
        let (before, fragment) = match address.split_once('#') {
            Some((before, fragment)) => (before, Some(decoded(fragment))),
            None => (address, None),
        };
        if before.is_empty() {
            return Lead::Here(fragment.unwrap_or_default());
        }
        // Browsers take a backslash for a slash.
        if before.len() > 1 && before.as_bytes()[..2].iter().all(|byte| matches!(byte, b'/' | b'\\')) {
            return self.on_host(before.trim_start_matches(['/', '\\']), false, fragment);
        }
        if let Some(scheme) = scheme(before) {
            let rest = &before[scheme.len() + 1..];
            let is_plain = scheme.eq_ignore_ascii_case("http");
            if is_plain || scheme.eq_ignore_ascii_case("https") {
                return self.on_host(rest.trim_start_matches(['/', '\\']), is_plain, fragment);
            }
            return Lead::Other(scheme);
        }
        self.by_path(from, before, fragment)
    }

    fn on_host(&self, rest: &'a str, is_plain: bool, fragment: Option<Cow<'a, str>>) -> Lead<'a> {
        let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let host = host.rsplit('@').next().unwrap_or(host);
        if host.eq_ignore_ascii_case(self.host) {
            return self.by_path("", if path.is_empty() { "/" } else { path }, fragment);
        }
        Lead::Outside(Outside { host, path, is_plain })
    }

    fn by_path(&self, from: &str, written: &'a str, fragment: Option<Cow<'a, str>>) -> Lead<'a> {
        let path = written.split_once('?').map_or(written, |(path, _)| path);
        if path.is_empty() {
            return Lead::Here(fragment.unwrap_or_default());
        }
        let path = decoded(path);
        let inside = |path: &str| {
            // The folder of the site, with or without its closing slash.
            let root = &self.path[..self.path.len() - 1];
            match path.strip_prefix(self.path) {
                Some(below) => Some(below.to_owned()),
                None => (path == root).then(String::new),
            }
        };
        if let (Cow::Borrowed(path), true) = (&path, is_simple(&path))
            && let Some(below) = path.strip_prefix(self.path)
        {
            return Lead::Inside(Cow::Borrowed(below), fragment);
        }
        let whole = if path.starts_with('/') {
            joined("/", &path)
        } else {
            joined(&format!("{}{from}", self.path), &path)
        };
        inside(&whole).map_or(Lead::Beside, |below| Lead::Inside(Cow::Owned(below), fragment))
    }
}

/// Whether an address is a path from the root that means what it says, as nearly every one of a page is.
fn is_simple(address: &str) -> bool {
    let mut before = 0;
    let is_simple = |byte: u8| {
        let follows = before;
        before = byte;
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' | b'-' | b'_' => true,
            b'/' | b'.' => follows != b'/',
            _ => false,
        }
    };
    address.starts_with('/') && address.bytes().all(is_simple)
}

/// The address of a page below the root: what relative addresses on it count from.
fn joined(from: &str, path: &str) -> String {
    let folder = from.rfind('/').map_or("", |slash| &from[..slash]);
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    let mut ends_in_folder = false;
    for part in path.split('/') {
        ends_in_folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            // A browser does not leave the root either.
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    let mut whole = format!("/{}", parts.join("/"));
    if ends_in_folder && !parts.is_empty() {
        whole.push('/');
    }
    whole
}

/// The scheme that an address begins with, without its colon.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let colon = memchr2(b':', b'/', address.as_bytes()).filter(|at| address.as_bytes()[*at] == b':')?;
    let scheme = &address[..colon];
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    fits.then_some(scheme)
}

fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let digit = |at: usize| text.as_bytes().get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let code = digit(at + 1).zip(digit(at + 2)).filter(|_| *byte == b'%');
        bytes.push(code.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()).unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_leads(base: &str, from: &str, address: &str, wanted: &str) {
        let base = BaseUrl::parse(base).unwrap();
        let home = Home::of(&base);
        let shown = match home.lead(from, address) {
            Lead::Here(fragment) => format!("here #{fragment}"),
            Lead::Inside(path, None) => format!("/{path}"),
            Lead::Inside(path, Some(fragment)) => format!("/{path} #{fragment}"),
            Lead::Beside => "beside".to_owned(),
            Lead::Outside(Outside { host, path, is_plain }) => {
                format!("{}{host} {path}", if is_plain { "plain " } else { "" })
            }
            Lead::Other(scheme) => format!("{scheme}:"),
        };
        assert_eq!(shown, wanted, "{address} on {from} of {}", base.as_str());
    }

    #[test]
    fn every_form_of_an_address_leads_somewhere() {
        let at_root = "https://host.example/";
        for (from, address, wanted) in [
            ("a/b/", "", "here #"),
            ("a/b/", "#", "here #"),
            ("a/b/", "#x%20y", "here #x y"),
            ("a/b/", "?q=1", "here #"),
            ("a/b/", "c/", "/a/b/c/"),
            ("a/b/", "c.pdf", "/a/b/c.pdf"),
            ("a/b/", "../", "/a/"),
            ("a/b/", "..", "/a/"),
            ("a/b/", "../../../../x", "/x"),
            ("a/b.html", "c.html#d", "/a/c.html #d"),
            ("", "a/", "/a/"),
            ("", ".", "/"),
            ("a/b/", "/", "/"),
            ("a/b/", "/themes/neglect/", "/themes/neglect/"),
            ("a/b/", "/themes/./x/../neglect/?a=b#c", "/themes/neglect/ #c"),
            ("a/b/", "/a%20b.pdf", "/a b.pdf"),
            ("a/b/", " /x/ ", "/x/"),
            ("a/b/", "https://host.example", "/"),
            ("a/b/", "https://HOST.example/x/", "/x/"),
            ("a/b/", "//host.example/x/", "/x/"),
            ("a/b/", "https://host.example:8080/x/", "host.example:8080 /x/"),
            ("a/b/", "https://host.example.org/x/", "host.example.org /x/"),
            ("a/b/", "//other.example/x?y#z", "other.example /x?y"),
            ("a/b/", "/\\other.example/x", "other.example /x"),
            ("a/b/", "\\\\other.example/x", "other.example /x"),
            ("a/b/", "///other.example/x", "other.example /x"),
            ("a/b/", "\u{1} //other.example/", "other.example /"),
            ("a/b/", "http://other.example", "plain other.example "),
            ("a/b/", "https://user@other.example/", "other.example /"),
            ("a/b/", "mailto:a@b.example", "mailto:"),
            ("a/b/", "TEL:1", "TEL:"),
            ("a/b/", "data:image/png;base64,x", "data:"),
            ("a/b/", "x/a:b", "/a/b/x/a:b"),
        ] {
            assert_leads(at_root, from, address, wanted);
        }
        let below = "https://host.example:8080/sub/";
        for (from, address, wanted) in [
            ("a/", "/sub/x/", "/x/"),
            ("a/", "/sub", "/"),
            ("a/", "/subway/", "beside"),
            ("a/", "/", "beside"),
            ("a/", "../b/", "/b/"),
            ("a/", "../../x", "beside"),
            ("a/", "https://host.example:8080/sub/x/#y", "/x/ #y"),
            ("a/", "https://host.example/sub/x/", "host.example /sub/x/"),
        ] {
            assert_leads(below, from, address, wanted);
        }
    }
}
