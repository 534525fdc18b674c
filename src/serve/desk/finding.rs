//! A finding as HTML: what the terminal says of it.

use crate::diagnostic::Diagnostic;
use crate::source::{Excerpt, Place};

use super::html::{sentence, source_link, text};

/// One finding as an item of a list.
pub(super) fn finding(found: &Diagnostic, root: &str) -> String {
    let word = found.severity.word();
    let mut html = format!(
        "<li class=\"finding {word}\"><p><strong>{word}</strong> {} <code class=\"code\">{}</code></p>",
        sentence(&found.message),
        text(found.code.0)
    );
    html.extend(found.place.as_ref().map(|place| shown_place(place, found.label.as_deref(), root)));
    for (place, label) in &found.related {
        html.extend(["<p>", &sentence(label), "</p>", &shown_place(place, None, root)]);
    }
    html.extend(
        found.help.as_ref().map(|help| format!("<p class=\"help\"><b>Help:</b> {}</p>", sentence(help))),
    );
    html.extend(
        found.notes.iter().map(|note| format!("<p class=\"note\"><b>Note:</b> {}</p>", sentence(note))),
    );
    html.push_str("</li>");
    html
}

fn shown_place(place: &Place, label: Option<&str>, root: &str) -> String {
    let mut html = format!("<p>{}</p>", source_link(root, place.path.as_str(), place.line, place.column));
    if let Some(excerpt) = &place.excerpt {
        html.push_str(&shown_excerpt(excerpt));
    }
    html.extend(label.map(|label| format!("<p class=\"label\">{}</p>", sentence(label))));
    html
}

fn shown_excerpt(excerpt: &Excerpt) -> String {
    let words = &*excerpt.text;
    let mark = if words.get(excerpt.mark.clone()).is_some() { excerpt.mark.clone() } else { 0..0 };
    let cut = if excerpt.cut_left { "…" } else { "" };
    let marked = match &words[mark.clone()] {
        "" => String::new(),
        marked => format!("<mark>{}</mark>", lines(marked)),
    };
    format!(
        "<pre tabindex=\"0\">{cut}{}{marked}{}</pre>",
        lines(&words[..mark.start]),
        lines(&words[mark.end..])
    )
}

/// Lines stay lines.
fn lines(words: &str) -> String {
    words.split('\n').map(text).collect::<Vec<_>>().join("\n")
}
