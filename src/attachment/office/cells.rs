//! Signs that workbooks write by their numbers: `_x000D_` is a line break, `_x005F_` an underscore.

use std::borrow::Cow;

/// What such a sign begins with, and how long it is.
const BEGINNING: &str = "_x";
const LENGTH: usize = 7;

/// A text as it is shown in a cell.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(BEGINNING) {
        return text.into();
    }
    let (mut shown, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(BEGINNING) {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(sign) = rest.get(..LENGTH).and_then(sign) {
            rest = &rest[LENGTH..];
            // A line break may be two signs, as others are one.
            match sign {
                '\r' if rest.starts_with('\n') || rest.starts_with("_x000A_") => {}
                '\r' => shown.push('\n'),
                sign => shown.push(sign),
            }
        } else {
            shown.push_str(BEGINNING);
            rest = &rest[BEGINNING.len()..];
        }
    }
    shown.push_str(rest);
    shown.into()
}

fn sign(written: &str) -> Option<char> {
    let digits = written.strip_prefix(BEGINNING)?.strip_suffix('_')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    // Signs that are not shown part words no more than they do elsewhere.
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn signs_by_numbers_are_shown_as_themselves() {
        for (written, expected) in [
            ("Ada_x0020_Ex", "Ada Ex"),
            ("Ada_x000D_\nEx", "Ada\nEx"),
            ("Ada_x000D__x000A_Ex", "Ada\nEx"),
            ("Ada_x000D_Ex", "Ada\nEx"),
            ("_x005F_x0041_", "_x0041_"),
            ("_x0041", "_x0041"),
            ("_x+041_", "_x+041_"),
            ("_x_x0041_", "_xA"),
            ("a_x00É9_", "a_x00É9_"),
            ("plain", "plain"),
        ] {
            assert_eq!(shown(written), expected, "{written}");
        }
    }
}
