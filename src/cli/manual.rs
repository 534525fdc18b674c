//! `completions` and `man`: what shells and readers of manuals need, made from the arguments themselves.

use clap::{Command, CommandFactory as _};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::DONE;
use super::arguments::{Arguments, Format};
use super::failure::Failure;
use super::terminal::{Terminal, to_stdout};

const NAME: &str = "briefpress";

/// Prints what makes a shell complete commands and options.
pub(super) fn run_completions(shell: Shell) -> u8 {
    to_stdout(|out| {
        let mut text = Vec::new();
        generate(shell, &mut Arguments::command(), NAME, &mut text);
        out.write_all(&text)
    });
    DONE
}

/// Prints the manual of the program, or of one command.
pub(super) fn run_man(names: &[String], terminal: &Terminal) -> u8 {
    let mut command = Arguments::command();
    command.build();
    for name in names {
        let Some(inner) = command.find_subcommand(name) else {
            let known = command.get_subcommands().map(Command::get_name).collect::<Vec<_>>().join(", ");
            let failure = Failure::new(
                format!("there is no command `{name}`"),
                if known.is_empty() {
                    "it has no commands of its own".to_owned()
                } else {
                    format!("known are {known}")
                },
            );
            return terminal.emit_failure(&failure, Format::Human);
        };
        command = inner.clone();
    }
    let title = std::iter::once(NAME).chain(names.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
    let manual = Man::new(command).title(title);
    to_stdout(|out| {
        let mut text = Vec::new();
        manual.render(&mut text)?;
        out.write_all(&text)
    });
    DONE
}
