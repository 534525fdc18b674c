//! How long one page may take.

use std::cell::Cell;
use std::time::{Duration, Instant};

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::loops::LOOK;

/// How many steps pass between two looks at the clock.
const STEPS_BETWEEN_LOOKS: u32 = 1024;

/// What the look says when the time is over.
pub(super) const TIME_IS_OVER: &str = "the time for the page is over";

// A page is rendered on one thread from beginning to end, and Tera's functions can not be given anything of the
// page that its templates could not see as well.
thread_local! {
    static PAGE: Cell<Stopwatch> = const { Cell::new(Stopwatch { ends: None, steps: 0 }) };
}

#[derive(Clone, Copy)]
struct Stopwatch {
    ends: Option<Instant>,
    steps: u32,
}

/// Begins a page on this thread.
pub(super) fn start(seconds: u64) {
    PAGE.set(Stopwatch { ends: Instant::now().checked_add(Duration::from_secs(seconds)), steps: 0 });
}

/// Counts one step; from time to time it looks at the clock. Whether there is time left.
pub(super) fn step() -> bool {
    let mut page = PAGE.get();
    page.steps += 1;
    let look = page.steps >= STEPS_BETWEEN_LOOKS;
    if look {
        page.steps = 0;
    }
    PAGE.set(page);
    !look || page.ends.is_none_or(|ends| Instant::now() < ends)
}

/// Registers the function that the loops of templates call.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(LOOK, |_: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        if step() { Ok(Value::safe_string("")) } else { Err(Error::message(TIME_IS_OVER)) }
    });
}
