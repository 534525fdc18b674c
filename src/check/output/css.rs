//! What a style sheet fetches: `url(...)` and `@import`.

use memchr::memmem;

/// The addresses that a style sheet names, in their order. Comments do not count; what is in quotes after `@import` does.
pub(super) fn addresses<'c>(text: &'c str, mut take: impl FnMut(&'c str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(ahead) = memchr::memchr3(b'(', b'@', b'/', &bytes[at..]) {
        at += ahead;
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = memmem::find(&bytes[at + 2..], b"*/").map_or(bytes.len(), |end| at + 2 + end + 2);
            }
            b'(' => {
                let name = name_before(bytes, at);
                let (value, end) = argument(text, at + 1);
                let is_set = || name.to_ascii_lowercase().ends_with(b"image-set") && is_quote(bytes, at + 1);
                if name.eq_ignore_ascii_case(b"url") || name.eq_ignore_ascii_case(b"src") || is_set() {
                    take(value);
                    at = end;
                } else {
                    at += 1;
                }
            }
            b'@' => {
                at += 1;
                let is_import =
                    bytes.get(at..at + 6).is_some_and(|word| word.eq_ignore_ascii_case(b"import"));
                if is_import && is_quote(bytes, at + 6) {
                    let (value, end) = argument(text, at + 6);
                    take(value);
                    at = end;
                }
            }
            _ => at += 1,
        }
    }
}

/// The name that stands right before a bracket.
fn name_before(bytes: &[u8], bracket: usize) -> &[u8] {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = bytes[..bracket].iter().rev().take_while(|byte| is_name(byte)).count();
    &bytes[bracket - length..bracket]
}

fn is_quote(bytes: &[u8], from: usize) -> bool {
    let first = bytes[from.min(bytes.len())..].iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'"' | b'\''))
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
    use super::addresses;

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
            ("/* url(x) */ a { content: \"(\" } /* @import 'y' */", &[]),
            ("a { width: calc((1px + 2px) / 2) } @media (min-width: 1px) { b { filter: url(#f) } }", &["#f"]),
            ("a { background: url(", &[""]),
            ("a { background: url(\"x", &["x"]),
            ("@import", &[]),
            ("/*", &[]),
            ("(", &[]),
        ] {
            let mut found = Vec::new();
            addresses(text, |address| found.push(address));
            assert_eq!(found, wanted, "{text}");
        }
    }
}
