//! Briefings that stand for each other: language versions of one, and those that took the place of another.

use std::collections::BTreeMap;

use ahash::HashMap;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::OutputPath;

use super::{Briefing, Translation, Unfinished};

const SAME_LANGUAGE: Code = Code("languages/same-language");
const UNKNOWN_REPLACEMENT: Code = Code("links/unknown-replacement");
const CIRCULAR_REPLACEMENT: Code = Code("links/circular-replacement");

/// Shows each briefing its other language versions. Two that are in one language are reported: which one is the
/// translation, nobody but the author knows.
pub(super) fn join_translations(
    briefings: &mut [Briefing],
    unfinished: &Unfinished,
    site_language: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, briefing) in briefings.iter().enumerate() {
        if let Some(key) = &briefing.front.translation_key {
            by_key.entry(key.clone()).or_default().push(index);
        }
    }
    for (key, members) in by_key.into_iter().filter(|(_, members)| members.len() > 1) {
        let mut first_of: BTreeMap<String, usize> = BTreeMap::new();
        for index in &members {
            let language = briefings[*index].front.lang.as_deref().unwrap_or(site_language).to_lowercase();
            if let Some(first) = first_of.get(&language) {
                diagnostics.push(same_language(&key, &briefings[*index], &briefings[*first]));
            } else {
                first_of.insert(language, *index);
            }
        }
        let versions: Vec<Translation> =
            members.iter().map(|index| translation(&briefings[*index])).collect();
        for index in members {
            let own = briefings[index].output.clone();
            briefings[index].translations =
                versions.iter().filter(|version| version.output != own).cloned().collect();
        }
    }
    let mut known: Vec<&Briefing> = briefings.iter().collect();
    for one in unfinished.briefings(&["translation_key", "lang"]).filter(|one| one.is_listed) {
        let own = one.briefing.front.translation_key.as_deref();
        let language =
            |briefing: &Briefing| briefing.front.lang.as_deref().unwrap_or(site_language).to_lowercase();
        let is_same = |other: &&&Briefing| {
            own.is_some()
                && other.front.translation_key.as_deref() == own
                && language(other) == language(&one.briefing)
        };
        if let Some(first) = known.iter().find(is_same) {
            diagnostics.push(same_language(own.unwrap_or_default(), &one.briefing, first));
        }
        known.push(&one.briefing);
    }
}

fn translation(briefing: &Briefing) -> Translation {
    Translation {
        language: briefing.front.lang.clone().unwrap_or_default(),
        title: briefing.front.title.clone(),
        output: briefing.output.clone(),
    }
}

fn same_language(key: &str, briefing: &Briefing, first: &Briefing) -> Diagnostic {
    Diagnostic::error(
        SAME_LANGUAGE,
        format!("two briefings with the `translation_key` `{key}` are in one language"),
    )
    .at(briefing.place())
    .related(first.place(), "the other one")
    .help("write the `lang:` of the translation, or give one of them a `translation_key` of its own")
}

/// Shows each briefing what took its place.
pub(super) fn join_replacements(
    briefings: &mut [Briefing],
    withdrawn: &mut [Briefing],
    unfinished: &Unfinished,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let all = || briefings.iter().chain(withdrawn.iter());
    let next: HashMap<String, String> = all()
        .filter_map(|b| Some((b.id.clone(), b.front.lifecycle.replaced_by.as_ref()?.value.clone())))
        .collect();
    if next.is_empty() {
        return;
    }
    let known: HashMap<String, (String, OutputPath)> =
        all().map(|b| (b.id.clone(), (b.front.title.clone(), b.output.clone()))).collect();
    let may_be_unfinished =
        |id: &str| !unfinished.knows("id") || unfinished.briefings(&[]).any(|one| one.briefing.id == id);
    for briefing in briefings.iter_mut().chain(withdrawn) {
        let Some(id) = &briefing.front.lifecycle.replaced_by else { continue };
        briefing.replaced_by = known.get(&id.value).cloned();
        if leads_back(&briefing.id, &next) {
            let message = format!("`{}` is replaced by `{}`, which leads back to it", briefing.id, id.value);
            diagnostics.push(
                Diagnostic::error(CIRCULAR_REPLACEMENT, message)
                    .at(id.place.clone())
                    .help("name the briefing that holds now, and leave `replaced_by` out there"),
            );
        } else if briefing.replaced_by.is_none() && !may_be_unfinished(&id.value) {
            let message = format!("there is no published briefing with the id `{}`", id.value);
            let help = match nearest(&id.value, known.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "an id is the `id:` of a briefing, or its file name without `.md`".to_owned(),
            };
            diagnostics.push(Diagnostic::error(UNKNOWN_REPLACEMENT, message).at(id.place.clone()).help(help));
        }
    }
}

/// Whether whoever follows what replaced a briefing comes back to it.
fn leads_back(id: &str, next: &HashMap<String, String>) -> bool {
    let mut at = id;
    // Long before this many nobody follows any more; a ring that is longer still is an odd archive, not a hang.
    for _ in 0..next.len().min(1_000) {
        match next.get(at) {
            Some(replaced_by) if replaced_by == id => return true,
            Some(replaced_by) => at = replaced_by,
            None => return false,
        }
    }
    false
}
