//! How often the rules are right: sentences, links and small briefings that people labelled, and texts of other people.
//! `tests/corpora/README.md` says how labels are written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use briefpress::check::{Looks, find_rule, rules};
use briefpress::diagnostic::{Diagnostic, Severity};

use crate::project::Project;

/// The label of a text in which no rule of the families below may find anything.
const NOTHING: &str = "nothing";

/// Families whose findings count in a text that is labelled [`NOTHING`].
const JUDGING: [&str; 5] = ["accessibility", "language", "links", "privacy", "vocabulary"];

/// A labelled text.
struct Case<'a> {
    /// The code of the rule that it tells something about.
    code: &'a str,
    /// Whether the rule has to find something.
    expected: bool,
    front: String,
    body: String,
    written: &'a str,
}

/// A code that was found for a case, and how grave it is.
type Told = (usize, &'static str, Severity);

/// What came of the labelled texts of one rule.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
    /// Texts in which it rightly found nothing.
    silent: usize,
    /// How grave what it finds is.
    severity: Option<Severity>,
}

impl Tally {
    fn precision(&self) -> f64 {
        share(self.right, self.wrong.len())
    }

    fn recall(&self) -> f64 {
        share(self.right, self.missed.len())
    }
}

/// Counts of texts are far below what a `f64` holds exactly.
#[allow(clippy::cast_precision_loss, reason = "there are some hundred texts")]
fn share(part: usize, rest: usize) -> f64 {
    if part + rest == 0 { 1.0 } else { part as f64 / (part + rest) as f64 }
}

/// Reads `@ code` lines, and below each `+ text` where the rule fires and `- text` where it does not; `front || body`
/// where front matter is needed.
fn read(corpus: &str) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    let mut code = "";
    for line in corpus.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# ")) {
        if let Some(of) = line.strip_prefix("@ ") {
            code = of.trim();
            continue;
        }
        let (mark, text) = line.split_at(2);
        assert!(matches!(mark, "+ " | "- "), "neither hit nor miss: {line}");
        let (front, body) = text.split_once(" || ").unwrap_or(("", text));
        let unescaped = |text: &str| text.replace("\\n", "\n");
        let (front, body) = (unescaped(front), repeated(&unescaped(body)));
        cases.push(Case { code, expected: mark == "+ ", front, body, written: line });
    }
    cases
}

/// `%40 text` is the text forty times.
fn repeated(body: &str) -> String {
    let parts = body.strip_prefix('%').and_then(|rest| rest.split_once(' '));
    match parts.and_then(|(count, text)| Some((count.parse().ok()?, text))) {
        Some((count, text)) => format!("{text} ").replace("\n ", "\n").repeat(count),
        None => body.to_owned(),
    }
}

/// Builds one site of all texts, each a briefing of its own.
fn findings(cases: &[Case<'_>]) -> Vec<Diagnostic> {
    let project = Project::new(
        "=== site.yaml\nbase_url: https://briefings.example.org/\n=== briefings/known.md\n---\ntitle: Known\ndate: 2026-03-02\nactions: [{id: A1, text: Ask the child}]\n---\n## Next steps\n\nAsk.\n",
    );
    project.write("briefings/dot.png", include_bytes!("../data/dot.png"));
    for (number, case) in cases.iter().enumerate() {
        let day = if case.front.contains("date:") { "" } else { "date: 2026-03-02\n" };
        let text =
            format!("---\ntitle: Text {number:04}\n{day}{}\n---\n{}\n", case.front.trim(), case.body.trim());
        project.write(&name(number), text.as_bytes());
    }
    project.try_build().unwrap().diagnostics
}

fn name(number: usize) -> String {
    format!("briefings/case-{number:04}.md")
}

/// What is found in cases that are built as one site, each in a file of its own.
fn found_by_file(found: &[Diagnostic], name: impl Fn(usize) -> String, count: usize) -> BTreeSet<Told> {
    let numbers: BTreeMap<String, usize> = (0..count).map(|number| (name(number), number)).collect();
    let told = found.iter().filter_map(|found| {
        let number = numbers.get(found.place.as_ref()?.path.as_str())?;
        Some((*number, found.code.0, found.severity))
    });
    told.collect()
}

/// Each text is a briefing, or a plain page, of one site.
fn of_texts(cases: &[Case<'_>]) -> BTreeSet<Told> {
    found_by_file(&findings(cases), name, cases.len())
}

/// Each piece is a page of `static/`, within a page that is in order or as that page, or a file with another ending.
fn of_pieces(cases: &[Case<'_>]) -> BTreeSet<Told> {
    let project = Project::new("=== site.yaml\nbase_url: https://briefings.example.org/\n");
    project.write("static/dot.png", include_bytes!("../data/dot.png"));
    let path = |number: usize| {
        let kind = cases[number].front.strip_prefix("x.").unwrap_or("html");
        format!("static/piece-{number:04}.{kind}")
    };
    for (number, case) in cases.iter().enumerate() {
        let is_whole = case.body.starts_with("<!doctype") || !case.front.is_empty();
        let text = if is_whole {
            case.body.clone()
        } else {
            format!(
                "<!doctype html>\n<html lang=\"en\">\n<title>Piece</title>\n<h1>Piece</h1>\n{}\n</html>\n",
                case.body
            )
        };
        project.write(&path(number), text.as_bytes());
    }
    found_by_file(&project.try_build().unwrap().diagnostics, path, cases.len())
}

/// Each site is built by itself: files apart by ` ;; `, of which each is `name = content`.
fn of_sites(cases: &[Case<'_>]) -> BTreeSet<Told> {
    let mut told = BTreeSet::new();
    for (number, case) in cases.iter().enumerate() {
        let project = Project::new("");
        let files = case.body.split(" ;; ").map(|file| {
            file.split_once(" = ").unwrap_or_else(|| panic!("no content: {file} of {}", case.written))
        });
        for (name, content) in files.clone() {
            project.write(name, format!("{}\n", filled(content)).as_bytes());
        }
        if !files.clone().any(|(name, _)| name.starts_with("briefings/")) {
            project.write("briefings/in-order.md", b"---\ntitle: In order\ndate: 2026-01-01\n---\nText.\n");
        }
        let found = project.try_build().unwrap().diagnostics;
        told.extend(found.iter().map(|found| (number, found.code.0, found.severity)));
    }
    told
}

/// `[[400]]` is a letter four hundred times.
fn filled(content: &str) -> String {
    let found = content.split_once("[[").and_then(|(before, rest)| Some((before, rest.split_once("]]")?)));
    match found.and_then(|(before, (count, after))| Some((before, count.parse().ok()?, after))) {
        Some((before, count, after)) => format!("{before}{}{after}", "x".repeat(count)),
        None => content.to_owned(),
    }
}

fn tallies<'a>(cases: &[Case<'a>], found: &BTreeSet<Told>) -> BTreeMap<&'a str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (number, case) in cases.iter().enumerate() {
        let mut here = found.iter().filter(|(at, ..)| *at == number);
        if case.code == NOTHING {
            for (_, code, _) in here {
                let family = code.split('/').next().unwrap_or_default();
                if JUDGING.contains(&family) {
                    tallies.entry(code).or_default().wrong.push(case.written.to_owned());
                }
            }
            continue;
        }
        let tally = tallies.entry(case.code).or_default();
        let severity = here.find(|(_, code, _)| *code == case.code).map(|(.., severity)| *severity);
        tally.severity = tally.severity.or(severity);
        match (case.expected, severity.is_some()) {
            (true, true) => tally.right += 1,
            (true, false) => tally.missed.push(case.written.to_owned()),
            (false, true) => tally.wrong.push(case.written.to_owned()),
            (false, false) => tally.silent += 1,
        }
    }
    tallies
}

/// Prints what came of a corpus, and says what falls short.
fn judge(title: &str, corpora: &[&str], found: impl FnOnce(&[Case<'_>]) -> BTreeSet<Told>) {
    let cases: Vec<Case<'_>> = corpora.iter().flat_map(|corpus| read(corpus)).collect();
    let found = found(&cases);
    let mut report = format!(
        "{title}: {} texts\n{:34}{:>5}{:>6}{:>7}{:>8}{:>11}{:>8}\n",
        cases.len(),
        "rule",
        "hits",
        "found",
        "wrong",
        "silent",
        "precision",
        "recall"
    );
    let mut short = String::new();
    for (code, tally) in tallies(&cases, &found) {
        let (precision, recall) = (tally.precision(), tally.recall());
        let _ = writeln!(
            report,
            "{code:34}{:>5}{:>6}{:>7}{:>8}{precision:>11.2}{recall:>8.2}",
            tally.right + tally.missed.len(),
            tally.right,
            tally.wrong.len(),
            tally.silent
        );
        let wanted = if tally.severity == Some(Severity::Error) { 0.95 } else { 0.9 };
        if precision < wanted || recall < 0.9 {
            let _ =
                writeln!(short, "{code}: precision {precision:.2} of {wanted}, recall {recall:.2} of 0.9");
        }
        for (what, lines) in [("wrongly", &tally.wrong), ("not", &tally.missed)] {
            for line in lines {
                let _ = writeln!(report, "    {what} found: {line}");
            }
        }
    }
    #[allow(clippy::print_stdout, reason = "the report is what the test is run for")]
    {
        println!("{report}");
    }
    assert!(short.is_empty(), "{short}\n{report}");
}

const LABELLED: [&str; 4] = [
    include_str!("../corpora/language.txt"),
    include_str!("../corpora/links.txt"),
    include_str!("../corpora/lengths.txt"),
    include_str!("../corpora/families.txt"),
];

/// Pieces of pages, drawings and style sheets.
const PIECES: &str = include_str!("../corpora/pieces.txt");

/// Whole sites, for rules that see more than one text.
const SITES: &str = include_str!("../corpora/sites.txt");

/// Written after the others, and never looked at while a rule was made.
const HELD_OUT: [&str; 4] = [
    include_str!("../corpora/held-out/language.txt"),
    include_str!("../corpora/held-out/links.txt"),
    include_str!("../corpora/held-out/lengths.txt"),
    include_str!("../corpora/held-out/families.txt"),
];

#[test]
fn rules_are_right_about_labelled_texts() {
    judge("labelled", &LABELLED, of_texts);
}

#[test]
fn rules_are_right_about_texts_held_out() {
    judge("held out", &HELD_OUT, of_texts);
}

#[test]
fn rules_are_right_about_pieces_of_pages() {
    judge("pieces", &[PIECES], of_pieces);
}

#[test]
fn rules_are_right_about_small_sites() {
    judge("sites", &[SITES], of_sites);
}

#[test]
fn every_rule_that_judges_has_labelled_hits_and_near_misses() {
    let cases: Vec<Case<'_>> =
        LABELLED.iter().chain(&[PIECES, SITES]).flat_map(|corpus| read(corpus)).collect();
    // Others are about what can not be understood, or have corpora of their own; hosts have tests that answer for them.
    let judges =
        |looks: Looks| matches!(looks, Looks::Source(_) | Looks::Page(_) | Looks::Site(_) | Looks::Theme);
    let lacking: Vec<String> = rules()
        .iter()
        .filter(|rule| judges(rule.looks))
        .flat_map(|rule| [(rule.code.0, true), (rule.code.0, false)])
        .filter(|(code, expected)| !cases.iter().any(|it| it.code == *code && it.expected == *expected))
        .map(|(code, expected)| format!("{code} has no {}", if expected { "hit" } else { "near miss" }))
        .collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
    let unknown: BTreeSet<&str> = cases
        .iter()
        .map(|case| case.code)
        .filter(|code| *code != NOTHING && find_rule(code).is_none())
        .collect();
    assert!(unknown.is_empty(), "there are no such rules: {unknown:?}");
}

#[test]
fn there_are_labels_enough_to_measure_with() {
    let count = |corpora: &[&str]| corpora.iter().flat_map(|corpus| read(corpus)).count();
    let [language, links, lengths, families] = LABELLED;
    assert!(count(&[language, lengths]) >= 300, "{}", count(&[language, lengths]));
    assert!(count(&[links]) >= 150, "{}", count(&[links]));
    assert!(count(&[families, PIECES, SITES]) >= 300, "{}", count(&[families, PIECES, SITES]));
}

/// Reads the Markdown of a folder, `BRIEFPRESS_TEXTS`, as briefings, and shows findings chosen by `BRIEFPRESS_SEED`.
#[test]
#[ignore = "needs a folder of other people's texts"]
#[allow(clippy::print_stdout, reason = "the findings are for a person to look at")]
fn texts_of_other_people() {
    let folder = std::env::var("BRIEFPRESS_TEXTS").expect("BRIEFPRESS_TEXTS names a folder");
    let seed: u64 = std::env::var("BRIEFPRESS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let project = Project::new("=== site.yaml\nbase_url: https://briefings.example.org/\n");
    let taken = take_texts(Path::new(&folder), &project);
    let outcome = project.try_build().unwrap();
    // What may tell who somebody is has a corpus of its own.
    let judged = |found: &&Diagnostic| {
        find_rule(found.code.0)
            .is_some_and(|rule| !matches!(rule.looks, Looks::Structure | Looks::Identity(_)))
    };
    let mut found: Vec<&Diagnostic> = outcome.diagnostics.iter().filter(judged).collect();
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &found {
        *by_code.entry(finding.code.0).or_default() += 1;
    }
    println!("{} texts, {} findings of rules: {by_code:#?}", taken.len(), found.len());
    let mut state = seed;
    for _ in 0..100.min(found.len()) {
        // Knuth's generator: the same seed shows the same findings.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap() % found.len();
        let finding = found.swap_remove(at);
        let place = finding.place.as_ref();
        let file = place.map_or("-", |place| place.path.as_str());
        let written = taken.get(file).map_or(file, String::as_str);
        let line = place.and_then(|place| place.excerpt.as_ref()).map_or("", |line| line.text.trim());
        println!(
            "{}: {}\n    {written}:{}\n    {line}",
            finding.code,
            finding.message,
            place.map_or(0, |p| p.line)
        );
    }
}

/// Writes every Markdown file below a folder as a briefing; gives the file that each came from.
fn take_texts(folder: &Path, project: &Project) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let texts =
        files.filter(|file| file.path().extension().is_some_and(|end| end.eq_ignore_ascii_case("md")));
    let mut taken = BTreeMap::new();
    for (number, file) in texts.enumerate() {
        let Ok(text) = std::fs::read_to_string(file.path()) else { continue };
        let text = format!(
            "---\ntitle: Text {number:05}\ndate: 2026-03-02\n---\n{}",
            text.trim_start_matches('\u{FEFF}')
        );
        project.write(&name(number), text.as_bytes());
        taken.insert(name(number), file.path().display().to_string());
    }
    taken
}
