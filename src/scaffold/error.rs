//! Why no file was put into the site.

use std::error::Error;
use std::fmt;
use std::io;

use crate::diagnostic::Diagnostic;
use crate::load::LoadError;
use crate::source::SourcePath;

/// Why a file was not put into the site. Nothing was written.
#[derive(Debug)]
pub enum ScaffoldError {
    /// `site.yaml` or the theme that it names has mistakes, so that it is not known for certain what is meant.
    Settings(Vec<Diagnostic>),
    /// The theme in the program has no such file.
    UnknownFile {
        /// The name that was given.
        name: String,
        /// The name that may have been meant.
        nearest: Option<&'static str>,
    },
    /// The folder holds no site.
    NoSite,
    /// No name of a file can be made of a title.
    Title(String),
    /// A word that the registry does not know.
    UnknownWord {
        /// What the word was to name.
        noun: &'static str,
        /// The word that was given.
        word: String,
        /// The key that may have been meant.
        nearest: Option<String>,
        /// Every key.
        known: Vec<String>,
    },
    /// Something is there already.
    Exists(SourcePath),
    /// Something that is not a folder stands where a folder is needed.
    NotAFolder(SourcePath),
    /// The site could not be read.
    Load(LoadError),
    /// The file could not be written.
    Write(SourcePath, io::Error),
}

impl ScaffoldError {
    /// What the person at the keyboard can do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Settings(_) => "mend what is told first".to_owned(),
            Self::UnknownFile { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::UnknownFile { nearest: None, .. } => "`briefpress theme list` names every file".to_owned(),
            Self::NoSite => {
                "`briefpress init` makes a site here; `--root DIR` names the folder of one".to_owned()
            }
            Self::Title(_) => "give a title with at least one letter or digit, in quotes".to_owned(),
            Self::UnknownWord { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::UnknownWord { nearest: None, known, .. } => format!("known are {}", known.join(", ")),
            Self::Exists(path) => format!("change `{path}` as it is, or move it away to start afresh"),
            Self::NotAFolder(path) => format!("move `{path}` away, or put a plain folder in its place"),
            Self::Load(error) => error.help().to_owned(),
            Self::Write(..) => {
                "see whether you may write to the site's folder and the disk has room".to_owned()
            }
        }
    }
}

impl fmt::Display for ScaffoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings(_) => f.write_str("`site.yaml` or the theme has mistakes"),
            Self::UnknownFile { name, .. } => write!(f, "the theme has no file `{name}`"),
            Self::NoSite => f.write_str("there is neither a `site.yaml` nor a folder `briefings` here"),
            Self::Title(title) => write!(f, "no name of a file can be made of the title `{title}`"),
            Self::UnknownWord { noun, word, .. } => write!(f, "`{word}` is not a known {noun}"),
            Self::Exists(path) => write!(f, "there is a `{path}` already; nothing was written"),
            Self::NotAFolder(path) => write!(f, "`{path}` is not a plain folder; nothing was written"),
            Self::Load(error) => error.fmt(f),
            Self::Write(path, _) => write!(f, "can not write `{path}`"),
        }
    }
}

impl Error for ScaffoldError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Load(error) => error.source(),
            Self::Write(_, error) => Some(error),
            _ => None,
        }
    }
}

impl From<LoadError> for ScaffoldError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}
