//! `serve`: the preview.

use std::path::Path;

use briefpress::build::{BuildError, BuildOptions, BuildOutcome, Previewed, Today};
use briefpress::diagnostic::{Diagnostic, news};
use briefpress::load::load_settings;
use briefpress::serve::{Listening, Observer, Preview};

use super::arguments::{CheckArguments, Format, ServeArguments};
use super::build::{start, what_was_done};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{DONE, clock};

/// Of so many findings of one kind the lines are shown; they are read anew at each build.
const EXCERPTS: usize = 20;

/// Serves the site until it is interrupted.
pub(super) fn run(root: &Path, arguments: &ServeArguments, terminal: &Terminal) -> u8 {
    match serve(root, arguments, terminal) {
        Ok(()) => DONE,
        Err(failure) => terminal.emit_failure(&failure, Format::Human),
    }
}

fn serve(root: &Path, arguments: &ServeArguments, terminal: &Terminal) -> Result<(), Failure> {
    let check = arguments.check();
    let options = BuildOptions { excerpts: EXCERPTS, ..start(root, &check)? };
    // A folder that is not there is told at once, and not when something in it changes.
    load_settings(root)?;
    let root = root.canonicalize()?;
    let listening = Listening::at(arguments.host, arguments.port)?;
    let address = listening.address().to_owned();
    let preview = Preview::default();
    preview.serve(listening, &root)?;
    if arguments.host.is_some_and(|host| !host.is_loopback()) {
        terminal.remark("warning: whoever reaches this machine sees the preview, drafts included");
    }
    let mut reporter = Reporter {
        options,
        check,
        terminal,
        address,
        open: arguments.open,
        is_told: false,
        shown: Shown::Nothing,
        told: Vec::new(),
    };
    Ok(preview.follow(&root, &mut reporter)?)
}

/// Tells the terminal what became of each build.
struct Reporter<'a> {
    options: BuildOptions,
    check: CheckArguments,
    terminal: &'a Terminal,
    address: String,
    open: bool,
    is_told: bool,
    shown: Shown,
    /// The findings of the last build that was shown, or, until there is one, of the last.
    told: Vec<Diagnostic>,
}

/// What viewers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    LastGood,
    Newest,
}

impl Shown {
    /// The same, after a build that may not be seen.
    fn stale(self) -> Self {
        if self == Self::Nothing { Self::Nothing } else { Self::LastGood }
    }
}

impl Reporter<'_> {
    /// Names the addresses, once the first build has ended.
    fn tell_addresses(&mut self, base: &str) {
        if std::mem::replace(&mut self.is_told, true) {
            return;
        }
        let site = format!("{}{base}", self.address);
        self.terminal.remark_address("the site  ", &site);
        self.terminal.remark_address("the desk  ", &format!("{}/_desk/", self.address));
        self.terminal.remark("every saved change is shown at once; Ctrl-C ends the preview");
        if self.open && open::that_detached(&site).is_err() {
            self.terminal.remark("no browser could be started; open the address by hand");
        }
    }

    /// Emits what keeps the site from being shown, and otherwise what was not there before: who saves every minute does not
    /// want to read the same each time. The desk has all of it.
    fn emit_news(&mut self, outcome: &BuildOutcome) {
        let before = if outcome.published { self.told.as_slice() } else { &[] };
        let news: Vec<Diagnostic> = news(before, &outcome.diagnostics).into_iter().cloned().collect();
        // A file with a mistake hides what else was found of it; when that is mended, it is no news.
        if outcome.published || self.shown == Shown::Nothing {
            self.told.clone_from(&outcome.diagnostics);
        }
        self.terminal.emit_for_people(&news);
    }
}

impl Observer for Reporter<'_> {
    fn options(&mut self) -> BuildOptions {
        // Time goes on while a preview runs; what the start could read can be read again.
        if let (Today::Now(_), Ok(today)) = (self.options.today, clock::today(self.check.today)) {
            self.options.today = today;
        }
        self.options.clone()
    }

    fn built(&mut self, previewed: &Previewed) {
        let Previewed { outcome, site, .. } = previewed;
        let is_changed = outcome.summary.rendered + outcome.summary.removed > 0;
        let before = self.shown;
        self.shown = if outcome.published { Shown::Newest } else { before.stale() };
        if is_changed || !outcome.published || before != Shown::Newest {
            // What was told before is not told again, so nothing else would say how much of it still stands.
            let is_mended = before == Shown::LastGood || outcome.diagnostics.len() < self.told.len();
            self.emit_news(outcome);
            self.terminal.remark(&match self.shown {
                Shown::Newest if is_mended => {
                    format!("{}; what is left: {}", what_was_done(outcome, "shown"), outcome.summary.counts)
                }
                Shown::Newest => what_was_done(outcome, "shown"),
                Shown::LastGood => "the preview shows the last good site until this is mended".to_owned(),
                Shown::Nothing => "there is nothing to show until this is mended".to_owned(),
            });
        }
        self.tell_addresses(site.config.base_url.path());
    }

    fn failed(&mut self, error: &BuildError) {
        self.terminal.emit_failure(&Failure::of(error), Format::Human);
        self.tell_addresses("/");
    }
}
