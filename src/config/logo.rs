//! The publisher's mark: which pictures of the site it is.

use super::forms::FormError;
use super::site::bad;
use crate::source::Placed;
use crate::yaml::{Fields, Reader, Value};

/// The pictures of the publisher's mark, as paths from the site's folder: `static/logo.svg`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// On light ground.
    pub light: Placed<String>,
    /// On dark ground; without it the other one stands there on a light plate.
    pub dark: Option<Placed<String>>,
}

/// A logo is the path of a picture, or a group of one for light ground and one for dark.
pub(super) fn lower_logo(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<Logo> {
    let node = fields.node("logo")?;
    let path =
        |written: crate::source::Spanned<&str>, reader: &mut Reader<'_>| match check_path(written.value) {
            Ok(()) => {
                Some(Placed { value: written.value.to_owned(), place: reader.source.place(written.span) })
            }
            Err(error) => {
                bad(written.span, error, reader);
                None
            }
        };
    if let Value::Scalar(_) = node.value {
        let light = reader.text(node, "logo").and_then(|written| path(written, reader))?;
        return Some(Logo { light, dark: None });
    }
    let mut fields = Fields::of(node, "logo", reader)?;
    let light = fields.text("light", reader).and_then(|written| path(written, reader));
    let dark = fields.text("dark", reader).and_then(|written| path(written, reader));
    fields.require("light", "light: static/logo.svg", reader);
    fields.finish(reader);
    Some(Logo { light: light?, dark })
}

/// A picture elsewhere would tell another site who reads these pages.
fn check_path(path: &str) -> Result<(), FormError> {
    if path.starts_with("static/") {
        return Ok(());
    }
    let foreign = path.contains("://") || path.starts_with("//");
    let help = if foreign {
        "save the picture into the folder `static/` and write `logo: static/logo.svg`; from elsewhere, whoever runs \
         that site would learn who reads this one"
    } else {
        "put the picture into the folder `static/` and write its path, as `static/logo.svg`"
    };
    Err(FormError { message: format!("`{path}` is not a file in `static/`"), help: help.to_owned() })
}
