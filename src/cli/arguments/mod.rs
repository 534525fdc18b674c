//! The command line, as clap reads it.

mod build;
mod publication;
mod site;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use build::{BUILD_EXAMPLES, CHECK_EXAMPLES, DIFF_EXAMPLES, EXPLAIN_EXAMPLES, SERVE_EXAMPLES};
pub(super) use build::{
    BuildArguments, CheckArguments, CheckCommand, Deny, DiffArguments, DiffFormat, ExplainArguments, Format,
    SelectionArguments, ServeArguments,
};
use publication::{APPROVE_EXAMPLES, DUE_EXAMPLES, PACK_EXAMPLES, SCRUB_EXAMPLES, SEAL_EXAMPLES};
pub(super) use publication::{
    ApproveArguments, DueArguments, DueFormat, NamesArguments, PackArguments, ScrubArguments, SealCommand,
};
use site::{
    COMPLETIONS_EXAMPLES, INIT_EXAMPLES, MAN_EXAMPLES, NEW_EXAMPLES, SCHEMA_EXAMPLES, THEME_EXAMPLES,
};
pub(super) use site::{InitArguments, NewArguments, SchemaArguments, SchemaKind, ThemeCommand};

/// Turns learning briefings into a static website.
///
/// Briefpress reads the Markdown files in `briefings/`, says what is missing or wrong in them, and writes a website
/// that any host can serve. Nothing is written while a finding of severity error stands.
#[derive(Debug, Parser)]
#[command(name = "briefpress", version, after_help = EXAMPLES, max_term_width = 100)]
#[command(arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  briefpress init my-site               make a new site
  briefpress new \"When we disagree\"    make a new briefing
  briefpress check                      say what is wrong, write nothing
  briefpress build                      check, then write the site into output/
  briefpress --root ../site build       the same for a site in another folder

Exit status: 0 done; 1 findings block and nothing was written; 2 wrong usage, or the machine failed.";

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The folder of the site, the one that holds `briefings/`
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub(super) root: PathBuf,
    /// When to colour the words
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: ColorWhen,
    /// Say nothing but the findings
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show every finding in full, however many there are of one kind
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// When to colour the words.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Also in a file or a pipe
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the site, then write it
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArguments),
    /// Do everything but writing
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckCommand),
    /// Record that a briefing was signed off, and which words were
    #[command(after_help = APPROVE_EXAMPLES)]
    Approve(ApproveArguments),
    /// Say what a build would change for the public, and write nothing
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArguments),
    /// List what will happen next, and what is due by when
    #[command(after_help = DUE_EXAMPLES)]
    Due(DueArguments),
    /// Show the site in a browser while it is written
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArguments),
    /// Write all that those who sign a briefing off have to see, as one file
    #[command(after_help = PACK_EXAMPLES, arg_required_else_help = true)]
    Pack(PackArguments),
    /// Say what a finding means, why it matters and how to mend it
    #[command(after_help = EXPLAIN_EXAMPLES, arg_required_else_help = true)]
    Explain(ExplainArguments),
    /// Clean Office files, pictures and texts with pictures in their addresses of names, paths and places, and say what only a person can take out
    #[command(after_help = SCRUB_EXAMPLES, arg_required_else_help = true)]
    Scrub(ScrubArguments),
    /// Seal names that must not be published, so that every check finds them and no file holds them
    #[command(subcommand, after_help = SEAL_EXAMPLES, arg_required_else_help = true, disable_help_subcommand = true)]
    Seal(SealCommand),
    /// Make a new site that can be built at once
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArguments),
    /// Make a new briefing, as a draft with the parts that its format expects
    #[command(after_help = NEW_EXAMPLES, arg_required_else_help = true)]
    New(NewArguments),
    /// Print the JSON Schema by which text editors complete and check front matter and settings
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArguments),
    /// Print what makes a shell complete commands and options
    #[command(after_help = COMPLETIONS_EXAMPLES, arg_required_else_help = true)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual, as `man` reads it
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The command whose manual is wanted, as `build` or `theme eject` [default: that of the program]
        #[arg(value_name = "COMMAND")]
        command: Vec<String>,
    },
    /// See which files the theme is made of, or copy them to change them
    #[command(subcommand, after_help = THEME_EXAMPLES)]
    #[command(arg_required_else_help = true, disable_help_subcommand = true)]
    Theme(ThemeCommand),
}
