//! A logo that weighs as much as a page.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("site/heavy-logo"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("heavy_logo.md"),
    looks: Looks::Site(check),
};

/// What a logo may weigh, in bytes: about what a whole briefing without pictures does.
const WEIGHT: u64 = 20_000;

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let (Some(logo), Some(written)) = (&site.logo, &site.config.logo) else { return };
    let pictures = [Some((logo.light, &written.light)), logo.dark.zip(written.dark.as_ref())];
    for (at, path) in pictures.into_iter().flatten() {
        let bytes = site.statics.get(at as usize).map_or(0, |file| file.asset.size);
        if bytes > WEIGHT {
            let message = format!("`{}` has {} kB, and every page loads it", path.value, bytes / 1000);
            found.push(RULE.finding(message).at(path.place.clone()).help(
                "save it as an SVG drawing, or as a PNG of at most 400 pixels across, in 20 kB or less",
            ));
        }
    }
}
