//! Detail that a reader should be told of before it comes.

use crate::check::{Looks, Rule, Source};
use crate::config::WordingKind;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::{PartialFrontMatter, SourceKind};

pub(super) const RULE: Rule = Rule {
    code: Code("language/graphic-detail"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("graphic_detail.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    if source.kind != SourceKind::Briefing || is_announced(source) {
        return;
    }
    let mut hits =
        source.reading().wordings.iter().filter(|hit| hit.entry.detail.kind == WordingKind::Graphic);
    let Some(first) = hits.next() else { return };
    let words = &source.reading().text[first.range.clone()];
    let others = match hits.count() {
        0 => String::new(),
        1 => ", and another such detail follows".to_owned(),
        more => format!(", and {more} more such details follow"),
    };
    let mut finding = RULE
        .finding(format!("`{words}` comes without a content note{others}"))
        .at(source.place(first.range.clone()))
        .help("add `content_note: This briefing describes ...`, name the harm under `harms`, or leave the detail out");
    if let Some(reason) = &first.entry.definition {
        finding = finding.because(reason.trim_end_matches('.').to_owned());
    }
    found.push(finding);
}

/// Whether the page shows a note: the briefing's own, or that of a harm that it is about; or whether nobody knows, for what
/// says so has an error.
fn is_announced(source: &Source<'_>) -> bool {
    let is_unread = |partial: &PartialFrontMatter| {
        !partial.unread.knows("content_note") || !partial.unread.knows("harms")
    };
    if source.parsed.partial.as_ref().is_some_and(is_unread) {
        return true;
    }
    source.front().is_some_and(|front| {
        let harms = &source.checks.registries.harms;
        let mut of_harms = front.harms.iter().filter_map(|harm| harms.find(harm.key.as_str()));
        front.content_note.is_some() || of_harms.any(|harm| harm.detail.content_note.is_some())
    })
}
