//! What a terminal gets that a file or another program does not: an address that can be clicked.
#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::os::unix::ffi::OsStrExt as _;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::run::{briefpress, folder};

/// The lines that a preview says on a terminal, up to the one that says how to end it.
fn said_on_terminal(command: &mut Command) -> Vec<String> {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let far = File::options().read(true).write(true).open(OsStr::from_bytes(name.to_bytes())).unwrap();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::from(far)).spawn().unwrap();
    let mut lines = Vec::new();
    for line in BufReader::new(File::from(terminal)).lines() {
        let line = line.unwrap().trim_end_matches('\r').to_owned();
        let is_last = line.contains("Ctrl-C");
        lines.push(line);
        if is_last {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    lines
}

#[test]
fn an_address_is_a_link_only_on_a_terminal_that_has_links() {
    let site = folder(&[("site.yaml", "title: Ours\nbase_url: https://example.org/\n")]);
    for (arguments, variables, is_link) in [
        (&[][..], &[("TERM", "xterm-256color")][..], true),
        (&[], &[("TERM", "dumb")], false),
        (&[], &[("TERM", "xterm-256color"), ("NO_COLOR", "1")], false),
        (&["--color", "never"], &[("TERM", "xterm-256color")], false),
    ] {
        let all = [arguments, &["serve", "--port", "0", "--today", "2026-11-01"]].concat();
        let mut command = briefpress(site.path(), &all);
        let lines = said_on_terminal(command.envs(variables.iter().copied()));
        let said = |words: &str| {
            lines.iter().find_map(|line| line.strip_prefix(words)).unwrap_or_else(|| panic!("{lines:#?}"))
        };
        for (words, path) in [("the site  ", "/"), ("the desk  ", "/_desk/")] {
            let line = said(words);
            let from = line.find("http://localhost:").unwrap_or_else(|| panic!("{lines:#?}"));
            let port: String = line[from + 17..].chars().take_while(char::is_ascii_digit).collect();
            let address = format!("http://localhost:{port}{path}");
            let wanted =
                if is_link { format!("\x1b]8;;{address}\x1b\\{address}\x1b]8;;\x1b\\") } else { address };
            assert_eq!(line, wanted, "{all:?} {variables:?}");
        }
        let escapes = lines.iter().filter(|line| line.contains('\x1b')).count();
        assert_eq!(escapes > 0, is_link, "{lines:#?}");
    }
}
