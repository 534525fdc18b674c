//! What a parser's error means for someone who comes from Word: the place to look at, and the way out.

use super::findings::{ALIAS, TAB, too_deep};
use super::reader::{quoted, shortened};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceText, Span};

const SYNTAX: Code = Code("yaml/syntax");
const CURLY: [char; 5] = ['\u{201C}', '\u{201D}', '\u{2018}', '\u{2019}', '\u{201E}'];
const COLON_HELP: &str = "a colon followed by a space inside a text needs quotes around the whole text";

/// Reports a tab that stands as indentation.
pub(super) fn tab(source: &SourceText, at: usize) -> Diagnostic {
    Diagnostic::error(TAB, "a tab stands here as indentation")
        .at(source.place(Span::new(at, at + 1)))
        .help("use spaces, two for each level")
}

/// One line of YAML, taken apart as far as that is possible without parsing.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// The byte at which it begins in the whole text.
    start: usize,
    text: &'t str,
    /// Bytes of white space at its start.
    indent: usize,
    /// What stands before the first `: `, without hyphens.
    key: Option<&'t str>,
    /// The value, or the whole line without hyphens where it has no key.
    value: &'t str,
    /// Where the value begins, in the line.
    value_at: usize,
    /// Where the line begins behind white space and hyphens.
    body_at: usize,
}

impl<'t> Line<'t> {
    /// The line that holds byte `at`.
    fn at(source: &'t SourceText, region: Span, at: usize) -> Self {
        let (from, to) = (region.start as usize, region.end as usize);
        let text = &source.text()[from..to];
        let at = at.clamp(from, to) - from;
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        Self::new(from + start, text[start..end].trim_end_matches('\r'))
    }

    fn new(start: usize, text: &'t str) -> Self {
        let indent = text.len() - text.trim_start().len();
        let mut body = indent;
        while text[body..].starts_with("- ") {
            body += 2;
            body += text[body..].len() - text[body..].trim_start().len();
        }
        let rest = &text[body..];
        let colon = rest.find(": ").or_else(|| rest.ends_with(':').then(|| rest.len() - 1));
        let is_key = |key: &str| !key.is_empty() && !key.starts_with(['"', '\'', '[', '{', '#']);
        let key = colon.map(|at| rest[..at].trim_end()).filter(|key| is_key(key));
        let value_at = match (key, colon) {
            (Some(_), Some(at)) => {
                let value = &rest[at + 1..];
                body + at + 1 + value.len() - value.trim_start().len()
            }
            _ => body,
        };
        Self { start, text, indent, key, value: text[value_at..].trim_end(), value_at, body_at: body }
    }

    /// The line before, skipping blank ones and comments.
    fn before(self, source: &'t SourceText, region: Span) -> Option<Self> {
        let mut start = self.start;
        while start > region.start as usize {
            let line = Self::at(source, region, start - 1);
            let body = line.text.trim_start();
            if !body.is_empty() && !body.starts_with('#') {
                return Some(line);
            }
            start = line.start;
        }
        None
    }

    fn value_span(&self) -> Span {
        let start = self.start + self.value_at;
        Span::new(start, start + self.value.len())
    }

    fn body_span(&self) -> Span {
        Span::new(self.start + self.indent, self.start + self.text.trim_end().len())
    }

    /// `key:value`, without the space that makes it a key.
    fn lacks_space(&self) -> Option<(&'t str, &'t str)> {
        let body = self.text.trim_start().trim_start_matches("- ");
        let (key, value) = body.split_once(':')?;
        let is_word =
            |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        (is_word(key) && !value.is_empty() && !value.starts_with([' ', '/', ':'])).then_some((key, value))
    }

    /// The line as it would be with its value in quotes.
    fn mended(&self) -> String {
        let is_sentence = self.key.is_some_and(|key| !is_word(key));
        let value_at = if is_sentence { self.body_at } else { self.value_at };
        let value = self.text[value_at..].trim_end();
        let is_curly = value.starts_with(CURLY) && value.ends_with(CURLY);
        let value = if is_curly { value.trim_matches(CURLY) } else { value };
        let whole = format!("{}{}", &self.text[self.indent..value_at], quoted(value));
        if whole.chars().count() <= 110 { format!(": `{whole}`") } else { String::new() }
    }
}

/// Whether a text looks like a key of a schema.
fn is_word(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Turns a parser's error at byte `at` of the whole text into a finding.
pub(super) fn explain(source: &SourceText, region: Span, at: usize, info: &str) -> Diagnostic {
    let line = Line::at(source, region, at);
    let before = line.before(source, region);
    if let Some(at) = tab_near(source, region, line, info) {
        return tab(source, at);
    }
    if info.contains("recursion limit") {
        return too_deep(source, at);
    }
    if let Some(finding) = alias_or_anchor(source, line, at, info) {
        return finding;
    }
    if info.contains("quoted scalar") {
        return quotes(source, region, line, at, info);
    }
    let finding = colon_in_text(source, line, at, info)
        .or_else(|| missing_space(source, line))
        .or_else(|| before.and_then(|before| missing_space(source, before)))
        .or_else(|| forbidden_start(source, line))
        .or_else(|| comma_for_nothing(source, at, info))
        .or_else(|| open_bracket(source, region, at, info))
        .or_else(|| neither_key_nor_entry(source, line, before, at, info))
        .or_else(|| indentation(source, line, before, info));
    finding.unwrap_or_else(|| {
        Diagnostic::error(SYNTAX, "this can not be read as YAML")
            .at(source.place(Span::new(at, at + 1)))
            .help("write `key: value`, and put a text with unusual characters in quotes")
            .because(format!("the parser says: {info}"))
    })
}

fn tab_near(source: &SourceText, region: Span, line: Line<'_>, info: &str) -> Option<usize> {
    let leading = |line: Line<'_>| line.text[..line.indent].find('\t').map(|at| line.start + at);
    let next = line.start + line.text.len() + 1;
    leading(line)
        .or_else(|| info.contains("tab").then(|| leading(Line::at(source, region, next))).flatten())
        .or_else(|| {
            let tab = info.contains("tab").then(|| line.text.find('\t')).flatten();
            tab.map(|at| line.start + at)
        })
}

fn alias_or_anchor(source: &SourceText, line: Line<'_>, at: usize, info: &str) -> Option<Diagnostic> {
    let rest = source.slice(Span::new(at, line.start + line.text.len()));
    let sign = rest.chars().next().filter(|sign| info.contains("anchor") && matches!(sign, '*' | '&'))?;
    let written = rest.split(char::is_whitespace).next().unwrap_or(rest);
    let is_flow = line.value.starts_with(['[', '{']);
    let written = if is_flow { written.trim_end_matches([',', ']', '}']) } else { written };
    let mended = if is_flow { format!(": `{}`", quoted(written)) } else { line.mended() };
    let message = format!("`{}` is read as a YAML alias or anchor, which is not allowed", shortened(written));
    let finding = Diagnostic::error(ALIAS, message).at(source.place(Span::new(at, at + written.len())));
    Some(finding.help(format!("a text that begins with `{sign}` needs quotes around it{mended}")))
}

fn quotes(source: &SourceText, region: Span, line: Line<'_>, at: usize, info: &str) -> Diagnostic {
    let after = Span::new(at, line.start + line.text.len());
    if info.contains("trailing content") {
        let single = line.value.starts_with('\'');
        let help = if single {
            "an apostrophe inside single quotes is written twice (`''`); or use double quotes around the whole text"
        } else {
            "write a double quote inside double quotes as `\\\"`; or use single quotes around the whole text"
        };
        return Diagnostic::error(SYNTAX, "text follows after the closing quote")
            .at(source.place(after))
            .help(help);
    }
    if info.contains("escape") || info.contains("hexadecimal") {
        let written = source.slice(Span::new(at, region.end as usize));
        let slash = written.find('\\').map_or(at, |slash| at + slash);
        return Diagnostic::error(SYNTAX, "this backslash makes no character that YAML knows")
            .at(source.place(Span::new(slash, slash + 2)))
            .help("use single quotes, in which a backslash is a backslash");
    }
    Diagnostic::error(SYNTAX, "this quote is not closed")
        .at(source.place(Span::new(at, at + 1)))
        .help("put the same quote at the end of the text; lines that continue it are indented")
}

/// `title: Review: what we learned`, with or without curly quotes.
fn colon_in_text(source: &SourceText, line: Line<'_>, at: usize, info: &str) -> Option<Diagnostic> {
    let key = line.key?;
    let in_value = at > line.start + line.value_at;
    if !in_value || !info.contains("mapping values") {
        return None;
    }
    let help = if line.value.starts_with(CURLY) {
        format!("curly quotes are letters to YAML; use straight ones around the whole text{}", line.mended())
    } else if line.value.starts_with(['[', '{']) {
        format!("a text that begins with `[` or `{{` needs quotes around the whole text{}", line.mended())
    } else {
        format!("{COLON_HELP}{}", line.mended())
    };
    let message = if is_word(key) {
        format!("the text of `{}` has a colon that YAML takes for a key", shortened(key))
    } else {
        "this text has a colon that YAML takes for a key".to_owned()
    };
    let finding = Diagnostic::error(SYNTAX, message).at(source.place(Span::new(at, at + 1)));
    Some(finding.help(help))
}

fn missing_space(source: &SourceText, line: Line<'_>) -> Option<Diagnostic> {
    let (key, value) = line.lacks_space()?;
    let colon = line.start + line.text.find(':')?;
    let message = match value.chars().next().filter(|first| first.is_whitespace()) {
        None => format!("a space is missing after the colon of `{key}`"),
        Some('\t') => format!("a tab stands after the colon of `{key}`, where a space is needed"),
        Some(blank) => {
            let number = u32::from(blank);
            format!("what stands after the colon of `{key}` is no ordinary space (U+{number:04X})")
        }
    };
    let finding = Diagnostic::error(SYNTAX, message).at(source.place(Span::new(colon, colon + 1)));
    Some(finding.help(format!("write `{key}: {}`", shortened(value.trim()))))
}

/// A text that begins with a character that means something else to YAML.
fn forbidden_start(source: &SourceText, line: Line<'_>) -> Option<Diagnostic> {
    let first = line.value.chars().next()?;
    if !matches!(first, '@' | '`' | '%' | ',' | ']' | '}' | '|' | '>' | '?' | '!') {
        return None;
    }
    let help = if matches!(first, '|' | '>') {
        format!("put quotes around the text{}, or begin it on the next line, indented", line.mended())
    } else {
        format!("put quotes around the text{}", line.mended())
    };
    let span = line.value_span();
    let finding = Diagnostic::error(SYNTAX, format!("a text can not begin with {}", in_backticks(first)))
        .at(source.place(Span::new(span.start as usize, span.start as usize + 1)));
    Some(finding.help(help))
}

/// `[a, , b]`: an entry of a list in brackets was left out.
fn comma_for_nothing(source: &SourceText, at: usize, info: &str) -> Option<Diagnostic> {
    let is_comma = source.text()[at..].starts_with(',');
    (is_comma && info.contains("node content")).then(|| {
        Diagnostic::error(SYNTAX, "nothing stands before this comma")
            .at(source.place(Span::new(at, at + 1)))
            .help("write what belongs before it, or take the comma out")
    })
}

fn in_backticks(character: char) -> String {
    if character == '`' { "a backtick".to_owned() } else { format!("`{character}`") }
}

/// A list or a group in brackets that is not closed, or closed once too often.
fn open_bracket(source: &SourceText, region: Span, at: usize, info: &str) -> Option<Diagnostic> {
    let is_flow = ["flow", "bracket", "illegal placement", "',' or"].iter().any(|word| info.contains(word));
    let at_end = at >= region.end as usize || source.text()[at..region.end as usize].trim().is_empty();
    if !is_flow && !at_end {
        return None;
    }
    let text = &source.text()[region.start as usize..at.min(region.end as usize)];
    let mut open: Vec<usize> = Vec::new();
    for (offset, character) in text.char_indices() {
        match character {
            '[' | '{' => open.push(offset),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    let Some(start) = open.first() else {
        return info.contains("misplaced bracket").then(|| {
            Diagnostic::error(SYNTAX, "this bracket closes nothing")
                .at(source.place(Span::new(at, at + 1)))
                .help("remove it, or put quotes around the text")
        });
    };
    let bracket = if text[*start..].starts_with('[') { ('[', ']') } else { ('{', '}') };
    let start = region.start as usize + start;
    let finding = Diagnostic::error(SYNTAX, format!("what begins with this `{}` is not closed", bracket.0))
        .at(source.place(Span::new(start, start + 1)));
    Some(finding.help(format!(
        "put `{}` at its end and commas between its parts; if a text is meant, put quotes around it",
        bracket.1
    )))
}

/// A line of text between keys.
fn neither_key_nor_entry(
    source: &SourceText,
    line: Line<'_>,
    before: Option<Line<'_>>,
    at: usize,
    info: &str,
) -> Option<Diagnostic> {
    if !info.contains("simple key expect") {
        return None;
    }
    let stray = if line.key.is_none() && at > line.start { line } else { before? };
    if stray.key.is_some() {
        return None;
    }
    let finding = Diagnostic::error(SYNTAX, "this line is neither `key: value` nor an entry of a list")
        .at(source.place(stray.body_span()));
    let help = if stray.text.contains('\u{FF1A}') {
        "the colon is a wide one, as East Asian keyboards make it: type an ordinary colon and a space"
    } else {
        "indent it by two spaces if it continues the text above, or begin it with a key and a colon"
    };
    Some(finding.help(help))
}

fn indentation(
    source: &SourceText,
    line: Line<'_>,
    before: Option<Line<'_>>,
    info: &str,
) -> Option<Diagnostic> {
    let expected =
        ["expected key", "expected '-'", "indentation", "mapping values", "block sequence", "mapping keys"];
    if !expected.iter().any(|words| info.contains(words)) {
        return None;
    }
    let is_item = |line: Line<'_>| line.text.trim_start().starts_with('-');
    let place = source.place(line.body_span());
    if info.contains("block sequence") {
        return Some(
            Diagnostic::error(SYNTAX, "a list can not begin on the line of its key")
                .at(place)
                .help("put each entry on a line of its own below the key, beginning with `- `; if a text is meant, put it in quotes"),
        );
    }
    if let Some(before) = before
        && is_item(line)
        && !is_item(before)
        && let Some(key) = before.key
        && !before.value.is_empty()
    {
        let message = format!("a list begins here, but `{}` has a value already", shortened(key));
        return Some(
            Diagnostic::error(SYNTAX, message).at(place).help("begin the list below a key without a value"),
        );
    }
    let finding =
        Diagnostic::error(SYNTAX, "the indentation of this line does not fit the lines above it").at(place);
    Some(
        finding
            .help("lines that belong together begin under each other; each level is two spaces further in"),
    )
}
