//! Starts the program in a folder of its own and keeps what it said.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// What one run of the program said and how it ended.
pub(crate) struct Run {
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
    /// The exit status.
    pub(crate) status: i32,
}

/// The program, not started yet, in an environment that decides nothing.
pub(crate) fn briefpress(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefpress"));
    command.args(arguments).current_dir(folder);
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "NO_GRAPHICS",
        "SOURCE_DATE_EPOCH",
        "CI",
        "BRIEFPRESS_SEAL_KEY",
        "BRIEFPRESS_SEAL_KEY_FILE",
    ] {
        command.env_remove(name);
    }
    command.env("TERM", "dumb");
    command
}

/// Runs the program in a folder to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    run_to_end(&mut briefpress(folder, arguments))
}

/// Runs a prepared command to its end.
pub(crate) fn run_to_end(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Run {
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
        status: status.code().unwrap_or(-1),
    }
}

/// A new folder with some files in it.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}
