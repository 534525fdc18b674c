//! How far the work has come, on the terminal of someone who waits for it.

use std::env;
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use briefpress::build::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes less is done before anyone wonders.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn again.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

const COUNTED: &str = "{msg} [{bar:24}] {human_pos} of {human_len}";
const UNCOUNTED: &str = "{msg} ...";

/// Whether someone sits before standard error and wants to know.
pub(super) fn is_welcome() -> bool {
    draws_on(io::stderr().is_terminal(), env::var("TERM").ok().as_deref())
}

/// A terminal that can not take a line back would fill up with old ones.
fn draws_on(is_terminal: bool, term: Option<&str>) -> bool {
    is_terminal && term != Some("dumb")
}

/// Does work, and shows how far it has come if it takes more than a second and someone is there to see it. The line is
/// gone when the work is done.
pub(super) fn showing_progress<T>(is_welcome: bool, work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    if !is_welcome {
        return work(&progress);
    }
    thread::scope(|scope| {
        // Nothing is ever sent: the end of the work is the end of the channel.
        let (_working, end) = mpsc::channel();
        let watched = &progress;
        scope.spawn(move || watch(watched, &end));
        work(watched)
    })
}

fn watch(progress: &Progress, end: &Receiver<()>) {
    let is_over = |wait| end.recv_timeout(wait) != Err(RecvTimeoutError::Timeout);
    if is_over(PATIENCE) {
        return;
    }
    // The templates are constants, and a test reads them.
    let style =
        |template| ProgressStyle::with_template(template).ok().map(|style| style.progress_chars("##-"));
    let (Some(counted), Some(uncounted)) = (style(COUNTED), style(UNCOUNTED)) else { return };
    // Nothing is drawn before the line has its words.
    let bar = ProgressBar::hidden();
    let mut is_shown = false;
    loop {
        let stand = progress.stand();
        bar.set_style(if stand.total > 0 { counted.clone() } else { uncounted.clone() });
        bar.set_length(stand.total as u64);
        bar.set_position(stand.done.min(stand.total) as u64);
        bar.set_message(stand.doing);
        if !is_shown {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            is_shown = true;
        }
        bar.tick();
        if is_over(BETWEEN_LOOKS) {
            break;
        }
    }
    bar.finish_and_clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_drawn_on_terminals_that_can_take_it_back() {
        for (is_terminal, term, draws) in [
            (true, Some("xterm-256color"), true),
            (true, None, true),
            (true, Some("dumb"), false),
            (false, Some("xterm"), false),
            (false, None, false),
        ] {
            assert_eq!(draws_on(is_terminal, term), draws, "{is_terminal} {term:?}");
        }
    }

    #[test]
    fn its_templates_can_be_read() {
        for template in [COUNTED, UNCOUNTED] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn the_result_of_the_work_comes_back() {
        for is_welcome in [false, true] {
            assert_eq!(showing_progress(is_welcome, |progress| progress.stand().total), 0);
        }
    }
}
