//! The duties of a theme, and how each is seen to be done on a page, whatever the page looks like.

use crate::check::output::{Facts, Medium, unescaped, words_of};
use crate::config::Config;

use super::specimens::{
    CONTENT_NOTE, DOCUMENT, DOCUMENT_SIZE, HELPLINE, Kind, REASON, Specimen, UPDATE, twin_language,
};

/// Something that a theme has to show.
pub(super) struct Duty {
    /// As it follows "shows no".
    pub(super) name: &'static str,
    /// The way out.
    pub(super) help: &'static str,
    /// Whether pages of a kind owe it.
    is_owed: fn(Kind) -> bool,
    /// Whether a page shows it.
    is_done: fn(&Looked<'_>) -> bool,
}

/// A page that lacks something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dropped {
    /// The duty, by its place in [`DUTIES`].
    pub(super) duty: usize,
    /// The page.
    pub(super) page: &'static str,
    /// The template that makes it.
    pub(super) template: &'static str,
}

/// A specimen with what is known of it.
struct Looked<'a> {
    specimen: &'a Specimen,
    facts: Facts<'a>,
    words: String,
    config: &'a Config,
    /// The words of the same briefing without an overdue review.
    current: &'a str,
}

const BRIEFINGS: fn(Kind) -> bool = |kind| matches!(kind, Kind::Overdue | Kind::Current);
const ALL: fn(Kind) -> bool = |_| true;

pub(super) const DUTIES: [Duty; 13] = [
    Duty {
        name: "content security policy",
        help: "keep the `<meta http-equiv=\"Content-Security-Policy\">` of the original `base.html`",
        is_owed: ALL,
        is_done: |page| page.facts.policy.is_some_and(|policy| policy.contains("default-src")),
    },
    Duty {
        name: "language in its first tag",
        help: "begin the page with `<html{{ written_in(language=page.language) }}>`",
        is_owed: ALL,
        is_done: names_its_language,
    },
    Duty {
        name: "single heading of the first level",
        help: "write exactly one `<h1>`, with the title of the page",
        is_owed: ALL,
        is_done: |page| page.facts.headings.iter().filter(|heading| heading.level == 1).count() == 1,
    },
    Duty {
        name: "link that skips to the content",
        help: "begin the body with `<a class=\"skip\" href=\"#part-main\">` and give the content that `id`",
        is_owed: ALL,
        is_done: skips,
    },
    Duty {
        name: "exit control",
        help: "write `{% if page.exit_control %}{{ site.exit }}{% endif %}` near the top of the body",
        is_owed: ALL,
        is_done: |page| has_link(page, |address| address == page.config.exit_url),
    },
    Duty {
        name: "content note",
        help: "write `{{ briefing.content_note }}` before the text",
        is_owed: BRIEFINGS,
        is_done: |page| page.words.contains(CONTENT_NOTE),
    },
    Duty {
        name: "helpline",
        help: "go through `briefing.helplines` and show the `label` and `phone` of each",
        is_owed: BRIEFINGS,
        is_done: |page| digits(&page.words).contains(HELPLINE),
    },
    Duty {
        name: "sign of an overdue review",
        help: "say so where `briefing.lifecycle.review_overdue` is true",
        is_owed: |kind| kind == Kind::Overdue,
        is_done: |page| plain_words(&page.words) != plain_words(page.current),
    },
    Duty {
        name: "reason of a withdrawal",
        help: "show `briefing.lifecycle.reason` where `briefing.lifecycle.state` is `withdrawn`",
        is_owed: |kind| kind == Kind::Withdrawn,
        is_done: |page| page.words.contains(REASON),
    },
    Duty {
        name: "list of updates",
        help: "go through `briefing.updates` and show the `date` and `note` of each",
        is_owed: BRIEFINGS,
        is_done: |page| page.words.contains(UPDATE),
    },
    Duty {
        name: "link to an attachment",
        help: "go through `briefing.attachments` and link to the `url` of each",
        is_owed: BRIEFINGS,
        is_done: |page| has_link(page, |address| address.ends_with(DOCUMENT)),
    },
    Duty {
        name: "type and size of an attachment",
        help: "show the `kind` and `size` of each of `briefing.attachments` beside its link",
        is_owed: BRIEFINGS,
        is_done: tells_type_and_size,
    },
    Duty {
        name: "link to the other language version",
        help: "go through `page.alternates` and link to the `url` of each",
        is_owed: |kind| matches!(kind, Kind::Overdue | Kind::Twin),
        is_done: |page| {
            let other = if page.specimen.kind == Kind::Twin { "/overdue/" } else { "/twin/" };
            has_link(page, |address| address.ends_with(other))
        },
    },
];

/// What a theme drops on specimens, by duty and page.
pub(super) fn dropped(specimens: &[Specimen], config: &Config) -> Vec<Dropped> {
    let current = specimens.iter().find(|specimen| specimen.kind == Kind::Current);
    let current = current.map(|specimen| words_of(body(&specimen.html))).unwrap_or_default();
    let mut dropped = Vec::new();
    // Two briefings with one template drop the same.
    for specimen in specimens.iter().filter(|specimen| specimen.kind != Kind::Current) {
        let page = Looked {
            facts: Facts::of(&specimen.html, Medium::Html),
            words: words_of(body(&specimen.html)),
            current: &current,
            specimen,
            config,
        };
        for (duty, what) in DUTIES.iter().enumerate() {
            if (what.is_owed)(specimen.kind) && !(what.is_done)(&page) {
                dropped.push(Dropped { duty, page: specimen.name, template: specimen.template });
            }
        }
    }
    dropped
}

/// What readers see: descriptions in the head do not count.
fn body(html: &str) -> &str {
    html.find("<body").map_or(html, |at| &html[at..])
}

fn names_its_language(page: &Looked<'_>) -> bool {
    let is_twin = page.specimen.kind == Kind::Twin;
    let language = if is_twin { twin_language(page.config) } else { &page.config.language };
    page.facts.language.is_some_and(|named| named.eq_ignore_ascii_case(language))
}

/// Whether a link before the first heading leads to a part of the page that is there.
fn skips(page: &Looked<'_>) -> bool {
    let heading = page.facts.headings.first().map_or(usize::MAX, |heading| heading.content.start);
    let is_there = |part: &str| page.facts.ids.iter().any(|(id, _)| *id == part);
    let early = page.facts.links.iter().filter(|link| link.is_anchor && link.at < heading);
    early.filter_map(|link| link.address?.strip_prefix('#')).any(is_there)
}

fn has_link(page: &Looked<'_>, leads: impl Fn(&str) -> bool) -> bool {
    let anchors = page.facts.links.iter().filter(|link| link.is_anchor);
    anchors.filter_map(|link| link.address).any(|address| leads(&unescaped(address)))
}

/// Whether the page says PDF, and a size of the document that somebody may write: in thousands or in 1,024s.
fn tells_type_and_size(page: &Looked<'_>) -> bool {
    let kilobytes = [DOCUMENT_SIZE / 1000, DOCUMENT_SIZE / 1024, DOCUMENT_SIZE];
    let figures = digits_with_points(&page.words);
    let is_size = |figure: &str| {
        let bare = digits(figure);
        kilobytes.iter().any(|size| size.to_string() == bare)
            || matches!(figure, "1.2" | "1,2" | "1.23" | "1.18")
    };
    page.words.to_lowercase().contains("pdf") && figures.iter().any(|figure| is_size(figure))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The numbers of a text, with the marks within them.
fn digits_with_points(text: &str) -> Vec<&str> {
    let pieces = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    pieces.map(|piece| piece.trim_matches(['.', ','])).filter(|piece| !piece.is_empty()).collect()
}

/// Words without numbers and addresses, in which two specimens differ anyway.
fn plain_words(words: &str) -> Vec<&str> {
    words.split_whitespace().filter(|word| !word.contains(|c: char| c.is_ascii_digit() || c == '/')).collect()
}
