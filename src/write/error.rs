//! What keeps a site from being written. Whenever one of these is given, the published site is as it was.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::SourcePath;

/// The output could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder is not one to write a site into; nothing overrides this.
    Refused {
        /// The folder as it was named.
        output: PathBuf,
        /// What speaks against it.
        why: Refusal,
    },
    /// Another build is writing into the same output.
    Locked {
        /// The output.
        output: PathBuf,
        /// The process that holds it, if it said so.
        holder: Option<u32>,
    },
    /// A file that this program did not write stands where a page has to go.
    InTheWay {
        /// The output.
        output: PathBuf,
        /// The path below it.
        path: String,
    },
    /// A file to be published changed after it was read: starting again may succeed.
    SourceChanged {
        /// The file.
        path: SourcePath,
    },
    /// A file to be published could not be read.
    Unreadable {
        /// The file.
        path: SourcePath,
        /// The system's word on it.
        cause: io::Error,
    },
    /// The output folder was replaced by another one while the build ran.
    OutputChanged {
        /// The output.
        output: PathBuf,
    },
    /// Two outputs, or an output and a file that this program keeps for itself, have one path.
    Taken {
        /// The path below the output.
        path: String,
    },
    /// A manifest that was put aside can not be read, or is none.
    Incomparable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        cause: io::Error,
    },
    /// The disk is full or the quota used up.
    Full {
        /// The output.
        output: PathBuf,
        /// About how many bytes are lacking.
        needed: u64,
    },
    /// The disk can not be written to.
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// The system does not allow it.
    Denied {
        /// The file or folder.
        path: PathBuf,
    },
    /// Anything else that the system reports.
    Failed {
        /// The file or folder.
        path: PathBuf,
        /// The system's word on it.
        cause: io::Error,
    },
}

/// What speaks against a folder as output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No name at all.
    Empty,
    /// A name that is too long for a disk, or for the folder beside it.
    LongName,
    /// `~`, which only a shell turns into the home folder.
    Tilde,
    /// `..` after a folder that does not exist.
    Unclear,
    /// A link that points nowhere, or in a circle.
    DeadLink,
    /// It, or a part of its path, is a file.
    File,
    /// The top of the file system, or a folder of the operating system.
    System,
    /// The home folder or one above it.
    Home,
    /// The site's own folder or one above it.
    Site,
    /// A folder with sources, one below it, or one above it.
    Source(String),
    /// A folder of git or of this program.
    Internal,
    /// A folder in another output, which changes places as a whole.
    Nested(PathBuf),
    /// The root of a mounted disk, which can not change places with another folder.
    MountPoint,
    /// A part of it lies on another disk, so that it can not change places with another folder.
    Divided,
    /// It holds files, and no manifest says that this program wrote them; some of their names.
    NotOurs(Vec<String>),
    /// Its manifest is damaged.
    Damaged,
    /// Its manifest is of a later version of this program.
    Newer,
}

impl WriteError {
    /// Sorts what the system reports about a path.
    pub(super) fn new(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::Full { output: path, needed: 0 }
            }
            _ => Self::Failed { path, cause },
        }
    }

    /// Whether building once more may succeed.
    pub fn is_change(&self) -> bool {
        matches!(self, Self::SourceChanged { .. })
    }

    /// What the person at the keyboard can do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Refused { why, .. } => why.help().to_owned(),
            Self::Locked { .. } => "wait until the other build has ended, or stop it, then build again".to_owned(),
            Self::InTheWay { .. } => {
                "move it out of the output folder; a file that is to be published belongs into `static/`".to_owned()
            }
            Self::SourceChanged { .. } => "wait until it is saved, then build again".to_owned(),
            Self::Unreadable { .. } => {
                "check that you may read it and that its disk is connected, then build again".to_owned()
            }
            Self::OutputChanged { .. } => "build again when nothing else works on that folder".to_owned(),
            Self::Incomparable { .. } => {
                "give a copy of the file `.briefpress-manifest` that stands in an output folder".to_owned()
            }
            Self::Taken { .. } => "give one of them another name".to_owned(),
            Self::Full { .. } => {
                "make room on that disk, or name a folder on another one with `--output`, then build again".to_owned()
            }
            Self::ReadOnly { .. } => "name a folder on a disk that can be written to with `--output`".to_owned(),
            Self::Denied { .. } => {
                "ask the owner of that folder for the right to write there, or name another one with `--output`".to_owned()
            }
            Self::Failed { .. } => "check that the disk or network drive is connected and healthy, then build again".to_owned(),
        }
    }
}

impl Refusal {
    fn help(&self) -> &'static str {
        match self {
            Self::NotOurs(_) => {
                "name a folder that is empty or does not exist yet; if everything in it may go, empty it yourself"
            }
            Self::Damaged => {
                "rename or delete that folder, then build again: the site is made anew from its sources"
            }
            Self::Newer => "use the later version of briefpress, or name another folder with `--output`",
            Self::LongName => "give it a shorter name",
            Self::Nested(_) => "name a folder beside that one",
            Self::Tilde => "write the path of your home folder out, as in `--output /home/ann/site`",
            Self::MountPoint => "name a folder inside it, such as `site`",
            Self::Divided => {
                "mount nothing inside the output; in a container, name a folder of a volume with `--output`"
            }
            _ => "name a folder of its own for the output, such as `output`",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it has no name"),
            Self::LongName => f.write_str("its name is too long"),
            Self::Nested(output) => {
                write!(f, "it lies in `{}`, which briefpress replaces as a whole", output.display())
            }
            Self::Tilde => f.write_str("nobody has put your home folder in the place of `~`"),
            Self::Unclear => f.write_str("its path goes back (`..`) out of a folder that does not exist"),
            Self::DeadLink => f.write_str("it is a link that leads nowhere"),
            Self::File => f.write_str("it is a file, not a folder"),
            Self::System => f.write_str("it belongs to the operating system"),
            Self::Home => f.write_str("it is your home folder or holds it"),
            Self::Site => f.write_str("it is the folder of the site itself or holds it"),
            Self::Source(name) => write!(f, "it is, lies in or holds `{name}`, which belongs to the sources"),
            Self::Internal => f.write_str("it is a folder that git or briefpress works in"),
            Self::MountPoint => {
                f.write_str("it is the top of a disk of its own, which can not be exchanged in one step")
            }
            Self::Divided => f.write_str(
                "a part of it lies on another disk or layer, so that it can not be exchanged in one step",
            ),
            Self::NotOurs(names) => {
                f.write_str("it holds files that briefpress did not write (")?;
                for (index, name) in names.iter().enumerate() {
                    write!(f, "{}`{name}`", if index == 0 { "" } else { ", " })?;
                }
                f.write_str(")")
            }
            Self::Damaged => {
                f.write_str("its list of what briefpress wrote, `.briefpress-manifest`, is damaged")
            }
            Self::Newer => f.write_str("a later version of briefpress wrote it"),
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { output, why } => {
                write!(f, "cannot write the site into `{}`: {why}", output.display())
            }
            Self::Locked { output, holder: Some(pid) } => {
                write!(f, "another build (process {pid}) is writing into `{}`", output.display())
            }
            Self::Locked { output, holder: None } => {
                write!(f, "another build is writing into `{}`", output.display())
            }
            Self::InTheWay { output, path } => write!(
                f,
                "`{path}` in `{}` was not written by briefpress and stands where a page has to go",
                output.display()
            ),
            Self::SourceChanged { path } => write!(f, "`{path}` was changed while the site was being built"),
            Self::Unreadable { path, cause } => write!(f, "cannot read `{path}`: {cause}"),
            Self::OutputChanged { output } => {
                write!(f, "the folder `{}` was replaced while the site was being built", output.display())
            }
            Self::Incomparable { file, cause } => {
                write!(f, "cannot compare with `{}`: {cause}", file.display())
            }
            Self::Taken { path } => write!(f, "two files are to be written to `{path}`"),
            Self::Full { output, needed } => {
                write!(f, "the disk that holds `{}` is full", output.display())?;
                if *needed > 0 {
                    write!(f, ", about {} more are needed", megabytes(*needed))?;
                }
                f.write_str("; the published site is unchanged")
            }
            Self::ReadOnly { path } => write!(f, "`{}` is on a disk that can only be read", path.display()),
            Self::Denied { path } => write!(f, "no permission to write `{}`", path.display()),
            Self::Failed { path, cause } => write!(f, "cannot write `{}`: {cause}", path.display()),
        }
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Failed { cause, .. }
            | Self::Unreadable { cause, .. }
            | Self::Incomparable { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
