//! The files for Apache and nginx.

use crate::model::Site;
use crate::plan::HostFile;

use super::{HOST_HEADERS, LASTING, NO_INDEX, gone_lines, lines, unindexed_lines};

/// The files for hosts themselves: they name what is gone, and are no business of readers.
fn own_names(line: impl Fn(&str) -> String) -> String {
    HostFile::ALL.map(|file| line(file.name())).concat()
}

pub(super) fn apache(site: &Site) -> String {
    let base = site.config.base_url.path();
    let all = HOST_HEADERS
        .iter()
        .map(|(name, value)| format!("  Header always set {name} \"{value}\"\n"))
        .collect::<Vec<_>>()
        .concat();
    let pattern = |address: &str| address.replace('.', "\\.");
    let (name, value) = NO_INDEX;
    // `<If>` would need more rights than the rest of the file does.
    let unindexed = match unindexed_lines(site, |address| {
        format!("  SetEnvIf Request_URI \"^{}$\" briefpress_unindexed\n", pattern(address))
    }) {
        none if none.is_empty() => none,
        some => format!(
            "<IfModule mod_setenvif.c>\n{some}  <IfModule mod_headers.c>\n    \
             Header always set {name} \"{value}\" env=briefpress_unindexed\n  </IfModule>\n</IfModule>\n"
        ),
    };
    let moved = lines(site, |from, to| format!("RedirectMatch 301 \"^{}$\" \"{to}\"\n", pattern(from)));
    let gone = gone_lines(site, |from| format!("RedirectMatch gone \"^{}$\"\n", pattern(from)));
    let own = own_names(|name| format!("RedirectMatch 404 \"^{base}{}$\"\n", pattern(name)));
    format!(
        "# For Apache, made by Briefpress. It needs the modules `headers` and `alias`.\nErrorDocument 404 {base}404.html\n\
         <IfModule mod_headers.c>\n{all}  <FilesMatch \"\\.[0-9a-f]{{10}}\\.(css|js|svg|png)$\">\n    \
         Header set Cache-Control \"{LASTING}\"\n  </FilesMatch>\n</IfModule>\n{unindexed}{own}{gone}{moved}"
    )
}

pub(super) fn nginx(site: &Site) -> String {
    let base = site.config.base_url.path();
    let all = HOST_HEADERS
        .iter()
        .map(|(name, value)| format!("add_header {name} \"{value}\" always;\n"))
        .collect::<Vec<_>>()
        .concat();
    let again = all.replace("add_header", "    add_header");
    let (name, value) = NO_INDEX;
    // A `location` for each file would take the settings away that the site has for its kind. A header without a value is
    // not sent.
    let unindexed = match unindexed_lines(site, |address| {
        format!("if ($uri = \"{address}\") {{ set $briefpress_robots {value}; }}\n")
    }) {
        none if none.is_empty() => none,
        some => format!("set $briefpress_robots \"\";\n{some}add_header {name} $briefpress_robots always;\n"),
    };
    let moved = lines(site, |from, to| format!("location = {from} {{ return 301 {to}; }}\n"));
    let gone = gone_lines(site, |from| format!("location = {from} {{ return 410; }}\n"));
    let own = own_names(|name| format!("location = {base}{name} {{ return 404; }}\n"));
    format!(
        "# For nginx, made by Briefpress: include it in the `server` block of the site.\n{all}error_page 404 {base}404.html;\n\
         location {base}assets/ {{\n{again}    add_header Cache-Control \"{LASTING}\" always;\n}}\n{unindexed}{own}{gone}{moved}"
    )
}
