//! `due`: what will happen next, and what somebody has to do by when.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use briefpress::build::{BuildOptions, Previewed, Today, survey};
use briefpress::diagnostic::Severity;
use briefpress::duties::{Duty, Release, calendar, duties, ends_of_embargoes};
use briefpress::identity::{Scanner, Setup};
use briefpress::model::{Site, Withheld};
use briefpress::signoff::write_private;
use jiff::civil::Date;
use serde::Serialize;

use super::arguments::{DueArguments, DueFormat, Format};
use super::build::{plain_options, status};
use super::failure::Failure;
use super::seal::{is_closed, opened_seal};
use super::terminal::{Terminal, to_stdout};

/// The list as JSON.
#[derive(Serialize)]
struct Report<'a> {
    today: String,
    until: String,
    duties: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    day: String,
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    utc_offset: Option<String>,
    kind: &'static str,
    overdue: bool,
    title: Option<&'a str>,
    what: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
    id: &'a str,
}

/// Lists what is due.
pub(super) fn run(root: &Path, arguments: &DueArguments, terminal: &Terminal) -> u8 {
    match list(root, arguments, terminal) {
        Ok(()) => status(false),
        Err(failure) => {
            let format = if arguments.format == DueFormat::Json { Format::Json } else { Format::Human };
            terminal.emit_failure(&failure, format)
        }
    }
}

fn list(root: &Path, arguments: &DueArguments, terminal: &Terminal) -> Result<(), Failure> {
    let options = plain_options(root, arguments.today)?;
    let Previewed { site, withheld, .. } = survey(&options)?;
    let until = site.today.saturating_add(arguments.within);
    let mut releases = BTreeMap::new();
    for moment in ends_of_embargoes(&withheld, until) {
        let then = survey(&BuildOptions { today: Today::Now(moment), ..options.clone() })?;
        let found = &then.outcome.diagnostics;
        let errors = found.iter().filter(|found| found.severity == Severity::Error).count();
        releases.insert(moment, Release { site: then.site, errors });
    }
    let mut due = duties(&site, &withheld, &releases, until);
    let seal = opened_seal(root, options.seal_key.as_ref())?;
    let is_uncovered = is_closed(root, seal.as_ref())?;
    let scanner = Scanner::new(Setup { seal, ..Setup::default() });
    for duty in &mut due {
        duty.cover(&scanner);
    }
    let mut text = Vec::new();
    let written = match arguments.format {
        DueFormat::Text => write_lines(&site, &due, &mut text),
        DueFormat::Json => write_json(&site, &due, until, &mut text),
        DueFormat::Ics => text.write_all(calendar(&site, &due).as_bytes()),
    };
    written?;
    match &arguments.to {
        None => to_stdout(|out| out.write_all(&text)),
        Some(file) => write_private(root, file, &text).map_err(|error| {
            let help = error.help().to_owned();
            Failure::from(error).with_help(help)
        })?,
    }
    if is_uncovered {
        terminal.remark(
            "sealed names may stand in this list: they could not be covered without the key of the seal",
        );
    }
    let unread = withheld.iter().filter(|briefing| briefing.why == Withheld::NotUnderstood);
    for briefing in unread {
        let source = briefing.source.as_str();
        let source = scanner.masked(source).unwrap_or_else(|| source.to_owned());
        terminal.remark(&format!("`{source}` has errors: what is due in it is not listed"));
    }
    if arguments.format == DueFormat::Text {
        let overdue = due.iter().filter(|duty| duty.is_overdue(site.today)).count();
        let late = if overdue == 0 { String::new() } else { format!(", {overdue} of them overdue") };
        let all = if due.len() == 1 { "1 duty".to_owned() } else { format!("{} duties", due.len()) };
        terminal.remark(&format!("{all} until {until}{late}"));
    }
    Ok(())
}

/// When a duty falls, as people read it.
fn when(site: &Site, duty: &Duty) -> String {
    let time = duty.time().unwrap_or_default();
    format!("{} {time:5}{}", duty.day, duty.utc_offset(site).unwrap_or_default())
}

fn write_lines(site: &Site, due: &[Duty], out: &mut dyn Write) -> io::Result<()> {
    for duty in due {
        let late = if duty.is_overdue(site.today) { "overdue: " } else { "" };
        let about = duty.title.as_deref().map(|title| format!("{title}: ")).unwrap_or_default();
        let file = match &duty.place {
            Some(place) if !place.is_whole() => format!("  {}:{}", place.path, place.line),
            Some(place) => format!("  {}", place.path),
            None => String::new(),
        };
        let line = format!("{}  {late}{about}{}{file}", when(site, duty), duty.what);
        writeln!(out, "{}", briefpress::diagnostic::printable(&line))?;
    }
    Ok(())
}

fn write_json(site: &Site, due: &[Duty], until: Date, out: &mut dyn Write) -> io::Result<()> {
    let entries = due.iter().map(|duty| Entry {
        day: duty.day.to_string(),
        time: duty.time(),
        utc_offset: duty.utc_offset(site),
        kind: duty.kind.key(),
        overdue: duty.is_overdue(site.today),
        title: duty.title.as_deref(),
        what: &duty.what,
        file: duty.source.as_ref().map(briefpress::source::SourcePath::as_str),
        line: duty.place.as_ref().filter(|place| !place.is_whole()).map(|place| place.line),
        id: &duty.id,
    });
    let report =
        Report { today: site.today.to_string(), until: until.to_string(), duties: entries.collect() };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
