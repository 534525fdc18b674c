//! Which hosts the public can not reach, and which addresses are those of a search.

/// Ends of names that no public directory of names has.
const PRIVATE_ENDS: [&str; 12] = [
    ".local",
    ".localhost",
    ".internal",
    ".intranet",
    ".intra",
    ".corp",
    ".lan",
    ".home.arpa",
    ".home",
    ".private",
    ".localdomain",
    ".nhs.net",
];

/// Beginnings of names by which organisations call what is theirs alone.
const PRIVATE_STARTS: [&str; 5] = ["intranet.", "intra.", "extranet.", "staffnet.", "insite."];

/// Services whose addresses ask for the account of an organisation.
const WITH_ACCOUNT: [&str; 8] = [
    ".sharepoint.com",
    "teams.microsoft.com",
    "onedrive.live.com",
    "outlook.office.com",
    "outlook.office365.com",
    "docs.google.com",
    "drive.google.com",
    "mail.google.com",
];

/// Schemes that name a place on one machine or in one program.
const LOCAL_SCHEMES: [&str; 10] = [
    "file",
    "onenote",
    "ms-word",
    "ms-excel",
    "ms-powerpoint",
    "outlook",
    "msteams",
    "smb",
    "notes",
    "about",
];

/// Hosts that search the web.
const SEARCHING: [&str; 9] =
    ["google.", "bing.", "duckduckgo.", "yahoo.", "ecosia.", "startpage.", "yandex.", "baidu.", "ask."];

/// Whether a host can be reached only inside an organisation, or with its account.
pub(super) fn is_private(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if let Some(inner) = host.strip_prefix('[') {
        return is_private_six(inner.split(']').next().unwrap_or_default());
    }
    let name = host.split(':').next().unwrap_or_default();
    if name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return is_private_four(name);
    }
    !name.contains('.')
        || PRIVATE_ENDS.iter().any(|end| name.ends_with(end))
        || PRIVATE_STARTS.iter().any(|start| name.starts_with(start))
        || WITH_ACCOUNT
            .iter()
            .any(|known| name.ends_with(known) && (known.starts_with('.') || name == *known))
}

/// Whether a scheme names a place on the machine of who wrote it.
pub(super) fn is_local(scheme: &str) -> bool {
    // A single letter is a drive.
    scheme.len() == 1 || LOCAL_SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

fn is_private_four(name: &str) -> bool {
    let Ok(address) = name.parse::<std::net::Ipv4Addr>() else { return false };
    address.is_private() || address.is_loopback() || address.is_link_local()
}

fn is_private_six(name: &str) -> bool {
    let Ok(address) = name.parse::<std::net::Ipv6Addr>() else { return false };
    address.is_loopback() || matches!(address.segments()[0], 0xFC00..=0xFDFF | 0xFE80..=0xFEBF)
}

/// Whether an address is that of the results of a search: by a well-known host, or by a page that says so.
pub(super) fn is_search(host: &str, path: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.to_ascii_lowercase();
    let asks = |names: &[&str]| {
        let keys = query.split(['&', ';']).filter_map(|pair| pair.split_once('='));
        keys.filter(|(_, value)| !value.is_empty())
            .any(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)))
    };
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    // `uk.search.yahoo.com`, but not `www.google.example.org`.
    let is_engine = |known: &&str| {
        let name = bare.rfind(*known).map(|at| (&bare[..at], &bare[at + known.len()..]));
        name.is_some_and(|(before, ends)| {
            ends.len() <= 6 && (before.is_empty() || before.ends_with("search."))
        })
    };
    if SEARCHING.iter().any(is_engine) {
        return path.trim_matches('/').starts_with("search") || asks(&["q", "p", "query", "text", "wd"]);
    }
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.split('.').next().unwrap_or_default();
    let searches = |part: &str| matches!(part, "search" | "search-results" | "searchresults");
    let is_search_page =
        path.split('/').any(searches) || searches(last) || matches!(last, "results" | "find");
    is_search_page
        && asks(&[
            "q",
            "s",
            "query",
            "keyword",
            "keywords",
            "term",
            "terms",
            "search",
            "searchterm",
            "k",
            "text",
        ])
}
