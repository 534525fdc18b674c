//! A part that readers of the format look for.

use crate::check::{Looks, Rule, Source};
use crate::config::Part;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::{ActionsFrom, FrontMatter, SourceKind};

pub(super) const RULE: Rule = Rule {
    code: Code("language/missing-part"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("missing_part.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front) = source.front().filter(|_| source.kind == SourceKind::Briefing) else { return };
    let Some(format) = front.format.as_ref().and_then(|term| source.checks.registries.formats.get(&term.key))
    else {
        return;
    };
    for part in &format.detail.expects {
        let (name, heading) = names(*part);
        // A section that holds more than a list stays in the text, and is there.
        let stands_in_text =
            source.parsed.document.headings.iter().any(|found| is_near(&found.text, heading));
        if !has(front, *part) && !stands_in_text {
            found.push(
                RULE.finding(format!("a `{}` has {name}, and here are none", format.term.key))
                    .at(source.whole())
                    .help(format!("write them as a list under `## {heading}`, or choose another `format`")),
            );
        }
    }
}

fn names(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::KeyMessages => ("key messages", "Key messages"),
        Part::GoodPractice => ("examples of good practice", "Good practice"),
        Part::Improvements => ("points that need to change", "What needs to change"),
        Part::Questions => ("questions for the team", "Questions for your team"),
        Part::Actions => ("actions", "Actions"),
        Part::Quotes => ("quotations", "Quotations"),
    }
}

fn has(front: &FrontMatter, part: Part) -> bool {
    match part {
        Part::KeyMessages => !front.key_messages.is_empty(),
        Part::GoodPractice => !front.good_practice.is_empty(),
        Part::Improvements => !front.improvements.is_empty(),
        Part::Questions => !front.questions.is_empty(),
        Part::Quotes => !front.quotes.is_empty(),
        Part::Actions => match &front.actions {
            ActionsFrom::FrontMatter(actions) => !actions.is_empty(),
            ActionsFrom::Csv(_) => true,
        },
    }
}

/// Whether a heading says the name of a part, with words around it or not.
fn is_near(written: &str, heading: &str) -> bool {
    written.to_lowercase().contains(&heading.to_lowercase())
}
