//! The words of a finished output, so that one way of looking serves pages, feeds, data and scripts.

/// The words of a page or a feed: text without its tags, then each value of an attribute on a line of its own.
///
/// Tags within a line join what they stand between, others part it. Entities are resolved. Scripts and style sheets stay
/// as they are.
pub fn plain_of_html(html: &str) -> String {
    let bytes = html.as_bytes();
    let mut plain = String::with_capacity(html.len() / 2);
    let mut values = String::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'<', bytes) {
        if at < done {
            continue;
        }
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        let is_tag = next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?');
        if !is_tag {
            continue;
        }
        push_text(&mut plain, &html[done..at]);
        let end = if html[at..].starts_with("<!--") || html[at..].starts_with("<![CDATA[") {
            // A comment is published as well; its words stand behind its first signs.
            at + 4
        } else {
            tag_end(bytes, at)
        };
        let tag = &html[at..end.min(html.len())];
        if !is_inline(tag) {
            plain.push('\n');
        }
        if tag.contains('=') {
            push_values(&mut values, tag);
        }
        done = end.min(html.len());
    }
    push_text(&mut plain, &html[done..]);
    plain.push('\n');
    plain.push_str(&values);
    plain
}

/// The words of data, a table, a script: `\u` escapes resolved, everything else as it is.
pub fn plain_of_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    for at in memchr::memchr_iter(b'\\', text.as_bytes()) {
        if at < done {
            continue;
        }
        plain.push_str(&text[done..at]);
        let code = text.get(at + 2..at + 6).filter(|_| text.as_bytes().get(at + 1) == Some(&b'u'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        done = match (c, text.as_bytes().get(at + 1)) {
            (Some(c), _) => {
                plain.push(c);
                at + 6
            }
            (None, Some(b'n' | b'r' | b't')) => {
                plain.push('\n');
                at + 2
            }
            _ => at + 1,
        };
    }
    plain.push_str(&text[done..]);
    plain
}

/// The byte behind a tag; a sign in quotes does not end it.
fn tag_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    let mut quote = None;
    while let Some(byte) = bytes.get(at) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn is_inline(tag: &str) -> bool {
    const LONGEST: usize = 6;
    let name = tag[1..].trim_start_matches('/').as_bytes();
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    // There are hundreds of tags on a page, and a copy of each name would be a third of the cost.
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..length) else { return false };
    lower.copy_from_slice(&name[..length]);
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"cite"
            | b"code"
            | b"dfn"
            | b"em"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"mark"
            | b"q"
            | b"s"
            | b"samp"
            | b"small"
            | b"span"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"time"
            | b"u"
            | b"var"
            | b"wbr"
    )
}

/// Each value of a tag's attributes on a line, with its name before it: `data-dob: 2014-03-12`.
fn push_values(values: &mut String, tag: &str) {
    let mut rest = tag;
    while let Some(at) = rest.find('=') {
        let name = rest[..at].rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        let value = &rest[at + 1..];
        let (value, behind) = if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let end = value[1..].find(quote).map_or(value.len(), |end| end + 1);
            (&value[1..end], value.get(end + 1..).unwrap_or_default())
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
            (&value[..end], &value[end..])
        };
        if value.len() > 3
            && !matches!(
                name,
                "class" | "id" | "rel" | "type" | "lang" | "charset" | "for" | "integrity" | "d" | "points"
            )
        {
            values.push_str(name);
            values.push_str(": ");
            push_text(values, value);
            values.push('\n');
        }
        rest = behind;
    }
}

/// Adds text, entities resolved.
fn push_text(plain: &mut String, text: &str) {
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at < done {
            continue;
        }
        if let Some((c, length)) = super::words::entity(&text[at..]) {
            plain.push_str(&text[done..at]);
            plain.push(c);
            done = at + length;
        }
    }
    plain.push_str(&text[done..]);
}
