//! The words of a finished output, so that one way of looking serves pages, feeds, data and scripts.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::is_inline_element;

/// The lines of a page or a feed, one after the other, all of it; parted only where a block ends and the next begins, so that
/// nothing that somebody reads as one goes from one into the next. The same rows, menus and feet stand on many pages.
pub fn blocks_of_html(html: &str) -> impl Iterator<Item = &str> {
    let bytes = html.as_bytes();
    let mut ends = memchr::memchr_iter(b'\n', bytes).filter(move |end| {
        // The blanks are counted only behind a tag: each of a thousand empty lines would count all that follow.
        let next = || end + bytes[*end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let begins_block = |next: usize| is_tag(bytes, next) && parts(&html[next..]);
        *end > 0 && bytes[end - 1] == b'>' && begins_block(next())
    });
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        start = ends.next();
        Some(&html[from..start.unwrap_or(html.len())])
    })
}

/// The words of a page or a feed, or of a block of one: text without its tags, then each value of an attribute on a line of
/// its own.
///
/// Tags within a line join what they stand between, others part it. Entities are resolved. Scripts and style sheets stay
/// as they are.
pub fn plain_of_html(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut values = String::new();
    let mut done = 0;
    for range in Tags::new(html) {
        push_text(&mut plain, &html[done..range.start]);
        done = range.end;
        let tag = &html[range];
        let name = name_of(tag);
        if is_cell(name) {
            plain.push('\t');
        } else if !is_inline_element(name) {
            plain.push('\n');
        }
        // Half of all tags have nothing but their name.
        let bare = "<>".len() + usize::from(tag.starts_with("</")) + name.len();
        if tag.len() > bare {
            push_values(&mut values, tag);
        }
    }
    push_text(&mut plain, &html[done..]);
    plain.push('\n');
    plain.push_str(&values);
    plain
}

/// The tags of a page. Of comments, declarations and instructions only the first signs are one: their words are published as well.
struct Tags<'a> {
    html: &'a str,
    signs: memchr::Memchr<'a>,
    done: usize,
}

impl<'a> Tags<'a> {
    fn new(html: &'a str) -> Self {
        Self { html, signs: memchr::memchr_iter(b'<', html.as_bytes()), done: 0 }
    }
}

impl Iterator for Tags<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.html.as_bytes();
        let done = self.done;
        let start = self.signs.find(|at| *at >= done && is_tag(bytes, *at))?;
        let rest = &self.html[start..];
        let is_open = rest.starts_with("<!") || rest.starts_with("<?");
        self.done = if is_open { start + 2 } else { tag_end(bytes, start) };
        Some(start..self.done)
    }
}

/// Whether a tag begins at a byte; `3 < 4` is text.
fn is_tag(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..), Some([b'<', next, ..]) if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
}

/// Whether what stands before a tag and what stands behind it are read apart, as at every tag but those within a line and the
/// end of one.
fn parts(tag: &str) -> bool {
    let name = name_of(tag);
    let is_break = name.eq_ignore_ascii_case(b"br") && !tag.starts_with("</");
    !is_break && !is_inline_element(name)
}

/// The words of data, a table, a script: escapes resolved, everything else as it is.
pub fn plain_of_markup(text: &str) -> Cow<'_, str> {
    // A table of all actions is the largest output of an archive, and has none.
    if memchr::memchr(b'\\', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    for at in memchr::memchr_iter(b'\\', text.as_bytes()) {
        if at < done {
            continue;
        }
        plain.push_str(&text[done..at]);
        done = match &text.as_bytes()[at + 1..] {
            [b'n' | b'r' | b't', ..] => {
                plain.push('\n');
                at + 2
            }
            // A text goes on in the next line.
            [b'\n', ..] => at + 2,
            [b'\r', b'\n', ..] => at + 3,
            _ => super::words::escape(&text[at..]).map_or(at + 1, |(c, length)| {
                plain.push(c);
                at + length
            }),
        };
    }
    plain.push_str(&text[done..]);
    Cow::Owned(plain)
}

/// The byte behind a tag; a sign in quotes does not end it.
fn tag_end(bytes: &[u8], start: usize) -> usize {
    let mut quote = None;
    for at in memchr::memchr3_iter(b'>', b'"', b'\'', &bytes[start..]) {
        let byte = bytes[start + at];
        match quote {
            None if byte == b'>' => return start + at + 1,
            None => quote = Some(byte),
            Some(open) if open == byte => quote = None,
            Some(_) => {}
        }
    }
    bytes.len()
}

/// The name of the element of a tag, without the stroke of one that ends.
fn name_of(tag: &str) -> &[u8] {
    let bytes = tag.as_bytes();
    let from = 1 + bytes[1..].iter().take_while(|byte| **byte == b'/').count();
    let length = bytes[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    &bytes[from..from + length]
}

/// Whether an element is a cell of a table: those of a row are read side by side.
fn is_cell(name: &[u8]) -> bool {
    matches!(name, [b't' | b'T', b'd' | b'h' | b'D' | b'H'])
}

/// Each attribute of a tag on a line: `data-dob: 2014-03-12`. Names of elements and attributes are anybody's choice as well; those of
/// the language are left out, for they are most of a page.
fn push_values(values: &mut String, tag: &str) {
    let inner = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
    let bytes = inner.as_bytes();
    let until = |from: usize, ends: fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| ends(*byte)).map_or(bytes.len(), |ahead| from + ahead)
    };
    let mut at = until(0, is_blank_or_slash);
    push_own_name(values, &inner[..at]);
    loop {
        let start = until(at, |byte| !is_blank_or_slash(byte));
        if start == bytes.len() {
            return;
        }
        // A name has at least one sign, whichever it is.
        let end = until(start + 1, |byte| byte == b'=' || is_blank_or_slash(byte));
        let name = &inner[start..end];
        let sign = until(end, |byte| !byte.is_ascii_whitespace());
        if bytes.get(sign) != Some(&b'=') {
            push_own_name(values, name);
            at = end;
            continue;
        }
        let from = until(sign + 1, |byte| !byte.is_ascii_whitespace());
        let value = if let Some(quote @ (b'"' | b'\'')) = bytes.get(from) {
            let to = memchr::memchr(*quote, &bytes[from + 1..]).map_or(bytes.len(), |end| from + 1 + end);
            at = (to + 1).min(bytes.len());
            &inner[from + 1..to]
        } else {
            at = until(from, |byte| byte.is_ascii_whitespace());
            &inner[from..at]
        };
        if value.len() > 1
            && !matches!(name, "rel" | "type" | "lang" | "charset" | "integrity" | "d" | "points")
        {
            values.push_str(name);
            values.push_str(": ");
            push_text(values, value);
            values.push('\n');
        }
    }
}

/// Adds a name that somebody chose.
fn push_own_name(values: &mut String, name: &str) {
    if name.contains('-') {
        values.push_str(name);
        values.push('\n');
    }
}

const fn is_blank_or_slash(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
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
