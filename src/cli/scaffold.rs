//! `init`, `new` and `schema`.

use std::path::Path;

use briefpress::check::Levels;
use briefpress::config::parse_config;
use briefpress::diagnostic::printable;
use briefpress::load::load_settings;
use briefpress::scaffold::{NewBriefing, ScaffoldError, SchemaOf, new_briefing, new_site, schema};
use jiff::civil::Date;

use super::arguments::{Format, InitArguments, NewArguments, SchemaArguments, SchemaKind};
use super::failure::Failure;
use super::seal::cover;
use super::terminal::{Terminal, to_stdout};
use super::{BLOCKED, DONE, build, clock};

/// Makes a new site.
pub(super) fn run_init(root: &Path, arguments: &InitArguments, terminal: &Terminal) -> u8 {
    let folder = arguments.folder.as_ref().map_or_else(|| root.to_owned(), |folder| root.join(folder));
    let today = match today(&folder, arguments.today) {
        Ok(today) => today,
        Err(failure) => return terminal.emit_failure(&failure, Format::Human),
    };
    match new_site(&folder, today) {
        Ok(written) => {
            to_stdout(|out| written.iter().try_for_each(|path| writeln!(out, "{path}")));
            let folder = folder.display();
            terminal.remark(&format!("{} in `{folder}`", build::count(written.len(), "file")));
            terminal.remark(
                "next: put your own name and address into `site.yaml`, then run `briefpress serve --open`",
            );
            DONE
        }
        Err(error) => emit_error(&folder, error, terminal),
    }
}

/// Makes a new briefing.
pub(super) fn run_new(root: &Path, arguments: &NewArguments, terminal: &Terminal) -> u8 {
    let today = match today(root, arguments.today) {
        Ok(today) => today,
        Err(failure) => return terminal.emit_failure(&failure, Format::Human),
    };
    let wanted = NewBriefing {
        title: &arguments.title,
        format: arguments.format_of.as_deref(),
        review: arguments.review.as_deref(),
        series: arguments.series.as_deref(),
        today,
    };
    match new_briefing(root, wanted) {
        Ok(placed) => {
            let path = root.join(placed.briefing.as_str());
            to_stdout(|out| writeln!(out, "{}", printable(&path.display().to_string())));
            for path in &placed.schemas {
                terminal.remark(&format!("also wrote `{path}`, by which text editors complete and check"));
            }
            if placed.unread > 0 {
                let files = build::count(placed.unread, "briefing");
                terminal.remark(&format!(
                    "{files} can not be understood, so the number of the series may be taken: see `briefpress check`"
                ));
            }
            terminal.remark("it is a draft: nobody sees it until the line `draft: true` is taken away");
            DONE
        }
        Err(error) => emit_error(root, error, terminal),
    }
}

/// Prints a schema.
pub(super) fn run_schema(arguments: &SchemaArguments) -> u8 {
    let of = match arguments.of {
        SchemaKind::Briefing => SchemaOf::Briefing,
        SchemaKind::Page => SchemaOf::Page,
        SchemaKind::Site => SchemaOf::Site,
    };
    to_stdout(|out| writeln!(out, "{:#}", schema(of)));
    DONE
}

/// The day in the time zone of the site, where there is a site yet.
fn today(root: &Path, given: Option<Date>) -> Result<Date, Failure> {
    if let Some(day) = given {
        return Ok(day);
    }
    let moment = clock::today(None).map_err(|message| {
        Failure::new(message, "set it to the seconds since 1970, unset it, or give `--today YYYY-MM-DD`")
    })?;
    let settings = load_settings(root).ok().and_then(|(settings, _)| settings);
    let config = settings.map(|settings| parse_config(&settings, &mut Vec::new())).unwrap_or_default();
    Ok(moment.in_zone(&config.timezone)?)
}

/// Emits why a file was not put into the site, and gives the exit status.
pub(super) fn emit_error(root: &Path, mut error: ScaffoldError, terminal: &Terminal) -> u8 {
    if let ScaffoldError::Settings(found) = &mut error {
        // Who has to see to each is what its rule says.
        Levels::default().apply(found);
        cover(root, found);
        terminal.emit_for_people(found);
        return BLOCKED;
    }
    let help = error.help();
    terminal.emit_failure(&Failure::from(error).with_help(help), Format::Human)
}
