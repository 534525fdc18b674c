//! `theme list` and `theme eject`.

use std::path::Path;

use super::arguments::{Format, ThemeCommand};
use super::failure::Failure;
use super::terminal::Terminal;

/// Lists the files of the theme, or copies some into the site.
pub(super) fn run(_root: &Path, _command: &ThemeCommand, terminal: &Terminal) -> u8 {
    terminal.emit_failure(&Failure::new("not built yet", "wait"), Format::Human)
}
