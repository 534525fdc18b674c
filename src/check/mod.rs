//! Rules over the whole site. Each looks at what can be represented but should not stand so. No I/O.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Site;

const BASE_URL_MISSING: Code = Code("site/base-url-missing");

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
}
