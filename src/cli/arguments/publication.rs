//! Commands for what may be published: `approve`, `due`, `pack`, `scrub` and `seal`.

use std::path::PathBuf;

use briefpress::build::Today;
use clap::{Args, Subcommand, ValueEnum};
use jiff::Span;

use super::values::{parse_role, parse_today, parse_within};

pub(super) const APPROVE_EXAMPLES: &str = "\
Examples:
  briefpress approve briefings/seven.md --by \"Independent chair\"
  briefpress approve briefings/seven.md --by \"Independent chair\" --second-reader \"Named nurse\"

Only the key `approval` of this one file is changed. `briefpress check` says so when the text changes afterwards.";

/// Options of `approve`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ApproveArguments {
    /// The file of the briefing
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The role that signed it off
    #[arg(long, value_name = "ROLE", value_parser = parse_role)]
    pub(in crate::cli) by: String,
    /// The role that read it besides its author
    #[arg(long, value_name = "ROLE", value_parser = parse_role)]
    pub(in crate::cli) second_reader: Option<String>,
    /// The day of the signature, where it is not today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_today)]
    pub(in crate::cli) today: Option<Today>,
}

pub(super) const PACK_EXAMPLES: &str = "\
Examples:
  briefpress pack seven                                the pack of the briefing `seven`, as sign-off-seven.html
  briefpress pack briefings/seven.md --output /tmp/seven.html

What will be public, every finding, every date, age, name, place, number and link, the approval and the waivers, with boxes
to tick; to read in a browser or on paper. Drafts and embargoed briefings have packs as well. The file is not public: it is
never written where a build would publish it.";

/// Options of `pack`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PackArguments {
    /// The id of the briefing, or its file
    #[arg(value_name = "ID")]
    pub(in crate::cli) briefing: String,
    /// Where to write it [default: `sign-off-ID.html` in the folder you are in]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    pub(in crate::cli) today: Option<Today>,
}

pub(super) const DUE_EXAMPLES: &str = "\
Examples:
  briefpress due                                           the next 90 days, and what is overdue
  briefpress due --within 1y --format ics --to duties.ics  a calendar for the year

Embargoes ending, review dates, last days of files and briefings, actions, waivers, helplines to compare again. The list
is for those who run the site: it names what is not public yet.";

/// Options of `due`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DueArguments {
    /// How far to look ahead: days, weeks, months or years, as in 90d, 12w, 6m, 1y
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = parse_within)]
    pub(in crate::cli) within: Span,
    /// How to write the list
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: DueFormat,
    /// Write it into a file, which may not stand where it would become public
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) to: Option<PathBuf>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    pub(in crate::cli) today: Option<Today>,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DueFormat {
    /// One line each
    Text,
    /// One object
    Json,
    /// A calendar (RFC 5545)
    Ics,
}

pub(super) const SEAL_EXAMPLES: &str = "\
Examples:
  briefpress seal key ../selderby.key      make a key, in a file outside of the site
  briefpress seal add                      seal names as you type them, one a line
  briefpress seal add --from names.txt     seal the names of a file, which you then delete
  briefpress seal list                     say how many names are sealed, and whether the key fits

The key is taken from BRIEFPRESS_SEAL_KEY, or from the file that BRIEFPRESS_SEAL_KEY_FILE names. Names are never given as
arguments, for shells remember those.";

pub(super) const SEAL_ADD_EXAMPLES: &str = "\
Examples:
  briefpress seal add                    seal names as you type them, one a line
  briefpress seal add --from names.txt   seal the names of a file, which you then delete";

pub(super) const SEAL_REMOVE_EXAMPLES: &str = "\
Examples:
  briefpress seal remove                    take out names as you type them, one a line
  briefpress seal remove --from names.txt   take out the names of a file";

pub(super) const SEAL_LIST_EXAMPLES: &str = "\
Examples:
  briefpress seal list   say how many names are sealed, and whether the key fits";

pub(super) const SEAL_KEY_EXAMPLES: &str = "\
Examples:
  briefpress seal key ../selderby.key   make a key, in a file outside of the site";

/// What to do with the sealed names.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SealCommand {
    /// Seal names
    #[command(after_help = SEAL_ADD_EXAMPLES)]
    Add(NamesArguments),
    /// Take names out of the seal
    #[command(after_help = SEAL_REMOVE_EXAMPLES)]
    Remove(NamesArguments),
    /// Say how many names are sealed, and whether the key fits; names can not be listed
    #[command(after_help = SEAL_LIST_EXAMPLES)]
    List,
    /// Make a new key
    #[command(after_help = SEAL_KEY_EXAMPLES)]
    Key {
        /// The new file, outside of the site
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Where names come from.
#[derive(Debug, Args)]
pub(in crate::cli) struct NamesArguments {
    /// A text with one name a line; it is read and not kept [default: standard input]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: Option<PathBuf>,
}

/// Options of `scrub`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ScrubArguments {
    /// The files to clean: docx, xlsx, pptx, odt, ods, odp, JPEG, PNG, WebP, GIF
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Replace each file, instead of writing `report.cleaned.docx` beside `report.docx`
    #[arg(long)]
    pub(in crate::cli) in_place: bool,
}

pub(super) const SCRUB_EXAMPLES: &str = "\
Examples:
  briefpress scrub report.docx             write report.cleaned.docx, and say what is left
  briefpress scrub --in-place photos/*.jpg replace pictures by what is seen of them

What readers see stays as it is, and so do comments, tracked changes and hidden sheets: whether they may go is for a
person to say. Exit status: 0 nothing of weight is left; 1 something is; 2 a file could not be cleaned.";
