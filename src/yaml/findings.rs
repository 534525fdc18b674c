//! What is said about YAML that can be read but must not be written so.

use super::node::Entry;
use super::reader::{quoted, shortened};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceText, Span, YAML_DEPTH_LIMIT};

const TOO_LARGE: Code = Code("yaml/too-large");
pub(super) const TOO_DEEP: Code = Code("yaml/too-deep");
const CONTROL_CHARACTER: Code = Code("yaml/control-character");
const INVISIBLE_CHARACTER: Code = Code("yaml/invisible-character");
const DUPLICATE_KEY: Code = Code("yaml/duplicate-key");
const KEY: Code = Code("yaml/key");
const MERGE_KEY: Code = Code("yaml/merge-key");
const TAG: Code = Code("yaml/tag");
pub(super) const ALIAS: Code = Code("yaml/alias");
pub(super) const COMMENT: Code = Code("yaml/comment");
pub(super) const TAB: Code = Code("yaml/tab");
const SEVERAL_DOCUMENTS: Code = Code("yaml/several-documents");
const INDENTATION: Code = Code("yaml/indentation");

pub(super) fn too_large(source: &SourceText, span: Span, size: usize, limit: usize) -> Diagnostic {
    let first = Span { start: span.start, end: span.start };
    Diagnostic::error(TOO_LARGE, format!("this YAML has {size} bytes; at most {limit} are read"))
        .at(source.place(first))
        .help("move long texts into the body, below the closing `---`, and check that this line is there")
}

pub(super) fn control_character(source: &SourceText, at: usize) -> Diagnostic {
    let character = source.text()[at..].chars().next().unwrap_or('\0');
    Diagnostic::error(
        CONTROL_CHARACTER,
        format!("an invisible control character (U+{:04X}) stands here", u32::from(character)),
    )
    .at(source.place(Span::new(at, at + character.len_utf8())))
    .help("delete it and type the text around it again; it often comes with text pasted from another program")
}

pub(super) fn swallowed(source: &SourceText, at: usize) -> Diagnostic {
    Diagnostic::error(INDENTATION, "this line begins with a hyphen, but is read as part of the text above it")
        .at(source.place(Span::new(at, at + 1)))
        .help("put all hyphens of a list under each other, each with a space after it")
}

pub(super) fn too_deep(source: &SourceText, at: usize) -> Diagnostic {
    Diagnostic::error(TOO_DEEP, format!("lists and groups are nested more than {YAML_DEPTH_LIMIT} deep here"))
        .at(source.place(Span::new(at, at + 1)))
        .help("if a text is meant, put it in quotes")
}

pub(super) fn alias(source: &SourceText, span: Span) -> Diagnostic {
    let written = source.slice(span);
    Diagnostic::error(ALIAS, format!("`{written}` is a YAML alias, which is not allowed here"))
        .at(source.place(span))
        .help("write the value out; a text that begins with `*` needs quotes around it")
}

pub(super) fn anchor(source: &SourceText, span: Span) -> Diagnostic {
    let written = source.slice(span);
    Diagnostic::error(ALIAS, format!("`{written}` is a YAML anchor, which is not allowed here"))
        .at(source.place(span))
        .help("remove it; a text that begins with `&` needs quotes around it")
}

pub(super) fn tag(source: &SourceText, span: Span) -> Diagnostic {
    let written = source.slice(span);
    Diagnostic::error(TAG, format!("`{written}` is a YAML tag, which is not allowed here"))
        .at(source.place(span))
        .help("remove it; a text that begins with `!` needs quotes around it")
}

pub(super) fn comment_for_value(source: &SourceText, key: &str, span: Span) -> Diagnostic {
    let comment = source.slice(span);
    let message =
        format!("`{}` is read as a comment, so that `{}` has no value", shortened(comment), shortened(key));
    Diagnostic::error(COMMENT, message).at(source.place(span)).help(format!(
        "take the `#` away, or put a text that begins with it in quotes: `{}`; before a comment that is meant, put a space after the `#`",
        quoted(comment)
    ))
}

pub(super) fn merge_key(source: &SourceText, span: Span) -> Diagnostic {
    Diagnostic::error(MERGE_KEY, "`<<` merges another group into this one, which is not allowed here")
        .at(source.place(span))
        .help("write the keys out")
}

pub(super) fn not_a_key(source: &SourceText, span: Span) -> Diagnostic {
    let place = source.place(span);
    let written = source.slice(span);
    let finding = if written.starts_with(['{', '[']) {
        Diagnostic::error(KEY, "a list or a group stands where a key is expected")
            .help("a text that begins with `{` or `[` needs quotes around it")
    } else {
        Diagnostic::error(KEY, "a key is missing before this colon").help("write `key: value`")
    };
    finding.at(place)
}

pub(super) fn several_documents(source: &SourceText, at: usize) -> Diagnostic {
    let line = source.text()[at..].lines().next().unwrap_or("").trim_end();
    let length = if line.starts_with("---") { 3 } else { line.len() };
    Diagnostic::error(SEVERAL_DOCUMENTS, "a second YAML document begins here; only one is allowed")
        .at(source.place(Span::new(at, at + length)))
        .help("remove the line `---` or `...` and what follows it")
}

pub(super) fn escaped_control(source: &SourceText, span: Span) -> Diagnostic {
    Diagnostic::error(CONTROL_CHARACTER, "a backslash in this text makes an invisible control character")
        .at(source.place(span))
        .help("use single quotes, in which a backslash is a backslash")
}

pub(super) fn escaped_invisible(source: &SourceText, span: Span, hidden: char) -> Diagnostic {
    let message =
        format!("a backslash in this text makes an invisible character (U+{:04X})", u32::from(hidden));
    Diagnostic::warning(INVISIBLE_CHARACTER, message)
        .at(source.place(span))
        .help("take the backslash and what belongs to it out")
        .because(
            "it keeps a search, and the look for names that must not be published, from finding the word",
        )
}

pub(super) fn duplicate(source: &SourceText, first: &Entry, later: &Entry) -> Diagnostic {
    Diagnostic::error(DUPLICATE_KEY, format!("`{}` is given twice", later.key))
        .at(source.place(later.key_span))
        .label("given again here")
        .related(source.place(first.key_span), "first given here")
        .help("keep one of the two")
}
