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
        if !host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c)) {
            return Err(format!("`{host}` is not the name of a host"));
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_./~%".contains(c);
        if let Some(bad) = path.chars().find(|c| !fits(*c)) {
            return Err(format!("`{bad}` can not stand in the address of a site"));
        }
        if path.split('/').any(|part| matches!(part, "." | "..")) {
            return Err("`.` and `..` can not stand in the address of a site".to_owned());
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

impl Default for BaseUrl {
    /// The address of the local preview.
    fn default() -> Self {
        Self { text: "http://localhost:4000/".into(), path_at: 21 }
    }
}
