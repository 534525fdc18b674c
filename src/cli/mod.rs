//! Arguments, terminal and exit code; everything else is the library's.

mod approve;
mod arguments;
mod build;
mod clock;
mod diff;
mod due;
#[cfg(test)]
mod examples;
mod explain;
mod failure;
mod manual;
mod pack;
mod progress;
mod scaffold;
mod scrub;
mod seal;
mod selection;
mod serve;
mod terminal;
mod theme;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use terminal::Terminal;

/// Everything was done, or there was nothing to do.
const DONE: u8 = 0;
/// Findings block; nothing was written.
const BLOCKED: u8 = 1;
/// The command was wrong or the machine failed.
const FAILED: u8 = 2;

/// Does what the command line says.
pub(crate) fn run() -> ExitCode {
    let Arguments { global, command } = Arguments::parse();
    let terminal = Terminal::new(&global);
    let status = match command {
        Command::Approve(arguments) => approve::run(&global.root, &arguments, &terminal),
        Command::Build(arguments) => build::run_build(&global.root, arguments, &terminal),
        Command::Check(arguments) => build::run_check(&global.root, &arguments, &terminal),
        Command::Diff(arguments) => diff::run(&global.root, &arguments, &terminal),
        Command::Due(arguments) => due::run(&global.root, &arguments, &terminal),
        Command::Serve(arguments) => serve::run(&global.root, &arguments, &terminal),
        Command::Pack(arguments) => pack::run(&global.root, &arguments, &terminal),
        Command::Explain(arguments) => explain::run(&arguments, &terminal),
        Command::Scrub(arguments) => scrub::run(&arguments, &terminal),
        Command::Seal(command) => seal::run(&global.root, &command, &terminal),
        Command::Init(arguments) => scaffold::run_init(&global.root, &arguments, &terminal),
        Command::New(arguments) => scaffold::run_new(&global.root, &arguments, &terminal),
        Command::Schema(arguments) => scaffold::run_schema(&arguments),
        Command::Completions { shell } => manual::run_completions(shell),
        Command::Man { command } => manual::run_man(&command, &terminal),
        Command::Theme(command) => theme::run(&global.root, &command, &terminal),
    };
    ExitCode::from(status)
}
