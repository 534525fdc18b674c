//! What Tera says of a template, as findings with the template's place.

use memchr::memmem;
use tera::{Error, ErrorKind};

use super::templates::{ORIGINAL, Templates};
use super::{LIMIT, RENDER, filters, stopwatch};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{PAGE_SECONDS_LIMIT, PAGE_SIZE_LIMIT, Place, SourceText, Span};

/// Separates, in the message of a filter's error, what is wrong from the way out.
pub(super) const HELP_FOLLOWS: &str = "\u{1F}help: ";

/// One mistake of several that Tera gives as one text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) message: String,
    pub(super) template: String,
    line: usize,
    column: usize,
    width: usize,
}

impl Report {
    /// The place in the template's text.
    pub(super) fn place(&self, source: &SourceText) -> Place {
        let text = source.text();
        let line_start = text
            .match_indices('\n')
            .nth(self.line.wrapping_sub(2))
            .filter(|_| self.line > 1)
            .map_or(0, |m| m.0 + 1);
        let line = text[line_start..].split('\n').next().unwrap_or("");
        let offset = |column: usize| {
            line.char_indices().nth(column).map_or(line_start + line.len(), |(at, _)| line_start + at)
        };
        source.place(Span::new(offset(self.column), offset(self.column + self.width)))
    }
}

/// Reads Tera's text for people back into what it was made of: message, name, line, column, width.
pub(super) fn read_reports(text: &str) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("error: ") else { continue };
        let mut message = first.to_owned();
        while let Some(next) = lines.next_if(|next| !next.trim_start().starts_with("--> ")) {
            message.push(' ');
            message.push_str(next);
        }
        let Some(locus) = lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")) else { break };
        let mut parts = locus.rsplitn(3, ':');
        let column = parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or(1);
        let line = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
        let template = parts.next().unwrap_or_default().to_owned();
        let mark = lines.by_ref().take(3).last().unwrap_or_default();
        let width = mark.chars().rev().take_while(|c| *c == '^').count().max(1);
        reports.push(Report { message, template, line, column: column.saturating_sub(1), width });
    }
    reports
}

/// The finding for a template that failed on one page.
pub(super) fn render_mistake(templates: &Templates, name: &str, error: &Error) -> Diagnostic {
    let whole = templates.resolve(name).map(|(_, source)| source.whole());
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let place = templates.rendered_place(report.filename(), &report.span().range);
            if report.message() == stopwatch::TIME_IS_OVER {
                return too_slow(place);
            }
            finding(RENDER, templates, report.message(), place)
        }
        ErrorKind::Io(std::io::ErrorKind::FileTooLarge) => {
            let limit = PAGE_SIZE_LIMIT / 1_000_000;
            placed(Diagnostic::error(LIMIT, format!("the page is larger than {limit} MB")), whole)
                .help("look for a loop in the template that repeats too much, or set `paginate_by` lower")
        }
        ErrorKind::Io(std::io::ErrorKind::TimedOut) => too_slow(whole),
        ErrorKind::TemplateNotFound(missing) => {
            let message = format!("the theme has no template `{missing}`");
            with_nearest_template(placed(Diagnostic::error(RENDER, message), whole), templates, missing)
        }
        other => finding(RENDER, templates, &other.to_string(), whole),
    }
}

fn too_slow(place: Option<Place>) -> Diagnostic {
    let message = format!("the page takes longer than {PAGE_SECONDS_LIMIT} seconds");
    placed(Diagnostic::error(LIMIT, message), place).help("look for a loop within a loop in the template")
}

/// A finding with Tera's message in the house's words and, where one is near, the name that was meant.
pub(super) fn finding(code: Code, templates: &Templates, message: &str, place: Option<Place>) -> Diagnostic {
    if let Some((message, help)) = message.split_once(HELP_FOLLOWS) {
        return placed(Diagnostic::error(code, message), place).help(help.to_owned());
    }
    for available in [". Available variables: ", ". Available fields: "] {
        if let Some((message, names)) = message.split_once(available) {
            return undefined(placed(Diagnostic::error(code, house_style(message)), place), names);
        }
    }
    let written = message.split('`').nth(1).unwrap_or_default();
    let mut found = placed(Diagnostic::error(code, house_style(message)), place);
    if message.starts_with("Unknown template") {
        found.message = format!("the template `{written}` does not exist");
        return with_nearest_template(found, templates, written);
    }
    if found.message.starts_with("unexpected end of input") {
        return found.help("each `{{` needs its `}}`, and each `{% if %}`, `{% for %}` and `{% block %}` its `{% endif %}`, `{% endfor %}` and `{% endblock %}`");
    }
    if message.starts_with("Block ") {
        return found.help("a block that replaces one must have its name; a template that replaces `base.html` keeps the block `content`");
    }
    if message.starts_with("Unknown component") {
        let known: Vec<&str> = templates.components().collect();
        return match nearest(written, known.iter().copied()) {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found.help(format!("there is: {}", known.join(", "))),
        };
    }
    let known = if message.starts_with("Unknown filter") {
        filters::FILTERS.as_slice()
    } else if message.starts_with("Unknown test") {
        filters::TESTS.as_slice()
    } else if message.starts_with("Unknown function") {
        filters::FUNCTIONS.as_slice()
    } else {
        return found;
    };
    match nearest(written, known.iter().copied()) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found.help("docs/themes.md lists what templates can use"),
    }
}

fn undefined(found: Diagnostic, names: &str) -> Diagnostic {
    let written = found.message.split('`').nth(1).unwrap_or_default();
    let near = nearest(written, names.split(", ")).map(|near| format!("did you mean `{near}`?"));
    let found = found.because(format!("there is: {names}"));
    match near {
        Some(help) => found.help(help),
        None => found.help("a template for several kinds of page asks first: `{% if name is defined %}`"),
    }
}

/// Adds the template that was probably meant.
pub(super) fn with_nearest_template(found: Diagnostic, templates: &Templates, written: &str) -> Diagnostic {
    let prefix = if written.starts_with(ORIGINAL) { ORIGINAL } else { "" };
    let wanted = written.strip_prefix(ORIGINAL).unwrap_or(written);
    let plain = templates.names().map(|name| name.strip_prefix(ORIGINAL).unwrap_or(name));
    match nearest(wanted, plain) {
        Some(near) => found.help(format!("did you mean `{prefix}{near}`?")),
        None if !prefix.is_empty() => found.help("`briefpress theme list` shows what the original has"),
        None => found.help("put it into the folder `templates/` of the theme"),
    }
}

fn placed(mut found: Diagnostic, place: Option<Place>) -> Diagnostic {
    found.place = place;
    found
}

/// Lower case at the beginning, no full stop at the end, one line.
pub(super) fn house_style(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut characters = message.chars();
    let first = characters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", characters.as_str()).split_whitespace().collect::<Vec<_>>().join(" ")
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Whether a template names another one, in any of the quotation marks that Tera knows.
pub(super) fn is_quoted_in(text: &str, name: &str) -> bool {
    find_quoted(text, name).is_some()
}

/// What stands in a text between a quotation mark and the next one like it. An apostrophe may pair with any other, so every
/// mark is taken for a beginning.
pub(super) fn quoted_in(text: &str) -> impl Iterator<Item = &str> {
    let marks = text.bytes().enumerate().filter(|(_, byte)| QUOTES.contains(&char::from(*byte)));
    marks.filter_map(|(at, mark)| {
        let rest = &text[at + 1..];
        memchr::memchr(mark, rest.as_bytes()).map(|end| &rest[..end])
    })
}

fn find_quoted(text: &str, name: &str) -> Option<usize> {
    memmem::find_iter(text.as_bytes(), name).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        before.is_some_and(|mark| QUOTES.contains(&mark)) && before == after
    })
}

/// The place where a template names another one.
pub(super) fn quoted(source: &SourceText, name: &str) -> Place {
    quoted_any(source, &[name])
}

/// The place where a template names one of several others.
pub(super) fn quoted_any(source: &SourceText, names: &[&str]) -> Place {
    let found = names.iter().find_map(|name| Some((find_quoted(source.text(), name)?, name.len())));
    found.map_or_else(|| source.whole(), |(at, length)| source.place(Span::new(at, at + length)))
}

/// The place of a word that follows another one, as the name of a component follows `component`.
pub(super) fn word_after(source: &SourceText, before: &str, word: &str) -> Place {
    let text = source.text();
    let found =
        text.match_indices(word).map(|(at, _)| at).find(|at| text[..*at].trim_end().ends_with(before));
    found.map_or_else(|| source.whole(), |at| source.place(Span::new(at, at + word.len())))
}

/// The place of a word that stands by itself within an expression or a tag.
pub(super) fn word(source: &SourceText, word: &str) -> Option<Place> {
    let text = source.text();
    let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let found = text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = &text[..*at];
        let inside = before.rfind("{{").max(before.rfind("{%")) > before.rfind("}}").max(before.rfind("%}"));
        let alone = !before.ends_with(|c: char| in_name(c) || c == '.' || QUOTES.contains(&c));
        inside && alone && !text[at + word.len()..].starts_with(in_name)
    })?;
    Some(source.place(Span::new(found, found + word.len())))
}
