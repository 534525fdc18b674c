//! The words of a finished output, so that one way of looking serves pages, feeds, data and scripts.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::is_inline_element;

/// The lines of a page or a feed, one after the other, all of it; parted only where a block ends and the next begins, so that
/// nothing that somebody reads as one goes from one into the next. The same rows, menus and feet stand on many pages.
pub fn blocks_of_html(html: &str) -> impl Iterator<Item = &str> {
    let bytes = html.as_bytes();
    let mut ends = memchr::memchr_iter(b'\n', bytes).filter(move |end| {
        let next = end + bytes[*end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        *end > 0 && bytes[end - 1] == b'>' && is_tag(bytes, next) && parts(&html[next..])
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
        if is_cell(tag) {
            plain.push('\t');
        } else if !is_inline(tag) {
            plain.push('\n');
        }
        push_values(&mut values, tag);
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
    let is_break = tag.get(1..3).is_some_and(|name| name.eq_ignore_ascii_case("br"))
        && !tag.as_bytes().get(3).is_some_and(u8::is_ascii_alphanumeric);
    !is_break && !is_inline(tag)
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

/// Whether a tag begins or ends a cell of a table: those of a row are read side by side.
fn is_cell(tag: &str) -> bool {
    let name = tag[1..].trim_start_matches('/').as_bytes();
    matches!(name, [b't' | b'T', b'd' | b'h' | b'D' | b'H', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphanumeric))
}

fn is_inline(tag: &str) -> bool {
    let name = tag[1..].trim_start_matches('/').as_bytes();
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    is_inline_element(&name[..length])
}

/// Each attribute of a tag on a line: `data-dob: 2014-03-12`. Names of elements and attributes are anybody's choice as well; those of
/// the language are left out, for they are most of a page.
fn push_values(values: &mut String, tag: &str) {
    let inner = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
    let (name, mut rest) = inner.split_at(inner.find(is_blank_or_slash).unwrap_or(inner.len()));
    if name.contains('-') {
        values.push_str(name);
        values.push('\n');
    }
    loop {
        rest = rest.trim_start_matches(is_blank_or_slash);
        if rest.is_empty() {
            return;
        }
        let end =
            rest[1..].find(|c: char| c == '=' || is_blank_or_slash(c)).map_or(rest.len(), |end| end + 1);
        let (name, behind) = rest.split_at(end);
        let value = behind.trim_start().strip_prefix('=').map(str::trim_start);
        let Some(value) = value else {
            if name.contains('-') {
                values.push_str(name);
                values.push('\n');
            }
            rest = behind;
            continue;
        };
        let (value, behind) = if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let end = value[1..].find(quote).map_or(value.len(), |end| end + 1);
            (&value[1..end], value.get(end + 1..).unwrap_or_default())
        } else {
            value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()))
        };
        if value.len() > 1
            && !matches!(name, "rel" | "type" | "lang" | "charset" | "integrity" | "d" | "points")
        {
            values.push_str(name);
            values.push_str(": ");
            push_text(values, value);
            values.push('\n');
        }
        rest = behind;
    }
}

fn is_blank_or_slash(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/'
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
