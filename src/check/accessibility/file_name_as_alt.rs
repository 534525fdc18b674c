//! A picture whose description is the name of its file.

use crate::check::output::{Findings, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/file-name-as-alt"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("file_name_as_alt.md"),
    looks: Looks::Page(check),
};

const KINDS: [&str; 9] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif"];

/// What cameras, phones and office programs call a picture of which they know nothing.
const STEMS: [&str; 12] = [
    "img",
    "dsc",
    "dscn",
    "image",
    "picture",
    "screenshot",
    "untitled",
    "scan",
    "photo",
    "graphic",
    "chart",
    "figure",
];

fn check(page: &Page<'_>, found: &mut Findings) {
    for image in &page.facts.images {
        let Some(alt) = image.alt.map(|alt| unescaped(alt)).filter(|alt| is_file_name(alt)) else { continue };
        let diagnostic = RULE
            .finding(format!("the description of the picture, `{alt}`, is a file name"))
            .help("say what the picture shows, as you would over the telephone");
        found.add(page, diagnostic, image.at, &[&format!("[{alt}]"), &alt]);
    }
}

/// `chart-2.png`, `IMG_1234`, `Screenshot 2025-01-02`: a name that nobody thought of.
fn is_file_name(alt: &str) -> bool {
    let alt = alt.trim().to_lowercase();
    let stem = KINDS.iter().find_map(|kind| alt.strip_suffix(kind));
    let has_kind = stem.is_some_and(|stem| stem.ends_with(|c: char| c.is_alphanumeric() || c == ')'));
    let is_name = || {
        let stem = alt.trim_end_matches(|c: char| c.is_ascii_digit() || "_-. ():".contains(c));
        stem.len() < alt.len() && STEMS.contains(&stem.trim_end_matches(" at")) && alt.len() - stem.len() >= 2
    };
    has_kind || is_name()
}
