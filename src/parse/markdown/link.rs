//! Where a link leads: away to another site, to a place inside this one, or nowhere that is safe.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Target;
use crate::source::MARKDOWN_LINKS_LIMIT;

/// What a link's address is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// A web page, an e-mail address or a telephone number: the address goes out as it is, escaped.
    Outside,
    /// A place inside the site.
    Inside(Target),
    /// Nowhere: empty, or `#` alone.
    Nowhere,
    /// Something that must not be published.
    Unsafe(Peril),
}

/// Why an address must not be published.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Peril {
    /// It begins with a scheme that is not allowed.
    Scheme(String),
    /// It begins with two slashes or backslashes.
    NoScheme,
    /// It hides something: control characters, or a scheme spelt so that it is not seen at once.
    Disguise,
    /// It begins with `http:` or `https:`, but names no host.
    NoHost,
}

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Says what an address is, once entities are resolved.
pub(super) fn classify(address: &str) -> Destination {
    let seen = undisguised(address);
    if address.chars().chain(seen.chars()).any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Destination::Unsafe(Peril::Disguise);
    }
    if seen.is_empty() || seen == "#" {
        return Destination::Nowhere;
    }
    if seen.bytes().take(2).filter(|byte| matches!(byte, b'/' | b'\\')).count() == 2 {
        return Destination::Unsafe(Peril::NoScheme);
    }
    let Some(scheme) = scheme(&seen) else { return Destination::Inside(target(address)) };
    if !SCHEMES.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed)) {
        return Destination::Unsafe(Peril::Scheme(scheme.to_lowercase()));
    }
    let written = address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let Some(rest) = address.get(scheme.len()..).and_then(|rest| rest.strip_prefix(':')).filter(|_| written)
    else {
        return Destination::Unsafe(Peril::Disguise);
    };
    let web = scheme.len() != 3 && scheme.as_bytes()[0].eq_ignore_ascii_case(&b'h');
    let begins = if web { rest.strip_prefix("//") } else { Some(rest) };
    match begins.and_then(|begins| begins.chars().next()) {
        Some(first) if !matches!(first, '/' | '\\' | '?' | '#' | ':' | ' ') => Destination::Outside,
        _ => Destination::Unsafe(Peril::NoHost),
    }
}

/// The address without what browsers or people overlook: blanks, invisible characters, percent-encoding on percent-encoding.
fn undisguised(address: &str) -> Cow<'_, str> {
    if address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'%') {
        return Cow::Borrowed(address);
    }
    let mut seen = Cow::Borrowed(address);
    for _ in 0..3 {
        if !seen.contains('%') {
            break;
        }
        seen = Cow::Owned(percent_decoded(&seen));
    }
    Cow::Owned(
        seen.chars().filter(|c| !(*c == ' ' || c.is_whitespace() && !c.is_control() || hides(*c))).collect(),
    )
}

fn hides(c: char) -> bool {
    super::guard::is_hidden(c)
}

/// The scheme that an address begins with.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    fits.then_some(scheme)
}

fn target(address: &str) -> Target {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let fragment = fragment.filter(|fragment| !fragment.is_empty()).map(percent_decoded);
    Target { path: percent_decoded(path.trim()), fragment }
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let digit = |at: usize| text.as_bytes().get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let code = digit(at + 1).zip(digit(at + 2)).filter(|_| *byte == b'%');
        let decoded = code.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        bytes.push(decoded.unwrap_or(*byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(bytes).unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned())
}

/// The finding about an address that must not be published.
pub(super) fn unsafe_link(peril: &Peril) -> Diagnostic {
    let code = Code("markdown/unsafe-link");
    match peril {
        Peril::Scheme(scheme) => {
            Diagnostic::error(code, format!("an address that begins with `{scheme}:` is not published"))
                .help("use `https:`, `http:`, `mailto:` or `tel:`, or the path of a file of this site")
                .because("a file name with a colon in it is read the same way; write `./` before it")
        }
        Peril::NoScheme => Diagnostic::error(code, "an address can not begin with `//`")
            .help("write `https://` for another site, or one `/` for a page of this one"),
        Peril::Disguise => Diagnostic::error(code, "the address hides what it is")
            .help("type the address again, without line ends, blanks or encoded characters before the colon"),
        Peril::NoHost => Diagnostic::error(code, "the address names no site")
            .help("write it in full, as `https://www.example.org/page`"),
    }
}

/// The finding about a link to nowhere.
pub(super) fn leads_nowhere() -> Diagnostic {
    Diagnostic::warning(Code("links/empty"), "the link leads nowhere")
        .help("write the address between the round brackets, or remove the link")
}

/// The finding about what was meant as a link and is none, for its address can not be read.
pub(super) fn no_link(address: &str, is_closed: bool) -> Diagnostic {
    let help = if !is_closed {
        "end the address with a closing round bracket".to_owned()
    } else if address.contains('<') || address.contains('"') {
        "write `[words](address)`; a title behind the address stands in double quotes".to_owned()
    } else if address.trim().contains(char::is_whitespace) {
        format!("put the address in pointed brackets, for it has a space in it: `(<{}>)`", address.trim())
    } else {
        "write the words in square brackets, with no other link and no note in them, and the address right behind in round ones"
            .to_owned()
    };
    Diagnostic::warning(
        Code("markdown/no-link"),
        "this looks like a link and is none, so it is shown as it is written",
    )
    .help(help)
    .because("text that has to look so gets a `\\` before its `]`")
}

/// The finding about an address between the brackets of a link.
pub(super) fn nested_link() -> Diagnostic {
    Diagnostic::warning(
        Code("markdown/nested-link"),
        "a link stands within a link, so only the outer one works",
    )
    .help("put the inner address outside the square brackets, or take its `<` and `>` away")
}

/// The finding about a picture without a file.
pub(super) fn names_no_file() -> Diagnostic {
    Diagnostic::warning(Code("links/empty"), "the picture names no file")
        .help("write the name of the file between the round brackets, or remove the picture")
}

/// The finding about a picture that stands on another site.
pub(super) fn foreign_image(address: &str) -> Diagnostic {
    let host = address.split('/').nth(2).unwrap_or(address);
    Diagnostic::error(Code("privacy/foreign-image"), format!("the picture would be loaded from `{host}`"))
        .help("save the picture beside this file and name it here")
        .because("whoever runs that site would learn who reads this page")
}

/// The finding about more links than one file can have.
pub(super) fn too_many_links() -> Diagnostic {
    let message = format!("more than {MARKDOWN_LINKS_LIMIT} links to files of this site");
    Diagnostic::error(Code("markdown/too-many-links"), message).help("split the file into several briefings")
}
