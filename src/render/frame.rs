//! The parts that every page of a site has alike. Each is rendered once, and pages print it as it is.

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::theme::{FRAME, Theme};

use super::view::View;

/// Completes the input `site` with its parts; those that fail to render are reported and left empty.
pub(super) fn with_frame(mut site: View, theme: &Theme, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let mut context = Context::new();
    context.insert_value("site", site.clone().into());
    let mut buffer = Vec::new();
    for (name, template) in FRAME {
        buffer.clear();
        if let Err(found) = theme.render_template(template, &context, &mut buffer) {
            diagnostics.push(found.because("while making a part that every page has"));
        }
        site.html(name, &String::from_utf8_lossy(&buffer));
    }
    site.into()
}
