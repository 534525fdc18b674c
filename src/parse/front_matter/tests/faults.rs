//! Front matter that lacks something, says something unknown, or says it wrongly: each with its place.

use super::*;

/// Whole texts.
#[test]
fn what_is_lacking_is_told() {
    let cases: [(&str, &[&str]); 16] = [
        ("", &["front-matter/missing 1:1"]),
        ("Text only\n", &["front-matter/missing 1:1"]),
        ("---\n---\n", &["front-matter/empty 1:1"]),
        ("---\n# only a remark\n---\n", &["front-matter/empty 1:1"]),
        ("---\ntitle: A\n", &["front-matter/unclosed 1:1"]),
        ("---\ntitle: A\n---\n", &["front-matter/missing-key 2:1"]),
        ("---\ndate: 2015-11-03\n---\n", &["front-matter/missing-key 2:1"]),
        ("---\ndraft: true\n---\n", &["front-matter/missing-key 2:1", "front-matter/missing-key 2:1"]),
        ("---\ntitle:\ndate: 2015-11-03\n---\n", &["front-matter/missing-key 2:1"]),
        ("---\ntitle: ''\ndate: 2015-11-03\n---\n", &["front-matter/missing-key 2:1"]),
        ("---\ntitle: '  '\ndate: 2015-11-03\n---\n", &["front-matter/missing-key 2:1"]),
        ("---\ntitle: \u{200B}\u{2060}\ndate: 2015-11-03\n---\n", &["front-matter/missing-key 2:1"]),
        (
            "---\ntitle: \"\\u200B\"\ndate: 2015-11-03\n---\n",
            &["warning yaml/invisible-character 2:8", "front-matter/missing-key 2:1"],
        ),
        ("---\ntitle: A\ndate:\n---\n", &["front-matter/missing-key 3:1"]),
        ("---\n- title: A\n---\n", &["front-matter/wrong-type 2:1"]),
        ("---\njust a text\n---\n", &["front-matter/wrong-type 2:1"]),
    ];
    for (text, expected) in cases {
        let (front, diagnostics) = briefing(text);
        assert_eq!(listed(&diagnostics), expected, "{text:?}\n{}", shown(&diagnostics));
        assert_eq!(front, None, "{text:?}");
    }
}

#[test]
fn titles_are_texts() {
    let cases = [
        ("title: no", "front-matter/wrong-type 2:8"),
        ("title: Yes", "front-matter/wrong-type 2:8"),
        ("title: true", "front-matter/wrong-type 2:8"),
        ("title: null", "front-matter/wrong-type 2:8"),
        ("title: ~", "front-matter/wrong-type 2:8"),
        ("title: 3", "front-matter/wrong-type 2:8"),
        ("title: 3.5", "front-matter/wrong-type 2:8"),
        ("title: 010", "front-matter/wrong-type 2:8"),
        ("title: 12:30", "front-matter/wrong-type 2:8"),
        ("title: 2015-11-03", "front-matter/wrong-type 2:8"),
        ("title: [A]", "front-matter/wrong-type 2:8"),
        ("title: {A: b}", "front-matter/wrong-type 2:8"),
        ("title: \"a\\0b\"", "yaml/control-character 2:8"),
    ];
    for (title, expected) in cases {
        let (front, diagnostics) = briefing(&format!("---\n{title}\ndate: 2015-11-03\n---\n"));
        assert_eq!(listed(&diagnostics), [expected], "{title}\n{}", shown(&diagnostics));
        assert_eq!(front, None, "{title}");
    }
}

#[test]
fn unknown_keys_are_errors() {
    check_table(&[
        ("Title: B", &["front-matter/unknown-key 4:1"]),
        ("sumary: B", &["front-matter/unknown-key 4:1"]),
        ("theme: neglect", &["front-matter/unknown-key 4:1"]),
        ("review_due: 2020-01-01", &["front-matter/unknown-key 4:1"]),
        ("description: B", &["front-matter/unknown-key 4:1"]),
        ("layout: post", &["front-matter/unknown-key 4:1"]),
        ("colour: blue", &["front-matter/unknown-key 4:1"]),
        ("key-messages: [a]", &["front-matter/unknown-key 4:1"]),
        ("key messages: [a]", &["front-matter/unknown-key 4:1"]),
        ("series: {name: B, nubmer: 1}", &["front-matter/unknown-key 4:19"]),
        ("review:\n  typ: SCR", &["front-matter/unknown-key 5:3"]),
        ("review:\n  period: {form: 2014}", &["front-matter/unknown-key 5:12"]),
        ("approval: {approved: true}", &["front-matter/unknown-key 4:12"]),
        ("lifecycle: {reveiw_due: 2020-01-01}", &["front-matter/unknown-key 4:13"]),
        ("quotes: [{text: a, author: b}]", &["front-matter/unknown-key 4:20"]),
        ("actions: [{text: a, deu: 2020-01-01}]", &["front-matter/unknown-key 4:21"]),
        ("attachments: [{file: a.pdf, titel: b}]", &["front-matter/unknown-key 4:29"]),
        ("updates: [{date: 2020-01-01, note: a, by: b}]", &["front-matter/unknown-key 4:39"]),
        ("people: [{name: a, job: b}]", &["front-matter/unknown-key 4:20"]),
        ("title: B", &["yaml/duplicate-key 4:1"]),
        ("tags: [a]\ntags: [b]", &["yaml/duplicate-key 5:1"]),
    ]);
}

#[test]
fn wrong_types_are_errors() {
    check_table(&[
        ("summary: 3", &["front-matter/wrong-type 4:10"]),
        ("summary: [a]", &["front-matter/wrong-type 4:10"]),
        ("series: Learning briefing", &["front-matter/wrong-type 4:9"]),
        ("series: {number: 7}", &["front-matter/missing-key 4:9"]),
        ("series: {name: B, number: 010}", &["front-matter/wrong-type 4:27"]),
        ("series: {name: B, number: '7'}", &["front-matter/wrong-type 4:27"]),
        ("series: {name: B, number: seven}", &["front-matter/wrong-type 4:27"]),
        ("series: {name: B, number: -1}", &["front-matter/wrong-type 4:27"]),
        ("series: {name: B, number: 0}", &["front-matter/series-number 4:27"]),
        ("series: {name: '???'}", &["vocabulary/no-slug 4:16"]),
        ("themes: {a: b}", &["front-matter/wrong-type 4:9"]),
        ("themes: neglect, harm", &["front-matter/wrong-type 4:9"]),
        ("tags: [2015]", &["front-matter/wrong-type 4:8"]),
        ("tags: [no]", &["front-matter/wrong-type 4:8"]),
        ("key_messages: a", &["front-matter/wrong-type 4:15"]),
        ("key_messages: [[a]]", &["front-matter/wrong-type 4:16"]),
        ("key_messages: [3]", &["front-matter/wrong-type 4:16"]),
        ("key_messages:\n  - Ask: who else knows?", &["front-matter/wrong-type 5:5"]),
        ("key_messages:\n  - theme: information-sharing", &["front-matter/missing-key 5:5"]),
        ("questions: [{text: '', audiences: gps}]", &["front-matter/missing-key 4:14"]),
        ("quotes: [{by: a}]", &["front-matter/missing-key 4:10"]),
        ("people: [{role: a}]", &["front-matter/missing-key 4:10"]),
        ("exit_control: yes", &["front-matter/wrong-type 4:15"]),
        ("indexing: off", &["front-matter/wrong-type 4:11"]),
        ("review: SCR", &["front-matter/wrong-type 4:9"]),
        ("review: {statutory: 'true'}", &["front-matter/wrong-type 4:21"]),
        ("review: {subjects: [3]}", &["front-matter/wrong-type 4:21"]),
        ("review: {proceedings: Pending}", &["front-matter/not-in-list 4:23"]),
        ("review: {proceedings: maybe}", &["front-matter/not-in-list 4:23"]),
        ("actions: [{owner: a}]", &["front-matter/missing-key 4:11"]),
        ("actions: [{text: a, status: amber}]", &["actions/unknown-status 4:29"]),
        ("actions: actions.xlsx", &["front-matter/actions-file 4:10"]),
        ("actions: /etc/actions.csv", &["front-matter/actions-file 4:10"]),
        ("actions:\n  - {id: A1, text: a}\n  - {id: a1, text: b}", &["actions/duplicate-id 6:10"]),
        ("actions: [{id: [1], text: a}]", &["front-matter/wrong-type 4:16"]),
        ("attachments: [{title: a}]", &["front-matter/missing-key 4:15"]),
        ("attachments: [{file: 'https://example.org/a.pdf'}]", &["front-matter/attachment-file 4:22"]),
        ("attachments: [{file: /a.pdf}]", &["front-matter/attachment-file 4:22"]),
        ("attachments: ['a\\b.pdf']", &["front-matter/attachment-file 4:15"]),
        ("attachments: [{file: a.pdf, after: delete}]", &["front-matter/not-in-list 4:36"]),
        ("updates: [{note: a}]", &["front-matter/missing-key 4:11"]),
        ("updates: [{date: 2020-01-01}]", &["front-matter/missing-key 4:11"]),
        ("waivers: [{match: a}]", &["front-matter/missing-key 4:11"; 4]),
        ("waivers: [{code: a/b, reason: c, by: d}]", &["front-matter/missing-key 4:11"]),
        ("waivers: [{code: a/b, reason: ' ', by: d, until: 2027-01-01}]", &["front-matter/missing-key 4:23"]),
        ("waivers: [{code: all, reason: c, by: d, until: 2027-01-01}]", &["front-matter/waiver-code 4:18"]),
        (
            "waivers: [{code: language/*, reason: c, by: d, until: 2027-01-01}]",
            &["front-matter/waiver-code 4:18"],
        ),
        ("approval: {state: Approved}", &["front-matter/not-in-list 4:19"]),
        ("approval: {legal_check: 2015-10-01}", &["front-matter/wrong-type 4:25"]),
    ]);
}

#[test]
fn dates_are_days_that_exist() {
    check_table(&[
        ("updated: 2015-06-31", &["front-matter/impossible-date 4:10"]),
        ("updated: 2015-02-30", &["front-matter/impossible-date 4:10"]),
        ("updated: 2015-02-29", &["front-matter/impossible-date 4:10"]),
        ("updated: 2015-13-01", &["front-matter/impossible-date 4:10"]),
        ("updated: 31/12/2015", &["front-matter/wrong-type 4:10"]),
        ("updated: 2015-12", &["front-matter/wrong-type 4:10"]),
        ("updated: tomorrow", &["front-matter/wrong-type 4:10"]),
        ("updated: [2015-12-01]", &["front-matter/wrong-type 4:10"]),
        ("updated: 2015-11-02", &["warning front-matter/updated-before-date 4:10"]),
        ("lifecycle: {review_due: 2027-02-29}", &["front-matter/impossible-date 4:25"]),
        ("actions: [{text: a, due: 2016-06-31}]", &["front-matter/impossible-date 4:26"]),
        ("review: {period: {from: 2014-13}}", &["front-matter/impossible-date 4:25"]),
        ("review: {period: {from: 2014-06-31}}", &["front-matter/impossible-date 4:25"]),
        ("review: {period: {from: spring 2014}}", &["front-matter/wrong-type 4:25"]),
        ("review: {period: {from: 14}}", &["front-matter/wrong-type 4:25"]),
        ("review: {period: {from: 2014-6}}", &["front-matter/wrong-type 4:25"]),
        ("review: {period: {from: '2014', to: 2014-01}}", &[]),
        ("review: {period: {from: 2015, to: 2014-12}}", &["warning front-matter/period-reversed 4:35"]),
        ("review: {report_completed: true}", &["front-matter/wrong-type 4:28"]),
    ]);
}

#[test]
fn names_have_their_shape() {
    check_table(&[
        ("id: Report 7", &["front-matter/bad-id 4:5"]),
        ("id: -7", &["front-matter/wrong-type 4:5"]),
        ("id: '../x'", &["front-matter/bad-id 4:5"]),
        ("slug: Children A", &["front-matter/bad-slug 4:7"]),
        ("slug: a--b", &["front-matter/bad-slug 4:7"]),
        ("slug: ../../../x", &["front-matter/bad-slug 4:7"]),
        ("slug: con", &["front-matter/bad-slug 4:7"]),
        ("slug: caf\u{e9}", &["front-matter/bad-slug 4:7"]),
        ("aliases: ['../x']", &["front-matter/bad-alias 4:11"]),
        ("aliases: [a//b]", &["front-matter/bad-alias 4:11"]),
        ("aliases: ['https://example.org/a']", &["front-matter/bad-alias 4:11"]),
        ("aliases: [//example.org/a]", &["front-matter/bad-alias 4:11"]),
        ("aliases: [/]", &["front-matter/bad-alias 4:11"]),
        ("aliases: ['/a?b=c']", &["front-matter/bad-alias 4:11"]),
        ("aliases: ['/a b/']", &["front-matter/bad-alias 4:11"]),
        ("aliases: [/./a]", &["front-matter/bad-alias 4:11"]),
        ("template: briefing", &["front-matter/bad-template 4:11"]),
        ("template: ../x.html", &["front-matter/bad-template 4:11"]),
        ("template: .html", &["front-matter/bad-template 4:11"]),
        ("template: a b.html", &["front-matter/bad-template 4:11"]),
        ("lang: english", &["front-matter/bad-language 4:7"]),
        ("lang: en_GB", &["front-matter/bad-language 4:7"]),
        ("lang: e", &["front-matter/bad-language 4:7"]),
        ("lang: en-", &["front-matter/bad-language 4:7"]),
        ("lang: zh-Hant-TW", &[]),
        ("lang: no", &["front-matter/wrong-type 4:7"]),
    ]);
}

#[test]
fn long_texts_are_warned_about() {
    let words = |count: usize| vec!["word"; count].join(" ");
    let cases = [
        (format!("summary: {}", words(60)), None),
        (format!("summary: {}", words(61)), Some("warning front-matter/summary-long 4:10")),
        (format!("key_messages: [{}]", words(25)), None),
        (format!("key_messages: [{}]", words(26)), Some("warning front-matter/key-message-long 4:16")),
        (
            format!("key_messages: [{{text: {}}}]", words(26)),
            Some("warning front-matter/key-message-long 4:23"),
        ),
        (format!("good_practice: [{}]", words(26)), None),
    ];
    for (keys, expected) in &cases {
        check_table(&[(keys, expected.as_slice())]);
    }
}

#[test]
fn every_mistake_is_reported_in_one_run() {
    let text = "---\ntitle: no\ndate: 2015-06-31\ndrfat: true\nseries: {name: A, number: 010}\nthemes: [nope]\n\
                lifecycle: {state: gone}\n---\n";
    let (front, diagnostics) = briefing(text);
    assert_eq!(front, None);
    assert_eq!(
        listed(&diagnostics),
        [
            "front-matter/wrong-type 2:8",
            "front-matter/impossible-date 3:7",
            "front-matter/wrong-type 5:27",
            "warning vocabulary/unknown-theme 6:10",
            "front-matter/not-in-list 7:20",
            "front-matter/unknown-key 4:1",
        ]
    );
}

#[test]
fn a_wrong_fence_refuses_the_file_and_hides_nothing() {
    let (front, diagnostics) = briefing("---\ntitle: A\ndate: 2015-11-31\n----\nText\n");
    assert_eq!(front, None);
    assert_eq!(listed(&diagnostics), ["front-matter/fence 4:1", "front-matter/impossible-date 3:7"]);
    let (front, diagnostics) = briefing("---\ntitle: A\ndate: 2015-11-03\n----\nText\n");
    assert_eq!((front, diagnostics.len()), (None, 1));
}

#[test]
fn findings_name_the_way_out() {
    let text = "---\ntitle: A\ndate: 2015-11-03\nupdated: 2015-11-02\nid: Report 7\nslug: Children A\n\
                aliases: ['https://example.org/a']\nlang: Welsh\nnumber: 7\nwaivers: [{code: all, reason: b, by: c}]\n\
                actions:\n  - {id: A1, text: a, status: under wya}\n  - {id: A1, text: b}\n---\n";
    insta::assert_snapshot!(shown(&briefing(text).1), @r"
    `Report 7` can not be an id [front-matter/bad-id]
      at 5:5 `Report 7`
      help: write `id: report-7`
    `updated` (2015-11-02) is before `date` (2015-11-03) [front-matter/updated-before-date]
      at 4:10 `2015-11-02`
      at 3:7 issued on this day
      help: `date` is the day of issue, `updated` the day of the last change of substance
    `Children A` can not be a slug: `C` is a capital letter [front-matter/bad-slug]
      at 6:7 `Children A`
      help: write `slug: children-a`
    `https://example.org/a` can not be a former address: it names a host [front-matter/bad-alias]
      at 7:11 `'https://example.org/a'`
      help: write the path on this site as it was, without the host, as `/news/old-briefing/`
    `Welsh` is not a language tag [front-matter/bad-language]
      at 8:7 `Welsh`
      help: write `lang: cy`
    `under wya` is not the status of an action [actions/unknown-status]
      at 12:31 `under wya`
      help: did you mean `under-way`? Allowed are `planned`, `under-way`, `done`, `evidenced`, `superseded`, `not-accepted`
    two actions have the id `A1` [actions/duplicate-id]
      at 13:10 `A1`
      at 12:10 first given here
      help: give each action of the briefing an id of its own, as `A1`, `A2`, `A3`
    `until` is missing [front-matter/missing-key]
      at 10:11 `{code: all, reason: b, by: c}`
      help: write `until: 2027-03-31`
    `all` is not the code of a finding [front-matter/waiver-code]
      at 10:18 `all`
      help: copy the code from the finding, as `language/long-sentence`; one waiver is for one code
    unknown key `number` [front-matter/unknown-key]
      at 9:1 `number`
      help: the number goes under `series`: `series: {name: Learning briefing, number: 7}`
    ");
}

#[test]
fn the_keys_that_are_allowed_are_named_once() {
    for group in [
        "lifecycle: {state: live, zzzzzzzz: 1}",
        "approval: {state: draft, zzzzzzzz: 1}",
        "review: {type: scr, zzzzzzzz: 1}",
        "series: {name: a, number: 1, zzzzzzzz: 1}",
    ] {
        let (_, diagnostics) = briefing(&format!("---\ntitle: A\ndate: 2015-11-03\n{group}\n---\n"));
        assert_eq!(listed(&diagnostics).len(), 1, "{group}");
        let help = diagnostics.iter().filter_map(|found| found.help.as_deref());
        for allowed in help.filter_map(|help| help.strip_prefix("allowed are ")) {
            let keys: Vec<&str> = allowed.split(", ").collect();
            let mut once = keys.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), keys.len(), "{group}: {allowed}");
        }
    }
}
