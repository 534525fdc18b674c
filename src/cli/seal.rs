//! `seal`, and the key of the sealed names for every command that looks for them.

use std::env;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use briefpress::build::sealed_names_in_public;
use briefpress::check::{Guard, Levels};
use briefpress::diagnostic::Diagnostic;
use briefpress::identity::{Scanner, Seal, SealKey, Setup};
use briefpress::sealing::{Sealing, Wish, change_seal, create_key, read_key, read_seal};

use super::arguments::{Format, NamesArguments, SealCommand};
use super::build::{count, plain_options};
use super::failure::Failure;
use super::terminal::{Terminal, to_stdout};
use super::{BLOCKED, DONE};

/// Holds the key itself.
const KEY: &str = "BRIEFPRESS_SEAL_KEY";
/// Names the file that holds the key.
const KEY_FILE: &str = "BRIEFPRESS_SEAL_KEY_FILE";

/// Seals names, takes them out, counts them, or makes a key.
pub(super) fn run(root: &Path, command: &SealCommand, terminal: &Terminal) -> u8 {
    let done = match command {
        SealCommand::Add(names) => change(root, names, Wish::Seal, terminal),
        SealCommand::Remove(names) => change(root, names, Wish::Unseal, terminal),
        SealCommand::List => list(root, terminal),
        SealCommand::Key { file } => make_key(root, file, terminal),
    };
    done.unwrap_or_else(|failure| terminal.emit_failure(&failure, Format::Human))
}

fn change(root: &Path, arguments: &NamesArguments, wish: Wish, terminal: &Terminal) -> Result<u8, Failure> {
    let key = seal_key(root)?.ok_or_else(|| {
        Failure::new(
            format!("there is no key: neither `{KEY}` nor `{KEY_FILE}` is set"),
            "`briefpress seal key FILE` makes one in a file outside of the site",
        )
    })?;
    let names = read_names(arguments, terminal)?;
    let sealing = change_seal(root, &key, &names, wish).map_err(told)?;
    let status = tell(&sealing, wish, terminal);
    if wish == Wish::Unseal {
        return Ok(status);
    }
    // What was published before is not taken back by sealing.
    let seal = read_seal(root).map_err(told)?;
    let Ok(seal) = seal.open(&key) else { return Ok(status) };
    let public = sealed_names_in_public(&plain_options(root, None)?, seal)?;
    terminal.emit_for_people(&public);
    Ok(if public.is_empty() { status } else { BLOCKED })
}

fn tell(sealing: &Sealing, wish: Wish, terminal: &Terminal) -> u8 {
    let Sealing { changed, unchanged, refused, names } = sealing;
    let (done, was_so) = match wish {
        Wish::Seal => ("sealed", "sealed already"),
        Wish::Unseal => ("taken out", "not sealed"),
    };
    let mut what = format!("{} {done}", count(*changed, "name"));
    if *unchanged > 0 {
        let _ = write!(what, ", {unchanged} {was_so}");
    }
    terminal.remark(&format!("{what}; {} sealed in all", count(*names, "name")));
    for line in refused {
        terminal.remark(&format!("line {line} is no name: a name has one to four words"));
    }
    if refused.is_empty() { DONE } else { BLOCKED }
}

fn list(root: &Path, terminal: &Terminal) -> Result<u8, Failure> {
    let seal = read_seal(root).map_err(told)?;
    to_stdout(|out| writeln!(out, "{} in {}", count(seal.names(), "name"), count(seal.len(), "form")));
    if let Some(key) = seal_key(root)? {
        let fits = seal.is_empty() || seal.open(&key).is_ok();
        terminal.remark(if fits {
            "the key fits"
        } else {
            "the key does not fit: names were sealed with another one"
        });
        return Ok(if fits { DONE } else { BLOCKED });
    }
    Ok(DONE)
}

fn make_key(root: &Path, file: &Path, terminal: &Terminal) -> Result<u8, Failure> {
    create_key(root, file).map_err(told)?;
    terminal.remark(&format!("wrote a key into `{}`; set `{KEY_FILE}` to this path", file.display()));
    terminal.remark("keep a copy in a safe place: without it nobody can tell the sealed names");
    Ok(DONE)
}

/// The names, one a line: out of a file, a pipe, or as they are typed.
fn read_names(arguments: &NamesArguments, terminal: &Terminal) -> Result<String, Failure> {
    let unread = |error: io::Error| {
        Failure::from(error)
            .with_help("give a text with one name a line, with `--from FILE` or through a pipe".to_owned())
    };
    match &arguments.from {
        Some(file) => std::fs::read_to_string(file).map_err(unread),
        None if io::stdin().is_terminal() => {
            terminal.remark("one name a line; an empty line ends");
            let lines = io::stdin().lock().lines();
            let names: io::Result<Vec<String>> =
                lines.take_while(|line| line.as_ref().map_or(true, |line| !line.trim().is_empty())).collect();
            Ok(names.map_err(unread)?.join("\n"))
        }
        None => {
            let mut names = String::new();
            io::stdin().read_to_string(&mut names).map_err(unread)?;
            Ok(names)
        }
    }
}

/// The names that have to be covered in what is written for people who need not know them; nothing where they can not be told.
pub(super) fn opened_seal(root: &Path, key: Option<&SealKey>) -> Result<Option<Seal>, Failure> {
    let Some(key) = key else { return Ok(None) };
    Ok(read_seal(root).map_err(told)?.open(key).ok())
}

/// Covers sealed names in findings, where they can be told: lines with one are not shown.
pub(super) fn cover(root: &Path, found: &mut [Diagnostic]) {
    let setup = Setup { seal: seal_at_hand(root), ..Setup::default() };
    Guard::new(setup, &Levels::default()).cover(found, &mut [], &|_| None);
}

/// A text with its sealed names covered, where they can be told.
pub(super) fn masked(root: &Path, text: &str) -> String {
    let scanner = Scanner::new(Setup { seal: seal_at_hand(root), ..Setup::default() });
    scanner.masked(text).unwrap_or_else(|| text.to_owned())
}

/// The sealed names, should their key be at hand; what keeps them from being read is told where they are looked for.
fn seal_at_hand(root: &Path) -> Option<Seal> {
    let key = seal_key(root).ok()??;
    opened_seal(root, Some(&key)).ok()?
}

/// Whether there are sealed names that nobody could cover.
pub(super) fn is_closed(root: &Path, seal: Option<&Seal>) -> Result<bool, Failure> {
    Ok(seal.is_none() && !read_seal(root).map_err(told)?.is_empty())
}

/// The key of the sealed names, should there be one.
pub(super) fn seal_key(root: &Path) -> Result<Option<SealKey>, Failure> {
    if let Some(secret) = env::var(KEY).ok().filter(|secret| !secret.trim().is_empty()) {
        let key = SealKey::of(&secret).map_err(|_| {
            Failure::new(
                format!("the key in `{KEY}` is too short"),
                "a key has at least 20 characters; `briefpress seal key FILE` makes one",
            )
        })?;
        return Ok(Some(key));
    }
    let file = env::var_os(KEY_FILE).filter(|file| !file.is_empty()).map(PathBuf::from);
    file.map(|file| read_key(root, &file)).transpose().map_err(told)
}

fn told(error: briefpress::sealing::SealingError) -> Failure {
    let help = error.help().to_owned();
    Failure::from(error).with_help(help)
}
