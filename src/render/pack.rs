//! The pack for those who sign a briefing off: not a page of the site, but made by a template as those are.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::theme::Theme;

/// The template.
const TEMPLATE: &str = "pack.html";

/// Makes the pack of what is to be in it.
pub fn pack_page(theme: &Theme, pack: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
    let mut context = Context::new();
    context.insert("pack", pack);
    let mut page = Vec::new();
    theme.render_template(TEMPLATE, &context, &mut page)?;
    Ok(page)
}
