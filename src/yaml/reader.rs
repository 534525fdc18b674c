//! Reads single nodes as what the schema says they are, and reports what does not fit.

use jiff::civil::Date;

use super::appearance::looks_like;
use super::date::{DateProblem, in_words, read_date};
use super::findings::COMMENT;
use super::parse::FINDINGS_LIMIT;
use super::{Asked, Node, Scalar, Trace, Value};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SourceText, Span, Spanned};

/// The codes under which the findings of one kind of file go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// A key that the schema does not know.
    pub unknown_key: Code,
    /// A key that must be there and is not.
    pub missing_key: Code,
    /// A value of another type than the schema says.
    pub wrong_type: Code,
    /// A value of the right type that can not be used: an address without a host, a number out of range.
    pub bad_value: Code,
    /// A date that is in no calendar.
    pub impossible_date: Code,
    /// A word that is not in a closed list.
    pub not_in_list: Code,
}

impl Family {
    /// The front matter of a briefing or a page.
    pub const FRONT_MATTER: Self = Self {
        unknown_key: Code("front-matter/unknown-key"),
        missing_key: Code("front-matter/missing-key"),
        wrong_type: Code("front-matter/wrong-type"),
        bad_value: Code("front-matter/bad-value"),
        impossible_date: Code("front-matter/impossible-date"),
        not_in_list: Code("front-matter/not-in-list"),
    };
    /// `site.yaml`.
    pub const SITE: Self = Self {
        unknown_key: Code("site/unknown-key"),
        missing_key: Code("site/missing-key"),
        wrong_type: Code("site/wrong-type"),
        bad_value: Code("site/bad-value"),
        impossible_date: Code("site/impossible-date"),
        not_in_list: Code("site/not-in-list"),
    };
    /// A file in `data/`.
    pub const REGISTRY: Self = Self {
        unknown_key: Code("registry/unknown-key"),
        missing_key: Code("registry/missing-key"),
        wrong_type: Code("registry/wrong-type"),
        bad_value: Code("registry/bad-value"),
        impossible_date: Code("registry/impossible-date"),
        not_in_list: Code("registry/not-in-list"),
    };
}

/// Reads nodes of one text; findings go to the list that it borrows.
///
/// `what` is the key whose value is read (or of whose list an entry is read): it stands in the messages.
pub struct Reader<'a> {
    /// The text that the nodes were read from.
    pub source: &'a SourceText,
    /// What was found so far.
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// The codes to use.
    pub family: Family,
    left: usize,
    trace: Option<Trace>,
}

impl<'a> Reader<'a> {
    /// A reader of nodes that came from `source`.
    pub fn new(source: &'a SourceText, diagnostics: &'a mut Vec<Diagnostic>, family: Family) -> Self {
        Self { source, diagnostics, family, left: FINDINGS_LIMIT, trace: None }
    }

    /// A reader that notes what is asked of each node.
    pub fn tracing(source: &'a SourceText, diagnostics: &'a mut Vec<Diagnostic>, family: Family) -> Self {
        Self { trace: Some(Trace::new()), ..Self::new(source, diagnostics, family) }
    }

    /// What was asked, where that was to be noted.
    pub fn into_trace(self) -> Trace {
        self.trace.unwrap_or_default()
    }

    /// Notes what is asked of a node, if anybody wants to know.
    pub fn note(&mut self, span: Span, asked: impl FnOnce() -> Asked) {
        if let Some(trace) = &mut self.trace {
            trace.push((span, asked()));
        }
    }

    /// Adds an error at a span; `finish` adds help and more. After two hundred findings the rest are dropped, for
    /// each costs a walk over the text.
    pub fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        finish: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if self.left > 0 {
            self.left -= 1;
            let place = self.source.place(span);
            self.diagnostics.push(finish(Diagnostic::error(code, message).at(place)));
        }
    }

    /// Whether another finding would still be kept.
    pub fn has_room(&self) -> bool {
        self.left > 0
    }

    /// A text, without white space around it; an empty one is none.
    ///
    /// Unquoted `no`, `3`, `2015-01-01`, `12:30`, `~` and the like are reported: they need quotes.
    pub fn text<'n>(&mut self, node: &'n Node, what: &str) -> Option<Spanned<&'n str>> {
        self.note(node.span, || Asked::Text);
        let Spanned { value: scalar, span } = self.single(node, what, "a text")?;
        let text = scalar.text.trim();
        if text.is_empty() {
            return None;
        }
        if scalar.plain {
            if let Some(other) = looks_like(text) {
                self.needs_quotes(span, text, what, other);
                return None;
            }
            self.check_comment(span, text);
        }
        Some(Spanned { value: text, span })
    }

    fn needs_quotes(&mut self, span: Span, text: &str, what: &str, other: &str) {
        let message =
            format!("`{text}` needs quotes: `{what}` is a text, and without quotes YAML reads {other}");
        let help = format!("write `{}`", quoted(text));
        self.report(self.family.wrong_type, span, message, |d| d.help(help).label("a text is expected"));
    }

    /// `Briefing #7` without quotes ends before the `#`: what follows would vanish from the page.
    fn check_comment(&mut self, span: Span, text: &str) {
        let rest = &self.source.text()[span.end as usize..];
        let Some((gap, comment)) = glued_comment(rest).filter(|(gap, _)| *gap > 0) else { return };
        let at = span.end as usize + gap;
        let message = format!("`{}` is read as a comment and left out of the text", shortened(comment));
        let help = format!(
            "put the whole text in quotes: `{}`; before a comment that is meant, put a space after the `#`",
            quoted(&format!("{text} {comment}"))
        );
        self.report(COMMENT, Span::new(at, at + comment.len()), message, |d| d.help(help));
    }

    /// `true` or `false`, exactly.
    pub fn boolean(&mut self, node: &Node, what: &str) -> Option<Spanned<bool>> {
        self.note(node.span, || Asked::Boolean);
        let Spanned { value: scalar, span } = self.single(node, what, "`true` or `false`")?;
        let meant = match scalar.text.trim() {
            "true" if scalar.plain => return Some(Spanned { value: true, span }),
            "false" if scalar.plain => return Some(Spanned { value: false, span }),
            text => boolean_meant(text),
        };
        let message = format!("`{what}` must be `true` or `false`, not `{}`", self.written(span));
        let help = match meant {
            Some(meant) => format!("write `{what}: {meant}`, without quotes and in small letters"),
            None => format!("write `{what}: true` or `{what}: false`"),
        };
        self.report(self.family.wrong_type, span, message, |d| d.help(help));
        None
    }

    /// A whole number of decimal digits without leading zeros.
    pub fn number(&mut self, node: &Node, what: &str) -> Option<Spanned<u32>> {
        self.note(node.span, || Asked::Number);
        let Spanned { value: scalar, span } = self.single(node, what, "a whole number")?;
        let text = scalar.text.trim();
        let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if scalar.plain
            && is_digits
            && (text.len() == 1 || !text.starts_with('0'))
            && let Ok(value) = text.parse()
        {
            return Some(Spanned { value, span });
        }
        let message = format!("`{what}` must be a whole number, not `{}`", self.written(span));
        let trimmed = match text.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        let help = if !is_digits {
            format!("write digits only, as in `{what}: 7`")
        } else if trimmed.len() > 9 {
            "the number is too large".to_owned()
        } else if scalar.plain {
            format!("write `{what}: {trimmed}`, without a zero in front")
        } else {
            format!("write `{what}: {trimmed}`, without quotes")
        };
        self.report(self.family.wrong_type, span, message, |d| d.help(help));
        None
    }

    /// A full date, `YYYY-MM-DD`, with or without quotes.
    pub fn date(&mut self, node: &Node, what: &str) -> Option<Spanned<Date>> {
        self.note(node.span, || Asked::Date);
        let Spanned { value: scalar, span } = self.single(node, what, "a date")?;
        match read_date(scalar.text.trim()) {
            Ok(value) => return Some(Spanned { value, span }),
            Err(problem) => self.no_date(span, what, problem),
        }
        None
    }

    fn no_date(&mut self, span: Span, what: &str, problem: DateProblem) {
        let written = self.written(span);
        match problem {
            DateProblem::Impossible(reason) => {
                let message = format!("there is no day `{written}`: {reason}");
                let code = self.family.impossible_date;
                self.report(code, span, message, |d| {
                    d.help("check the day, the month and the year against the document they come from")
                });
            }
            DateProblem::Spelling(meant) => {
                let message = format!("`{what}` must be a date as `2015-11-03`, not `{written}`");
                let help = match &meant[..] {
                    [] => "write the year, the month and the day in digits: `2015-11-03` is 3 November 2015"
                        .to_owned(),
                    [date] => format!("write `{date}`, if {} is meant", in_words(*date)),
                    dates => {
                        let each = dates.iter().map(|date| format!("`{date}` for {}", in_words(*date)));
                        format!("write {}", each.collect::<Vec<_>>().join(", or "))
                    }
                };
                self.report(self.family.wrong_type, span, message, |d| d.help(help));
            }
        }
    }

    /// One of a closed list of words; anything else is reported with the nearest.
    pub fn choice<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        choices: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        self.note(node.span, || Asked::Choice(choices.iter().map(|(word, _)| *word).collect()));
        let Spanned { value: scalar, span } = self.single(node, what, "one of a list of words")?;
        let text = scalar.text.trim();
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(Spanned { value: *value, span });
        }
        let words = choices.iter().map(|(word, _)| *word);
        let spelt = text.to_lowercase().replace([' ', '_'], "-");
        let all = listed(words.clone(), choices.len());
        let help = match nearest(&spelt, words) {
            Some(word) => format!("did you mean `{word}`? Allowed are {all}"),
            None => format!("allowed are {all}"),
        };
        let message = format!("`{}` is not a value that `{what}` can have", shortened(text));
        self.report(self.family.not_in_list, span, message, |d| d.help(help));
        None
    }

    /// A list of texts; a single text where a list is meant is a list of one. Entries that do not fit are reported
    /// and left out.
    pub fn texts<'n>(&mut self, node: &'n Node, what: &str) -> Vec<Spanned<&'n str>> {
        self.note(node.span, || Asked::Texts);
        match &node.value {
            Value::Empty => Vec::new(),
            Value::List(items) => items.iter().filter_map(|item| self.item(item, what)).collect(),
            Value::Scalar(scalar) => {
                if self.is_botched_list(scalar, node.span, what) {
                    return Vec::new();
                }
                self.text(node, what).into_iter().collect()
            }
            Value::Map(_) => {
                self.wrong_type(node, what, "a list");
                Vec::new()
            }
        }
    }

    fn item<'n>(&mut self, item: &'n Node, what: &str) -> Option<Spanned<&'n str>> {
        if item.value == Value::Empty {
            let message = format!("an entry of `{what}` is empty");
            self.report(self.family.wrong_type, item.span, message, |d| {
                d.help("write the entry, or remove the hyphen or comma")
            });
            return None;
        }
        self.text(item, what)
    }

    /// Reports a single text that was surely meant as a list of several.
    fn is_botched_list(&mut self, scalar: &Scalar, span: Span, what: &str) -> bool {
        if !scalar.plain {
            return false;
        }
        let help = if scalar.text.starts_with('-') {
            "put a space after each hyphen: `- one`".to_owned()
        } else if scalar.text.contains(", ") {
            format!(
                "write `{what}: [{}]`, or put quotes around it if it is a single entry",
                shortened(scalar.text.trim_matches(['[', ']']))
            )
        } else {
            return false;
        };
        let message = format!("`{what}` is a list, but this is a single text");
        self.report(self.family.wrong_type, span, message, |d| d.help(help));
        true
    }

    /// A list of anything.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        self.note(node.span, || Asked::List);
        match &node.value {
            Value::List(items) => items,
            Value::Empty => &[],
            Value::Scalar(_) | Value::Map(_) => {
                self.wrong_type(node, what, "a list");
                &[]
            }
        }
    }

    /// A scalar as written; a list or a group is reported as not being `expected`.
    pub fn scalar<'n>(&mut self, node: &'n Node, what: &str, expected: &str) -> Option<Spanned<&'n Scalar>> {
        self.note(node.span, || Asked::Scalar);
        self.single(node, what, expected)
    }

    fn single<'n>(&mut self, node: &'n Node, what: &str, expected: &str) -> Option<Spanned<&'n Scalar>> {
        match &node.value {
            Value::Scalar(scalar) => Some(Spanned { value: scalar, span: node.span }),
            Value::Empty => None,
            Value::List(_) | Value::Map(_) => {
                self.wrong_type(node, what, expected);
                None
            }
        }
    }

    /// Reports a value of another type than the schema says.
    pub fn wrong_type(&mut self, node: &Node, what: &str, expected: &str) {
        let found = match &node.value {
            Value::Empty => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
        };
        let written = self.source.slice(node.span);
        let help = match &node.value {
            _ if expected == "a list" => {
                format!("write each entry of `{what}` on a line of its own, beginning with `- `")
            }
            _ if expected.starts_with("a group") && what.contains(['.', ' ']) => {
                "begin each line with a key and a colon, as in `title: Learning briefings`".to_owned()
            }
            _ if expected.starts_with("a group") => {
                format!(
                    "write the keys of `{what}` below it, each on a line of its own and indented by two spaces"
                )
            }
            Value::Map(_) | Value::List(_) if expected == "a text" && written.starts_with(['{', '[']) => {
                format!("if a text is meant, put quotes around it: `{}`", quoted(&shortened(written)))
            }
            Value::Map(map) if expected == "a text" && map.entries.len() == 1 => format!(
                "a colon followed by a space inside a text needs quotes around the whole text: `{}`",
                quoted(&shortened(written))
            ),
            _ => format!("write a single value after `{what}:`"),
        };
        let message = format!("`{what}` must be {expected}, not {found}");
        self.report(self.family.wrong_type, node.span, message, |d| d.help(help));
    }

    /// A value as written, short enough for a message.
    pub fn written(&self, span: Span) -> String {
        shortened(self.source.slice(span))
    }
}

/// A comment that begins without a blank after its `#`, as words do that were meant: how many blanks stand before it, and
/// the rest of its line.
pub(super) fn glued_comment(rest: &str) -> Option<(usize, &str)> {
    let comment = rest.trim_start_matches([' ', '\t']);
    comment.strip_prefix('#').filter(|words| words.starts_with(char::is_alphanumeric))?;
    let line = comment.split(['\n', '\r']).next().unwrap_or("").trim_end();
    Some((rest.len() - comment.len(), line))
}

fn boolean_meant(text: &str) -> Option<bool> {
    let is_any = |words: &[&str]| words.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    if is_any(&["true", "yes", "on", "y", "1"]) {
        return Some(true);
    }
    is_any(&["false", "no", "off", "n", "0"]).then_some(false)
}

/// A text as it would stand in quotes.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The first line of a text, cut to sixty characters.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}...", line[..at].trim_end()),
        None => line.to_owned(),
    }
}

/// Words in backticks, a dozen at most.
pub(super) fn listed<'w>(words: impl Iterator<Item = &'w str>, count: usize) -> String {
    const SHOWN: usize = 12;
    let text = words.take(SHOWN).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    if count > SHOWN { format!("{text} and {} more", count - SHOWN) } else { text }
}
