//! What an unquoted scalar could be taken for by some YAML program: the reason why it needs quotes as a text.

/// What YAML 1.1 or 1.2 reads in a plain scalar other than text: "a number", "a date", "yes or no", "nothing".
pub(super) fn looks_like(plain: &str) -> Option<&'static str> {
    let first = plain.bytes().next()?;
    match first {
        b'0'..=b'9' | b'+' | b'-' | b'.' => number_or_date(plain),
        b'~' if plain.len() == 1 => Some("nothing"),
        b'n' | b'N' | b'y' | b'Y' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' => word(plain),
        _ => None,
    }
}

fn word(plain: &str) -> Option<&'static str> {
    const NO_OR_YES: [&str; 8] = ["y", "n", "yes", "no", "true", "false", "on", "off"];
    if plain.len() > 5 {
        return None;
    }
    if plain.eq_ignore_ascii_case("null") {
        return Some("nothing");
    }
    NO_OR_YES.iter().any(|known| plain.eq_ignore_ascii_case(known)).then_some("yes or no")
}

fn number_or_date(plain: &str) -> Option<&'static str> {
    if plain.len() > 40 {
        return plain.bytes().all(|byte| byte.is_ascii_digit()).then_some("a number");
    }
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    if unsigned.eq_ignore_ascii_case(".inf") || plain.eq_ignore_ascii_case(".nan") {
        return Some("a number");
    }
    if !unsigned.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_based(unsigned) || is_decimal(unsigned) {
        return Some("a number");
    }
    if is_sexagesimal(unsigned) {
        return Some("a time");
    }
    is_date(plain).then_some("a date")
}

fn is_based(unsigned: &str) -> bool {
    let digits = |prefix: &str, fits: fn(u8) -> bool| {
        let rest = unsigned.strip_prefix(prefix);
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte == b'_' || fits(byte)))
    };
    digits("0x", |byte| byte.is_ascii_hexdigit())
        || digits("0X", |byte| byte.is_ascii_hexdigit())
        || digits("0o", |byte| matches!(byte, b'0'..=b'7'))
        || digits("0b", |byte| matches!(byte, b'0' | b'1'))
}

/// Digits with at most one point, underscores and an exponent.
fn is_decimal(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let points = mantissa.bytes().filter(|byte| *byte == b'.').count();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    points <= 1
        && mantissa.bytes().any(|byte| byte.is_ascii_digit())
        && mantissa.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'_'))
        && exponent.is_none_or(|digits| is_digits(digits.strip_prefix(['+', '-']).unwrap_or(digits)))
}

/// `12:30`, `1:02:03`, `12:30.5`: YAML 1.1 reads them in base sixty.
fn is_sexagesimal(unsigned: &str) -> bool {
    let mut parts = unsigned.split(':');
    let first = parts.next().unwrap_or("");
    let fits = |part: &str| {
        let whole = part.split('.').next().unwrap_or("");
        matches!(whole.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    unsigned.contains(':')
        && !first.is_empty()
        && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
        && parts.all(fits)
}

/// `2015-01-01`, alone or followed by a time.
fn is_date(plain: &str) -> bool {
    let day = plain.split(['T', 't', ' ']).next().unwrap_or("");
    let mut parts = day.split('-');
    let digits = |part: Option<&str>, lengths: &[usize]| {
        part.is_some_and(|part| {
            lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let rest = &plain[day.len()..];
    digits(parts.next(), &[4])
        && digits(parts.next(), &[1, 2])
        && digits(parts.next(), &[1, 2])
        && parts.next().is_none()
        && (rest.is_empty() || rest[1..].starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':'))
        && !rest.contains(|c: char| c.is_alphabetic() && !matches!(c, 'T' | 't' | 'Z'))
}
