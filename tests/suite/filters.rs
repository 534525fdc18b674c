//! What the filters of the index are told: which briefings have which term, and on which page of the term their rows are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::project::Project;

const PER_PAGE: usize = 7;
const THEMES: [&str; 11] =
    ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo"];

/// Briefing 0 is the oldest; each has every theme whose number divides its own, and all have the first.
fn project(count: usize) -> Project {
    let mut text =
        format!("=== site.yaml\ntitle: Learning\nbase_url: https://example.org/\npaginate_by: {PER_PAGE}\n");
    for n in 0..count {
        let themes: Vec<&str> =
            (1..).zip(THEMES).filter(|(at, _)| n % at == 0).map(|(_, theme)| theme).collect();
        let (month, day) = (1 + n / 28, 1 + n % 28);
        let _ = write!(
            text,
            "=== briefings/b{n}.md\n---\ntitle: Briefing {n}\ndate: 2020-{month:02}-{day:02}\nthemes: [{}]\n---\nText.\n",
            themes.join(", ")
        );
    }
    Project::new(&text)
}

/// The address and the facets of each briefing, newest first, as the open data have them.
fn expected(project: &Project) -> (Vec<String>, BTreeMap<String, Vec<usize>>) {
    let data: serde_json::Value = serde_json::from_str(&project.read("briefings.json")).unwrap();
    let briefings = data["briefings"].as_array().unwrap();
    let mut terms: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, briefing) in briefings.iter().enumerate() {
        for theme in briefing["themes"].as_array().unwrap() {
            terms.entry(format!("themes/{}", theme.as_str().unwrap())).or_default().push(place);
        }
    }
    let address =
        |briefing: &serde_json::Value| briefing["url"].as_str().unwrap().replace("https://example.org/", "/");
    (briefings.iter().map(address).collect(), terms)
}

/// What the filters are told, as places in the list of all.
fn told(project: &Project) -> (usize, usize, BTreeMap<String, Vec<usize>>) {
    let data: serde_json::Value = serde_json::from_str(&project.read("filter.json")).unwrap();
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let terms = data["terms"].as_object().unwrap().iter().map(|(term, steps)| {
        let mut end = 0;
        let place = |step| {
            end += number(step);
            end - 1
        };
        (term.clone(), steps.as_array().unwrap().iter().map(place).collect())
    });
    (number(&data["briefings"]), number(&data["per_page"]), terms.collect())
}

#[test]
fn filters_know_of_each_term_that_is_offered_which_briefings_have_it() {
    let project = project(60);
    project.build();
    let (addresses, expected) = expected(&project);
    let (briefings, per_page, told) = told(&project);
    assert_eq!((briefings, per_page), (addresses.len(), PER_PAGE));
    let index = project.read("index.html");
    for (term, places) in &expected {
        let offered = index.contains(&format!("data-term=\"{}\"", term.trim_start_matches("themes/")));
        assert_eq!(told.get(term), offered.then_some(places), "{term}");
    }
    assert_eq!(told.keys().filter(|term| term.starts_with("themes/")).count(), 8);
    assert_eq!(told["years/2020"].len(), 60);
}

#[test]
fn the_rows_of_a_term_stand_on_its_pages_in_the_order_of_the_filters() {
    let project = project(60);
    project.build();
    let (addresses, _) = expected(&project);
    for (term, places) in told(&project).2 {
        for (page, places) in (1..).zip(places.chunks(PER_PAGE)) {
            let folder = if page == 1 { String::new() } else { format!("page/{page}/") };
            let html = project.read(&format!("{term}/{folder}index.html"));
            let rows = html.split("<ol class=\"rows\">").nth(1).unwrap();
            let links: Vec<&str> =
                rows.split("<h3><a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
            let wanted: Vec<&str> = places.iter().map(|place| addresses[*place].as_str()).collect();
            assert_eq!(links, wanted, "{term}, page {page}");
        }
    }
}

/// A phone loads it at the first tick: it must stay a fraction of the list that it finds in.
#[test]
fn what_filters_are_told_is_small() {
    let project = project(300);
    project.build();
    let (_, _, told) = told(&project);
    let members: usize = told.values().map(Vec::len).sum();
    let bytes = project.read("filter.json").len();
    assert!(
        bytes < members * 3 + told.len() * 40,
        "{bytes} bytes for {members} places of {} terms",
        told.len()
    );
}
