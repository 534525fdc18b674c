//! `theme list` and `theme eject`.

use std::io::{self, Write};
use std::path::Path;

use briefpress::diagnostic::printable;
use briefpress::scaffold::{Origin, ThemeListing, eject, list_theme};

use super::DONE;
use super::arguments::ThemeCommand;
use super::scaffold::emit_error;
use super::terminal::{Terminal, to_stdout};

/// Lists the files of the theme, or copies some into the site.
pub(super) fn run(root: &Path, command: &ThemeCommand, terminal: &Terminal) -> u8 {
    let result = match command {
        ThemeCommand::List => list_theme(root).map(|listing| {
            to_stdout(|out| write_listing(&listing, out));
        }),
        ThemeCommand::Eject { files } => eject(root, files).map(|paths| {
            for path in paths {
                terminal.remark(&format!("copied to `{path}`: change it there, or delete it to undo"));
            }
        }),
    };
    match result {
        Ok(()) => DONE,
        Err(error) => emit_error(root, error, terminal),
    }
}

/// One file a line: its name, then where it comes from.
fn write_listing(listing: &ThemeListing, out: &mut dyn Write) -> io::Result<()> {
    let width = listing.files.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let folder = &listing.folder;
    for (name, origin) in &listing.files {
        let name = printable(name);
        let origin = match origin {
            Origin::Embedded => "embedded".to_owned(),
            Origin::Unchanged => format!("copied to {folder}, unchanged"),
            Origin::Overridden => format!("overridden in {folder}"),
            Origin::Added => format!("added in {folder}"),
        };
        writeln!(out, "{name:width$}  {origin}")?;
    }
    Ok(())
}
