//! `sitemap.xml` and `robots.txt`.

use std::io::Write as _;

use crate::model::Site;
use crate::plan::{Plan, SITEMAP_SIZE, in_sitemap, page_count};
use crate::source::OutputPath;

use super::urls::permalink;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap, or the index of its parts where there are more addresses than one file may hold.
pub(super) fn sitemap(plan: &Plan, site: &Site, buffer: &mut Vec<u8>) {
    let addresses = in_sitemap(plan, site);
    if addresses.len() <= SITEMAP_SIZE {
        url_set(&addresses, site, buffer);
        return;
    }
    let base = site.config.base_url.as_str();
    let _ =
        write!(buffer, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for part in 1..=page_count(addresses.len(), SITEMAP_SIZE) {
        let _ = writeln!(buffer, "<sitemap><loc>{base}sitemap-{part}.xml</loc></sitemap>");
    }
    buffer.extend_from_slice(b"</sitemapindex>\n");
}

/// One part of a sitemap, from 0.
pub(super) fn part(plan: &Plan, site: &Site, part: u32, buffer: &mut Vec<u8>) {
    let addresses = in_sitemap(plan, site);
    let from = (part as usize * SITEMAP_SIZE).min(addresses.len());
    url_set(&addresses[from..(from + SITEMAP_SIZE).min(addresses.len())], site, buffer);
}

/// Addresses are made of slugs and a checked base, so they hold nothing that XML would have to escape.
fn url_set(addresses: &[&OutputPath], site: &Site, buffer: &mut Vec<u8>) {
    let _ = write!(buffer, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for output in addresses {
        let _ = writeln!(buffer, "<url><loc>{}</loc></url>", permalink(&site.config.base_url, output));
    }
    buffer.extend_from_slice(b"</urlset>\n");
}

/// `robots.txt`: everything may be read; where the sitemap is.
pub(super) fn robots(site: &Site, buffer: &mut Vec<u8>) {
    let _ =
        write!(buffer, "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.config.base_url.as_str());
}
