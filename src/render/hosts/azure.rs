//! The file for Azure Static Web Apps.

use serde_json::{Map, Value, json};

use crate::model::Site;

use super::{Fitted, HOST_HEADERS, LASTING, NO_INDEX, redirects, unindexed};

/// Azure Static Web Apps takes a configuration of at most 20 KB, and refuses the whole site over a larger one.
const SIZE: usize = 20_000;

/// The routes for which there is room: files that search engines are asked to leave out, then former addresses, at which pages
/// stand as well.
pub(super) fn azure(site: &Site) -> Fitted {
    let base = site.config.base_url.path();
    let all: Map<String, Value> =
        HOST_HEADERS.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let lasting = json!({"route": format!("{base}assets/*"), "headers": {"Cache-Control": LASTING}});
    let whole = |routes: &[Value]| {
        let whole = json!({
            "globalHeaders": all,
            "routes": routes,
            "responseOverrides": {"404": {"rewrite": format!("{base}404.html")}},
        });
        serde_json::to_string_pretty(&whole).map(|text| text + "\n").unwrap_or_default()
    };
    let mut routes = vec![lasting];
    let mut length = whole(&routes).len();
    let mut fill = |entries: &mut dyn Iterator<Item = Value>| {
        let mut left = 0;
        for route in entries {
            // Within the whole each of its lines has four blanks more, and the last one a comma.
            let text = serde_json::to_string_pretty(&route).unwrap_or_default();
            length += text.len() + text.lines().count() * 4 + 2;
            if length > SIZE {
                left += 1;
            } else {
                routes.push(route);
            }
        }
        left
    };
    let (name, value) = NO_INDEX;
    let files_left =
        fill(&mut unindexed(site).map(|address| json!({"route": address, "headers": {name: value}})));
    let redirects_left = fill(&mut redirects(site).map(|(from, to)| {
        // A rule for the file of a folder holds for the folder as well, with and without its slash, and not the other way.
        let route = if from.ends_with('/') { from + "index.html" } else { from };
        json!({"route": route, "redirect": to, "statusCode": 301})
    }));
    Fitted { text: whole(&routes), redirects_left, files_left }
}
