//! An approval written into the text of a front matter. What is not understood is refused, and what comes out is read again
//! and compared before anybody gets it.

use crate::parse::{SignedPart, front_matter_span};
use crate::source::{SourceText, Span};
use crate::yaml::{Entry, Map, Node, Value, parse_yaml};

use super::Signature;

const APPROVAL: &str = "approval";
const FINGERPRINT: &str = "fingerprint";

/// The text with an approval in its front matter, or the reason why it is refused, as the end of a sentence.
pub(super) fn with_approval(
    source: &SourceText,
    signature: &Signature,
    parts: &[SignedPart],
) -> Result<String, &'static str> {
    let opened = with_block(source)?;
    let signed = write(&opened, signature, parts)?;
    let signed = SourceText::new(source.path().clone(), signed);
    verify(source, &signed, signature, parts)?;
    Ok(signed.text().to_owned())
}

/// The front matter of a text, read.
struct Front {
    span: Span,
    map: Map,
}

impl Front {
    fn of(source: &SourceText) -> Result<Self, &'static str> {
        let span = front_matter_span(source).ok_or("could not be found")?;
        if source.slice(span).trim_start().starts_with('{') {
            return Err("stands in braces");
        }
        let mut found = Vec::new();
        match parse_yaml(source, span, &mut found) {
            Some(Node { value: Value::Map(map), .. }) if found.is_empty() => Ok(Self { span, map }),
            _ => Err("could not be read"),
        }
    }

    fn approval(&self) -> Option<&Entry> {
        entry(&self.map, APPROVAL)
    }
}

fn entry<'m>(map: &'m Map, key: &str) -> Option<&'m Entry> {
    map.entries.iter().find(|entry| &*entry.key == key)
}

/// The line ending of the front matter.
fn line_end(source: &SourceText, front: &Front) -> &'static str {
    if source.slice(front.span).contains("\r\n") { "\r\n" } else { "\n" }
}

/// The text with `approval` as a key with lines of its own below it, if there were none yet only one: its state.
fn with_block(source: &SourceText) -> Result<SourceText, &'static str> {
    let front = Front::of(source)?;
    let end = line_end(source, &front);
    let text = source.text();
    let state = format!("  state: approved{end}");
    let changed = match front.approval() {
        None => {
            let at = front.span.end as usize;
            if !text[..at].ends_with('\n') {
                return Err("does not end with a whole line");
            }
            format!("{}{APPROVAL}:{end}{state}{}", &text[..at], &text[at..])
        }
        Some(Entry { key_span, node: Node { value: Value::Empty, .. }, .. }) => {
            let at = next_line(text, key_span.end as usize);
            format!("{}{state}{}", &text[..at], &text[at..])
        }
        Some(Entry { node: Node { value: Value::Map(map), span }, .. }) => {
            let written = source.slice(*span);
            if !written.starts_with('{') {
                return Ok(source.clone());
            }
            // The parser lets the span reach over a comment behind the brace.
            let within =
                map.entries.iter().map(|entry| last_byte(&entry.node).max(entry.key_span.end as usize));
            let within = within.max().unwrap_or(span.start as usize + 1);
            let to = text[within..].find('}').map_or(text.len(), |brace| within + brace + 1);
            let from = span.start as usize;
            let is_one_line = text.get(from..to).is_some_and(|written| !written.contains('\n'));
            if !is_one_line || !text[within..to].chars().all(|c| matches!(c, ' ' | ',' | '}')) {
                return Err("has an approval in braces over several lines");
            }
            let lines = map.entries.iter().map(|entry| {
                format!(
                    "  {}: {}{end}",
                    source.slice(entry.key_span),
                    source.slice(entry.node.span).trim_end()
                )
            });
            let lines: Vec<String> = lines.collect();
            let lines = if lines.is_empty() { state } else { lines.concat() };
            let below = next_line(text, to);
            // What stands behind the brace is a comment, and stays with its line.
            let rest = &text[to..below];
            let before =
                if rest.trim().is_empty() { text[..from].trim_end_matches(' ') } else { &text[..from] };
            format!("{before}{}{lines}{}", rest.trim_start_matches(' '), &text[below..])
        }
        Some(_) => return Err("has an `approval` that is no group of keys"),
    };
    Ok(SourceText::new(source.path().clone(), changed))
}

/// Writes the keys of an approval that stands in lines of its own.
fn write(source: &SourceText, signature: &Signature, parts: &[SignedPart]) -> Result<String, &'static str> {
    let front = Front::of(source)?;
    let end = line_end(source, &front);
    let Some(Entry { node: Node { value: Value::Map(map), .. }, .. }) = front.approval() else {
        return Err("has an `approval` that is no group of keys");
    };
    let text = source.text();
    let first = map.entries.first().ok_or("has an empty `approval`")?;
    let indent = indent_of(text, first.key_span.start as usize)?;
    let date = signature.date.to_string();
    let mut wanted = vec![("state", "approved".to_owned()), ("by", quoted(&signature.by)), ("date", date)];
    wanted.extend(signature.second_reader.as_ref().map(|reader| ("second_reader", quoted(reader))));
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let mut added = String::new();
    for (key, value) in wanted {
        match entry(map, key) {
            None => added.extend([indent, key, ": ", &value, end]),
            Some(known) => edits.push(change(text, known, &value)?),
        }
    }
    let mut last = map.entries.iter().map(|entry| end_of(text, entry)).max().unwrap_or_default();
    if !text[..last].ends_with('\n') {
        return Err("does not end with a whole line");
    }
    if let Some(known) = entry(map, FINGERPRINT) {
        let from = line_start(text, known.key_span.start as usize);
        let to = end_of(text, known);
        let is_plain = |line: &str| line.trim_start().starts_with("- ") && !line.contains(" #");
        let mut lines = text[from..to].lines();
        let is_key = lines.next().is_some_and(|line| line.trim() == "fingerprint:");
        if !is_key || !lines.all(is_plain) {
            return Err("has a `fingerprint` that was changed by hand");
        }
        edits.push((from, to, String::new()));
        last = last.max(to);
    }
    added.extend([indent, FINGERPRINT, ":", end]);
    for part in parts {
        added.extend([indent, "  - ", &in_quotes(&part.to_string()), end]);
    }
    edits.push((last, last, added));
    apply(text, edits)
}

fn apply(text: &str, mut edits: Vec<(usize, usize, String)>) -> Result<String, &'static str> {
    edits.sort_by_key(|(from, to, _)| (*from, *to));
    let mut changed = String::with_capacity(text.len() + 2_000);
    let mut done = 0;
    for (from, to, new) in &edits {
        changed.push_str(text.get(done..*from).ok_or("could not be taken apart")?);
        changed.push_str(new);
        done = *to;
    }
    changed.push_str(&text[done..]);
    Ok(changed)
}

/// The change that gives a key another value.
fn change(text: &str, entry: &Entry, value: &str) -> Result<(usize, usize, String), &'static str> {
    let start = entry.node.span.start as usize;
    let end = start + scalar_length(text.get(entry.node.span.range()).unwrap_or_default());
    match &entry.node.value {
        Value::Scalar(_) if !text[start..end].contains('\n') => Ok((start, end, value.to_owned())),
        Value::Empty => {
            let key = entry.key_span.end as usize;
            let colon = text[key..].find(':').map(|at| key + at + 1).ok_or("could not be taken apart")?;
            Ok((colon, colon, format!(" {value}")))
        }
        _ => Err("has a key under `approval` whose value is more than one line"),
    }
}

/// The bytes of a scalar: the span of one in quotes may reach over a comment behind it.
fn scalar_length(written: &str) -> usize {
    let Some(quote) = written.chars().next().filter(|first| matches!(first, '"' | '\'')) else {
        return written.trim_end().len();
    };
    let mut rest = written.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        let is_pair = c == quote && quote == '\'' && rest.peek().is_some_and(|(_, next)| *next == quote);
        if (c == '\\' && quote == '"') || is_pair {
            rest.next();
        } else if c == quote {
            return at + 1;
        }
    }
    written.len()
}

/// The white space before a key that begins its line.
fn indent_of(text: &str, at: usize) -> Result<&str, &'static str> {
    let indent = &text[line_start(text, at)..at];
    let is_blank = !indent.is_empty() && indent.bytes().all(|byte| byte == b' ');
    if is_blank { Ok(indent) } else { Err("has an `approval` whose keys do not begin their lines") }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// The beginning of the line after that of a byte.
fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The beginning of the line after the last one of an entry.
fn end_of(text: &str, entry: &Entry) -> usize {
    let last = last_byte(&entry.node).max(entry.key_span.end as usize);
    // A span that ends with its line has its last byte on the line before.
    if text[..last].ends_with('\n') { last } else { next_line(text, last) }
}

/// Where the last scalar of a value ends: the span of a block of lines may reach to the key after it.
fn last_byte(node: &Node) -> usize {
    match &node.value {
        Value::List(items) if !items.is_empty() => items.iter().map(last_byte).max().unwrap_or_default(),
        Value::Map(map) if !map.entries.is_empty() => {
            map.entries.iter().map(|entry| last_byte(&entry.node)).max().unwrap_or_default()
        }
        Value::Empty => node.span.start as usize,
        _ => node.span.end as usize,
    }
}

/// A text as a value: in quotes, unless it can not be taken for anything else.
fn quoted(text: &str) -> String {
    let is_word = |word: &str| word.chars().all(|c| c.is_alphabetic() || "'-,".contains(c));
    let begins = text.starts_with(|first: char| first.is_alphabetic());
    let is_plain = begins && text.split(' ').all(|word| !word.is_empty() && is_word(word));
    // `yes`, `no`, `null` and their like are single words.
    if is_plain && text.contains(' ') { text.to_owned() } else { in_quotes(text) }
}

fn in_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => quoted.extend([format!("\\u{:04x}", u32::from(c))]),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Reads what was written, and holds it to what was meant.
fn verify(
    before: &SourceText,
    after: &SourceText,
    signature: &Signature,
    parts: &[SignedPart],
) -> Result<(), &'static str> {
    const WRONG: &str = "could not be changed with certainty";
    let (old, new) = (Front::of(before)?, Front::of(after).map_err(|_| WRONG)?);
    let others = |front: &Front| -> Vec<String> {
        let others = front.map.entries.iter().filter(|entry| &*entry.key != APPROVAL);
        others.map(|entry| format!("{} {}", entry.key, shape(&entry.node))).collect()
    };
    let body = |source: &SourceText, front: &Front| source.text()[front.span.end as usize..].to_owned();
    if others(&old) != others(&new) || body(before, &old) != body(after, &new) {
        return Err(WRONG);
    }
    let own = |front: &Front| match front.approval().map(|entry| &entry.node.value) {
        Some(Value::Map(map)) => map.clone(),
        _ => Map::default(),
    };
    let (old, new) = (own(&old), own(&new));
    let text = |map: &Map, key: &str| match entry(map, key).map(|entry| &entry.node.value) {
        Some(Value::Scalar(scalar)) => Some(scalar.text.to_string()),
        _ => None,
    };
    let mut holds = text(&new, "state").as_deref() == Some("approved")
        && text(&new, "by").as_deref() == Some(&*signature.by)
        && text(&new, "date") == Some(signature.date.to_string())
        && signature
            .second_reader
            .as_ref()
            .is_none_or(|_| text(&new, "second_reader") == signature.second_reader);
    let written = entry(&new, FINGERPRINT).map(|entry| &entry.node.value);
    holds &= match written {
        Some(Value::List(items)) => {
            items.iter().map(shape).eq(parts.iter().map(|part| format!("{:?}", part.to_string())))
        }
        _ => parts.is_empty(),
    };
    let is_set = |key: &str| {
        ["state", "by", "date", FINGERPRINT].contains(&key)
            || (key == "second_reader" && signature.second_reader.is_some())
    };
    for known in old.entries.iter().filter(|entry| !is_set(&entry.key)) {
        holds &= entry(&new, &known.key).is_some_and(|entry| shape(&entry.node) == shape(&known.node));
    }
    if holds { Ok(()) } else { Err(WRONG) }
}

/// A value without its places.
fn shape(node: &Node) -> String {
    match &node.value {
        Value::Empty => "~".to_owned(),
        Value::Scalar(scalar) => format!("{:?}", scalar.text),
        Value::List(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", ")),
        Value::Map(map) => {
            let entries = map.entries.iter().map(|entry| format!("{:?}: {}", entry.key, shape(&entry.node)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Signature, with_approval};
    use crate::parse::{SignedPart, signed_parts};
    use crate::source::{SourcePath, SourceText};

    const HEAD: &str = "---\r\n# A comment\r\ntitle:  'A title'   # kept\r\ndate: 2026-03-02\r\n";

    fn sign(text: &str) -> Result<String, &'static str> {
        let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
        let signature = Signature {
            by: "Independent chair".to_owned(),
            date: jiff::civil::date(2026, 11, 1),
            second_reader: Some("Named nurse: health".to_owned()),
        };
        let parts: Vec<SignedPart> = signed_parts(&source).into_iter().take(1).collect();
        with_approval(&source, &signature, &parts)
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        let signed = "state: approved\n  by: Independent chair\n  date: 2026-11-01\n  second_reader: \"Named nurse: health\"\n";
        let print = "  fingerprint:\n    - \"title 6e5c89c1ec576316\"\n";
        for (before, after) in [
            ("tags: [a]\n", format!("tags: [a]\napproval:\n  {signed}{print}")),
            ("tags: [a]\n\n# end\n", format!("tags: [a]\n\n# end\napproval:\n  {signed}{print}")),
            ("approval:\ntags: [a]\n", format!("approval:\n  {signed}{print}tags: [a]\n")),
            (
                "approval: {state: in-review, legal_check: true}  # soon\ntags: [a]\n",
                format!(
                    "approval: # soon\n  {}tags: [a]\n",
                    signed.replacen("\n  by", "\n  legal_check: true\n  by", 1) + print
                ),
            ),
            ("approval: {}\ntags: [a]\n", format!("approval:\n  {signed}{print}tags: [a]\n")),
            (
                "approval:\n    # who\n    by:   \"Board\"   # so far\n    family_informed: true # yes\n\n# next\ntags: [a]\n",
                "approval:\n    # who\n    by:   Independent chair   # so far\n    family_informed: true # yes\n    state: approved\n    \
                     date: 2026-11-01\n    second_reader: \"Named nurse: health\"\n    fingerprint:\n      - \"title 6e5c89c1ec576316\"\n\n# next\ntags: [a]\n"
                .to_owned(),
            ),
            (
                "approval:\n  fingerprint:\n  - \"title 0123456789abcdef\"\n  - \"date 0123456789abcdef\"\n  state: approved\n  by: Board\n  date: 2026-01-01\n",
                format!(
                    "approval:\n  {}  second_reader: \"Named nurse: health\"\n{print}",
                    "state: approved\n  by: Independent chair\n  date: 2026-11-01\n"
                ),
            ),
            (
                "approval:\n  state:\n  by: Board\n",
                format!(
                    "approval:\n  state: approved\n  by: Independent chair\n  date: 2026-11-01\n  second_reader: \"Named nurse: health\"\n{print}"
                ),
            ),
        ] {
            for end in ["\r\n", "\n"] {
                let whole = |front: &str| {
                    format!("{HEAD}{front}---\nText with approval: {{state: draft}}.  \n\n\n")
                        .replace("\r\n", "\n")
                        .replace('\n', end)
                };
                let once = sign(&whole(before)).unwrap_or_else(|why| panic!("{before}: {why}"));
                assert_eq!(once, whole(&after), "{before}");
                assert_eq!(sign(&once).as_deref(), Ok(&*once), "signing again changes nothing");
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for front in [
            "approval: yes, by all\n",
            "approval: [approved]\n",
            "approval: {state: in-review,\n  by: Board}\n",
            "approval:\n  by: >\n    The\n    board\n",
            "approval:\n  by: [Board]\n",
            "approval:\n  fingerprint:\n    # mine\n    - \"title 0123456789abcdef\"\n",
            "approval:\n  fingerprint: [\"title 0123456789abcdef\"]\n",
            "approval: {state: approved}\napproval: {state: draft}\n",
            "tags: [a\n",
        ] {
            assert!(sign(&format!("{HEAD}{front}---\nText.\n")).is_err(), "{front}");
        }
        for text in ["", "Text.", "---\ntitle: A\n", "---\n{title: A, date: 2026-03-02}\n---\nText.\n"] {
            assert!(sign(text).is_err(), "{text}");
        }
    }
}
