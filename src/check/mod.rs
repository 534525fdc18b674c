//! Rules over the whole site. Each looks at what can be represented but should not stand so. No I/O.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Site;

const BASE_URL_MISSING: Code = Code("site/base-url-missing");
const HEAVY_LOGO: Code = Code("site/heavy-logo");
const FUTURE_CHANGE: Code = Code("publication/future-change");

/// What a logo may weigh, in bytes: about what a whole briefing without pictures does.
const LOGO_WEIGHT: u64 = 20_000;

/// Checks a resolved site.
pub fn check_site(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if !site.config.base_url_given {
        let message = format!(
            "`base_url` is not set, so feeds, the sitemap and canonical links name `{}`",
            site.config.base_url.as_str()
        );
        diagnostics.push(
            Diagnostic::warning(BASE_URL_MISSING, message)
                .help("write `base_url: https://the-address-of-your-site/` into `site.yaml`, or build with `--base-url`"),
        );
    }
    check_logo(site, diagnostics);
    for briefing in site.briefing_pages().filter(|briefing| briefing.last_change() > site.today) {
        diagnostics.push(
            Diagnostic::warning(
                FUTURE_CHANGE,
                format!("a change of `{}` is dated {}, which is in the future", briefing.source, briefing.last_change()),
            )
            .at(briefing.place())
            .help("correct `updated` or the date under `updates`; a text that is not public yet belongs into a draft")
            .because("feeds keep what is dated latest at their top"),
        );
    }
}

/// Every page loads the logo, on every phone.
fn check_logo(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(found), Some(written)) = (&site.logo, &site.config.logo) else { return };
    let pictures = [Some((found.light, &written.light)), found.dark.zip(written.dark.as_ref())];
    for (at, path) in pictures.into_iter().flatten() {
        let bytes = site.statics.get(at as usize).map_or(0, |file| file.asset.size);
        if bytes > LOGO_WEIGHT {
            diagnostics.push(
                Diagnostic::warning(
                    HEAVY_LOGO,
                    format!("`{}` has {} kB, and every page loads it", path.value, bytes / 1000),
                )
                .at(path.place.clone())
                .help("save it as an SVG drawing, or as a PNG of at most 400 pixels across, in 20 kB or less"),
            );
        }
    }
}
