//! What a style sheet fetches: `url(...)` and `@import`.

use memchr::memmem;

/// The addresses that a style sheet names, in their order. Comments and words do not count; what is in quotes after `@import` or in
/// a set of pictures does, and a namespace does not.
///
/// Escapes hide where words in quotes end; a sheet `with_escapes`, or of which they were resolved, is read as if it had no such
/// words, for rather too much is seen than too little.
pub(super) fn addresses<'c>(text: &'c str, with_escapes: bool, mut take: impl FnMut(&'c str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(ahead) =
        bytes[at..].iter().position(|byte| matches!(byte, b'(' | b'@' | b'/' | b'"' | b'\''))
    {
        at += ahead;
        match bytes[at] {
            quote @ (b'"' | b'\'') => {
                let rest = &bytes[at + 1..];
                let end =
                    memchr::memchr2(quote, b'\n', rest).filter(|end| !with_escapes && rest[*end] == quote);
                at += end.map_or(1, |end| end + 2);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = after_comment(bytes, at),
            b'(' => {
                let name = name_before(bytes, at);
                if name.eq_ignore_ascii_case(b"url") || name.eq_ignore_ascii_case(b"src") {
                    let (value, end) = argument(text, at + 1);
                    take(value);
                    at = end;
                } else {
                    at += 1;
                    if name.to_ascii_lowercase().ends_with(b"image-set") {
                        quoted(text, at, &mut take);
                    }
                }
            }
            b'@' => {
                at += 1;
                let is_word = |word: &[u8]| {
                    bytes.get(at..at + word.len()).is_some_and(|at| at.eq_ignore_ascii_case(word))
                };
                if is_word(b"import") {
                    let begin = after_blanks(bytes, at + 6);
                    if matches!(bytes.get(begin), Some(b'"' | b'\'')) {
                        let (value, end) = argument(text, begin);
                        take(value);
                        at = end;
                    }
                } else if is_word(b"namespace") {
                    at = memchr::memchr(b';', &bytes[at..]).map_or(bytes.len(), |end| at + end);
                }
            }
            _ => at += 1,
        }
    }
}

/// The texts in quotes up to the bracket that closes a set; `url(...)` within it is met on the way.
fn quoted<'c>(text: &'c str, from: usize, take: &mut impl FnMut(&'c str)) {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (from, 1);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return,
            b')' => depth -= 1,
            b'"' | b'\'' => {
                let (value, end) = argument(text, at);
                let is_kind = name_before(bytes, bytes[..at].iter().rposition(|b| *b == b'(').unwrap_or(at));
                if depth == 1 && !is_kind.eq_ignore_ascii_case(b"url") {
                    take(value);
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
}

/// A style sheet with its escapes resolved: `\75` followed by a blank, or a sign that follows a backslash.
pub(in crate::check) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let digits = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let code = u32::from_str_radix(&after[..digits], 16).ok().and_then(char::from_u32);
        if let Some(character) = code {
            plain.push(character);
            let blank = after[digits..].chars().next().filter(char::is_ascii_whitespace);
            rest = &after[digits + blank.map_or(0, char::len_utf8)..];
        } else {
            // An end of line behind a backslash is nothing at all.
            rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n')).unwrap_or(after);
        }
    }
    plain.push_str(rest);
    plain
}

fn after_comment(bytes: &[u8], at: usize) -> usize {
    memmem::find(&bytes[at + 2..], b"*/").map_or(bytes.len(), |end| at + 2 + end + 2)
}

/// Behind blanks and comments.
fn after_blanks(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_whitespace() => at += 1,
            Some(b'/') if bytes.get(at + 1) == Some(&b'*') => at = after_comment(bytes, at),
            _ => return at,
        }
    }
}

/// The name that stands right before a bracket.
fn name_before(bytes: &[u8], bracket: usize) -> &[u8] {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = bytes[..bracket].iter().rev().take_while(|byte| is_name(byte)).count();
    &bytes[bracket - length..bracket]
}

/// A quoted or bare value, and where it ends.
fn argument(text: &str, from: usize) -> (&str, usize) {
    let rest = &text[from.min(text.len())..];
    let value = rest.trim_start();
    let start = from + rest.len() - value.len();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let (inner, length) = if let Some(quote) = quote {
        let end = value[1..].find([quote, '\n']).map_or(value.len(), |end| end + 1);
        (&value[1..end], end)
    } else {
        let end = value.find([')', '\n', ';']).unwrap_or(value.len());
        (value[..end].trim_end(), end)
    };
    (inner, start + length)
}

#[cfg(test)]
mod tests {
    use super::{addresses, unescaped};

    #[test]
    fn every_way_to_fetch_is_seen() {
        for (text, wanted) in [
            ("a { color: red }", &[][..]),
            ("a { background: url(x.png) }", &["x.png"]),
            ("a { background: URL( \"x y.png\" ) no-repeat, url('z') }", &["x y.png", "z"]),
            ("@import \"a.css\"; @import url(b.css) print;", &["a.css", "b.css"]),
            ("@IMPORT 'a.css';", &["a.css"]),
            ("@font-face { src: local(\"A\"), url(//h/f.woff2) }", &["//h/f.woff2"]),
            ("a { background: image-set(\"a.png\" 1x, url(b.png) 2x) }", &["a.png", "b.png"]),
            (
                "a { background: image-set(\"a.png\" 1x, \"b.png\" type(\"image/png\") 2x), url(c) }",
                &["a.png", "b.png", "c"],
            ),
            ("@import/* x */'a.css'; @import /**/ url(b)", &["a.css", "b"]),
            ("@namespace svg url(http://www.w3.org/2000/svg); a { fill: url(#x) }", &["#x"]),
            ("a { content: \"url(x)\" } b { content: '@import \"y\"' } c { d: url(\"z\") }", &["z"]),
            ("a { content: \"\\\"\"; d: url(x) } b { content: \"url(y)\" }", &["x", "y"]),
            ("a { content: \" } b { c: url(x) }", &["x"]),
            ("a[b='c'] { d: url(x) } /* it's */ e { f: url(y) } /* isn't */", &["x", "y"]),
            ("/* url(x) */ a { content: \"(\" } /* @import 'y' */", &[]),
            ("a { width: calc((1px + 2px) / 2) } @media (min-width: 1px) { b { filter: url(#f) } }", &["#f"]),
            ("a { background: url(", &[""]),
            ("a { background: url(\"x", &["x"]),
            ("@import", &[]),
            ("/*", &[]),
            ("(", &[]),
        ] {
            let mut found = Vec::new();
            addresses(text, text.contains('\\'), |address| found.push(address));
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        for (text, wanted) in [
            ("\\75rl(x)", "url(x)"),
            ("\\000075 rl", "url"),
            ("@\\69mport", "@import"),
            ("url(https\\3a //h)", "url(https://h)"),
            ("a\\\nb", "ab"),
            ("\\zb", "zb"),
            ("\\", ""),
            ("\\110000", "110000"),
            ("\u{201C}\\201d", "\u{201C}\u{201D}"),
        ] {
            assert_eq!(unescaped(text), wanted, "{text}");
        }
    }
}
