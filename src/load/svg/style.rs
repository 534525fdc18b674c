//! Addresses in a drawing: in attributes and in styles.

/// Kinds of pictures that may be embedded.
const PICTURES: [&str; 6] = ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif"];

/// Functions of a style that load something, but for `url(`.
const LOADING: [&str; 4] = ["image-set(", "image(", "src(", "@import"];

/// Whether an address stays in the drawing: empty, a part of it, or an embedded picture.
pub(super) fn stays_inside(address: &str) -> bool {
    let address = beginning(address);
    address.is_empty() || address.starts_with('#') || embeds(&address, &PICTURES)
}

/// Whether an address, or one of several that are separated by semicolons, runs as a script.
pub(super) fn runs(value: &str) -> bool {
    let squeezed: String = squeezed(value).collect();
    let mut parts = squeezed.split(';');
    parts.any(|part| {
        part.starts_with("javascript:") || part.starts_with("vbscript:") || part.starts_with("data:text")
    })
}

/// What a style, or an attribute that may hold one, fetches from elsewhere.
pub(super) fn fetches(style: &str) -> Option<String> {
    let style = unescaped(style).to_lowercase();
    let fonts = ["font/", "application/font", "application/x-font", "application/vnd.ms-fontobject"];
    for (at, _) in style.match_indices("url(") {
        let address = style[at + 4..].trim_start().trim_start_matches(['"', '\'']);
        let inside = address.starts_with(')') || stays_inside(address);
        if !inside && !embeds(&beginning(address), &fonts) {
            return Some("url(...)".to_owned());
        }
    }
    LOADING
        .into_iter()
        .find(|name| style.contains(name))
        .map(|name| if name.ends_with('(') { format!("{name}...)") } else { name.to_owned() })
}

/// Whether an address is a file of one of some kinds, embedded.
fn embeds(address: &str, kinds: &[&str]) -> bool {
    address.strip_prefix("data:").is_some_and(|rest| {
        kinds.iter().any(|kind| {
            let rest = rest.strip_prefix(kind);
            rest.is_some_and(|rest| !kind.starts_with("image/") || rest.starts_with([';', ',']))
        })
    })
}

/// As much of an address as tells what it is: to look at all of it would cost its length at each of many places.
fn beginning(address: &str) -> String {
    squeezed(address).take(40).collect()
}

/// Small letters, without what browsers overlook in an address.
fn squeezed(address: &str) -> impl Iterator<Item = char> + '_ {
    address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).flat_map(char::to_lowercase)
}

/// A style without its escapes: `\75rl(` is `url(`.
fn unescaped(style: &str) -> String {
    if !style.contains('\\') {
        return style.to_owned();
    }
    let mut plain = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits > 0 {
            let code = u32::from_str_radix(&rest[..digits], 16).ok();
            plain.push(code.and_then(char::from_u32).unwrap_or('\u{FFFD}'));
            rest = &rest[digits..];
            rest = rest.strip_prefix([' ', '\t', '\n']).unwrap_or(rest);
        } else if let Some(escaped) = rest.chars().next() {
            plain.push(escaped);
            rest = &rest[escaped.len_utf8()..];
        }
    }
    plain.push_str(rest);
    plain
}
