//! The publisher's mark: the files that `site.yaml` names are there, and are pictures.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::load::AssetKind;
use crate::source::Placed;

use super::PublishedAsset;

const LOGO: Code = Code("site/logo");

/// The publisher's mark, as indices into [`Site::statics`](super::Site::statics).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SiteLogo {
    /// On light ground.
    pub light: u32,
    /// On dark ground.
    pub dark: Option<u32>,
}

/// Finds the files; one that is not there or is no picture is reported.
pub(super) fn find_logo(
    config: &Config,
    statics: &[PublishedAsset],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<SiteLogo> {
    let logo = config.logo.as_ref()?;
    let mut find = |path: &Placed<String>| {
        let at = statics.iter().position(|file| file.asset.path.as_str() == path.value);
        let Some(file) = at.and_then(|at| statics.get(at)) else {
            diagnostics.push(missing(path, statics));
            return None;
        };
        diagnostics.extend(file.asset.findings.iter().cloned());
        if !is_picture(file) {
            diagnostics.push(
                Diagnostic::error(LOGO, format!("`{}` is not a picture", path.value))
                    .at(path.place.clone())
                    .help("a logo is an SVG, PNG, JPEG, GIF, WebP or AVIF file that can be read"),
            );
            return None;
        }
        at.and_then(|at| u32::try_from(at).ok())
    };
    let light = find(&logo.light);
    let dark = logo.dark.as_ref().and_then(find);
    Some(SiteLogo { light: light?, dark })
}

fn is_picture(file: &PublishedAsset) -> bool {
    matches!(file.asset.kind, AssetKind::Image { .. })
}

fn missing(path: &Placed<String>, statics: &[PublishedAsset]) -> Diagnostic {
    let pictures = statics.iter().filter(|file| is_picture(file)).map(|file| file.asset.path.as_str());
    let help = nearest(&path.value, pictures).map_or_else(
        || "put the picture there, or take `logo` out".to_owned(),
        |name| format!("did you mean `{name}`?"),
    );
    Diagnostic::error(LOGO, format!("there is no file `{}`", path.value)).at(path.place.clone()).help(help)
}
