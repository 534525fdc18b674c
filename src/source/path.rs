//! Paths: where a text comes from, and where an output goes.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Slug;

/// A path relative to the site's root, `/`-separated whatever the machine. Cheap to clone.
#[derive(Debug, Clone, Eq)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative and `/`-separated.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The file name without its last extension.
    pub fn file_stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(0) | None => name,
            Some(dot) => &name[..dot],
        }
    }

    /// The extension in lower case, or nothing.
    pub fn extension(&self) -> Option<String> {
        let name = self.file_name();
        name.rfind('.').filter(|dot| *dot > 0).map(|dot| name[dot + 1..].to_ascii_lowercase())
    }

    /// The folder that holds the file: empty for a file at the root.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..slash])
    }

    /// Resolves a relative link from this file. `None` when it leaves the site's root.
    ///
    /// ```
    /// use briefpress::source::SourcePath;
    /// let here = SourcePath::new("briefings/2015/seven.md");
    /// assert_eq!(here.join("../six.md").unwrap().as_str(), "briefings/six.md");
    /// assert!(here.join("../../../etc/passwd").is_none());
    /// ```
    pub fn join(&self, link: &str) -> Option<SourcePath> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(SourcePath::new(parts.join("/")))
    }
}

// Thousands of findings and places share the path of their file.
impl PartialEq for SourcePath {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Hash for SourcePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl Ord for SourcePath {
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl PartialOrd for SourcePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address in the output: relative, `/`-separated, made of safe parts only.
///
/// The only ways to make one are from [`Slug`]s and from file names that pass [`OutputPath::file`], so no
/// content can name a place outside the output folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// Why a file name can not be part of an output path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputPathError {
    /// A part is empty, `.` or `..`.
    Traversal,
    /// A part has a character that a host, a shell or an address can not carry safely.
    Character(char),
    /// A part is a device name on Windows, or ends in a dot or a space.
    Reserved,
    /// A part is longer than 200 bytes.
    TooLong,
}

impl OutputPath {
    /// The `index.html` of the folder that the slugs name.
    pub fn page<'a>(slugs: impl IntoIterator<Item = &'a Slug>) -> Self {
        let mut path = String::new();
        for slug in slugs {
            path.push_str(slug.as_str());
            path.push('/');
        }
        path.push_str("index.html");
        Self(path.into())
    }

    /// A path of one or more parts, each of which must be a safe file name.
    pub fn file(path: &str) -> Result<Self, OutputPathError> {
        check(path)?;
        Ok(Self(path.into()))
    }

    /// Whether [`Self::file`] takes a path.
    pub fn is_safe(path: &str) -> bool {
        check(path).is_ok()
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address below the site's base: `briefings/seven/index.html` is `briefings/seven/`.
    pub fn address(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        }
    }

    /// Whether the output is an HTML page.
    pub fn is_html(&self) -> bool {
        self.0.ends_with(".html")
    }

    /// The form that two addresses share when a host that is blind to case would mix them up.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl std::borrow::Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

pub(super) fn is_reserved(stem: &str) -> bool {
    matches!(stem.len(), 3 | 4) && RESERVED.iter().any(|reserved| stem.eq_ignore_ascii_case(reserved))
}

fn check(path: &str) -> Result<(), OutputPathError> {
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), OutputPathError> {
    if matches!(part, "" | "." | "..") {
        return Err(OutputPathError::Traversal);
    }
    if part.len() > 200 {
        return Err(OutputPathError::TooLong);
    }
    if let Some(bad) =
        part.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+')))
    {
        return Err(OutputPathError::Character(bad));
    }
    if part.ends_with('.') || part.starts_with('-') || is_reserved(part.split('.').next().unwrap_or(part)) {
        return Err(OutputPathError::Reserved);
    }
    Ok(())
}
