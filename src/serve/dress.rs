//! What the preview adds to a page on its way out: a script that follows changes, and room for it in the page's policy.
//! The page itself is what a build would write.

use std::borrow::Cow;

use memchr::memmem;

/// Where the script stands.
pub(super) const SCRIPT: &str = "/_desk/preview.js";

/// Adds the script to a page. `seen` is the mark of the page's bytes: changed bytes have another one.
pub(super) fn dress(page: &[u8], nonce: &str, seen: &str) -> Vec<u8> {
    let mut dressed = Vec::with_capacity(page.len() + 512);
    let mut copied = 0;
    for range in policies(page) {
        let Ok(policy) = std::str::from_utf8(&page[range.clone()]) else { continue };
        dressed.extend_from_slice(&page[copied..range.start]);
        dressed.extend_from_slice(encoded(&admit(&decoded(policy), nonce)).as_bytes());
        copied = range.end;
    }
    let at = script_place(page).max(copied);
    dressed.extend_from_slice(&page[copied..at]);
    let script = format!("<script src=\"{SCRIPT}\" nonce=\"{nonce}\" data-seen=\"{seen}\" defer></script>");
    dressed.extend_from_slice(script.as_bytes());
    dressed.extend_from_slice(&page[at..]);
    dressed
}

/// Before the end of the head, or where the body begins, or at the end of a page that names neither.
fn script_place(page: &[u8]) -> usize {
    find_folded(page, b"</head").or_else(|| find_folded(page, b"<body")).unwrap_or(page.len())
}

fn find_folded(page: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'<', page)
        .find(|at| page.get(*at..at + wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
}

/// The values of the policies that stand in the head of a page.
fn policies(page: &[u8]) -> Vec<std::ops::Range<usize>> {
    const NAME: &[u8] = b"content-security-policy";
    let head = &page[..script_place(page)];
    let mut found = Vec::new();
    for start in memchr::memchr_iter(b'<', head) {
        let is_meta = head.get(start..start + 5).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<meta"));
        let Some(end) = is_meta.then(|| tag_end(head, start)).flatten() else { continue };
        let tag = &head[start..end];
        let names_it = tag.windows(NAME.len()).any(|window| window.eq_ignore_ascii_case(NAME));
        if let Some(value) = names_it.then(|| content_of(tag)).flatten() {
            found.push(start + value.start..start + value.end);
        }
    }
    found
}

/// The end of a tag; a `>` in quotation marks is none.
fn tag_end(page: &[u8], start: usize) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in page.iter().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of the attribute `content`, in quotation marks.
fn content_of(tag: &[u8]) -> Option<std::ops::Range<usize>> {
    let lower = tag.to_ascii_lowercase();
    let at = memmem::find_iter(&lower, b"content").find(|at| {
        let before = lower.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_whitespace);
        let after = lower[at + 7..].iter().find(|byte| !byte.is_ascii_whitespace());
        before && after == Some(&b'=')
    })?;
    let open = at + memchr::memchr2(b'"', b'\'', &tag[at..])?;
    let length = memchr::memchr(tag[open], &tag[open + 1..])?;
    Some(open + 1..open + 1 + length)
}

fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return value.into();
    }
    let plain = value.replace("&#39;", "'").replace("&#x27;", "'").replace("&apos;", "'");
    plain.replace("&quot;", "\"").replace("&amp;", "&").into()
}

fn encoded(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// A policy that also lets one script act and ask this server; otherwise it stays as it is.
pub(super) fn admit(policy: &str, nonce: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|directive| directive.split_ascii_whitespace().collect::<Vec<_>>())
        .filter(|directive| !directive.is_empty())
        .collect();
    let nonce = format!("'nonce-{nonce}'");
    allow(&mut directives, "connect-src", "'self'");
    let has_elements =
        directives.iter().any(|directive| directive[0].eq_ignore_ascii_case("script-src-elem"));
    for name in ["script-src", "script-src-elem"] {
        if name == "script-src" || has_elements {
            allow(&mut directives, name, &nonce);
        }
    }
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

fn allow<'a>(directives: &mut Vec<Vec<&'a str>>, name: &'a str, source: &'a str) {
    let position = |directives: &[Vec<&str>], name: &str| {
        directives.iter().position(|d| d[0].eq_ignore_ascii_case(name))
    };
    let at = match (position(directives, name), position(directives, "default-src")) {
        (Some(at), _) => at,
        // What a directive does not say is said by the default, which stays as it is for all else.
        (None, Some(default)) => {
            let sources = directives[default][1..].to_vec();
            directives.push([vec![name], sources].concat());
            directives.len() - 1
        }
        (None, None) => return,
    };
    let sources = &mut directives[at];
    // A nonce would take the power from `'unsafe-inline'`, on which the page may rely.
    let source = if sources.contains(&"'unsafe-inline'") { "'self'" } else { source };
    if !sources.contains(&source) {
        sources.retain(|source| !source.eq_ignore_ascii_case("'none'"));
        sources.push(source);
    }
}

#[cfg(test)]
mod tests {
    use super::{admit, dress};

    #[test]
    fn policies_stay_as_they_are_but_for_one_script() {
        for (policy, wanted) in [
            (
                "default-src 'none'; style-src 'self'; base-uri 'none'",
                "default-src 'none'; style-src 'self'; base-uri 'none'; connect-src 'self'; script-src 'nonce-N'",
            ),
            (
                "default-src 'none'; script-src 'self'; connect-src 'self'",
                "default-src 'none'; script-src 'self' 'nonce-N'; connect-src 'self'",
            ),
            ("default-src 'self'", "default-src 'self'; connect-src 'self'; script-src 'self' 'nonce-N'"),
            ("SCRIPT-SRC 'none';; connect-src *", "SCRIPT-SRC 'nonce-N'; connect-src * 'self'"),
            ("script-src 'unsafe-inline'", "script-src 'unsafe-inline' 'self'"),
            (
                "script-src a.example; script-src-elem 'none'",
                "script-src a.example 'nonce-N'; script-src-elem 'nonce-N'",
            ),
            ("frame-ancestors 'none'", "frame-ancestors 'none'"),
            ("", ""),
        ] {
            assert_eq!(admit(policy, "N"), wanted, "{policy}");
        }
    }

    #[test]
    fn a_page_gets_one_script_and_loses_nothing() {
        let script = "<script src=\"/_desk/preview.js\" nonce=\"N\" data-seen=\"S\" defer></script>";
        for (page, wanted) in [
            (
                "<html><head><title>A</title></head><body>B",
                format!("<html><head><title>A</title>{script}</head><body>B"),
            ),
            ("<title>A</title><BODY class=x>B", format!("<title>A</title>{script}<BODY class=x>B")),
            ("only text", format!("only text{script}")),
            ("", script.to_owned()),
            (
                "<META content='script-src &#39;none&#39;' http-equiv=content-security-policy></head>",
                format!(
                    "<META content='script-src &#39;nonce-N&#39;' http-equiv=content-security-policy>{script}</head>"
                ),
            ),
            (
                "<meta name=\"description\" content=\"about a content-security-policy > b\"></head>",
                format!(
                    "<meta name=\"description\" content=\"about a content-security-policy > b\">{script}</head>"
                ),
            ),
            (
                "<head></head><body><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">",
                format!(
                    "<head>{script}</head><body><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">"
                ),
            ),
        ] {
            assert_eq!(String::from_utf8(dress(page.as_bytes(), "N", "S")).unwrap(), wanted, "{page}");
        }
    }
}
