//! The words of a finished output, so that one way of looking serves pages, feeds, data and scripts.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::is_inline_element;

/// The lines of a page or a feed, one after the other, all of it; parted only where a block ends and the next begins, so that
/// nothing that somebody reads as one goes from one into the next but what a label says ([`Above`](super::Above)). The same
/// rows, menus and feet stand on many pages.
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
/// Tags within a line join what they stand between, others part it; of a table each row is a line, and its cells are apart by
/// tabs, as those of sheets are. What a field is filled with stands where the field does. Entities are resolved. Scripts and style
/// sheets stay as they are.
pub fn plain_of_html(html: &str) -> String {
    let (mut plain, values) = text_and_values(html);
    plain.push('\n');
    plain.push_str(&values);
    plain
}

/// The words of a page without its tags, and the values of attributes.
pub(super) fn text_and_values(html: &str) -> (String, String) {
    let mut plain = String::with_capacity(html.len());
    // A tag is longer than the values in it.
    let mut values = String::with_capacity(html.len());
    let mut done = 0;
    let mut is_in_cell = false;
    for range in Tags::new(html) {
        let text = &html[done..range.start];
        if is_in_cell {
            push_words(&mut plain, text);
        } else {
            push_text(&mut plain, text);
        }
        done = range.end;
        let tag = &html[range];
        let name = name_of(tag);
        let ends = tag.starts_with("</");
        if !is_inline_element(name) {
            is_in_cell = part(&mut plain, name, ends, is_in_cell);
        }
        // Half of all tags have nothing but their name.
        let bare = "<>".len() + usize::from(ends) + name.len();
        if tag.len() > bare {
            let is_field = name.len() == b"input".len() && name.eq_ignore_ascii_case(b"input");
            push_values(&mut values, tag, |attribute, value| {
                if is_field && attribute.eq_ignore_ascii_case("value") {
                    push_text(&mut plain, value);
                    plain.push('\n');
                }
            });
        }
    }
    push_text(&mut plain, &html[done..]);
    (plain, values)
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

/// Whether a text ends in the tag with which a cell begins.
pub(super) fn ends_in_cell(html: &str) -> bool {
    // `td class="..."`
    const LONGEST: usize = 100;
    let bytes = &html.as_bytes()[html.len().saturating_sub(LONGEST)..];
    let tag = memchr::memrchr(b'<', bytes).map(|at| &bytes[at + 1..]);
    tag.is_some_and(|tag| {
        matches!(tag, [_, _, b'>' | b' ' | b'\t' | b'\n' | b'\r', ..]) && is_cell(&tag[..2])
    })
}

/// Parts the words before a tag from those behind it. Says whether these are in a cell.
fn part(plain: &mut String, name: &[u8], ends: bool, is_in_cell: bool) -> bool {
    let is_table = matches!(name.first(), Some(b't' | b'T')) && name.eq_ignore_ascii_case(b"table");
    if is_table || is_of_rows(name) || is_cell(name) {
        // The end of a cell may not be written. No end of a line is left that is only one of a paragraph in it.
        if is_in_cell {
            plain.truncate(plain.trim_end_matches(['\n', ' ']).len());
            plain.push('\t');
        }
        if is_cell(name) {
            if !ends {
                plain.push('\t');
            }
            return !ends;
        }
        // There is no empty line between two rows, and one between two tables.
        if !matches!(plain.as_bytes(), [] | [.., b'\n']) {
            plain.push('\n');
        }
        if is_table {
            plain.push('\n');
        }
        return false;
    }
    if is_in_cell && name.eq_ignore_ascii_case(b"br") {
        plain.push(' ');
        return is_in_cell;
    }
    // Of several empty lines one is left, for sources are indented as people like; a cell begins with none.
    let is_begun = match plain.as_bytes() {
        [.., b'\n', b'\n'] => true,
        [.., b'\t'] => is_in_cell,
        _ => false,
    };
    if !is_begun {
        plain.push('\n');
    }
    is_in_cell
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

/// The tag that begins at a byte of a page.
pub(super) fn tag_at(page: &str, start: usize) -> &str {
    &page[start..tag_end(page.as_bytes(), start)]
}

/// Gives each attribute of a tag with its value.
pub(super) fn attributes<'t>(tag: &'t str, give: impl FnMut(&'t str, &'t str)) {
    push_values(&mut String::new(), tag, give);
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

/// Whether an element is a row of a table, or holds rows.
fn is_of_rows(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 4] = [b"tr", b"thead", b"tbody", b"tfoot"];
    matches!(name, [b't' | b'T', ..])
        && matches!(name.len(), 2 | 5)
        && NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a block begins with a row of a table.
pub(super) fn begins_row(block: &str) -> bool {
    is_tag(block.as_bytes(), 0) && {
        let name = name_of(block);
        is_of_rows(name) || is_cell(name)
    }
}

/// Each attribute of a tag on a line: `data-dob: 2014-03-12`. Names of elements and attributes are anybody's choice as well; those of
/// the language are left out, for they are most of a page. Gives each value with its name as well.
fn push_values<'t>(values: &mut String, tag: &'t str, mut give: impl FnMut(&'t str, &'t str)) {
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
        give(name, value);
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

/// Adds the words of a cell, which are one line whatever the lines of the source.
fn push_words(plain: &mut String, text: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 && !plain.ends_with([' ', '\t']) {
            plain.push(' ');
        }
        push_text(plain, if number > 0 { line.trim_ascii_start() } else { line });
    }
}

/// Adds text, entities resolved; blanks at the beginning of a line or a cell only indent the source.
fn push_text(plain: &mut String, text: &str) {
    let is_first = matches!(plain.as_bytes().last(), None | Some(b'\n' | b'\t'));
    let text = if is_first { text.trim_ascii_start() } else { text };
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
