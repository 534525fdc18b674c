//! The files for hosts: headers that a page can not set for itself, and lasting redirects from former addresses.

use std::io::Write as _;

use ahash::HashSet;
use serde_json::json;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Site;
use crate::plan::HostFile;
use crate::source::OutputPath;

use super::urls::url;

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

/// What older servers of Microsoft have no type for, and answer with "not found".
const IIS_TYPES: [(&str, &str); 3] =
    [(".json", "application/json"), (".webp", "image/webp"), (".avif", "image/avif")];

/// Azure Static Web Apps takes a configuration of at most 20 KB, and refuses the whole site over a larger one.
const AZURE_SIZE: usize = 20_000;

/// IIS reads a configuration of at most 250 KB, and answers with an error over a larger one.
const IIS_SIZE: usize = 250 * 1024;

/// Cloudflare Pages takes 2,000 lines of redirects from one address to another, and each address has two.
const CLOUDFLARE_REDIRECTS: usize = 1_000;

const REDIRECTS_LEFT: Code = Code("site/redirects-left");

/// What the place of a route within the whole adds to it: a comma, line ends, and four blanks on each of its five lines.
const INDENTED: usize = 24;

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
        HostFile::Apache => apache(site),
        HostFile::Nginx => nginx(site),
        HostFile::Iis => iis(site).0,
        HostFile::Azure => azure(site).0,
    };
    let _ = buffer.write_all(text.as_bytes());
}

/// Says which hosts do not take all redirects from former addresses; the rest is left to the pages that stand there.
pub fn report_redirects_left(site: &Site) -> Vec<Diagnostic> {
    let all = redirects(site).count();
    if all == 0 {
        return Vec::new();
    }
    let left = [
        (HostFile::Redirects, "Cloudflare Pages", all.saturating_sub(CLOUDFLARE_REDIRECTS)),
        (HostFile::Iis, "IIS", iis(site).1),
        (HostFile::Azure, "Azure Static Web Apps", azure(site).1),
    ];
    let is_own = |file: HostFile| site.statics.iter().any(|own| own.output.folded() == file.name());
    let told = left.into_iter().filter(|(file, _, left)| *left > 0 && !is_own(*file));
    told.map(|(file, host, left)| {
        let name = file.name();
        let message = format!("{host} takes no more than {} of {all} redirects from `{name}`", all - left);
        Diagnostic::note(REDIRECTS_LEFT, message)
            .help("nothing, if your site is elsewhere; else set the rest up at the host")
            .because("pages stand at the other former addresses, and lead on to the new ones")
    })
    .collect()
}

/// Former addresses and where they lead now. Both are made of slugs, digits and dots, and need no quoting. Those of
/// withdrawn briefings are left to the pages that stand there: no list names a withdrawn briefing.
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

/// The files for hosts themselves: they name what is gone, and are no business of readers.
fn own_names(line: impl Fn(&str) -> String) -> String {
    HostFile::ALL.map(|file| line(file.name())).concat()
}

fn headers(site: &Site) -> String {
    let base = site.config.base_url.path();
    let all =
        HOST_HEADERS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect::<Vec<_>>().concat();
    format!("{base}*\n{all}\n{base}assets/*\n  Cache-Control: {LASTING}\n")
}

fn apache(site: &Site) -> String {
    let base = site.config.base_url.path();
    let all = HOST_HEADERS
        .iter()
        .map(|(name, value)| format!("  Header always set {name} \"{value}\"\n"))
        .collect::<Vec<_>>()
        .concat();
    let moved =
        lines(site, |from, to| format!("RedirectMatch 301 \"^{}$\" \"{to}\"\n", from.replace('.', "\\.")));
    let gone = gone_lines(site, |from| format!("RedirectMatch gone \"^{}$\"\n", from.replace('.', "\\.")));
    let own = own_names(|name| format!("RedirectMatch 404 \"^{base}{}$\"\n", name.replace('.', "\\.")));
    format!(
        "# For Apache, made by Briefpress. It needs the modules `headers` and `alias`.\nErrorDocument 404 {base}404.html\n\
         <IfModule mod_headers.c>\n{all}  <FilesMatch \"\\.[0-9a-f]{{10}}\\.(css|js|svg|png)$\">\n    \
         Header set Cache-Control \"{LASTING}\"\n  </FilesMatch>\n</IfModule>\n{own}{gone}{moved}"
    )
}

fn nginx(site: &Site) -> String {
    let base = site.config.base_url.path();
    let all = HOST_HEADERS
        .iter()
        .map(|(name, value)| format!("add_header {name} \"{value}\" always;\n"))
        .collect::<Vec<_>>()
        .concat();
    let again = all.replace("add_header", "    add_header");
    let moved = lines(site, |from, to| format!("location = {from} {{ return 301 {to}; }}\n"));
    let gone = gone_lines(site, |from| format!("location = {from} {{ return 410; }}\n"));
    let own = own_names(|name| format!("location = {base}{name} {{ return 404; }}\n"));
    format!(
        "# For nginx, made by Briefpress: include it in the `server` block of the site.\n{all}error_page 404 {base}404.html;\n\
         location {base}assets/ {{\n{again}    add_header Cache-Control \"{LASTING}\" always;\n}}\n{own}{gone}{moved}"
    )
}

/// Rules for addresses that are gone, then those for former ones as far as there is room, and how many had none.
fn iis(site: &Site) -> (String, usize) {
    let base = site.config.base_url.path();
    // A rule sees the address below the folder that its file stands in, and leads to one below the host.
    let below = |from: &str| from.strip_prefix(base).unwrap_or(from).replace('.', "\\.");
    let mut number = 0;
    let mut rules = gone_lines(site, |from| {
        number += 1;
        format!(
            "        <rule name=\"gone {number}\" stopProcessing=\"true\"><match url=\"^{}$\" />\
             <action type=\"CustomResponse\" statusCode=\"410\" statusReason=\"Gone\" \
             statusDescription=\"This was removed for good.\" /></rule>\n",
            below(from)
        )
    });
    let room = IIS_SIZE - iis_with(base, " ").len();
    let mut left = 0;
    for (number, (from, to)) in redirects(site).enumerate() {
        let rule = format!(
            "        <rule name=\"moved {}\" stopProcessing=\"true\"><match url=\"^{}$\" />\
             <action type=\"Redirect\" url=\"{to}\" redirectType=\"Permanent\" /></rule>\n",
            number + 1,
            below(&from)
        );
        if left > 0 || rules.len() + rule.len() > room {
            left += 1;
        } else {
            rules += &rule;
        }
    }
    (iis_with(base, &rules), left)
}

fn iis_with(base: &str, rules: &str) -> String {
    // A page that IIS asks itself for as a URL is sent with "200 OK". A file is named from the root of the host's folder.
    let file = format!("{base}404.html").trim_start_matches('/').replace('/', "\\");
    // A header that the server itself sets would be an error if it were added once more.
    let all = HOST_HEADERS
        .iter()
        .map(|(name, value)| {
            format!("        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />\n")
        })
        .collect::<Vec<_>>()
        .concat();
    // The rules need a module that not every server has, so that they stand there only where there is something to say.
    let rewrite = match rules {
        "" => String::new(),
        rules => format!("    <rewrite>\n      <rules>\n{rules}      </rules>\n    </rewrite>\n"),
    };
    let types = IIS_TYPES
        .iter()
        .map(|(extension, kind)| {
            format!(
                "      <remove fileExtension=\"{extension}\" />\n      \
                 <mimeMap fileExtension=\"{extension}\" mimeType=\"{kind}\" />\n"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n    <httpProtocol>\n      \
         <customHeaders>\n{all}      </customHeaders>\n    </httpProtocol>\n    <httpErrors errorMode=\"Custom\">\n      \
         <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"{file}\" responseMode=\"File\" />\n    \
         </httpErrors>\n    <staticContent>\n{types}    </staticContent>\n{rewrite}  </system.webServer>\n  \
         <location path=\"assets\">\n    <system.webServer>\n      <staticContent>\n        \
         <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"public, immutable\" />\n      \
         </staticContent>\n    </system.webServer>\n  </location>\n</configuration>\n"
    )
}

/// The routes for which there is room, and how many had none.
fn azure(site: &Site) -> (String, usize) {
    let base = site.config.base_url.path();
    let all: serde_json::Map<String, serde_json::Value> =
        HOST_HEADERS.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let lasting = json!({"route": format!("{base}assets/*"), "headers": {"Cache-Control": LASTING}});
    let whole = |routes: &[serde_json::Value]| {
        let whole = json!({
            "globalHeaders": all,
            "routes": routes,
            "responseOverrides": {"404": {"rewrite": format!("{base}404.html")}},
        });
        serde_json::to_string_pretty(&whole).map(|text| text + "\n").unwrap_or_default()
    };
    let mut routes = vec![lasting];
    let mut length = whole(&routes).len();
    let mut left = 0;
    for (from, to) in redirects(site) {
        // A rule for the file of a folder holds for the folder as well, with and without its slash, and not the other way.
        let file = if from.ends_with('/') { from + "index.html" } else { from };
        let route = json!({"route": file, "redirect": to, "statusCode": 301});
        length += serde_json::to_string_pretty(&route).map_or(0, |text| text.len()) + INDENTED;
        if length > AZURE_SIZE {
            left += 1;
        } else {
            routes.push(route);
        }
    }
    (whole(&routes), left)
}
