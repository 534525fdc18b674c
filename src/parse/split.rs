//! Splits the front matter from the body. pulldown-cmark's own metadata blocks stay off: they would also swallow a
//! `---` block in the middle of a document.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FRONT_MATTER_SIZE_LIMIT, SourceText, Span, is_unprintable};

const MISSING: Code = Code("front-matter/missing");
const TEXT_BEFORE: Code = Code("front-matter/text-before");
const FENCE: Code = Code("front-matter/fence");
const UNCLOSED: Code = Code("front-matter/unclosed");
const EMPTY: Code = Code("front-matter/empty");
const TOO_LONG: Code = Code("front-matter/too-long");

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Lines that are searched for front matter which begins too late.
const LINES_BEFORE: usize = 40;

/// The span of the YAML between the fences, and the span of the body.
///
/// The front matter begins on the first line with `---` and ends at the next line that begins with `---`; both fences
/// are three hyphens and nothing else. Where a fence is wrong the YAML is still handed on if it is clear where it
/// stands, so that its own mistakes are reported in the same run.
pub(super) fn split_front_matter(
    source: &SourceText,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Span>, Span) {
    let text = source.text();
    let begin = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let whole = Span::new(begin, text.len());
    let first = Line::at(text, begin);
    if !first.is_fence() {
        if !first.is_near_fence() || !has_key(&text[first.next..]) {
            diagnostics.push(missing(source, begin));
            return (None, whole);
        }
        diagnostics.push(wrong_fence(source, &first, "opens"));
    }
    let Some(last) = closing_fence(text, first.next) else {
        diagnostics.push(unclosed(source, &first));
        return (None, Span::new(text.len(), text.len()));
    };
    let body = Span::new(last.next, text.len());
    let yaml = Span::new(first.next, last.start);
    if !last.is_fence() {
        diagnostics.push(wrong_fence(source, &last, "closes"));
    }
    if text[yaml.range()].trim().is_empty() {
        diagnostics.push(empty(source, &first));
        return (None, body);
    }
    if last.start - first.next > FRONT_MATTER_SIZE_LIMIT {
        diagnostics.push(too_long(source, &first, last.start - first.next));
        return (None, body);
    }
    (Some(yaml), body)
}

/// The span of the YAML between the fences, where both are as they should be.
pub fn front_matter_span(source: &SourceText) -> Option<Span> {
    let mut found = Vec::new();
    split_front_matter(source, &mut found).0.filter(|_| found.is_empty())
}

/// A line without its line ending.
struct Line<'t> {
    text: &'t str,
    start: usize,
    /// Where the next line begins.
    next: usize,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, start: usize) -> Self {
        let rest = &text[start..];
        let (line, next) = rest.find('\n').map_or((rest, text.len()), |at| (&rest[..at], start + at + 1));
        Self { text: line.strip_suffix('\r').unwrap_or(line), start, next }
    }

    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    fn is_fence(&self) -> bool {
        self.text == "---"
    }

    /// What people write, or what their word processor makes, where `---` is meant.
    fn is_near_fence(&self) -> bool {
        // What nobody sees keeps a line from being `---` as blanks do.
        let marks = self.text.trim_matches(|c: char| c.is_whitespace() || is_unprintable(c));
        let is_rule = |mark: char| marks.len() >= 2 && marks.chars().all(|c| c == mark);
        marks.starts_with("---")
            || marks == "\u{2014}-"
            || marks == "-\u{2014}"
            || ['-', '\u{2013}', '\u{2014}', '+'].into_iter().any(is_rule)
    }
}

/// The first line that begins with `---`: nothing else in a block of YAML can begin a line with it.
fn closing_fence(text: &str, from: usize) -> Option<Line<'_>> {
    let mut start = from;
    while start < text.len() {
        let line = Line::at(text, start);
        if line.text.starts_with("---") {
            return Some(line);
        }
        start = line.next;
    }
    None
}

/// Whether the first line that says anything looks like `key: value`.
fn has_key(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
            && (value.is_empty() || value.starts_with([' ', '\r']))
    })
}

const PATTERN: &str = "begin the file with a line `---`, then `title: ...` and `date: ...` on lines of their own, then a line `---`";

/// No fence on the first line: is there one further down?
fn missing(source: &SourceText, begin: usize) -> Diagnostic {
    let text = source.text();
    let first = Line::at(text, begin);
    let mut start = first.next;
    for _ in 0..LINES_BEFORE {
        let line = Line::at(text, start);
        if line.is_fence() && has_key(&text[line.next..]) {
            let before = Line::at(text, begin + leading_blank(&text[begin..start]));
            return text_before(source, &before, &line);
        }
        start = line.next;
    }
    let diagnostic =
        Diagnostic::error(MISSING, "the file has no front matter").at(source.place(first.span()));
    if has_key(&text[begin..]) {
        return diagnostic
            .label("this looks like front matter without a line `---` above it")
            .help("put a line `---` above the first key and another below the last one");
    }
    diagnostic
        .help(PATTERN)
        .because("the front matter says what the briefing is called and when it was issued; a file without it is not published")
}

fn leading_blank(text: &str) -> usize {
    let content = text.len() - text.trim_start().len();
    if content == text.len() { 0 } else { text[..content].rfind('\n').map_or(0, |at| at + 1) }
}

fn text_before(source: &SourceText, before: &Line<'_>, fence: &Line<'_>) -> Diagnostic {
    let what = if before.text.trim().is_empty() { "an empty line" } else { "text" };
    Diagnostic::error(TEXT_BEFORE, format!("{what} stands before the front matter"))
        .at(source.place(before.span()))
        .related(source.place(fence.span()), "the front matter begins here")
        .help("move the front matter to the top: its `---` has to be the first line of the file")
}

fn wrong_fence(source: &SourceText, line: &Line<'_>, verb: &str) -> Diagnostic {
    Diagnostic::error(FENCE, format!("the line that {verb} the front matter is not exactly `---`"))
        .at(source.place(line.span()))
        .help("write three hyphens and nothing else: no spaces, no text, no fourth hyphen, no dash from a word processor, nothing invisible")
}

fn unclosed(source: &SourceText, first: &Line<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::error(UNCLOSED, "the front matter is not closed")
        .at(source.place(first.span()))
        .label("opened here")
        .help("add a line `---` after the last key, before the text of the briefing");
    let text = source.text();
    let mut start = first.next;
    while start < text.len() {
        let line = Line::at(text, start);
        if line.is_near_fence() || line.text.trim_end() == "..." {
            return diagnostic.related(source.place(line.span()), "is this line meant to close it?");
        }
        start = line.next;
    }
    diagnostic
}

fn empty(source: &SourceText, first: &Line<'_>) -> Diagnostic {
    Diagnostic::error(EMPTY, "the front matter is empty")
        .at(source.place(first.span()))
        .help("write at least `title: ...` and `date: ...` between the two lines `---`")
}

fn too_long(source: &SourceText, first: &Line<'_>, length: usize) -> Diagnostic {
    Diagnostic::error(TOO_LONG, format!("the front matter is too long: {length} bytes"))
        .at(source.place(first.span()))
        .help(format!(
            "at most {FRONT_MATTER_SIZE_LIMIT} bytes are read: is the closing `---` where it should be?"
        ))
        .because("long lists, such as a register of actions, can stand in a CSV file")
}

#[cfg(test)]
mod tests {
    use super::split_front_matter;
    use crate::source::{FRONT_MATTER_SIZE_LIMIT, SourcePath, SourceText};

    /// The YAML, the body, and `code line:column` of each finding.
    fn split(text: &str) -> (Option<String>, String, Vec<String>) {
        let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
        let mut diagnostics = Vec::new();
        let (yaml, body) = split_front_matter(&source, &mut diagnostics);
        let found = diagnostics.iter().map(|finding| {
            let place = finding.place.as_ref().unwrap();
            assert!(finding.help.is_some(), "{finding:?}");
            format!("{} {}:{}", finding.code.0, place.line, place.column)
        });
        (yaml.map(|span| source.slice(span).to_owned()), source.slice(body).to_owned(), found.collect())
    }

    #[test]
    fn front_matter_is_what_stands_between_the_fences() {
        let cases = [
            ("---\ntitle: A\n---\nBody\n", "title: A\n", "Body\n"),
            ("---\r\ntitle: A\r\n---\r\nBody\r\n", "title: A\r\n", "Body\r\n"),
            ("\u{FEFF}---\ntitle: A\n---\nBody", "title: A\n", "Body"),
            ("---\ntitle: A\n---", "title: A\n", ""),
            ("---\ntitle: A\n---\n\n---\nb: c\n---\n", "title: A\n", "\n---\nb: c\n---\n"),
            ("---\nnote: |\n  a\n  ---\n  b\n---\nBody", "note: |\n  a\n  ---\n  b\n", "Body"),
        ];
        for (text, yaml, body) in cases {
            assert_eq!(split(text), (Some(yaml.to_owned()), body.to_owned(), Vec::new()), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_front_matter_is_refused() {
        let cases = [
            ("", "front-matter/missing 1:1"),
            ("\n", "front-matter/missing 1:1"),
            ("# A title\n\nText\n", "front-matter/missing 1:1"),
            ("title: A\ndate: 2015-11-03\n---\nBody\n", "front-matter/missing 1:1"),
            ("Text\n\n---\n\nmore text\n", "front-matter/missing 1:1"),
            ("+++\ntitle = \"A\"\n+++\n", "front-matter/missing 1:1"),
            ("\n---\ntitle: A\n---\n", "front-matter/text-before 1:1"),
            ("\n\nHello\n---\ntitle: A\n---\n", "front-matter/text-before 3:1"),
            ("<!-- x -->\n---\ntitle: A\n---\n", "front-matter/text-before 1:1"),
            ("---\ntitle: A\n\nText\n", "front-matter/unclosed 1:1"),
            ("---\ntitle: A\n...\nText\n", "front-matter/unclosed 1:1"),
            ("---\ntitle: A\n\u{2014}\u{2014}\nText\n", "front-matter/unclosed 1:1"),
            ("---", "front-matter/unclosed 1:1"),
            ("---\n---\n", "front-matter/empty 1:1"),
            ("---\n\n  \n---\nText", "front-matter/empty 1:1"),
        ];
        for (text, finding) in cases {
            let (yaml, _, found) = split(text);
            assert_eq!((yaml, found), (None, vec![finding.to_owned()]), "{text:?}");
        }
    }

    #[test]
    fn a_wrong_fence_does_not_hide_what_is_between() {
        let cases = [
            ("--- \ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            (" ---\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("---\u{200D}\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("\u{202E}---\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("---yaml\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("--- # mine\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("----\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("\u{2014}\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("\u{2014}-\ntitle: A\n---\nBody", "front-matter/fence 1:1"),
            ("---\ntitle: A\n--- \nBody", "front-matter/fence 3:1"),
            ("---\ntitle: A\n----\nBody", "front-matter/fence 3:1"),
            ("---\ntitle: A\n---text\nBody", "front-matter/fence 3:1"),
        ];
        for (text, finding) in cases {
            let (yaml, body, found) = split(text);
            assert_eq!(found, vec![finding.to_owned()], "{text:?}");
            assert_eq!((yaml.as_deref(), body.as_str()), (Some("title: A\n"), "Body"), "{text:?}");
        }
    }

    #[test]
    fn the_size_limit_is_exact() {
        let of = |length: usize| format!("---\n{}\n---\nBody", "#".repeat(length - 1));
        assert_eq!(split(&of(FRONT_MATTER_SIZE_LIMIT)).2, Vec::<String>::new());
        let (yaml, body, found) = split(&of(FRONT_MATTER_SIZE_LIMIT + 1));
        assert_eq!((yaml, body.as_str()), (None, "Body"));
        assert_eq!(found, ["front-matter/too-long 1:1"]);
    }
}
