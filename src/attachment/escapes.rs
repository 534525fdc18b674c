//! Signs that a text has escaped, as addresses, pages, scripts, data and styles do it.

/// A sign as it stands in a text, or in an escape of addresses (`%2F`), of pages (`&#x2F;`), of scripts and data (`\/`,
/// `\u002f`) or of styles (`\2f `): what it says, if anything, and how long it is.
pub(super) fn sign(text: &[u8]) -> Option<(Option<u8>, usize)> {
    let number = |digits: &[u8], base: u32| {
        let digits = std::str::from_utf8(digits).ok()?;
        u32::from_str_radix(digits, base).ok().and_then(|number| u8::try_from(number).ok())
    };
    let run = |from: usize, most: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take(most).take_while(|byte| byte.is_ascii_hexdigit()).count()
    };
    // A number from a byte on, and the sign that ends it, if that is there.
    let ended = |from: usize, most: usize, base: u32, end: u8| {
        let behind = from + run(from, most);
        (number(&text[from..behind], base), behind + usize::from(text.get(behind) == Some(&end)))
    };
    Some(match *text {
        [] => return None,
        [b'%', ..] if run(1, 2) == 2 => (number(&text[1..3], 16), 3),
        [b'&', b'#', b'x' | b'X', ..] => ended(3, 6, 16, b';'),
        [b'&', b'#', ..] => ended(2, 7, 10, b';'),
        [b'&', ..] => {
            let named = [(&b"&sol;"[..], b'/'), (b"&plus;", b'+'), (b"&equals;", b'='), (b"&comma;", b',')];
            let found = named.iter().find(|(name, _)| text.starts_with(name));
            found.map_or((Some(b'&'), 1), |(name, sign)| (Some(*sign), name.len()))
        }
        [b'\\', b'x', ..] if run(2, 2) == 2 => (number(&text[2..4], 16), 4),
        [b'\\', b'u', b'{', ..] => ended(3, 6, 16, b'}'),
        [b'\\', b'u', ..] if run(2, 4) == 4 => (number(&text[2..6], 16), 6),
        [b'\\', b'\r', b'\n', ..] => (None, 3),
        [b'\\', b'n' | b'r' | b't' | b'\n', ..] => (None, 2),
        [b'\\', ..] if run(1, 6) > 0 => ended(1, 6, 16, b' '),
        [b'\\', other, ..] => (Some(other), 2),
        [other, ..] => (Some(other), 1),
    })
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn a_sign_is_read_in_every_writing() {
        for (text, expected) in [
            ("/x", (Some(b'/'), 1)),
            ("%2fx", (Some(b'/'), 3)),
            ("%2", (Some(b'%'), 1)),
            ("&#x2F;x", (Some(b'/'), 6)),
            ("&#47;x", (Some(b'/'), 5)),
            ("&#;", (None, 3)),
            ("&#", (None, 2)),
            ("&sol;x", (Some(b'/'), 5)),
            ("&so", (Some(b'&'), 1)),
            ("\\/x", (Some(b'/'), 2)),
            ("\\x2Fx", (Some(b'/'), 4)),
            ("\\u002fx", (Some(b'/'), 6)),
            ("\\u{2f}x", (Some(b'/'), 6)),
            ("\\u2122", (None, 6)),
            ("\\2f x", (Some(b'/'), 4)),
            ("\\\r\nx", (None, 3)),
            ("\\\nx", (None, 2)),
            ("\\nx", (None, 2)),
            ("\\", (Some(b'\\'), 1)),
        ] {
            assert_eq!(sign(text.as_bytes()), Some(expected), "{text:?}");
        }
        assert_eq!(sign(b""), None);
    }
}
