//! Which letters the names of a font stand for: `Z`, `uni005A`, `f_f_i`.

use lopdf::{Document, Encoding, Object, dictionary};

/// Words behind the name of a letter that tell how it looks.
const LOOKS: [&[u8]; 4] = [b"small", b"oldstyle", b"superior", b"inferior"];

/// What a name of a font says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// These letters.
    Letters(String),
    /// The number of a letter in its font, and so nothing.
    Number,
    /// Something that is in no list of names: a part of a bracket, a mark of a maker.
    Other,
}

/// What the name of a letter says.
pub(super) fn named(document: &Document, name: &[u8]) -> Named {
    let stem = name.split(|byte| *byte == b'.').next().unwrap_or_default();
    if let Some(letters) = letters_of(document, name).or_else(|| letters_of(document, stem)) {
        return Named::Letters(spelled(&letters));
    }
    let parts = stem.split(|byte| *byte == b'_').take(16);
    if let Some(letters) = parts.map(|part| letters_of(document, part)).collect::<Option<String>>() {
        return Named::Letters(spelled(&letters));
    }
    if is_number(stem) { Named::Number } else { Named::Other }
}

/// The letters of a name that is not made of others.
fn letters_of(document: &Document, name: &[u8]) -> Option<String> {
    let listed = listed(document, name).or_else(|| of_number(name))?;
    // Small capitals and figures of their own have letters of their own, which nobody types.
    if listed.chars().all(|letter| ('\u{E000}'..='\u{F8FF}').contains(&letter)) {
        let plain = LOOKS.iter().find_map(|look| name.strip_suffix(*look));
        return plain.and_then(|plain| self::listed(document, plain)).or(Some(listed));
    }
    Some(listed)
}

/// The letter of a name in the list of the library, which gives it only by way of a font.
fn listed(document: &Document, name: &[u8]) -> Option<String> {
    let differences = vec![Object::Integer(0), Object::Name(name.to_vec())];
    let encoding = dictionary! { "Differences" => differences };
    let font = dictionary! { "Type" => "Font", "Encoding" => encoding };
    match font.get_font_encoding(document) {
        Ok(encoding @ Encoding::Differences(_)) => encoding.bytes_to_string(&[0]).ok(),
        _ => None,
    }
}

/// The letters of `uni005A0065` and `u1F600`.
fn of_number(name: &[u8]) -> Option<String> {
    let number = |digits: &[u8]| {
        let digits =
            std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        digits.and_then(|digits| u32::from_str_radix(digits, 16).ok())
    };
    match name {
        [b'u', b'n', b'i', digits @ ..] if digits.len() >= 4 && digits.len() % 4 == 0 => {
            let units = digits.chunks(4).take(64).map(|unit| u16::try_from(number(unit)?).ok());
            units.collect::<Option<Vec<u16>>>().map(|units| String::from_utf16_lossy(&units))
        }
        [b'u', digits @ ..] if (4..=6).contains(&digits.len()) => {
            char::from_u32(number(digits)?).map(String::from)
        }
        _ => None,
    }
}

/// Whether a name is a number with a word of its program before it: `g17`, `G0F`, `cid_0042`, `index90`.
fn is_number(name: &[u8]) -> bool {
    let word = name.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = name.get(word..).unwrap_or_default();
    let is_digit = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b'_' | b'-' | b'#');
    word <= 8 && digits.iter().any(u8::is_ascii_digit) && digits.iter().all(is_digit)
}

/// Letters with those that are set as one spelled out.
pub(super) fn spelled(letters: &str) -> String {
    let mut spelled = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            '\u{FB00}' => spelled.push_str("ff"),
            '\u{FB01}' => spelled.push_str("fi"),
            '\u{FB02}' => spelled.push_str("fl"),
            '\u{FB03}' => spelled.push_str("ffi"),
            '\u{FB04}' => spelled.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => spelled.push_str("st"),
            letter => spelled.push(letter),
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters_are_read_in_all_their_forms() {
        let document = Document::new();
        for (name, letters) in [
            ("Z", "Z"),
            ("eacute", "é"),
            ("uni005A", "Z"),
            ("u0005A", "Z"),
            ("u1F600", "\u{1F600}"),
            ("uniFB03", "ffi"),
            ("uni006600660069", "ffi"),
            ("ffi", "ffi"),
            ("f_f_i", "ffi"),
            ("Z_uni0065", "Ze"),
            ("a.alt", "a"),
            ("f_i.sc", "fi"),
            ("Asmall", "A"),
            ("sevenoldstyle", "7"),
        ] {
            assert_eq!(named(&document, name.as_bytes()), Named::Letters(letters.to_owned()), "{name}");
        }
        for name in ["g17", "G0F", "cid_0042", "cid42.alt", "index90", "a65", "C0", "32", "glyph#20"] {
            assert_eq!(named(&document, name.as_bytes()), Named::Number, "{name}");
        }
        for name in ["arrowkink", ".notdef", "", "uni", "foo"] {
            assert_eq!(named(&document, name.as_bytes()), Named::Other, "{name}");
        }
    }
}
