//! The files for hosts: headers that a page can not set for itself, and lasting redirects from former addresses.

mod azure;
mod iis;
mod left;
mod servers;

use std::io::Write as _;

use ahash::HashSet;

use crate::model::Site;
use crate::plan::HostFile;
use crate::source::OutputPath;

use super::urls::url;

pub use left::report_left_by_hosts;

/// What every page may do at most. Each page narrows it further in its own head.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The headers of every answer.
pub const HOST_HEADERS: [(&str, &str); 4] = [
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// Files of the theme have the hash of their content in their names, so that a copy of one never grows old.
const LASTING: &str = "public, max-age=31536000, immutable";

/// What asks search engines to leave a file out, as a page asks for itself in its head.
const NO_INDEX: (&str, &str) = ("X-Robots-Tag", "noindex");

/// A file for a host that takes only so much, and how many entries found no room in it.
struct Fitted {
    text: String,
    redirects_left: usize,
    files_left: usize,
}

/// A file for a host.
pub(super) fn host_file(file: HostFile, site: &Site, buffer: &mut Vec<u8>) {
    let text = match file {
        HostFile::Headers => headers(site),
        // Netlify shows the page that stands at an address unless a rule is forced, and takes the first rule for an address;
        // Cloudflare passes over what is forced, and takes the other.
        HostFile::Redirects => {
            let moved = lines(site, |from, to| format!("{from} {to} 301!\n{from} {to} 301\n"));
            // Last, for Cloudflare passes over a number that it does not know, and still counts the line.
            let base = site.config.base_url.path();
            moved + &gone_lines(site, |from| format!("{from} {base}404.html 410\n"))
        }
        HostFile::Apache => servers::apache(site),
        HostFile::Nginx => servers::nginx(site),
        HostFile::Iis => iis::iis(site).text,
        HostFile::Azure => azure::azure(site).text,
    };
    let _ = buffer.write_all(text.as_bytes());
}

/// Former addresses and where they lead now. Both are made of slugs, digits and dots, and need no quoting. Those of
/// withdrawn briefings are left to the pages that stand there: the rules would name it, and lead only there.
fn redirects(site: &Site) -> impl Iterator<Item = (String, String)> + '_ {
    let base = &site.config.base_url;
    let withdrawn: HashSet<&OutputPath> = site.withdrawn.iter().map(|briefing| &briefing.output).collect();
    let kept = site.aliases.iter().filter(move |alias| !withdrawn.contains(&alias.to));
    kept.map(|alias| (url(base, &alias.from.value), url(base, &alias.to)))
}

fn lines(site: &Site, line: impl Fn(&str, &str) -> String) -> String {
    redirects(site).map(|(from, to)| line(&from, &to)).collect::<Vec<_>>().concat()
}

/// Addresses of what was purged. A page is asked for with its file name and without its last slash as well.
fn gone(site: &Site) -> impl Iterator<Item = String> + '_ {
    let base = &site.config.base_url;
    site.gone().into_iter().flat_map(|output| {
        let address = url(base, output);
        let folder = address.strip_suffix('/').map(str::to_owned);
        let file = folder.as_ref().map(|folder| format!("{folder}/index.html"));
        std::iter::once(address).chain(folder).chain(file)
    })
}

fn gone_lines(site: &Site, line: impl FnMut(&str) -> String) -> String {
    let mut line = line;
    gone(site).map(|from| line(&from)).collect::<Vec<_>>().concat()
}

/// Addresses of files that search engines are asked to leave out. They are made of slugs and dots, as those of pages are.
fn unindexed(site: &Site) -> impl Iterator<Item = String> + '_ {
    site.unindexed_files().into_iter().map(|output| url(&site.config.base_url, output))
}

fn unindexed_lines(site: &Site, line: impl Fn(&str) -> String) -> String {
    unindexed(site).map(|address| line(&address)).collect::<Vec<_>>().concat()
}

fn headers(site: &Site) -> String {
    let base = site.config.base_url.path();
    let all =
        HOST_HEADERS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect::<Vec<_>>().concat();
    let (name, value) = NO_INDEX;
    // Last, for Cloudflare takes so many and no more.
    let unindexed = unindexed_lines(site, |address| format!("\n{address}\n  {name}: {value}\n"));
    format!("{base}*\n{all}\n{base}assets/*\n  Cache-Control: {LASTING}\n{unindexed}")
}
