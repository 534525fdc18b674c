//! The command line, as clap reads it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use briefpress::build::Today;
use briefpress::config::{BaseUrl, Moment, MomentError};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Span;
use jiff::civil::Date;

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
    /// Clean Office files and pictures of names, paths and places, and say what only a person can take out
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

const BUILD_EXAMPLES: &str = "\
Examples:
  briefpress build                                     write the site into output/
  briefpress build --base-url https://host/briefings/  for a site in a subfolder of its host
  briefpress build --today 2026-04-01                  as it will be on the first of April
  briefpress build --today 2026-04-01T09:00            the same at nine, in the time zone of the site
  briefpress build --explain                           say why each page had to be made again
  briefpress build --no-cache --timings                say where the time goes, by stage and by template

Nothing is written while a finding of severity error stands; the site of the last build stays as it is.";

const CHECK_EXAMPLES: &str = "\
Examples:
  briefpress check                      every finding, with the line and the way out
  briefpress check --deny warnings      fail on warnings too, for a pull request
  briefpress check --only links         only what is said about links
  briefpress check briefings/seven.md   only what is said about one file, seen within the whole site
  briefpress check --format json        for a program; also: short, github, sarif, junit";

/// Options of `check` alone.
#[derive(Debug, Args)]
pub(super) struct CheckCommand {
    #[command(flatten)]
    pub(super) check: CheckArguments,
    #[command(flatten)]
    pub(super) selection: SelectionArguments,
    /// Ask other websites whether what pages link is still there; answers are kept in `.briefpress`
    #[arg(long)]
    pub(super) online: bool,
    /// A host that `--online` may ask though only your network reaches it, with its port where it has one. May be given several times
    #[arg(long, value_name = "HOST", requires = "online")]
    pub(super) allow_host: Vec<String>,
}

/// Which findings are asked for.
#[derive(Debug, Args)]
pub(super) struct SelectionArguments {
    /// Only findings of this family: links, accessibility, language ... May be given several times
    #[arg(long, value_name = "FAMILY", value_parser = super::selection::parse_family)]
    pub(super) only: Vec<String>,
    /// Only findings in these files or folders; the whole site is read all the same
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// Options of `build`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) check: CheckArguments,
    /// Where to write the site, seen from the folder you are in [default: `output` in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Say why each file had to be made again
    #[arg(long)]
    pub(super) explain: bool,
    /// Say how long each stage and each template took
    #[arg(long)]
    pub(super) timings: bool,
    /// Make every file again
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Wait until the disk holds the new site before it takes the place of the old one, in case the power fails
    #[arg(long)]
    pub(super) durable: bool,
}

/// Options of `check`, which `build` has as well.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Where the site will be hosted, instead of what `site.yaml` says
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    pub(super) base_url: Option<String>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    pub(super) today: Option<Today>,
    /// Treat drafts as if they were to be published
    #[arg(long)]
    pub(super) drafts: bool,
    /// What else shall block
    #[arg(long, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,
    /// Show sealed names in findings, instead of covering them
    #[arg(long)]
    pub(super) reveal: bool,
    /// How to write the findings
    #[arg(long, default_value = "human")]
    pub(super) format: Format,
    /// How many threads to use, at most 256 [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    pub(super) jobs: Option<NonZeroUsize>,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  briefpress diff                              what a build would add, change and remove
  briefpress diff --format json                for a program, such as one that purges a cache
  briefpress diff --against deployed-manifest  against the `.briefpress-manifest` of what was deployed";

const APPROVE_EXAMPLES: &str = "\
Examples:
  briefpress approve briefings/seven.md --by \"Independent chair\"
  briefpress approve briefings/seven.md --by \"Independent chair\" --second-reader \"Named nurse\"

Only the key `approval` of this one file is changed. `briefpress check` says so when the text changes afterwards.";

/// Options of `approve`.
#[derive(Debug, Args)]
pub(super) struct ApproveArguments {
    /// The file of the briefing
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The role that signed it off
    #[arg(long, value_name = "ROLE", value_parser = parse_role)]
    pub(super) by: String,
    /// The role that read it besides its author
    #[arg(long, value_name = "ROLE", value_parser = parse_role)]
    pub(super) second_reader: Option<String>,
    /// The day of the signature, where it is not today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_today)]
    pub(super) today: Option<Today>,
}

const PACK_EXAMPLES: &str = "\
Examples:
  briefpress pack seven                                the pack of the briefing `seven`, as sign-off-seven.html
  briefpress pack briefings/seven.md --output /tmp/seven.html

What will be public, every finding, every date, age, name, place, number and link, the approval and the waivers, with boxes
to tick; to read in a browser or on paper. Drafts and embargoed briefings have packs as well. The file is not public: it is
never written where a build would publish it.";

/// Options of `pack`.
#[derive(Debug, Args)]
pub(super) struct PackArguments {
    /// The id of the briefing, or its file
    #[arg(value_name = "ID")]
    pub(super) briefing: String,
    /// Where to write it [default: `sign-off-ID.html` in the folder you are in]
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    pub(super) today: Option<Today>,
}

const DUE_EXAMPLES: &str = "\
Examples:
  briefpress due                                           the next 90 days, and what is overdue
  briefpress due --within 1y --format ics --to duties.ics  a calendar for the year

Embargoes ending, review dates, last days of files and briefings, actions, waivers, helplines to compare again. The list
is for those who run the site: it names what is not public yet.";

/// Options of `due`.
#[derive(Debug, Args)]
pub(super) struct DueArguments {
    /// How far to look ahead: days, weeks, months or years, as in 90d, 12w, 6m, 1y
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = parse_within)]
    pub(super) within: Span,
    /// How to write the list
    #[arg(long, default_value = "text")]
    pub(super) format: DueFormat,
    /// Write it into a file, which may not stand where it would become public
    #[arg(long, value_name = "FILE")]
    pub(super) to: Option<PathBuf>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    pub(super) today: Option<Today>,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DueFormat {
    /// One line each
    Text,
    /// One object
    Json,
    /// A calendar (RFC 5545)
    Ics,
}

/// Reads a number of days, weeks, months or years.
fn parse_within(text: &str) -> Result<Span, String> {
    let wrong = || "a time is written as in 90d, 12w, 6m or 1y: a number and its unit".to_owned();
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
    let is_number =
        !number.is_empty() && number.len() <= 5 && number.bytes().all(|byte| byte.is_ascii_digit());
    let number: i32 = number.parse().ok().filter(|_| is_number).ok_or_else(wrong)?;
    let span = Span::new();
    match unit {
        "d" => span.try_days(number),
        "w" => span.try_weeks(number),
        "m" => span.try_months(number),
        "y" => span.try_years(number),
        _ => return Err(wrong()),
    }
    .map_err(|_| "that is longer than calendars reach".to_owned())
}

/// A role is a line of words.
fn parse_role(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("write the role of a person, as \"Independent chair\"".to_owned());
    }
    Ok(text.to_owned())
}

/// Options of `diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The output to compare with, seen from the folder you are in [default: `output` in the site's folder]
    #[arg(long, value_name = "DIR", conflicts_with = "against")]
    pub(super) output: Option<PathBuf>,
    /// A manifest to compare with: the `.briefpress-manifest` of an output, put aside when it was deployed
    #[arg(long, value_name = "FILE")]
    pub(super) against: Option<PathBuf>,
    /// Where the site will be hosted, instead of what `site.yaml` says
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<String>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    today: Option<Today>,
    /// Treat drafts as if they were to be published
    #[arg(long)]
    drafts: bool,
    /// What else shall block
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How to write the list
    #[arg(long, default_value = "human")]
    pub(super) format: DiffFormat,
    /// How many threads to use, at most 256 [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    jobs: Option<NonZeroUsize>,
}

impl DiffArguments {
    /// The options of the check that the comparison rests on.
    pub(super) fn check(&self) -> CheckArguments {
        CheckArguments {
            base_url: self.base_url.clone(),
            today: self.today,
            drafts: self.drafts,
            deny: self.deny,
            reveal: false,
            format: match self.format {
                DiffFormat::Human => Format::Human,
                DiffFormat::Json => Format::Json,
            },
            jobs: self.jobs,
        }
    }
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// One line each
    Human,
    /// One object
    Json,
}

/// What blocks besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Findings of severity warning
    Warnings,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the lines they are about
    Human,
    /// One line a finding
    Short,
    /// One object with every finding and the numbers
    Json,
    /// Workflow commands of GitHub
    Github,
    /// SARIF 2.1.0, for code scanners
    Sarif,
    /// The XML of `JUnit`, for servers that show what was tested
    Junit,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  briefpress explain language/long-sentence  what it means, why it matters, how to mend or waive it
  briefpress explain --list                  every code with its severity, one line each
  briefpress explain --page > pages/checks.md  all of it as a page of this site, for those who write";

/// Options of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code as a finding gives it
    #[arg(value_name = "CODE", required_unless_present_any = ["list", "all", "page"])]
    pub(super) code: Option<String>,
    /// List every code
    #[arg(long, conflicts_with_all = ["code", "all"])]
    pub(super) list: bool,
    /// Write the whole reference as Markdown
    #[arg(long, conflicts_with = "code")]
    pub(super) all: bool,
    /// Write the whole reference as a page of a site, with front matter
    #[arg(long, conflicts_with_all = ["code", "list", "all"])]
    pub(super) page: bool,
}

const SEAL_EXAMPLES: &str = "\
Examples:
  briefpress seal key ../selderby.key      make a key, in a file outside of the site
  briefpress seal add                      seal names as you type them, one a line
  briefpress seal add --from names.txt     seal the names of a file, which you then delete
  briefpress seal list                     say how many names are sealed, and whether the key fits

The key is taken from BRIEFPRESS_SEAL_KEY, or from the file that BRIEFPRESS_SEAL_KEY_FILE names. Names are never given as
arguments, for shells remember those.";

const SEAL_ADD_EXAMPLES: &str = "\
Examples:
  briefpress seal add                    seal names as you type them, one a line
  briefpress seal add --from names.txt   seal the names of a file, which you then delete";

const SEAL_REMOVE_EXAMPLES: &str = "\
Examples:
  briefpress seal remove                    take out names as you type them, one a line
  briefpress seal remove --from names.txt   take out the names of a file";

const SEAL_LIST_EXAMPLES: &str = "\
Examples:
  briefpress seal list   say how many names are sealed, and whether the key fits";

const SEAL_KEY_EXAMPLES: &str = "\
Examples:
  briefpress seal key ../selderby.key   make a key, in a file outside of the site";

/// What to do with the sealed names.
#[derive(Debug, Subcommand)]
pub(super) enum SealCommand {
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
pub(super) struct NamesArguments {
    /// A text with one name a line; it is read and not kept [default: standard input]
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
}

/// Options of `scrub`.
#[derive(Debug, Args)]
pub(super) struct ScrubArguments {
    /// The files to clean: docx, xlsx, pptx, odt, ods, odp, JPEG, PNG, WebP, GIF
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Replace each file, instead of writing `report.cleaned.docx` beside `report.docx`
    #[arg(long)]
    pub(super) in_place: bool,
}

const SCRUB_EXAMPLES: &str = "\
Examples:
  briefpress scrub report.docx             write report.cleaned.docx, and say what is left
  briefpress scrub --in-place photos/*.jpg replace pictures by what is seen of them

What readers see stays as it is, and so do comments, tracked changes and hidden sheets: whether they may go is for a
person to say. Exit status: 0 nothing of weight is left; 1 something is; 2 a file could not be cleaned.";
const INIT_EXAMPLES: &str = "\
Examples:
  briefpress init                 in the folder you are in
  briefpress init learning        in a new folder `learning`

Where one of its files is there already, nothing is written.";

/// Options of `init`.
#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder of the site, seen from the folder you are in [default: the folder you are in]
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// The day of its example briefing [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub(super) today: Option<Date>,
}

const NEW_EXAMPLES: &str = "\
Examples:
  briefpress new \"When we disagree\"
  briefpress new \"Out of sight\" --format-of seven-minute --review LCSPR
  $EDITOR \"$(briefpress new 'When we disagree')\"

A file that is there already is never overwritten.";

/// Options of `new`.
#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The title, in quotes; the file gets its name from it
    #[arg(value_name = "TITLE")]
    pub(super) title: String,
    /// What kind of publication it is: seven-minute, case-study, audit ... [default: learning-brief]
    #[arg(long, value_name = "KIND")]
    pub(super) format_of: Option<String>,
    /// The type of the review that it reports on: LCSPR, rapid-review, SAR ...
    #[arg(long, value_name = "TYPE")]
    pub(super) review: Option<String>,
    /// Its series, which may be a new one [default: that of the newest briefing, if it has one]
    #[arg(long, value_name = "NAME")]
    pub(super) series: Option<String>,
    /// The day it is dated [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub(super) today: Option<Date>,
}

const SCHEMA_EXAMPLES: &str = "\
Examples:
  briefpress schema > schemas/briefing.schema.json     after an update of Briefpress
  briefpress schema site > schemas/site.schema.json

A line `# yaml-language-server: $schema=...` at the top of a file tells editors where its schema is.";

/// Options of `schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// What the schema describes
    #[arg(value_name = "OF", default_value = "briefing")]
    pub(super) of: SchemaKind,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    /// The front matter of a briefing
    Briefing,
    /// The front matter of a page
    Page,
    /// `site.yaml`
    Site,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  briefpress completions bash > ~/.local/share/bash-completion/completions/briefpress
  briefpress completions zsh > ~/.zfunc/_briefpress
  briefpress completions fish > ~/.config/fish/completions/briefpress.fish
  briefpress completions powershell >> $PROFILE";

const MAN_EXAMPLES: &str = "\
Examples:
  briefpress man > ~/.local/share/man/man1/briefpress.1
  briefpress man theme eject | man -l -";

const SERVE_EXAMPLES: &str = "\
Examples:
  briefpress serve                  show the site at http://localhost:4000/, drafts included
  briefpress serve --open           the same, and open it in the browser
  briefpress serve --port 0         at a port that is free
  briefpress serve --no-drafts      only what a build would publish

Every saved change is built and shown at once; nothing is written to the disk. While a finding of \
severity error stands, the last good site stays on the screen, with what has to be mended. At /_desk/ stands every \
briefing with its state.";

/// Options of `serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// The port to serve at; 0 takes one that is free
    #[arg(long, value_name = "N", default_value = "4000")]
    pub(super) port: u16,
    /// The address to serve at, instead of this machine alone; everybody who reaches it sees every draft
    #[arg(long, value_name = "ADDRESS")]
    pub(super) host: Option<std::net::IpAddr>,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Leave drafts out, as a build does
    #[arg(long)]
    no_drafts: bool,
    /// Where the site will be hosted, instead of what `site.yaml` says; a subfolder is kept
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<String>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    today: Option<Today>,
    /// What else shall block
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How many threads to use, at most 256 [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    jobs: Option<NonZeroUsize>,
}

impl ServeArguments {
    /// The options of the check that every build of the preview is.
    pub(super) fn check(&self) -> CheckArguments {
        CheckArguments {
            base_url: self.base_url.clone(),
            today: self.today,
            drafts: !self.no_drafts,
            deny: self.deny,
            reveal: false,
            format: Format::Human,
            jobs: self.jobs,
        }
    }
}

/// What to do about the theme.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
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

const THEME_EXAMPLES: &str = "\
Examples:
  briefpress theme list                            what the theme is made of, and what of it is the site's own
  briefpress theme eject templates/briefing.html   copy a template, to change it";

const LIST_EXAMPLES: &str = "\
Examples:
  briefpress theme list
  briefpress --root ../site theme list   the theme of a site in another folder";

const EJECT_EXAMPLES: &str = "\
Examples:
  briefpress theme eject templates/briefing.html
  briefpress theme eject templates/base.html static/style.css

A file that is there already is never overwritten. What is not ejected comes from the theme inside the program.";

fn parse_base_url(text: &str) -> Result<String, String> {
    BaseUrl::parse(text).map(|url| url.as_str().to_owned())
}

/// Reads a day, or a day and a time: a day without a time counts from its first moment.
fn parse_today(text: &str) -> Result<Today, String> {
    match Moment::parse(text) {
        Ok(Moment::Day(day)) => Ok(Today::Given(day)),
        Ok(Moment::Local(local)) => Ok(Today::Local(local)),
        Ok(Moment::Fixed(moment)) => Ok(Today::Now(moment)),
        Err(MomentError::Spelling) => Err(
            "a day is written as in 2026-04-01, a day and a time as in 2026-04-01T09:00 or 2026-04-01T09:00+01:00".to_owned(),
        ),
        Err(MomentError::Impossible) => Err("there is no such day in the calendar, or no such time".to_owned()),
    }
}

/// Reads a day.
fn parse_day(text: &str) -> Result<Date, String> {
    match Moment::parse(text) {
        Ok(Moment::Day(day)) => Ok(day),
        Err(MomentError::Impossible) => Err("there is no such day in the calendar".to_owned()),
        _ => Err("a day is written as in 2026-04-01".to_owned()),
    }
}

/// More threads than any machine has use for: each one takes memory, and a slip of the finger must not bring it down.
const MAX_JOBS: usize = 256;

/// Reads a number of threads.
fn parse_jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .ok()
        .filter(|jobs: &NonZeroUsize| jobs.get() <= MAX_JOBS)
        .ok_or_else(|| format!("the number of threads is one from 1 to {MAX_JOBS}"))
}
