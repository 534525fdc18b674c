//! Everything that a front matter can say arrives.

use jiff::civil::date;

use super::*;
use crate::parse::{
    ActionStatus, ActionsFrom, ApprovalState, AttachmentAfter, Extra, LifecycleState, PartialDate,
    Proceedings,
};

const WHOLE: &str = r#"---
title: "Children A and B: what we learnt"
summary: Two children were hurt after a move.
date: 2015-11-03
updated: 2016-02-01
id: 2015-07
slug: children-a-and-b
aliases: [/old/address/, news/2015, /Old_Page.html]
draft: false
template: wide.html
tags: [Winter, "7 minutes"]
lang: en-GB
translation_key: children-a-and-b
series: {name: Learning briefing, number: 7}
format: Seven-minute briefing
publisher: Selderby Safeguarding Children Board
agencies: [Police, ICB]
audiences: [General Practitioners]
harms: [child neglect]
themes: [information-sharing]
age_bands: [infant]
settings: [School]
helplines: [childline, NSPCC helpline]
review:
  type: SCR
  subjects: [Child A, Child B]
  period: {from: 2014, to: "2014-06", note: six months}
  reviewer: Independent author
  statutory: true
  report_completed: 2015-10-30
  proceedings: concluded
key_messages:
  - Ask who lives in the house.
  - {text: Write it down., theme: Information sharing, agencies: [CCG]}
good_practice: [A health visitor called again.]
improvements:
  - text: |
      The history was not read
      before the visit.
quotes:
  - {text: Nobody asked us., by: A grandmother, role: family}
questions:
  - Who knows the father?
  - {text: Who reads the letters?, audiences: [gps]}
actions:
  - id: 1
    text: Agree how records move with a family.
    owner: Selderby ICB
    owner_role: health-commissioner
    due: 2016-03-31
    status: Under way
    updated: 2016-01-15
    progress: Draft agreed.
    evidence: Minutes.
    impact: Not yet known.
  - Tell every school.
attachments:
  - {file: report.pdf, title: Full report, kind: report, retain_until: 2016-11-03, after: on-request}
  - slides.pdf
people:
  - {name: Jane Example, role: Independent chair}
content_note: This briefing describes injury to children.
exit_control: true
indexing: false
approval:
  state: approved
  by: Independent chair
  date: 2015-10-31
  legal_check: true
  family_informed: false
  second_reader: Head of safeguarding
lifecycle:
  state: archived
  review_due: 2017-11-03
  min_until: 2016-11-03
  retain_until: 2025-11-03
  reason: A newer briefing says more.
  replaced_by: 2020-01
updates:
  - {date: 2016-02-01, note: The full report was published.}
waivers:
  - {code: language/long-sentence, match: the law, reason: The law's own words, by: Editor, until: 2027-01-01}
extra: {colour: blue, columns: 3, ratio: 1.5, wide: true, code: 010, none: ~, list: [a, "1"]}
---
Text
"#;

fn whole() -> FrontMatter {
    let (front, diagnostics) = briefing(WHOLE);
    assert_eq!(shown(&diagnostics), "");
    front.unwrap()
}

fn keys(terms: &[Term]) -> Vec<&str> {
    terms.iter().map(|term| term.key.as_str()).collect()
}

#[test]
fn what_names_it_arrives() {
    let front = whole();
    assert_eq!(front.title, "Children A and B: what we learnt");
    assert_eq!(front.summary.as_deref(), Some("Two children were hurt after a move."));
    assert_eq!((front.date, front.updated), (Some(date(2015, 11, 3)), Some(date(2016, 2, 1))));
    let id = front.id.unwrap();
    assert_eq!((id.value.as_str(), id.place.line, id.place.column), ("2015-07", 6, 5));
    assert_eq!(front.slug.unwrap().value.as_str(), "children-a-and-b");
    let aliases: Vec<_> = front.aliases.iter().map(|alias| alias.value.as_str()).collect();
    assert_eq!(aliases, ["old/address/", "news/2015/", "Old_Page.html"]);
    assert_eq!(front.template.unwrap().value, "wide.html");
    assert_eq!(front.lang.as_deref(), Some("en-GB"));
    assert_eq!(front.translation_key.as_deref(), Some("children-a-and-b"));
    let series = front.series.unwrap();
    assert_eq!((series.term.key.as_str(), series.number.unwrap().value), ("learning-briefing", 7));
    assert_eq!(front.publisher.as_deref(), Some("Selderby Safeguarding Children Board"));
    assert_eq!(front.place.map(|place| (place.line, place.column)), Some((2, 8)));
    assert_eq!((front.draft, front.exit_control, front.indexing), (false, Some(true), Some(false)));
}

#[test]
fn what_it_is_found_by_arrives() {
    let front = whole();
    assert_eq!(front.format.unwrap().key.as_str(), "seven-minute");
    assert_eq!(keys(&front.agencies), ["police", "health-commissioner"]);
    assert_eq!(keys(&front.audiences), ["gps"]);
    assert_eq!(keys(&front.harms), ["neglect"]);
    assert_eq!(keys(&front.themes), ["information-sharing"]);
    assert_eq!(keys(&front.age_bands), ["infant"]);
    assert_eq!(keys(&front.settings), ["school"]);
    assert_eq!(keys(&front.tags), ["winter", "7-minutes"]);
    assert_eq!(&*front.tags[1].label, "7 minutes");
    let helplines: Vec<_> = front.helplines.iter().map(Slug::as_str).collect();
    assert_eq!(helplines, ["childline", "nspcc"]);
}

#[test]
fn what_it_says_arrives() {
    let front = whole();
    let review = front.review.unwrap();
    assert_eq!(review.kind.unwrap().key.as_str(), "scr");
    assert_eq!(review.subjects, ["Child A", "Child B"]);
    assert_eq!((review.from, review.to), (Some(PartialDate::Year(2014)), Some(PartialDate::Month(2014, 6))));
    assert_eq!(review.period_note.as_deref(), Some("six months"));
    assert_eq!(review.reviewer.as_deref(), Some("Independent author"));
    assert_eq!(review.statutory, Some(true));
    assert_eq!(review.report_completed, Some(PartialDate::Day(date(2015, 10, 30))));
    assert_eq!(review.proceedings.unwrap().value, Proceedings::Concluded);

    assert_eq!(front.key_messages[0].text, "Ask who lives in the house.");
    assert_eq!(front.key_messages[1].theme.as_ref().unwrap().key.as_str(), "information-sharing");
    assert_eq!(keys(&front.key_messages[1].agencies), ["health-commissioner"]);
    assert_eq!(front.good_practice[0].text, "A health visitor called again.");
    assert_eq!(front.improvements[0].text, "The history was not read\nbefore the visit.");
    let quote = &front.quotes[0];
    assert_eq!(
        (quote.text.as_str(), quote.by.as_deref(), quote.role.as_deref()),
        ("Nobody asked us.", Some("A grandmother"), Some("family"))
    );
    assert_eq!(front.questions[0].text, "Who knows the father?");
    assert_eq!(keys(&front.questions[1].audiences), ["gps"]);
    let person = &front.people[0];
    assert_eq!((person.name.as_str(), person.role.as_deref()), ("Jane Example", Some("Independent chair")));
    assert_eq!(front.content_note.as_deref(), Some("This briefing describes injury to children."));
}

#[test]
fn actions_and_attachments_arrive() {
    let front = whole();
    let ActionsFrom::FrontMatter(actions) = front.actions else { panic!("a list is meant") };
    let first = &actions[0];
    let id = first.id.as_ref().unwrap();
    assert_eq!((id.value.as_str(), id.place.line, id.place.column), ("1", 46, 9));
    assert_eq!(first.place.as_ref().map(|place| (place.line, place.column)), Some((47, 11)));
    assert_eq!(first.text, "Agree how records move with a family.");
    assert_eq!(first.owner.as_deref(), Some("Selderby ICB"));
    assert_eq!(first.owner_role.as_deref(), Some("health-commissioner"));
    assert_eq!((first.due, first.updated), (Some(date(2016, 3, 31)), Some(date(2016, 1, 15))));
    assert_eq!(first.status, Some(ActionStatus::UnderWay));
    assert_eq!(first.progress.as_deref(), Some("Draft agreed."));
    assert_eq!(first.evidence.as_deref(), Some("Minutes."));
    assert_eq!(first.impact.as_deref(), Some("Not yet known."));
    assert_eq!((actions[1].text.as_str(), actions.len()), ("Tell every school.", 2));

    let report = &front.attachments[0];
    assert_eq!((report.file.value.as_str(), report.file.place.line), ("report.pdf", 58));
    assert_eq!((report.title.as_deref(), report.kind.as_deref()), (Some("Full report"), Some("report")));
    assert_eq!(report.retain_until, Some(date(2016, 11, 3)));
    assert_eq!(report.after, Some(AttachmentAfter::OnRequest));
    assert_eq!(front.attachments[1].file.value, "slides.pdf");
}

#[test]
fn how_it_is_published_arrives() {
    let front = whole();
    let approval = front.approval.unwrap();
    assert_eq!(approval.state, Some(ApprovalState::Approved));
    assert_eq!(
        (approval.by.as_deref(), approval.date),
        (Some("Independent chair"), Some(date(2015, 10, 31)))
    );
    assert_eq!((approval.legal_check, approval.family_informed), (Some(true), Some(false)));
    assert_eq!(approval.second_reader.as_deref(), Some("Head of safeguarding"));
    let lifecycle = front.lifecycle;
    assert_eq!(lifecycle.state.unwrap().value, LifecycleState::Archived);
    assert_eq!(lifecycle.review_due, Some(date(2017, 11, 3)));
    assert_eq!(lifecycle.min_until, Some(date(2016, 11, 3)));
    assert_eq!(lifecycle.retain_until, Some(date(2025, 11, 3)));
    assert_eq!(lifecycle.reason.as_deref(), Some("A newer briefing says more."));
    assert_eq!(lifecycle.replaced_by.unwrap().value, "2020-01");
    assert_eq!(front.updates[0].date, date(2016, 2, 1));
    assert_eq!(front.updates[0].note, "The full report was published.");
    let waiver = &front.waivers[0];
    assert_eq!(
        (waiver.code.value.as_str(), waiver.matches.as_deref()),
        ("language/long-sentence", Some("the law"))
    );
    assert_eq!((waiver.reason.as_str(), waiver.by.as_str()), ("The law's own words", "Editor"));
    assert_eq!(waiver.until, date(2027, 1, 1));
}

#[test]
fn a_theme_s_own_data_arrives_as_written() {
    let pairs = [
        ("colour", Extra::Text("blue".to_owned())),
        ("columns", Extra::Integer(3)),
        ("ratio", Extra::Decimal(1.5)),
        ("wide", Extra::Boolean(true)),
        ("code", Extra::Text("010".to_owned())),
        ("none", Extra::Empty),
        ("list", Extra::List(vec![Extra::Text("a".to_owned()), Extra::Text("1".to_owned())])),
    ];
    let pairs = pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    assert_eq!(whole().extra, Some(Extra::Map(pairs)));
}

#[test]
fn a_page_needs_no_more_than_a_title() {
    let (front, diagnostics) = parsed("---\ntitle: Privacy\n---\n", SourceKind::Page);
    assert_eq!(shown(&diagnostics), "");
    assert_eq!(front.map(|front| front.title).as_deref(), Some("Privacy"));
}

#[test]
fn a_page_may_have_its_own_keys_only() {
    let text = "---\ntitle: Privacy\nsummary: S\nslug: p\naliases: [q]\ndraft: true\ntemplate: t.html\nlang: cy\n\
                updated: 2020-01-01\nextra: 1\nexit_control: false\ntranslation_key: k\nindexing: true\n---\n";
    let (front, diagnostics) = parsed(text, SourceKind::Page);
    assert_eq!(shown(&diagnostics), "");
    assert!(front.unwrap().draft);
    let (front, diagnostics) =
        parsed("---\ntitle: Privacy\nthemes: [a]\ndate: 2015-11-03\n---\n", SourceKind::Page);
    assert_eq!(front, None);
    insta::assert_snapshot!(shown(&diagnostics), @r"
    unknown key `themes` [front-matter/unknown-key]
      at 3:1 `themes`
      help: `themes` belongs to a briefing; this file is a page
    unknown key `date` [front-matter/unknown-key]
      at 4:1 `date`
      help: `date` belongs to a briefing; this file is a page
    ");
}

#[test]
fn windows_line_endings_change_nothing_but_the_places_bytes() {
    let (front, diagnostics) = briefing(&WHOLE.replace('\n', "\r\n"));
    assert_eq!(shown(&diagnostics), "");
    let mut front = front.unwrap();
    assert_eq!(front.id.as_ref().map(|id| (id.place.line, id.place.column)), Some((6, 5)));
    let mut plain = whole();
    front.improvements[0].text = front.improvements[0].text.replace("\r\n", "\n");
    plain.place = None;
    front.place = None;
    assert_eq!(front, plain);
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let (front, diagnostics) = briefing("\u{FEFF}---\ntitle: A\ndate: 2015-11-03\ndrfat: true\n---\n");
    assert_eq!(front, None);
    assert_eq!(listed(&diagnostics), ["front-matter/unknown-key 4:1"]);
}
