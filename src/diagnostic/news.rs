//! What one build found that the one before did not.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::{Code, Diagnostic, in_order};

/// The findings that were not there before, of two lists in the order in which findings are shown. One that is on another line
/// of its file is no news.
///
/// Nearly all are the same and, where both lists are of one process, shared; so those that differ are few.
pub fn news<'a>(before: &[Diagnostic], now: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let (mut gone, mut come) = (HashSet::new(), Vec::new());
    let (mut before, mut now) = (before.iter().peekable(), now.iter().peekable());
    while let Some(new) = now.peek() {
        let order = before.peek().map_or(Ordering::Greater, |old| in_order(old, new));
        if order == Ordering::Greater {
            come.push(*new);
        }
        if order != Ordering::Less {
            now.next();
        }
        if order != Ordering::Greater {
            let old = before.next();
            gone.extend(old.filter(|_| order == Ordering::Less).map(said));
        }
    }
    gone.extend(before.map(said));
    come.retain(|new| !gone.contains(&said(new)));
    come
}

fn said(found: &Diagnostic) -> (Code, Option<&str>, &str) {
    (found.code, found.place.as_ref().map(|place| place.path.as_str()), &found.message)
}

#[cfg(test)]
mod tests {
    use super::news;
    use crate::diagnostic::{Code, Diagnostic, sort};
    use crate::source::{Place, SourcePath};

    /// Findings as `file:line message`.
    fn findings(written: &[&str]) -> Vec<Diagnostic> {
        let finding = |written: &&str| {
            let (place, message) = written.split_once(' ').unwrap();
            let found = Diagnostic::warning(Code("links/dead-link"), message);
            let Some((path, line)) = place.split_once(':') else { return found };
            let line = line.parse().unwrap();
            found.at(Place { line, ..Place::of_file(&SourcePath::new(path)) })
        };
        let mut found: Vec<Diagnostic> = written.iter().map(finding).collect();
        sort(&mut found);
        found
    }

    #[test]
    fn what_was_there_before_is_no_news_wherever_it_is_now() {
        for (before, now, wanted) in [
            (&[][..], &["- x", "a:1 x"][..], &["x", "x"][..]),
            (&["- x", "a:1 x"], &["- x", "a:1 x"], &[]),
            (&["a:1 x", "a:5 y", "b:1 x"], &["a:3 x", "a:7 y", "a:9 z", "b:1 x"], &["z"]),
            (&["a:9 x", "c:1 x"], &["a:2 x", "b:1 x", "c:1 x"], &["x"]),
            (&["a:1 x", "b:1 y"], &[], &[]),
            (&["a:1 x"], &["a:1 x", "a:2 x"], &["x"]),
        ] {
            let (before, now) = (findings(before), findings(now));
            let come: Vec<&str> = news(&before, &now).iter().map(|found| &*found.message).collect();
            assert_eq!(come, wanted, "{before:?} {now:?}");
        }
    }
}
