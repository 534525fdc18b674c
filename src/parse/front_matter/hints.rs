//! Where an unknown key belongs: keys of other generators, keys one level too high, keys that a page does not have.
//!
//! What people write to withhold a page is here in full: a misread one would publish it.

use crate::diagnostic::nearest;
use crate::parse::SourceKind;

pub(super) const DRAFT: &str =
    "to keep the page from being published write `draft: true`; without the line it is published";
const EMBARGO: &str = "a `date` in the future is an embargo: the page is published by the first build on or after that day; for an hour write \
     `published: 2026-03-29T09:00` as well";
const LIFECYCLE: &str = "the state of a briefing goes under `lifecycle`: `lifecycle: {state: withdrawn}`";
const RETAIN: &str = "the last day goes under `lifecycle`: `lifecycle: {retain_until: 2027-03-31}`";

const HINTS: [(&[&str], &str); 17] = [
    (
        &[
            "published",
            "publish",
            "public",
            "is_draft",
            "isdraft",
            "hidden",
            "hide",
            "private",
            "unlisted",
            "visible",
            "visibility",
            "unpublished",
            "wip",
            "final",
            "live",
            "ready",
        ],
        DRAFT,
    ),
    (
        &[
            "embargo",
            "embargoed",
            "embargo_until",
            "embargo_date",
            "embargountil",
            "publish_date",
            "publishdate",
            "publish_on",
            "publish_at",
            "publish_after",
            "published_on",
            "publication_date",
            "pubdate",
            "release",
            "release_date",
            "not_before",
            "go_live",
            "scheduled",
            "schedule",
        ],
        EMBARGO,
    ),
    (
        &[
            "withdrawn",
            "withdraw",
            "withdrawal",
            "retracted",
            "archived",
            "archive",
            "purged",
            "superseded",
            "state",
            "deleted",
            "removed",
        ],
        LIFECYCLE,
    ),
    (
        &["expires", "expiry", "expiry_date", "expirydate", "expire", "unpublish", "until", "valid_until"],
        RETAIN,
    ),
    (
        &["status"],
        "a draft is marked by `draft: true`, a withdrawn briefing by `lifecycle: {state: withdrawn}`, sign-off by `approval: {state: approved}`",
    ),
    (
        &["approved", "signed_off", "approved_by", "legal_check", "family_informed", "second_reader"],
        "sign-off goes under `approval`: `approval: {state: approved, by: ..., date: ...}`",
    ),
    (
        &["review_due", "review_date", "min_until", "retain_until", "replaced_by", "reason"],
        "this goes under `lifecycle`",
    ),
    (
        &[
            "subjects",
            "subject",
            "period",
            "reviewer",
            "statutory",
            "report_completed",
            "proceedings",
            "review_type",
            "type",
        ],
        "this goes under `review`",
    ),
    (
        &["number", "issue", "no"],
        "the number goes under `series`: `series: {name: Learning briefing, number: 7}`",
    ),
    (
        &["author", "authors"],
        "the body that publishes is `publisher`; people who may be named go under `people`",
    ),
    (&["description", "abstract", "excerpt"], "write `summary`"),
    (
        &["category", "categories", "keywords", "taxonomies"],
        "use `themes`, `harms` and `agencies`, or free `tags`",
    ),
    (&["layout"], "write `template`"),
    (
        &["permalink", "url", "path"],
        "the last part of the address is `slug`; former addresses go under `aliases`",
    ),
    (&["redirect_from", "redirects"], "write `aliases`"),
    (&["language", "locale"], "write `lang`"),
    (&["lastmod", "modified", "last_modified", "last_updated"], "write `updated`"),
];

const BRIEFING_KEYS: [&str; 27] = [
    "date",
    "id",
    "tags",
    "series",
    "format",
    "publisher",
    "agencies",
    "audiences",
    "harms",
    "themes",
    "age_bands",
    "settings",
    "review",
    "key_messages",
    "good_practice",
    "improvements",
    "quotes",
    "questions",
    "actions",
    "attachments",
    "people",
    "content_note",
    "helplines",
    "approval",
    "lifecycle",
    "updates",
    "waivers",
];

/// What a briefing and a page have both, and `title`.
const OTHER_KEYS: [&str; 12] = [
    "title",
    "summary",
    "updated",
    "slug",
    "aliases",
    "draft",
    "template",
    "lang",
    "translation_key",
    "exit_control",
    "indexing",
    "extra",
];

/// Keys one level below, by the key that they stand under.
const BELOW: [(&str, &[&str]); 3] = [
    ("lifecycle", &["review_due", "min_until", "retain_until", "replaced_by"]),
    ("review", &["subjects", "period", "reviewer", "statutory", "report_completed", "proceedings"]),
    ("approval", &["legal_check", "family_informed", "second_reader"]),
];

/// Where an unknown key belongs, if it is known to belong elsewhere.
pub(super) fn hint(kind: SourceKind, key: &str) -> Option<String> {
    if key.len() > 40 {
        return None;
    }
    let key = key.to_lowercase().replace(['-', ' '], "_");
    if kind == SourceKind::Page && BRIEFING_KEYS.contains(&&*key) {
        return Some(format!("`{key}` belongs to a briefing; this file is a page"));
    }
    let known = HINTS.iter().find(|(keys, _)| keys.contains(&&*key)).map(|(_, help)| (*help).to_owned());
    known.or_else(|| misspelt_below(&key).filter(|_| kind == SourceKind::Briefing))
}

/// A key that is misspelt and stands one level too high, unless it is as near to one that belongs here.
fn misspelt_below(key: &str) -> Option<String> {
    let below = || BELOW.iter().flat_map(|(group, keys)| keys.iter().map(move |known| (*group, *known)));
    let all = BRIEFING_KEYS.into_iter().chain(OTHER_KEYS).chain(below().map(|(_, known)| known));
    let near = nearest(key, all)?;
    let (group, _) = below().find(|(_, known)| *known == near)?;
    Some(format!("did you mean `{near}`? It goes under `{group}`"))
}

#[cfg(test)]
mod tests {
    use super::hint;
    use crate::parse::SourceKind;

    #[test]
    fn a_misspelt_key_one_level_too_high_is_known() {
        for (key, help) in [
            ("reveiw_due", Some("did you mean `review_due`? It goes under `lifecycle`")),
            ("retain_untill", Some("did you mean `retain_until`? It goes under `lifecycle`")),
            ("proceeding", Some("did you mean `proceedings`? It goes under `review`")),
            ("legal_chek", Some("did you mean `legal_check`? It goes under `approval`")),
            ("drfat", None),
            ("reviews", None),
            ("themse", None),
            ("colour", None),
        ] {
            assert_eq!(hint(SourceKind::Briefing, key).as_deref(), help, "{key}");
        }
    }
}
