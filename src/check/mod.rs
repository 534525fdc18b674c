//! Rules over the whole site. Each looks at what can be represented but should not stand so. No I/O.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Site;

const BASE_URL_MISSING: Code = Code("site/base-url-missing");
const FUTURE_CHANGE: Code = Code("publication/future-change");

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
