//! The inputs of every template, whole and at their least, as `docs/themes.md` promises them.

use serde_json::{Value as Json, json};
use tera::{Map, Value};

/// Inputs that are markup already.
const MARKUP: [&str; 9] =
    ["content", "html", "row", "json_ld", "head", "exit", "masthead", "feedback", "colophon"];

/// The value that a template sees.
pub(super) fn value(key: &str, json: &Json) -> Value {
    match json {
        Json::String(text) if MARKUP.contains(&key) => Value::safe_string(text),
        Json::Array(items) => {
            let items: Vec<Value> = items.iter().map(|item| value("", item)).collect();
            Value::from(items)
        }
        Json::Object(fields) => {
            let map: Map =
                fields.iter().map(|(key, field)| (key.clone().into(), value(key, field))).collect();
            Value::from(map)
        }
        other => Value::from_serializable(other),
    }
}

/// The templates that make pages and feeds, each with all its inputs.
pub(super) fn full() -> Vec<(&'static str, Json)> {
    let with = |kind: &str, more: Json| {
        let mut inputs = json!({"site": site(), "page": page(kind), "today": "2026-11-22"});
        merge(&mut inputs, more);
        inputs
    };
    vec![
        (
            "index.html",
            with(
                "index",
                json!({"briefings": [summary(), summary()], "pagination": pagination(), "facets": [facet()]}),
            ),
        ),
        ("list.html", with("list", json!({"facet": facet(), "terms": [term()]}))),
        (
            "term.html",
            with(
                "term",
                json!({"facet": facet(), "term": term(), "briefings": [summary()], "pagination": pagination()}),
            ),
        ),
        ("briefing.html", with("briefing", json!({"briefing": briefing()}))),
        ("page.html", with("page", json!({"content": "<p>Text</p>", "toc": toc()}))),
        ("404.html", with("404", json!({}))),
        ("feed.xml", with("list", json!({"feed": feed()}))),
        ("row.html", json!({"site": site(), "briefing": summary()})),
        ("parts/head.html", json!({"site": site()})),
        ("parts/exit.html", json!({"site": site()})),
        ("parts/masthead.html", json!({"site": site()})),
        ("parts/feedback.html", json!({"site": site()})),
        ("parts/colophon.html", json!({"site": site()})),
    ]
}

/// The same with every list empty and every optional value none.
pub(super) fn minimal() -> Vec<(&'static str, Json)> {
    full().into_iter().map(|(name, inputs)| (name, least("", &inputs))).collect()
}

/// Values that are always there.
const ALWAYS: [&str; 53] = [
    "head",
    "exit",
    "masthead",
    "feedback",
    "colophon",
    "exit_url",
    "site",
    "page",
    "today",
    "briefing",
    "facet",
    "term",
    "feed",
    "pagination",
    "title",
    "url",
    "permalink",
    "id",
    "date",
    "year",
    "format",
    "label",
    "text",
    "themes",
    "minutes",
    "state",
    "language",
    "base_url",
    "base_path",
    "navigation",
    "list_page",
    "kind",
    "breadcrumbs",
    "exit_control",
    "indexing",
    "alternates",
    "content",
    "toc",
    "lifecycle",
    "words",
    "count",
    "pages",
    "total",
    "self_url",
    "author",
    "singular",
    "key",
    "feed_url",
    "contact",
    "first",
    "last",
    "row",
    "updated",
];

fn least(key: &str, json: &Json) -> Json {
    match json {
        Json::Array(_) => json!([]),
        Json::Object(fields) => {
            let least = fields.iter().map(|(key, field)| (key.clone(), least(key, field))).collect();
            if ALWAYS.contains(&key) || key.is_empty() { Json::Object(least) } else { Json::Null }
        }
        Json::Bool(_) => json!(key == "indexing"),
        other if ALWAYS.contains(&key) => other.clone(),
        _ => Json::Null,
    }
}

fn merge(into: &mut Json, more: Json) {
    let (Json::Object(into), Json::Object(more)) = (into, more) else { return };
    into.extend(more);
}

fn site() -> Json {
    json!({
        "title": "Learning from reviews", "description": "What we learn when things go wrong",
        "base_url": "https://example.org/sub/", "base_path": "/sub/", "language": "en-GB",
        "publisher": "Fenshire Safeguarding Partnership", "footer": "We answer within five days.",
        "logo": {"url": "/sub/logo.png", "width": 200, "height": 50, "share_url": "https://example.org/sub/logo.png", "dark": {"url": "/sub/dark.svg", "width": 200, "height": 50, "share_url": null}},
        "licence": {"name": "Open Government Licence", "url": "https://example.org/licence"},
        "contact": {"name": "Business unit", "email": "unit@example.org", "phone": "01632 960 001", "url": "https://example.org/contact"},
        "navigation": [{"key": "briefings", "label": "Briefings", "url": "/sub/"}, {"key": "themes", "label": "Themes", "url": "/sub/themes/"}],
        "pages": [{"key": "privacy", "label": "Privacy", "url": "/sub/privacy/"}, {"key": "about", "label": "About", "url": "/sub/about/"}],
        "exit_control": true, "exit_url": "https://example.org/weather", "feed_url": "/sub/feed.xml",
        "head": "<link rel=\"stylesheet\" href=\"/sub/assets/style.css\">\n", "exit": "<a class=\"leave\" href=\"https://example.org/weather\">Leave</a>\n",
        "masthead": "<header>Masthead</header>\n", "feedback": "<p>Tell us</p>\n", "colophon": "<footer>Colophon</footer>\n",
    })
}

fn page(kind: &str) -> Json {
    json!({
        "title": "Children A and B", "url": "/sub/briefings/seven/", "permalink": "https://example.org/sub/briefings/seven/",
        "list_page": 1, "kind": kind, "language": "en-GB", "description": "What happened and what changes",
        "breadcrumbs": [{"title": "Briefings", "url": "/sub/"}], "feed_url": "/sub/themes/neglect/feed.xml",
        "exit_control": true, "indexing": false,
        "alternates": [{"language": "cy", "url": "/sub/cy/", "title": "Cymraeg"}],
        "json_ld": "{\"@type\":\"Article\"}", "published": "2015-11-03", "modified": "2016-02-01",
    })
}

fn summary() -> Json {
    json!({
        "title": "Children A and B", "url": "/sub/briefings/seven/", "permalink": "https://example.org/sub/briefings/seven/",
        "id": "seven", "date": "2015-11-03", "updated": "2016-02-01", "year": 2015, "number": 7,
        "series": {"name": "Learning and improvement", "url": "/sub/series/learning/"},
        "text": "Two children moved into the county and were seen by nobody.",
        "format": {"label": "Learning briefing", "url": "/sub/formats/learning-brief/"},
        "review_type": {"label": "Serious Case Review", "abbreviation": "SCR", "url": "/sub/review-types/scr/"},
        "publisher": "Another board", "themes": [named(), named()], "minutes": 3, "state": "archived", "language": "cy",
        "row": "<li>Row</li>",
    })
}

fn named() -> Json {
    json!({"label": "Neglect", "url": "/sub/harms/neglect/"})
}

fn review_type() -> Json {
    json!({
        "label": "Serious Case Review", "abbreviation": "SCR", "law": "Children Act 2004", "from": "2006-04", "to": "2019-09-29",
        "url": "/sub/review-types/scr/",
        "successor": {"label": "Local Child Safeguarding Practice Review", "url": "/sub/review-types/lcspr/", "from": "2018"},
    })
}

fn pagination() -> Json {
    json!({
        "page": 1, "pages": 3, "total": 120, "previous": "/sub/page/0/", "next": "/sub/page/2/", "first": "/sub/",
        "last": "/sub/page/3/",
    })
}

fn facet() -> Json {
    json!({
        "key": "harms", "label": "Harms", "singular": "Harm", "url": "/sub/harms/", "count": 2,
        "terms": [{"key": "neglect", "label": "Neglect", "url": "/sub/harms/neglect/", "count": 1}],
    })
}

fn term() -> Json {
    json!({
        "key": "scr", "label": "Serious Case Review", "url": "/sub/review-types/scr/", "count": 12,
        "definition": "A review after a child has died", "feed_url": "/sub/review-types/scr/feed.xml", "abbreviation": "SCR",
        "law": "Children Act 2004", "from": "2006", "to": "2019-09", "nation": "england",
        "successor": {"label": "LCSPR", "url": "/sub/review-types/lcspr/", "from": "2018"},
    })
}

fn toc() -> Json {
    json!([
        {"level": 2, "id": "what-happened", "title": "What happened"},
        {"level": 3, "id": "before", "title": "Before"},
        {"level": 2, "id": "why", "title": "Why"},
    ])
}

fn feed() -> Json {
    json!({
        "title": "Learning from reviews", "subtitle": "All briefings", "id": "https://example.org/sub/", "url": "https://example.org/sub/",
        "self_url": "https://example.org/sub/feed.xml", "updated": "2015-11-03T00:00:00Z", "author": "Fenshire Safeguarding Partnership",
        "deleted": [{"id": "tag:example.org,2015-11-03:briefing:six", "when": "2016-01-04T00:00:00Z"}],
        "entries": [{
            "id": "https://example.org/sub/briefings/seven/", "title": "Children A and B", "url": "https://example.org/sub/briefings/seven/",
            "published": "2015-11-03T00:00:00Z", "updated": "2015-11-03T00:00:00Z", "summary": "Two children moved.",
            "categories": [{"term": "neglect", "label": "Neglect"}], "language": "cy",
        }],
    })
}

fn briefing() -> Json {
    let mut briefing = summary();
    let item = json!({"html": "Ask what the child <em>sees</em>", "theme": named(), "agencies": [named()]});
    merge(
        &mut briefing,
        json!({
            "summary": "Two children moved into the county and were seen by nobody.", "content": "<h2 id=\"what-happened\">What happened</h2><p>Text</p>", "toc": toc(), "previous": summary(), "next": summary(),
            "related": [summary()], "agencies": [named(), named()], "audiences": [named()], "harms": [named()], "age_bands": [named()],
            "settings": [named()], "tags": [named()],
            "review": {
                "type": review_type(), "subjects": ["Child A", "Child B"], "period_from": "2014", "period_to": "2014-06",
                "period_note": "after a move", "reviewer": "Jane Reviewer", "statutory": true, "report_completed": "2015-09-01",
                "proceedings": "concluded",
            },
            "key_messages": [item.clone(), item.clone()], "good_practice": [item.clone()], "improvements": [item],
            "quotes": [{"text": "We must listen", "by": "The chair", "role": "Independent chair"}],
            "questions": [{"html": "What would you have asked?", "audiences": [named(), named()]}],
            "actions": [{
                "id": "A1", "html": "Change the <em>form</em>", "owner": "Council", "owner_role": "Head of service", "due": "2016-01-31",
                "status": "under-way", "status_label": "Under way", "overdue": true, "updated": "2015-12-01", "progress": "Half done",
                "evidence": "The form", "impact": "Fewer gaps",
            }],
            "attachments": [{
                "title": "Full report", "url": "/sub/briefings/seven/report.pdf", "kind": "report", "type": "PDF", "size": "312 kB",
                "pages": 12, "retain_until": "2016-11-03",
            }],
            "people": [{"name": "Jane Reviewer", "role": "Reviewer"}], "content_note": "Describes neglect",
            "helplines": [{
                "label": "Childline", "phone": "0800 1111", "phone_href": "tel:08001111", "text": "85258", "url": "https://example.org/help",
                "hours": "day and night", "definition": "For children",
            }],
            "approval": {"by": "The board", "date": "2015-10-30"},
            "lifecycle": {
                "state": "withdrawn", "review_due": "2017-11-03", "review_overdue": true, "reason": "Superseded by law",
                "replaced_by": {"title": "The new one", "url": "/sub/briefings/eight/"},
            },
            "updates": [{"date": "2016-02-01", "note": "Action 1 is done"}], "extra": {"colour": "green"}, "words": 640,
        }),
    );
    briefing
}
