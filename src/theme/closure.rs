//! What the output of a template depends on besides its inputs, and which inputs it can touch.
//!
//! Tera does not tell which texts a template draws on, so the answer here errs on the side of more: a template that
//! is named in quotation marks counts, wherever the name stands, and one that defines components counts for all.

use std::collections::{BTreeMap, BTreeSet};

use tera::Tera;

use super::templates::{ORIGINAL, Templates};
use super::{INPUTS, Setting, ThemeAsset, mistakes};
use crate::source::Fingerprint;

/// The answers for every template.
pub(super) struct Closures {
    by_name: BTreeMap<String, Closure>,
    unknown: Closure,
}

struct Closure {
    fingerprint: Fingerprint,
    variables: BTreeSet<String>,
}

/// Tera's own name for "every input there is".
const EVERYTHING: &str = "__tera_context";

impl Closures {
    /// Finds the closure of every template.
    pub(super) fn of(
        tera: &Tera,
        templates: &Templates,
        setting: Setting<'_>,
        assets: &[ThemeAsset],
        words: Fingerprint,
    ) -> Self {
        let implicit = implicit_variables(tera);
        let urls: Vec<&str> = assets.iter().map(|asset| asset.url.as_str()).collect();
        let words = words.to_hex();
        // Most texts are reached from many templates.
        let hash = |(name, text): (_, &str)| (name, Fingerprint::of(text.as_bytes()));
        let hashes: BTreeMap<&str, Fingerprint> = templates.iter().map(hash).collect();
        let answer = |name: &str, texts: &BTreeMap<&str, &str>| {
            let asks = |word: &str| texts.values().any(|text| text.contains(word));
            let mut parts = [setting.base_path, setting.language, &words, name].map(str::as_bytes).to_vec();
            parts.extend(texts.keys().flat_map(|name| [name.as_bytes(), hashes[name].as_bytes()]));
            if asks("asset") {
                parts.extend(urls.iter().map(|url| url.as_bytes()));
            }
            let mut variables: BTreeSet<String> = tera
                .get_template_variables(name)
                .map(|names| names.into_iter().map(str::to_owned).collect())
                .unwrap_or_default();
            variables.extend(implicit.iter().cloned());
            if asks(EVERYTHING) {
                variables.extend(INPUTS.map(str::to_owned));
            }
            Closure { fingerprint: Fingerprint::of_parts(parts), variables }
        };
        let named = named_in(templates);
        let mut by_name = BTreeMap::new();
        for name in templates.names() {
            let closure = answer(name, &reached(templates, &named, name));
            by_name.insert(name.to_owned(), closure);
        }
        let all = templates.iter().collect();
        let unknown = Closure { variables: INPUTS.map(str::to_owned).into(), ..answer("", &all) };
        Self { by_name, unknown }
    }

    pub(super) fn fingerprint(&self, name: &str) -> Fingerprint {
        self.get(name).fingerprint
    }

    pub(super) fn variables(&self, name: &str) -> &BTreeSet<String> {
        &self.get(name).variables
    }

    fn get(&self, name: &str) -> &Closure {
        let original = || self.by_name.get(&format!("{ORIGINAL}{name}"));
        self.by_name.get(name).or_else(original).unwrap_or(&self.unknown)
    }
}

/// A template, all that it names, all that those name, and every template with components. A backslash could hide
/// a name in an escaped string, so that a text with one reaches everything.
fn reached<'a>(templates: &'a Templates, named: &Named<'a>, name: &'a str) -> BTreeMap<&'a str, &'a str> {
    let mut reached = BTreeMap::new();
    let mut open: Vec<&str> = vec![name];
    open.extend(templates.iter().filter(|(_, text)| has_components(text)).map(|(name, _)| name));
    while let Some(name) = open.pop() {
        let Some((name, source)) = templates.resolve(name) else { continue };
        if reached.insert(name, source.text()).is_some() {
            continue;
        }
        if source.text().contains('\\') {
            return templates.iter().collect();
        }
        open.extend(named.get(name).into_iter().flatten());
    }
    reached
}

/// For each template the names in it.
type Named<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// The templates that each template names: under their whole name or, for the originals, without what stands before it.
fn named_in(templates: &Templates) -> Named<'_> {
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in templates.names() {
        let plain = name.strip_prefix(ORIGINAL).unwrap_or(name);
        for written in [name, plain] {
            by_name.entry(written).or_default().extend([name, plain]);
        }
    }
    let named =
        |text| mistakes::quoted_in(text).filter_map(|written| by_name.get(written)).flatten().copied();
    templates.iter().map(|(name, text)| (name, named(text).collect())).collect()
}

fn has_components(text: &str) -> bool {
    text.contains("endcomponent")
}

/// Names that a component takes from the page without being given them.
fn implicit_variables(tera: &Tera) -> BTreeSet<String> {
    tera.get_component_names()
        .filter_map(|name| tera.get_component_definition(name))
        .flat_map(|component| component.args().to_vec())
        .filter(tera::ComponentArg::is_implicit)
        .map(|argument| argument.name().to_owned())
        .collect()
}
