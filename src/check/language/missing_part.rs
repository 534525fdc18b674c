//! A part that readers of the format look for.

use crate::check::{Looks, Rule, Source};
use crate::config::Part;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::{ActionsFrom, BlockKind, FrontMatter, SourceKind, section_key};

pub(super) const RULE: Rule = Rule {
    code: Code("language/missing-part"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("missing_part.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front) = source.whole_front().filter(|_| source.kind == SourceKind::Briefing) else { return };
    let Some(format) = front.format.as_ref().and_then(|term| source.checks.registries.formats.get(&term.key))
    else {
        return;
    };
    for part in &format.detail.expects {
        let (name, heading) = names(*part);
        if !has(front, *part) && !stands_in_text(source, *part) {
            found.push(
                RULE.finding(format!("a `{}` has {name}, and here are none", format.term.key))
                    .at(source.whole())
                    .help(format!("write them as a list under `## {heading}`, or choose another `format`")),
            );
        }
    }
}

/// Whether a section that holds more than a list, which stays in the text, is the part.
fn stands_in_text(source: &Source<'_>, part: Part) -> bool {
    let (_, heading) = names(part);
    let mut headings = source.parsed.document.headings.iter();
    let is_headed =
        headings.any(|found| section_key(&found.text) == Some(key(part)) || is_near(&found.text, heading));
    let is_quotation = || source.prose().blocks().iter().any(|block| block.kind == BlockKind::Quotation);
    is_headed || (part == Part::Quotes && is_quotation())
}

/// The key of the front matter under which sections of this part are known.
fn key(part: Part) -> &'static str {
    match part {
        Part::KeyMessages => "key_messages",
        Part::GoodPractice => "good_practice",
        Part::Improvements => "improvements",
        Part::Questions => "questions",
        Part::Actions => "actions",
        Part::Quotes => "quotes",
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
    let mut begins = written.char_indices().filter_map(|(at, _)| written.get(at..at + heading.len()));
    begins.any(|part| part.eq_ignore_ascii_case(heading))
}
