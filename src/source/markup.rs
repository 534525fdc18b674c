//! What the elements of pages and drawings do to the words around them.

/// The longest name of such an element.
const LONGEST: usize = 8;

/// Names of elements, each as a number, the shortest first and those of one length in the order of the alphabet.
const INLINE: [u64; 34] = [
    number(b"a"),
    number(b"b"),
    number(b"i"),
    number(b"q"),
    number(b"s"),
    number(b"u"),
    number(b"em"),
    number(b"tt"),
    number(b"bdi"),
    number(b"bdo"),
    number(b"big"),
    number(b"del"),
    number(b"dfn"),
    number(b"ins"),
    number(b"kbd"),
    number(b"sub"),
    number(b"sup"),
    number(b"var"),
    number(b"wbr"),
    number(b"abbr"),
    number(b"cite"),
    number(b"code"),
    number(b"font"),
    number(b"mark"),
    number(b"ruby"),
    number(b"samp"),
    number(b"span"),
    number(b"time"),
    number(b"small"),
    number(b"tspan"),
    number(b"strike"),
    number(b"strong"),
    number(b"acronym"),
    number(b"textpath"),
];

/// A name in small letters as a number: there are hundreds of tags on a page, and numbers are compared in one step.
const fn number(name: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = 0;
    while at < name.len() {
        number = number << 8 | (name[at] | 0x20) as u64;
        at += 1;
    }
    number
}

/// Whether an element, by its name in either case, stands within a line and parts no words: it changes how letters look or
/// what they mean.
pub fn is_inline_element(name: &[u8]) -> bool {
    name.len() <= LONGEST && INLINE.binary_search(&number(name)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_within_a_line_are_told_in_either_case() {
        assert!(INLINE.is_sorted());
        for name in ["a", "EM", "Span", "textPath", "ins"] {
            assert!(is_inline_element(name.as_bytes()), "{name}");
        }
        for name in ["", "p", "td", "ab", "textpaths", "br", "e\u{ad}"] {
            assert!(!is_inline_element(name.as_bytes()), "{name}");
        }
    }
}
