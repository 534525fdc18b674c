//! Every way to say that something must not be published: understood exactly, or an error. None of them may end in a
//! front matter that would be published.

use super::*;
use crate::parse::LifecycleState;

/// Words by which people mean "do not publish this" and which are not the one that is read.
const UNCLEAR: [&str; 64] = [
    "drfat: true",
    "darft: true",
    "drat: true",
    "Draft: true",
    "DRAFT: true",
    "drafts: true",
    "draft : yes",
    "draft: yes",
    "draft: Yes",
    "draft: on",
    "draft: y",
    "draft: 1",
    "draft: True",
    "draft: TRUE",
    "draft: 'true'",
    "draft: \"true\"",
    "draft: ture",
    "draft: [true]",
    "draft: {on: true}",
    "draft: until 2027",
    "draft: 2027-01-01",
    "draft: no",
    "draft: False",
    "draft:true",
    "draft:",
    "draft: ''",
    "is_draft: true",
    "isDraft: true",
    "wip: true",
    "published: false",
    "publish: false",
    "public: no",
    "hidden: true",
    "private: true",
    "unlisted: true",
    "visibility: hidden",
    "status: draft",
    "status: withdrawn",
    "state: withdrawn",
    "state: draft",
    "embargo: 2027-01-01",
    "embargo_until: 2027-01-01",
    "embargoed: true",
    "publish_date: 2027-01-01",
    "publishDate: 2027-01-01",
    "publish-on: 2027-01-01",
    "release_date: 2027-01-01",
    "not_before: 2027-01-01",
    "withdrawn: true",
    "Withdrawn: 2020-01-01",
    "retracted: true",
    "archived: true",
    "purged: true",
    "expires: 2020-01-01",
    "expiryDate: 2020-01-01",
    "lifecycle: withdrawn",
    "lifecycle:",
    "lifecycle: {state: }",
    "lifecycle: {state: Withdrawn}",
    "lifecycle: {state: withdrawed}",
    "lifecycle: {state: [withdrawn]}",
    "lifecycle: {status: withdrawn}",
    "lifecycle: {withdrawn: true}",
    "Lifecycle: {state: withdrawn}",
];

#[test]
fn whatever_is_unclear_is_withheld_and_an_error_on_its_line() {
    for line in UNCLEAR {
        let (front, diagnostics) = briefing(&format!("---\ntitle: A\ndate: 2015-11-03\n{line}\n---\n"));
        let errors: Vec<_> =
            diagnostics.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert_eq!(front, None, "{line}");
        assert!(
            errors.iter().any(|finding| finding.place.as_ref().unwrap().line == 4),
            "{line}\n{}",
            shown(&diagnostics)
        );
    }
}

#[test]
fn dates_that_withhold_have_to_exist() {
    let dates = [
        "2027-02-30",
        "2027-06-31",
        "01/02/2027",
        "2027",
        "2027-01",
        "1 January 2027",
        "soon",
        "tbc",
        "2027-1-1",
        "20270101",
        "2027-01-01T09:00",
        "'2027-01-01 '",
    ];
    for date in dates {
        let (front, diagnostics) = briefing(&format!("---\ntitle: A\ndate: {date}\n---\n"));
        if date == "'2027-01-01 '" {
            assert_eq!(front.and_then(|front| front.date), jiff::civil::Date::new(2027, 1, 1).ok());
            continue;
        }
        assert_eq!(front, None, "{date}");
        assert_eq!(diagnostics.len(), 1, "{date}");
        assert_eq!(
            diagnostics[0].place.as_ref().map(|place| (place.line, place.column)),
            Some((3, 7)),
            "{date}"
        );
    }
}

#[test]
fn what_is_clear_is_read() {
    let of = |line: &str| briefing(&format!("---\ntitle: A\ndate: 2015-11-03\n{line}\n---\n")).0.unwrap();
    assert!(of("draft: true").draft);
    assert!(of("draft:   true   # until the chair has signed").draft);
    assert!(!of("draft: false").draft);
    let states = [
        ("live", LifecycleState::Live),
        ("archived", LifecycleState::Archived),
        ("withdrawn", LifecycleState::Withdrawn),
        ("purged", LifecycleState::Purged),
    ];
    for (word, state) in states {
        let front = of(&format!("lifecycle: {{state: {word}}}"));
        assert_eq!(front.lifecycle.state.map(|state| state.value), Some(state));
    }
}

#[test]
fn the_way_out_is_named() {
    let text = "---\ntitle: A\ndate: 2015-11-03\ndrfat: true\ndraft: yes\npublished: false\nembargo: 2027-01-01\n\
                withdrawn: true\nexpires: 2027-01-01\nlifecycle: {state: withdrawed}\nreview_due: 2027-01-01\n---\n";
    insta::assert_snapshot!(shown(&briefing(text).1), @r"
    `published` is the time at which the briefing comes out, not `false` [front-matter/not-a-moment]
      at 6:12 `false`
      help: to keep the page from being published write `draft: true`; without the line it is published
    `draft` must be `true` or `false`, not `yes` [front-matter/wrong-type]
      at 5:8 `yes`
      help: write `draft: true`, without quotes and in small letters
    `withdrawed` is not a value that `state` can have [front-matter/not-in-list]
      at 10:20 `withdrawed`
      help: did you mean `withdrawn`? Allowed are `live`, `archived`, `withdrawn`, `purged`
    unknown key `drfat` [front-matter/unknown-key]
      at 4:1 `drfat`
      help: did you mean `draft`?
    unknown key `embargo` [front-matter/unknown-key]
      at 7:1 `embargo`
      help: a `date` in the future is an embargo: the page is published by the first build on or after that day; for an hour write `published: 2026-03-29T09:00` as well
    unknown key `withdrawn` [front-matter/unknown-key]
      at 8:1 `withdrawn`
      help: the state of a briefing goes under `lifecycle`: `lifecycle: {state: withdrawn}`
    unknown key `expires` [front-matter/unknown-key]
      at 9:1 `expires`
      help: the last day goes under `lifecycle`: `lifecycle: {retain_until: 2027-03-31}`
    unknown key `review_due` [front-matter/unknown-key]
      at 11:1 `review_due`
      help: this goes under `lifecycle`
    ");
}
