//! Commands that make the site or look at it: `build`, `check`, `diff`, `explain` and `serve`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use briefpress::build::Today;
use clap::{Args, ValueEnum};

use super::values::{parse_base_url, parse_jobs, parse_today};

pub(super) const BUILD_EXAMPLES: &str = "\
Examples:
  briefpress build                                     write the site into output/
  briefpress build --base-url https://host/briefings/  for a site in a subfolder of its host
  briefpress build --today 2026-04-01                  as it will be on the first of April
  briefpress build --today 2026-04-01T09:00            the same at nine, in the time zone of the site
  briefpress build --explain                           say why each page had to be made again
  briefpress build --no-cache --timings                say where the time goes, by stage and by template

Nothing is written while a finding of severity error stands; the site of the last build stays as it is.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  briefpress check                      every finding, with the line and the way out
  briefpress check --deny warnings      fail on warnings too, for a pull request
  briefpress check --only links         only what is said about links
  briefpress check briefings/seven.md   only what is said about one file, seen within the whole site
  briefpress check --format json        for a program; also: short, github, sarif, junit";

/// Options of `check` alone.
#[derive(Debug, Args)]
pub(in crate::cli) struct CheckCommand {
    #[command(flatten)]
    pub(in crate::cli) check: CheckArguments,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArguments,
    /// Ask other websites whether what pages link is still there; answers are kept in `.briefpress`
    #[arg(long)]
    pub(in crate::cli) online: bool,
    /// A host that `--online` may ask though only your network reaches it, with its port where it has one. May be given several times
    #[arg(long, value_name = "HOST", requires = "online")]
    pub(in crate::cli) allow_host: Vec<String>,
}

/// Which findings are asked for.
#[derive(Debug, Args)]
pub(in crate::cli) struct SelectionArguments {
    /// Only findings of this family: links, accessibility, language ... May be given several times
    #[arg(long, value_name = "FAMILY", value_parser = crate::cli::selection::parse_family)]
    pub(in crate::cli) only: Vec<String>,
    /// Only findings in these files or folders; the whole site is read all the same
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
}

/// Options of `build`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(in crate::cli) struct BuildArguments {
    #[command(flatten)]
    pub(in crate::cli) check: CheckArguments,
    /// Where to write the site, seen from the folder you are in [default: `output` in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Say why each file had to be made again
    #[arg(long)]
    pub(in crate::cli) explain: bool,
    /// Say how long each stage and each template took
    #[arg(long)]
    pub(in crate::cli) timings: bool,
    /// Make every file again
    #[arg(long)]
    pub(in crate::cli) no_cache: bool,
    /// Wait until the disk holds the new site before it takes the place of the old one, in case the power fails
    #[arg(long)]
    pub(in crate::cli) durable: bool,
}

/// Options of `check`, which `build` has as well.
#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    /// Where the site will be hosted, instead of what `site.yaml` says
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    pub(in crate::cli) base_url: Option<String>,
    /// The day, or the day and time, to take for now [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = parse_today)]
    pub(in crate::cli) today: Option<Today>,
    /// Treat drafts as if they were to be published
    #[arg(long)]
    pub(in crate::cli) drafts: bool,
    /// What else shall block
    #[arg(long, value_name = "WHAT")]
    pub(in crate::cli) deny: Option<Deny>,
    /// Show sealed names in findings, instead of covering them
    #[arg(long)]
    pub(in crate::cli) reveal: bool,
    /// How to write the findings
    #[arg(long, default_value = "human")]
    pub(in crate::cli) format: Format,
    /// How many threads to use, at most 256 [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    pub(in crate::cli) jobs: Option<NonZeroUsize>,
}

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  briefpress diff                              what a build would add, change and remove
  briefpress diff --format json                for a program, such as one that purges a cache
  briefpress diff --against deployed-manifest  against the `.briefpress-manifest` of what was deployed";

/// Options of `diff`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArguments {
    /// The output to compare with, seen from the folder you are in [default: `output` in the site's folder]
    #[arg(long, value_name = "DIR", conflicts_with = "against")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// A manifest to compare with: the `.briefpress-manifest` of an output, put aside when it was deployed
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) against: Option<PathBuf>,
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
    pub(in crate::cli) format: DiffFormat,
    /// How many threads to use, at most 256 [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    jobs: Option<NonZeroUsize>,
}

impl DiffArguments {
    /// The options of the check that the comparison rests on.
    pub(in crate::cli) fn check(&self) -> CheckArguments {
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
pub(in crate::cli) enum DiffFormat {
    /// One line each
    Human,
    /// One object
    Json,
}

/// What blocks besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Deny {
    /// Findings of severity warning
    Warnings,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
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

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  briefpress explain language/long-sentence  what it means, why it matters, how to mend or waive it
  briefpress explain --list                  every code with its severity, one line each
  briefpress explain --page > pages/checks.md  all of it as a page of this site, for those who write";

/// Options of `explain`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArguments {
    /// The code as a finding gives it
    #[arg(value_name = "CODE", required_unless_present_any = ["list", "all", "page"])]
    pub(in crate::cli) code: Option<String>,
    /// List every code
    #[arg(long, conflicts_with_all = ["code", "all"])]
    pub(in crate::cli) list: bool,
    /// Write the whole reference as Markdown
    #[arg(long, conflicts_with = "code")]
    pub(in crate::cli) all: bool,
    /// Write the whole reference as a page of a site, with front matter
    #[arg(long, conflicts_with_all = ["code", "list", "all"])]
    pub(in crate::cli) page: bool,
}

pub(super) const SERVE_EXAMPLES: &str = "\
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
pub(in crate::cli) struct ServeArguments {
    /// The port to serve at; 0 takes one that is free
    #[arg(long, value_name = "N", default_value = "4000")]
    pub(in crate::cli) port: u16,
    /// The address to serve at, instead of this machine alone; everybody who reaches it sees every draft
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) host: Option<std::net::IpAddr>,
    /// Open the site in the browser
    #[arg(long)]
    pub(in crate::cli) open: bool,
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
    pub(in crate::cli) fn check(&self) -> CheckArguments {
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
