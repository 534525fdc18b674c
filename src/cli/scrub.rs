//! `scrub`.

use briefpress::diagnostic::Severity;
use briefpress::scrub::{Destination, Scrubbed, scrub_file};

use super::arguments::{Format, ScrubArguments};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{BLOCKED, DONE, FAILED};

/// Cleans each file; one that can not be cleaned does not keep the others from it.
pub(super) fn run(arguments: &ScrubArguments, terminal: &Terminal) -> u8 {
    let destination = if arguments.in_place { Destination::InPlace } else { Destination::Beside };
    let mut status = DONE;
    for file in &arguments.files {
        status = status.max(match scrub_file(file, destination) {
            Ok(scrubbed) => tell(&file.display().to_string(), &scrubbed, terminal),
            Err(error) => {
                let help = error.help().to_owned();
                terminal.emit_failure(&Failure::from(error).with_help(help), Format::Human);
                FAILED
            }
        });
    }
    status
}

/// Says what was done, and what is left for a person.
fn tell(file: &str, scrubbed: &Scrubbed, terminal: &Terminal) -> u8 {
    let Scrubbed { written, removed, left, is_changeable } = scrubbed;
    match written {
        Some(target) if removed.is_empty() => {
            terminal
                .remark(&format!("wrote `{}`, without what programs note for themselves", target.display()));
        }
        Some(target) => {
            terminal.remark(&format!("wrote `{}`, without {}", target.display(), removed.join(", ")));
        }
        None if *is_changeable => terminal.remark(&format!("`{file}` has nothing that could be taken out")),
        None => terminal.remark(&format!(
            "`{file}` is of a kind that is not changed: clean the document that it is made from"
        )),
    }
    terminal.emit_for_people(left);
    if left.iter().any(|found| found.severity >= Severity::Warning) { BLOCKED } else { DONE }
}
