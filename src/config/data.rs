//! From the files of `data/` and those in the program to the registries.

use std::sync::OnceLock;

use ahash::{HashMap, HashMapExt as _};
use rayon::join;

use super::lower::{Kind, Lowering};
use super::references::{Reference, check_references, drop_dangling};
use super::registry::folded;
use super::{Named, Registries, Registry, Term};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::source::{FILE_SIZE_LIMIT, Slug, SourcePath, SourceText, Span};
use crate::yaml::{Entry, Family, Fields, Node, Reader, Value, parse_yaml_up_to, read_nodes};

const UNKNOWN_FILE: Code = Code("registry/unknown-file");
const DUPLICATE_LABEL: Code = Code("registry/duplicate-label");

macro_rules! embedded {
    ($($name:literal)*) => {
        [$((
            $name,
            include_str!(concat!("data/", $name, ".yaml")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".nodes")),
        )),*]
    };
}

/// The registries in the program: the stem of their file, its text, and the nodes that `build.rs` made of it.
const EMBEDDED: [(&str, &str, &[u8]); 14] = embedded!(
    "themes" "harms" "agencies" "bodies" "audiences" "review-types" "formats" "helplines" "glossary" "age-bands"
    "settings" "wording" "people" "allowed"
);

/// Reads the registries: those in the program, extended or replaced by the files of `data/`.
///
/// `diagnostics` holds what was found while the files were read: of a file that could not be read nothing is known.
///
/// Total: an entry that can not be used is reported and left out; a reference to an entry that does not exist is
/// reported and taken out, so that every key in the result can be looked up.
pub fn parse_registries(own: &[SourceText], diagnostics: &mut Vec<Diagnostic>) -> Registries {
    check_file_names(own, diagnostics);
    let own = Own { texts: own, refused: refused(diagnostics) };
    let (mut references, mut found) = (Vec::new(), Vec::new());
    let mut registries = load_all(&own, &mut references, &mut found);
    diagnostics.append(&mut found);
    check_references(&references, &registries, diagnostics);
    drop_dangling(&mut registries);
    registries
}

/// The files of a site.
struct Own<'s> {
    texts: &'s [SourceText],
    /// The stems of those that could not be read.
    refused: Vec<String>,
}

fn refused(diagnostics: &[Diagnostic]) -> Vec<String> {
    let errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    let paths = errors.filter_map(|finding| finding.place.as_ref().map(|place| &place.path));
    let data = paths.filter(|path| path.as_str() == "data" || path.as_str().starts_with("data/"));
    data.map(|path| path.file_stem().to_owned()).collect()
}

/// An embedded file and what stands in it.
struct Embedded {
    source: SourceText,
    node: Option<Node>,
}

/// An embedded file; its nodes are put together once in the life of the program, which may rebuild a site many times.
fn embedded(name: &str) -> Option<&'static Embedded> {
    static READ: [OnceLock<Embedded>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];
    let at = EMBEDDED.iter().position(|(known, ..)| *known == name)?;
    let (_, text, nodes) = EMBEDDED[at];
    Some(READ[at].get_or_init(|| {
        let path = SourcePath::new(format!("<briefpress>/data/{name}.yaml"));
        Embedded { source: SourceText::new(path, text), node: read_nodes(nodes) }
    }))
}

fn parse(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let whole = Span::new(0, source.text().len());
    let limit = usize::try_from(FILE_SIZE_LIMIT).unwrap_or(usize::MAX);
    parse_yaml_up_to(source, whole, limit, diagnostics)
}

/// Reads the kinds in parallel, the long ones apart from each other, and gathers them in a fixed order.
fn load_all<'s>(
    own: &Own<'s>,
    references: &mut Vec<Reference<'s>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Registries {
    let (
        (themes, harms, agencies),
        ((bodies, glossary, wording), ((audiences, helplines), (review_types, rest))),
    ) = join(
        || (load("themes", own), load("harms", own), load("agencies", own)),
        || {
            join(
                || (load("bodies", own), load("glossary", own), load("wording", own)),
                || {
                    join(
                        || (load("audiences", own), load("helplines", own)),
                        || {
                            let small = (
                                load("formats", own),
                                load("age-bands", own),
                                load("settings", own),
                                load("people", own),
                                load("allowed", own),
                            );
                            (load("review-types", own), small)
                        },
                    )
                },
            )
        },
    );
    let (formats, age_bands, settings, people, allowed) = rest;
    Registries {
        themes: gather(themes, references, diagnostics),
        harms: gather(harms, references, diagnostics),
        agencies: gather(agencies, references, diagnostics),
        bodies: gather(bodies, references, diagnostics),
        audiences: gather(audiences, references, diagnostics),
        review_types: gather(review_types, references, diagnostics),
        formats: gather(formats, references, diagnostics),
        helplines: gather(helplines, references, diagnostics),
        glossary: gather(glossary, references, diagnostics),
        age_bands: gather(age_bands, references, diagnostics),
        settings: gather(settings, references, diagnostics),
        wording: gather(wording, references, diagnostics),
        people: gather(people, references, diagnostics),
        allowed: gather(allowed, references, diagnostics),
    }
}

/// An entry with the places that a finding about it needs.
struct Draft<'s, T> {
    entry: Named<T>,
    source: &'s SourceText,
    label_span: Span,
    is_own: bool,
}

/// What one or more files of a kind say.
struct Loaded<'s, T> {
    drafts: Vec<Draft<'s, T>>,
    references: Vec<Reference<'s>>,
    diagnostics: Vec<Diagnostic>,
    replaces: bool,
    /// Whether an entry was lost because of a mistake.
    lacks_entries: bool,
}

impl<T> Default for Loaded<'_, T> {
    fn default() -> Self {
        Self {
            drafts: Vec::new(),
            references: Vec::new(),
            diagnostics: Vec::new(),
            replaces: false,
            lacks_entries: false,
        }
    }
}

/// Reads all that there is of one kind: the site's file first, for it may replace the embedded one.
fn load<'s, T: Kind>(name: &str, files: &Own<'s>) -> Loaded<'s, T> {
    let is_refused = files.refused.iter().any(|stem| stem == name || stem == "data");
    let mut own = Loaded { lacks_entries: is_refused, ..Loaded::default() };
    for source in files.texts.iter().filter(|source| source.path().file_stem() == name) {
        match parse(source, &mut own.diagnostics) {
            Some(node) => read(source, &node, true, &mut own),
            None => own.lacks_entries = true,
        }
    }
    let mut all = Loaded { replaces: own.replaces, lacks_entries: own.lacks_entries, ..Loaded::default() };
    if !own.replaces {
        if let Some(Embedded { source, node: Some(node) }) = embedded(name) {
            read(source, node, false, &mut all);
        }
        if !files.texts.is_empty() {
            // What a site does to a list that embedded entries point into is no mistake in those entries.
            all.references.clear();
        }
    }
    let known: HashMap<Slug, usize> =
        all.drafts.iter().enumerate().map(|(at, draft)| (draft.entry.term.key.clone(), at)).collect();
    for draft in own.drafts {
        match known.get(&draft.entry.term.key) {
            Some(at) => all.drafts[*at] = draft,
            None => all.drafts.push(draft),
        }
    }
    all.references.append(&mut own.references);
    all.diagnostics.append(&mut own.diagnostics);
    check_labels(&all.drafts, &mut all.diagnostics);
    all
}

fn read<'s, T: Kind>(source: &'s SourceText, node: &Node, is_own: bool, loaded: &mut Loaded<'s, T>) {
    let mut reader = Reader::new(source, &mut loaded.diagnostics, Family::REGISTRY);
    let Some(mut fields) = Fields::of(node, source.path().file_name(), &mut reader) else {
        loaded.lacks_entries = true;
        return;
    };
    if let Some(replace) = fields.boolean("replace", &mut reader) {
        loaded.replaces |= replace.value;
    }
    let entries = fields.node("entries");
    if !says_entries(node) {
        fields.require("entries", "entries:", &mut reader);
    }
    fields.finish_with(&mut reader, |key| {
        let is_near = nearest(key, ["replace", "entries"]).is_some();
        (!is_near).then(|| "entries stand under `entries:`, indented by two spaces".to_owned())
    });
    match entries.map(|node| (node, &node.value)) {
        None => loaded.lacks_entries |= !is_only_replacing(node),
        Some((_, Value::Map(map))) => {
            for entry in &map.entries {
                let mut references = std::mem::take(&mut loaded.references);
                let draft = lower_entry(entry, source, is_own, &mut reader, &mut references);
                loaded.references = references;
                loaded.lacks_entries |= draft.is_none();
                loaded.drafts.extend(draft);
            }
        }
        Some((node, _)) => {
            reader.wrong_type(node, "entries", "a group of keys");
            loaded.lacks_entries = true;
        }
    }
}

/// Whether a file says nothing but whether it replaces, or nothing at all: its entries do not stand under another name.
fn is_only_replacing(node: &Node) -> bool {
    match &node.value {
        Value::Map(map) => map.entries.iter().all(|entry| matches!(&*entry.key, "entries" | "replace")),
        Value::Empty | Value::Scalar(_) | Value::List(_) => true,
    }
}

/// Whether a file has entries, or meant to: a misspelt key is reported as such.
fn says_entries(node: &Node) -> bool {
    match &node.value {
        Value::Map(map) => map.entries.iter().any(|entry| nearest(&entry.key, ["entries"]).is_some()),
        Value::Empty | Value::Scalar(_) | Value::List(_) => true,
    }
}

fn lower_entry<'s, T: Kind>(
    written: &Entry,
    source: &'s SourceText,
    is_own: bool,
    reader: &mut Reader<'_>,
    references: &mut Vec<Reference<'s>>,
) -> Option<Draft<'s, T>> {
    let key = lower_key(written, reader);
    let mut fields = Fields::of(&written.node, &written.key, reader)?;
    let label = fields.text(T::LABEL, reader);
    fields.require(T::LABEL, &format!("{}: what people read", T::LABEL), reader);
    let synonyms = fields.texts("synonyms", reader).iter().map(|name| name.value.to_owned()).collect();
    let definition = fields.text("definition", reader).map(|text| text.value.to_owned());
    let detail = T::lower(&mut Lowering { fields: &mut fields, reader: &mut *reader, source, references });
    fields.finish(reader);
    let (key, label) = (key?, label?);
    let term = Term { key, label: label.value.into(), is_of_program: !is_own };
    let entry = Named { term, synonyms, definition, detail };
    Some(Draft { entry, source, label_span: label.span, is_own })
}

fn lower_key(written: &Entry, reader: &mut Reader<'_>) -> Option<Slug> {
    let Ok(key) = Slug::parse(&written.key) else {
        let message = format!("`{}` can not be a key: it becomes part of an address", written.key);
        let help = match Slug::from_text(&written.key) {
            Ok(slug) => format!("write `{slug}`"),
            Err(_) => "write small letters, digits and single hyphens".to_owned(),
        };
        reader.report(reader.family.bad_value, written.key_span, message, |finding| finding.help(help));
        return None;
    };
    Some(key)
}

/// Two entries that people can not tell apart are a mistake, whichever file they stand in.
fn check_labels<T>(drafts: &[Draft<'_, T>], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<Box<str>, &Draft<'_, T>> = HashMap::with_capacity(drafts.len());
    for draft in drafts {
        let label = folded(&draft.entry.term.label);
        let Some(other) = seen.get(&label).copied() else {
            seen.insert(label, draft);
            continue;
        };
        // The site can mend its own entry only.
        let (first, second) = if other.is_own && !draft.is_own { (draft, other) } else { (other, draft) };
        let message = format!("`{}` is the label of two entries", second.entry.term.label);
        let help = format!(
            "give one of them another label, or use the key `{}` to change the entry that is there",
            first.entry.term.key
        );
        diagnostics.push(
            Diagnostic::error(DUPLICATE_LABEL, message)
                .at(second.source.place(second.label_span))
                .related(
                    first.source.place(first.label_span),
                    format!("also the label of `{}`", first.entry.term.key),
                )
                .help(help),
        );
    }
}

fn check_file_names(own: &[SourceText], diagnostics: &mut Vec<Diagnostic>) {
    for source in own {
        let stem = source.path().file_stem();
        if EMBEDDED.iter().any(|(name, ..)| *name == stem) {
            continue;
        }
        let names = || EMBEDDED.iter().map(|(name, ..)| *name);
        let near = nearest(&stem.replace('_', "-"), names());
        let all = || names().map(|name| format!("`{name}.yaml`")).collect::<Vec<_>>().join(", ");
        let help = near.map_or_else(
            || format!("files in `data/` are {}", all()),
            |name| format!("did you mean `data/{name}.yaml`?"),
        );
        let message = format!("there is no registry `{stem}`");
        diagnostics.push(Diagnostic::error(UNKNOWN_FILE, message).at(source.whole()).help(help));
    }
}

/// Puts what the files of all kinds say into one place.
fn gather<'s, T>(
    loaded: Loaded<'s, T>,
    references: &mut Vec<Reference<'s>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Registry<T> {
    references.extend(loaded.references);
    diagnostics.extend(loaded.diagnostics);
    let entries = loaded.drafts.into_iter().map(|draft| draft.entry).collect();
    let mut registry = Registry::new(entries);
    registry.is_whole = !loaded.lacks_entries;
    registry
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED, embedded, parse};

    #[test]
    fn what_was_read_while_the_program_was_built_is_what_the_reader_makes_of_it() {
        for (name, ..) in EMBEDDED {
            let embedded = embedded(name).expect(name);
            let mut found = Vec::new();
            assert_eq!(embedded.node, parse(&embedded.source, &mut found), "{name}");
            assert!(embedded.node.is_some() && found.is_empty(), "{name}: {found:?}");
        }
    }
}
