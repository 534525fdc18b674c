//! References from one entry to another: an agency's role, a successor, the helplines of a harm.

use ahash::HashMap;

use super::kinds::{Body, ReviewType};
use super::{Registries, Registry};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Slug, SourceText, Span};

const UNKNOWN_REFERENCE: Code = Code("registry/unknown-reference");
const CIRCULAR_SUCCESSOR: Code = Code("registry/circular-successor");

/// A registry that entries of another one point into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Agencies,
    Bodies,
    ReviewTypes,
    Helplines,
}

impl Target {
    /// The name of its file in `data/`.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Agencies => "agencies.yaml",
            Self::Bodies => "bodies.yaml",
            Self::ReviewTypes => "review-types.yaml",
            Self::Helplines => "helplines.yaml",
        }
    }
}

/// One entry pointing at another: checked when all registries are there.
pub(super) struct Reference<'s> {
    pub(super) source: &'s SourceText,
    pub(super) span: Span,
    pub(super) what: &'static str,
    pub(super) target: Target,
    pub(super) key: Slug,
}

/// Reports references to nothing, and successors that come to no end.
pub(super) fn check_references(
    references: &[Reference<'_>],
    registries: &Registries,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for reference in references {
        let (is_known, near) = match reference.target {
            Target::Agencies => look_up(&registries.agencies, &reference.key),
            Target::Bodies => look_up(&registries.bodies, &reference.key),
            Target::ReviewTypes => look_up(&registries.review_types, &reference.key),
            Target::Helplines => look_up(&registries.helplines, &reference.key),
        };
        let place = || reference.source.place(reference.span);
        if !is_known {
            let message = format!("`{}` names no entry of `{}`", reference.key, reference.target.file());
            let finding = Diagnostic::error(UNKNOWN_REFERENCE, message).at(place());
            diagnostics.push(match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("add it to `data/{}`", reference.target.file())),
            });
        } else if reference.what == "successor"
            && registries.goes_in_circles(reference.target, &reference.key)
        {
            let message = format!("`{}` is in the end its own successor", reference.key);
            diagnostics.push(
                Diagnostic::error(CIRCULAR_SUCCESSOR, message)
                    .at(place())
                    .help("the newest of them has no `successor`"),
            );
        }
    }
}

/// Whether a key is known, or may be one of those that a mistake hides; else the nearest.
fn look_up<T>(registry: &Registry<T>, key: &Slug) -> (bool, Option<Slug>) {
    if registry.get(key).is_some() || !registry.is_whole() {
        return (true, None);
    }
    (false, registry.nearest(key.as_str()).map(|entry| entry.term.key.clone()))
}

/// Takes out what points at nothing or in a circle, so that whoever follows a key arrives.
pub(super) fn drop_dangling(registries: &mut Registries) {
    let Registries { harms, agencies, bodies, review_types, helplines, .. } = registries;
    for harm in harms.details_mut() {
        harm.helplines.retain(|key| helplines.get(key).is_some());
    }
    let ends = |successor: &Slug, next: &HashMap<Slug, Option<Slug>>| {
        next.contains_key(successor)
            && !circles(successor, |key| next.get(key).cloned().flatten(), next.len())
    };
    let next = successors(bodies, |body: &Body| body.successor.clone());
    for body in bodies.details_mut() {
        body.role = body.role.take().filter(|key| agencies.get(key).is_some());
        body.successor = body.successor.take().filter(|key| ends(key, &next));
    }
    let next = successors(review_types, |review: &ReviewType| review.successor.clone());
    for review in review_types.details_mut() {
        review.successor = review.successor.take().filter(|key| ends(key, &next));
    }
}

fn successors<T>(
    registry: &Registry<T>,
    successor: impl Fn(&T) -> Option<Slug>,
) -> HashMap<Slug, Option<Slug>> {
    registry.iter().map(|entry| (entry.term.key.clone(), successor(&entry.detail))).collect()
}

/// Whether following the successors of `key` comes to no end.
fn circles(key: &Slug, next: impl Fn(&Slug) -> Option<Slug>, count: usize) -> bool {
    std::iter::successors(Some(key.clone()), next).nth(count).is_some()
}

impl Registries {
    fn goes_in_circles(&self, target: Target, key: &Slug) -> bool {
        match target {
            Target::Bodies => circles(
                key,
                |key| self.bodies.get(key).and_then(|body| body.detail.successor.clone()),
                self.bodies.iter().count(),
            ),
            Target::ReviewTypes => circles(
                key,
                |key| self.review_types.get(key).and_then(|review| review.detail.successor.clone()),
                self.review_types.iter().count(),
            ),
            Target::Agencies | Target::Helplines => false,
        }
    }
}
