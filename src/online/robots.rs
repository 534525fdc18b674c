//! What the `robots.txt` of a host lets a program ask for, as RFC 9309 has it.

use std::time::Duration;

/// The name by which hosts know this program.
const NAME: &str = "briefpress";

/// Longest time between two requests that a host may ask for, so that one host does not keep a check for hours.
const LONGEST_DELAY: Duration = Duration::from_secs(10);

/// The rules of a host for this program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Robots {
    /// Whether a path is allowed, and the pattern of the path.
    rules: Vec<(bool, String)>,
    /// What the host wants between two requests.
    delay: Duration,
}

impl Robots {
    /// Reads the rules: those of the groups that name this program, or else those for all.
    pub(super) fn of(text: &str) -> Self {
        let (mut own, mut of_all) = (None::<Self>, Self::default());
        let (mut is_own, mut is_for_all, mut in_rules) = (false, false, false);
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                // The next group begins where one had rules already.
                if std::mem::take(&mut in_rules) {
                    (is_own, is_for_all) = (false, false);
                }
                is_own |= is_name(value);
                is_for_all |= value == "*";
                if is_own {
                    own.get_or_insert_default();
                }
                continue;
            }
            in_rules |= matches!(key.as_str(), "allow" | "disallow" | "crawl-delay");
            if is_own {
                own.get_or_insert_default().take(&key, value);
            }
            if is_for_all {
                of_all.take(&key, value);
            }
        }
        own.unwrap_or(of_all)
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            // An empty rule says nothing.
            "allow" | "disallow" if !value.is_empty() => {
                self.rules.push((key == "allow", normal(value)));
            }
            "crawl-delay" => {
                let seconds = value.parse::<f32>().ok();
                let delay = seconds.and_then(|seconds| Duration::try_from_secs_f32(seconds).ok());
                self.delay = delay.unwrap_or_default().min(LONGEST_DELAY);
            }
            _ => {}
        }
    }

    /// Whether a path with its query may be asked for: the longest rule that is about it decides, and of two the kinder.
    pub(super) fn allows(&self, path: &str) -> bool {
        // Behind the bare name of a host stands its first page.
        let slash = if path.starts_with('/') { "" } else { "/" };
        let path = normal(&format!("{slash}{path}"));
        let about = self.rules.iter().filter(|(_, pattern)| matches(pattern, &path));
        let decisive = about.max_by_key(|(allows, pattern)| (pattern.len(), *allows));
        decisive.is_none_or(|(allows, _)| *allows)
    }

    /// What the host wants between two requests.
    pub(super) fn delay(&self) -> Duration {
        self.delay
    }
}

/// Whether a group names this program: by its name, with or without a version.
fn is_name(agent: &str) -> bool {
    let end =
        agent.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_')).unwrap_or(agent.len());
    agent[..end].eq_ignore_ascii_case(NAME)
}

/// Whether a pattern is about a path: `*` stands for anything, `$` at its end for the end of the path.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut last = None;
    for part in parts {
        // The last part has to stand at the end, where that is asked; every other one as early as it can.
        if let Some(part) = last.replace(part) {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
    }
    match last {
        None => !is_whole || rest.is_empty(),
        Some(last) if is_whole => rest.ends_with(last),
        Some(last) => rest.contains(last),
    }
}

/// A path in one of the ways in which it can be written: letters and digits as themselves, other escapes in capitals, and
/// what is not ASCII escaped.
fn normal(path: &str) -> String {
    use std::fmt::Write as _;
    let mut written = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escape = bytes.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let escaped = escape
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let (value, length) = escaped.map_or((*byte, 1), |value| (value, 3));
        let is_plain = value.is_ascii_alphanumeric() || matches!(value, b'-' | b'.' | b'_' | b'~');
        if is_plain || (escaped.is_none() && value.is_ascii()) {
            written.push(char::from(value));
        } else {
            let _ = write!(written, "%{value:02X}");
        }
        at += length;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_for_this_program_counts_and_else_that_for_all() {
        for (text, allowed, refused) in [
            ("", &["/", "/a"][..], &[][..]),
            ("User-agent: *\nDisallow: /", &[], &["/", "/a"]),
            ("User-agent: *\nDisallow:", &["/"], &[]),
            ("User-agent: other\nDisallow: /", &["/a"], &[]),
            ("User-agent: *\nDisallow: /\n\nUser-agent: briefpress\nDisallow: /b", &["/a"], &["/b"]),
            ("user-agent: BriefPress/1.0\ndisallow: /b", &["/a"], &["/b/c"]),
            ("User-agent: briefpress-two\nDisallow: /", &["/a"], &[]),
            ("User-agent: briefpress\nUser-agent: *\nDisallow: /b", &["/a"], &["/b"]),
            (
                "User-agent: briefpress\nDisallow: /b\nUser-agent: briefpress\nDisallow: /c",
                &["/a"],
                &["/b", "/c"],
            ),
            (
                "User-agent: briefpress\nUser-agent: *\nDisallow: /b\nUser-agent: *\nDisallow: /c",
                &["/c"],
                &["/b"],
            ),
            ("\u{FEFF}User-agent: * # all\nDisallow: /b # not this\nSitemap: x", &["/a"], &["/b"]),
            ("Disallow: /", &["/a"], &[]),
            ("no rules at all", &["/a"], &[]),
        ] {
            let robots = Robots::of(text);
            for path in allowed {
                assert!(robots.allows(path), "{text}: {path}");
            }
            for path in refused {
                assert!(!robots.allows(path), "{text}: {path}");
            }
        }
    }

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::of(
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\nDisallow: /x*y*z\nAllow: /same\nDisallow: /same\n\
             Disallow: /caf%C3%A9\nDisallow: /%7Eown\nDisallow: /search?q=",
        );
        for (path, expected) in [
            ("/", true),
            ("/a", false),
            ("/ab", false),
            ("/a/b", true),
            ("/a/bc", true),
            ("/b/a", true),
            ("/plan.pdf", false),
            ("/plan.pdf?x", true),
            ("/plan.pdf.html", true),
            ("/xyz", false),
            ("/x/1/y/2/z/3", false),
            ("/x/z/y", true),
            ("/same", true),
            ("/caf\u{e9}", false),
            ("/caf%c3%a9/menu", false),
            ("/~own", false),
            ("/search?q=1", false),
            ("/search", true),
            ("/100%", true),
            ("", true),
            ("?q=1", true),
        ] {
            assert_eq!(robots.allows(path), expected, "{path}");
        }
        let shut = Robots::of("User-agent: *\nDisallow: /");
        assert!(!shut.allows("") && !shut.allows("?q=1"));
        // A pattern that is made to cost time costs none.
        let hostile = format!("User-agent: *\nDisallow: /{}$", "*a".repeat(5_000));
        assert!(Robots::of(&hostile).allows(&format!("/{}b", "a".repeat(5_000))));
    }

    #[test]
    fn a_host_may_ask_for_time_within_bounds() {
        for (text, seconds) in [
            ("", 0.0),
            ("User-agent: *\nCrawl-delay: 2", 2.0),
            ("User-agent: *\nCrawl-delay: 0.5", 0.5),
            ("User-agent: *\nCrawl-delay: 86400", 10.0),
            ("User-agent: *\nCrawl-delay: -1", 0.0),
            ("User-agent: *\nCrawl-delay: NaN", 0.0),
            ("User-agent: *\nCrawl-delay: soon", 0.0),
            ("User-agent: other\nCrawl-delay: 2", 0.0),
        ] {
            assert_eq!(Robots::of(text).delay(), Duration::from_secs_f32(seconds), "{text}");
        }
    }
}
