//! Where the site will be hosted.

/// The absolute address of the site's root, ending in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: Box<str>,
    path_at: usize,
}

impl BaseUrl {
    /// Takes `http://` or `https://`, a host, an optional port and an optional path; adds the closing slash.
    /// No query, fragment, user or password. The message says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or_else(|| "an address begins with `https://`".to_owned())?;
        let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
        if host.is_empty() {
            return Err("the name of the host is missing".to_owned());
        }
        if !is_host(host) {
            return Err(format!("`{host}` is not the name of a host"));
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_./~%".contains(c);
        if let Some(bad) = path.chars().find(|c| !fits(*c)) {
            return Err(format!("`{bad}` can not stand in the address of a site"));
        }
        if path.split('/').any(|part| matches!(part, "." | "..")) {
            return Err("`.` and `..` can not stand in the address of a site".to_owned());
        }
        if path.starts_with('/') || path.contains("//") {
            return Err("two slashes in a row can not stand in the address of a site".to_owned());
        }
        if !escapes_are_whole(path) {
            return Err("after a `%` come two digits or letters from `a` to `f`".to_owned());
        }
        let origin = text.len() - rest.len() + host.len();
        let path = path.trim_matches('/');
        let mut whole = text[..origin].to_owned();
        whole.push('/');
        if !path.is_empty() {
            whole.push_str(path);
            whole.push('/');
        }
        Ok(Self { text: whole.into(), path_at: origin })
    }

    /// The whole address, ending in `/`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The path, beginning and ending in `/`.
    pub fn path(&self) -> &str {
        &self.text[self.path_at..]
    }
}

/// Whether it is a name, or a number in square brackets, with or without a port.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rfind(':').filter(|at| !host[*at..].contains(']')) {
        Some(at) => (&host[..at], Some(&host[at + 1..])),
        None => (host, None),
    };
    let is_name = name.split('.').all(|label| {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    });
    let number = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_number = number.is_some_and(|number| number.parse::<std::net::Ipv6Addr>().is_ok());
    (is_name || is_number) && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

fn escapes_are_whole(path: &str) -> bool {
    let mut parts = path.split('%').skip(1);
    parts.all(|part| part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
}

impl Default for BaseUrl {
    /// The address of the local preview.
    fn default() -> Self {
        Self { text: "http://localhost:4000/".into(), path_at: 21 }
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn addresses_of_sites() {
        for (given, taken) in [
            ("https://example.org", "https://example.org/"),
            ("https://example.org/", "https://example.org/"),
            ("http://localhost:4000", "http://localhost:4000/"),
            ("https://example.org/sub", "https://example.org/sub/"),
            ("https://example.org/sub/folder/", "https://example.org/sub/folder/"),
            ("https://xn--exmple-cua.org/%C3%BC/", "https://xn--exmple-cua.org/%C3%BC/"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x/"),
            ("http://127.0.0.1/", "http://127.0.0.1/"),
        ] {
            assert_eq!(BaseUrl::parse(given).map(|url| url.as_str().to_owned()), Ok(taken.to_owned()));
        }
    }

    #[test]
    fn what_is_no_address_of_a_site() {
        for given in [
            "",
            "example.org",
            "file:///x",
            "https://",
            "https:///x",
            "https://user@example.org/",
            "https://ex\u{e4}mple.org/",
            "https://example..org/",
            "https://.example.org/",
            "https://-example.org/",
            "https://example.org:/",
            "https://example.org:0/",
            "https://example.org:99999/",
            "https://example.org:80:80/",
            "https://[::1/",
            "https://::1/",
            "https://[x]/",
            "https://example.org/a//b/",
            "https://example.org//",
            "https://example.org/../x",
            "https://example.org/a b/",
            "https://example.org/%zz/",
            "https://example.org/%4",
            "https://example.org/?x",
            "https://example.org/#x",
            "https://example.org/<b>",
        ] {
            assert!(BaseUrl::parse(given).is_err(), "{given}");
        }
    }
}
