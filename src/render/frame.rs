//! The parts that every page of a site has alike. Each is rendered once, and pages print it as it is.

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::theme::Theme;

use super::view::View;

/// Under which name `site` has a part, and which template makes it. None of them sees a page.
const PARTS: [(&str, &str); 5] = [
    ("head", "parts/head.html"),
    ("exit", "parts/exit.html"),
    ("masthead", "parts/masthead.html"),
    ("feedback", "parts/feedback.html"),
    ("colophon", "parts/colophon.html"),
];

/// Completes the input `site` with its parts; those that fail to render are reported and left empty.
pub(super) fn with_frame(mut site: View, theme: &Theme, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let mut context = Context::new();
    context.insert_value("site", site.clone().into());
    let mut buffer = Vec::new();
    for (name, template) in PARTS {
        buffer.clear();
        if let Err(found) = theme.render_template(template, &context, &mut buffer) {
            diagnostics.push((*found).because("while making a part that every page has"));
        }
        site.html(name, &String::from_utf8_lossy(&buffer));
    }
    site.into()
}
