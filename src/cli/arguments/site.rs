//! Commands that begin something or say how: `init`, `new`, `schema`, `completions`, `man` and `theme`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::values::parse_day;

pub(super) const INIT_EXAMPLES: &str = "\
Examples:
  briefpress init                 in the folder you are in
  briefpress init learning        in a new folder `learning`

Where one of its files is there already, nothing is written.";

/// Options of `init`.
#[derive(Debug, Args)]
pub(in crate::cli) struct InitArguments {
    /// The folder of the site, seen from the folder you are in [default: the folder you are in]
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: Option<PathBuf>,
    /// The day of its example briefing [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub(in crate::cli) today: Option<Date>,
}

pub(super) const NEW_EXAMPLES: &str = "\
Examples:
  briefpress new \"When we disagree\"
  briefpress new \"Out of sight\" --format-of seven-minute --review LCSPR
  $EDITOR \"$(briefpress new 'When we disagree')\"

A file that is there already is never overwritten.";

/// Options of `new`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NewArguments {
    /// The title, in quotes; the file gets its name from it
    #[arg(value_name = "TITLE")]
    pub(in crate::cli) title: String,
    /// What kind of publication it is: seven-minute, case-study, audit ... [default: learning-brief]
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) format_of: Option<String>,
    /// The type of the review that it reports on: LCSPR, rapid-review, SAR ...
    #[arg(long, value_name = "TYPE")]
    pub(in crate::cli) review: Option<String>,
    /// Its series, which may be a new one [default: that of the newest briefing, if it has one]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) series: Option<String>,
    /// The day it is dated [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub(in crate::cli) today: Option<Date>,
}

pub(super) const SCHEMA_EXAMPLES: &str = "\
Examples:
  briefpress schema > schemas/briefing.schema.json     after an update of Briefpress
  briefpress schema site > schemas/site.schema.json

A line `# yaml-language-server: $schema=...` at the top of a file tells editors where its schema is.";

/// Options of `schema`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArguments {
    /// What the schema describes
    #[arg(value_name = "OF", default_value = "briefing")]
    pub(in crate::cli) of: SchemaKind,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaKind {
    /// The front matter of a briefing
    Briefing,
    /// The front matter of a page
    Page,
    /// `site.yaml`
    Site,
}

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  briefpress completions bash > ~/.local/share/bash-completion/completions/briefpress
  briefpress completions zsh > ~/.zfunc/_briefpress
  briefpress completions fish > ~/.config/fish/completions/briefpress.fish
  briefpress completions powershell >> $PROFILE";

pub(super) const MAN_EXAMPLES: &str = "\
Examples:
  briefpress man > ~/.local/share/man/man1/briefpress.1
  briefpress man theme eject | man -l -";

/// What to do about the theme.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ThemeCommand {
    /// List the files of the site's theme and where each comes from
    #[command(after_help = LIST_EXAMPLES)]
    List,
    /// Copy files of the theme into the site, where they can be changed
    #[command(after_help = EJECT_EXAMPLES)]
    Eject {
        /// A file as `briefpress theme list` names it
        #[arg(required = true, value_name = "FILE")]
        files: Vec<String>,
    },
}

pub(super) const THEME_EXAMPLES: &str = "\
Examples:
  briefpress theme list                            what the theme is made of, and what of it is the site's own
  briefpress theme eject templates/briefing.html   copy a template, to change it";

pub(super) const LIST_EXAMPLES: &str = "\
Examples:
  briefpress theme list
  briefpress --root ../site theme list   the theme of a site in another folder";

pub(super) const EJECT_EXAMPLES: &str = "\
Examples:
  briefpress theme eject templates/briefing.html
  briefpress theme eject templates/base.html static/style.css

A file that is there already is never overwritten. What is not ejected comes from the theme inside the program.";
