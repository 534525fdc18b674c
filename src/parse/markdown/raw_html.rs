//! Raw HTML in Markdown: shown as text and reported; comments are not even shown.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic};

/// A piece of raw HTML without its comments, and whether it had any.
pub(super) fn without_comments(html: &str) -> (Cow<'_, str>, bool) {
    let Some(first) = html.find("<!--") else { return (Cow::Borrowed(html), false) };
    let mut kept = html[..first].to_owned();
    let mut rest = &html[first..];
    while let Some(inner) = rest.strip_prefix("<!--") {
        let after = match inner {
            _ if inner.starts_with('>') => &inner[1..],
            _ if inner.starts_with("->") => &inner[2..],
            _ => inner.find("-->").map_or("", |end| &inner[end + 3..]),
        };
        let next = after.find("<!--").unwrap_or(after.len());
        kept.push_str(&after[..next]);
        rest = &after[next..];
    }
    (Cow::Owned(kept), true)
}

/// The finding about HTML.
pub(super) fn raw_html(html: &str) -> Diagnostic {
    let tag: String = html.trim().chars().take_while(|c| *c != '\n').take(40).collect();
    let diagnostic = Diagnostic::error(
        Code("markdown/raw-html"),
        format!("HTML is not allowed: `{}`", tag.replace('`', "'")),
    );
    let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
    diagnostic.help(match name.unwrap_or_default().to_ascii_lowercase().as_str() {
        "br" => "for a new line, end the line before with a `\\`; for a new paragraph, leave a line empty",
        "b" | "strong" => "for bold, write `**words**`",
        "i" | "em" => "for italics, write `*words*`",
        "a" => "for a link, write `[words](address)`",
        "img" => "for a picture, write `![what it shows](file.png)`",
        "table" | "tr" | "td" | "th" => "for a table, separate the cells of each line with `|`",
        "ul" | "ol" | "li" => "for a list, begin each line with `- `",
        "iframe" | "video" | "embed" | "object" => "link to the film or page instead: `[words](address)`",
        _ => "use Markdown instead; to show the characters themselves, write `&lt;` for `<`",
    })
}

/// The finding about a comment.
pub(super) fn comment() -> Diagnostic {
    Diagnostic::error(Code("markdown/html-comment"), "a comment is not published")
        .help("delete it: notes to yourself do not belong into a file that is published")
}

/// The finding about a comment that does not end.
pub(super) fn open_comment() -> Diagnostic {
    Diagnostic::error(Code("markdown/html-comment"), "`<!--` begins a comment that does not end")
        .help("delete the comment; to show the characters themselves, write `&lt;!--`")
}
