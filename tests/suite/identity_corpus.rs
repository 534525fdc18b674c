//! How often the rules on identity are right: planted leaks and texts that only look like some.
//!
//! `tests/corpora/identity/` has the texts, and the places in attachments where leaks are planted; names and numbers are
//! invented.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use briefpress::attachment::Kind;
use briefpress::check::find_rule;
use briefpress::diagnostic::Severity;
use briefpress::identity::SealKey;
use briefpress::sealing::{Wish, change_seal};
use briefpress::source::SourcePath;

use crate::attachment_leaks::carriers;
use crate::project::{Project, SEAL_KEY};

const LEAKS: &str = include_str!("../corpora/identity/leaks.txt");
const NEAR_MISSES: &str = include_str!("../corpora/identity/near-misses.txt");

/// Written before anybody looked at how the scanner works. Something was mended by each of them since: the first figures
/// stand in `docs/decisions/`.
const HELD_OUT: [&str; 9] = [
    include_str!("../corpora/identity/held-out-9.txt"),
    include_str!("../corpora/identity/held-out-8.txt"),
    include_str!("../corpora/identity/held-out-7.txt"),
    include_str!("../corpora/identity/held-out-6.txt"),
    include_str!("../corpora/identity/held-out-5.txt"),
    include_str!("../corpora/identity/held-out-4.txt"),
    include_str!("../corpora/identity/held-out-3.txt"),
    include_str!("../corpora/identity/held-out-2.txt"),
    include_str!("../corpora/identity/held-out.txt"),
];

const SEALED: &str = "Tamsin Quillfeather\nBérénice Wyl\nOrla O'Drayne\nKit Marlow-Fenn\nAda Jane Crossthwaite-Bell\nMcTollan\nZoë Łukowska\nElin Llio Brynquill\nRhodri Dawnfaes\n";

/// What of the council may stand. The addresses of the last two bodies are those that near misses of the eighth file write down, as a
/// site would that prints them.
const SITE: &str = "=== site.yaml
title: Learning from reviews in Selderby
publisher: Selderby Safeguarding Children Partnership
base_url: https://briefings.example.org/
=== data/allowed.yaml
entries:
  council:
    label: The council
    phones: [01632 960001]
    emails: [\"@selderby.example.org\", \"@exampleshire.gov.uk\", \"@exampletrust.nhs.uk\"]
    postcodes: [LS99 9ZZ]
    streets: [1 Castle Street, Castle Street]
=== briefings/known.md
---
title: Known
date: 2026-03-02
---
Text.
";

/// The same, and nothing may stand.
const STRICT: &str = "=== site.yaml
base_url: https://briefings.example.org/
=== briefings/known.md
---
title: Known
date: 2026-03-02
---
Text.
";

/// Secrets that are planted in every place of every kind of file, and the rule that has to tell of each.
const SECRETS: [(&str, &str); 5] = [
    ("Tamsin Quillfeather", "identity/sealed-name"),
    ("QUILLFEATHER, Tamsin", "identity/sealed-name"),
    ("943 476 5919", "identity/health-number"),
    ("DOB: 14/03/2009", "identity/birth-date"),
    ("AB 12 34 56 C", "identity/insurance-number"),
];

/// Names of files with a sealed name in them.
const FILE_NAMES: [&str; 20] = [
    "tamsin-quillfeather.txt",
    "tamsin_quillfeather.txt",
    "TamsinQuillfeather.txt",
    "tamsinquillfeather.txt",
    "quillfeather-tamsin.txt",
    "quillfeather-t.txt",
    "t-quillfeather-2015.txt",
    "tquillfeather1.txt",
    "report-tamsin-quillfeather-final.txt",
    "berenice-wyl.txt",
    "Berenice-Wyl.txt",
    "wyl_b.txt",
    "berenicewyl-plan.txt",
    "orla-odrayne.txt",
    "ODrayne-Orla.txt",
    "kit-marlow-fenn.txt",
    "kit-marlowfenn.txt",
    "ada-crossthwaite-bell.txt",
    "mctollan-chronology.txt",
    "zoe-lukowska.txt",
];

/// A planted leak, or a text that only looks like one.
struct Case {
    /// The code that has to be found; of a near miss nothing.
    code: Option<&'static str>,
    /// How it is shown in the report.
    written: String,
    /// Where findings about it stand.
    file: String,
}

/// What came of the texts of one rule.
#[derive(Default)]
struct Tally {
    found: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

fn lines(corpus: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    corpus.lines().filter_map(move |line| {
        if let Some(of) = line.strip_prefix("@ ") {
            section = of.trim();
        }
        Some((section, line.strip_prefix("+ ").or_else(|| line.strip_prefix("- "))?))
    })
}

/// A briefing with a text in one of the places where authors write; in its body where it has front matter of its own.
fn briefing(number: usize, text: &str) -> String {
    let (front, body) = text.split_once(" || ").unwrap_or(("", text));
    let body = body.replace("\\n", "\n");
    let is_plain =
        front.is_empty() && !body.contains(['[', ']', '"', '<', '>', '|', '\n', '*', '_', '&', '\\']);
    let quoted = serde_json::to_string(&body).unwrap();
    let (front, body) = match number % 10 {
        1 if is_plain => (String::new(), format!("- {body}")),
        2 if is_plain => (String::new(), format!("## {body}")),
        3 if is_plain => (format!("summary: {quoted}\n"), "Text.".to_owned()),
        4 if is_plain => (String::new(), format!("![{body}](dot.png)")),
        5 if is_plain => (String::new(), format!("[Here](https://example.org/ \"{body}\").")),
        6 if is_plain => (String::new(), format!("| a | b |\n|---|---|\n| {body} | c |")),
        7 if is_plain => (String::new(), format!("> {body}")),
        8 if is_plain => (format!("extra: {{note: {quoted}}}\n"), "Text.".to_owned()),
        9 if is_plain => (format!("key_messages: [{quoted}]\n"), "Text.".to_owned()),
        _ => (format!("{front}\n"), body),
    };
    format!("---\ntitle: Text {number:04}\ndate: 2026-03-02\n{front}---\n{body}\n")
}

fn write_texts(project: &Project, texts: &[(Option<&'static str>, &str)]) -> Vec<Case> {
    project.write("briefings/dot.png", include_bytes!("../data/dot.png"));
    let mut cases = Vec::new();
    for (number, (code, text)) in texts.iter().enumerate() {
        let file = format!("briefings/text-{number:04}.md");
        project.write(&file, briefing(number, text).as_bytes());
        cases.push(Case { code: *code, written: (*text).to_owned(), file });
    }
    cases
}

/// Plants each secret in each place of each kind of file.
fn plant_in_files(project: &Project) -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, carrier) in carriers().iter().enumerate() {
        for (number, (secret, code)) in SECRETS.iter().enumerate() {
            // A picture is published without what is beside it; one within a document stays as it is.
            let (name, bytes) = if Kind::of(&SourcePath::new(carrier.file)).is_stripped() {
                ("a.docx", carrier.in_document(secret))
            } else {
                (carrier.file, carrier.with(secret))
            };
            let file = format!("static/{at}-{number}/{name}");
            project.write(&file, &bytes);
            cases.push(Case {
                code: Some(code),
                written: format!("{secret} in {}, {}", carrier.file, carrier.what),
                file,
            });
        }
    }
    for (number, name) in FILE_NAMES.iter().enumerate() {
        let file = format!("static/named-{number}/{name}");
        project.write(&file, b"Nothing of note.\n");
        let code = Some("identity/sealed-name");
        cases.push(Case { code, written: format!("the name `{name}`"), file });
    }
    cases
}

/// Which codes were found in which files.
fn found(project: &Project) -> BTreeMap<String, BTreeSet<&'static str>> {
    let options = briefpress::build::BuildOptions { reveal: true, excerpts: 0, ..project.options() };
    let mut found: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for finding in briefpress::build::build(&options).unwrap().diagnostics {
        if let Some(place) = finding.place.as_ref().filter(|_| finding.code.0.starts_with("identity/")) {
            found.entry(place.path.as_str().to_owned()).or_default().insert(finding.code.0);
        }
    }
    found
}

/// The names that are sealed for a file of texts: those that it says itself, else those of all others.
fn sealed_for(corpus: &str) -> String {
    let own = corpus.lines().find_map(|line| line.strip_prefix("# Sealed: "));
    own.map_or_else(|| SEALED.to_owned(), |names| names.replace("; ", "\n") + "\n")
}

fn sealed(site: &str, names: &str) -> Project {
    let project = Project::new(site);
    change_seal(project.root(), &SealKey::of(SEAL_KEY).unwrap(), names, Wish::Seal).unwrap();
    project
}

/// Counts what was found where it was planted, and where nothing is.
fn tallies(leaks: &[Leak], near_misses: &[&str], names: &str, in_files: bool) -> Measured {
    let strict = sealed(STRICT, names);
    let texts: Vec<_> = leaks.iter().map(|(code, text)| (Some(*code), *text)).collect();
    let mut cases = write_texts(&strict, &texts);
    if in_files {
        cases.extend(plant_in_files(&strict));
    }
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let all = found(&strict);
    for case in &cases {
        let Some(code) = case.code else { continue };
        let tally = tallies.entry(code).or_default();
        // What could be a health number and is told as one is told more gravely than it was asked for.
        let graver = if code == "identity/likely-number" { "identity/health-number" } else { code };
        if all.get(&case.file).is_some_and(|codes| codes.contains(code) || codes.contains(graver)) {
            tally.found += 1;
        } else {
            tally.missed.push(case.written.clone());
        }
    }
    let lenient = sealed(SITE, names);
    let texts: Vec<_> = near_misses.iter().map(|text| (None, *text)).collect();
    let near = write_texts(&lenient, &texts);
    let all = found(&lenient);
    for case in &near {
        for code in all.get(&case.file).into_iter().flatten() {
            tallies.entry(code).or_default().wrong.push(case.written.clone());
        }
    }
    Measured { tallies, leaks: cases.len(), near_misses: near.len() }
}

/// Counts of texts are far below what a `f64` holds exactly.
#[allow(clippy::cast_precision_loss, reason = "there are some hundred texts")]
fn share(part: usize, rest: usize) -> f64 {
    if part + rest == 0 { 1.0 } else { part as f64 / (part + rest) as f64 }
}

/// The code that a text has to be told with, and the text.
type Leak = (&'static str, &'static str);

struct Measured {
    tallies: BTreeMap<&'static str, Tally>,
    leaks: usize,
    near_misses: usize,
}

impl Measured {
    /// Precision and recall of all rules of a severity together.
    fn of(&self, severity: Severity) -> (f64, f64) {
        let of_it = || self.tallies.iter().filter(|(code, _)| find_rule(code).unwrap().severity == severity);
        let count = |what: fn(&Tally) -> usize| of_it().map(|(_, tally)| what(tally)).sum();
        let found = count(|tally| tally.found);
        (share(found, count(|tally| tally.wrong.len())), share(found, count(|tally| tally.missed.len())))
    }

    /// A table of all rules with what they got wrong, and the rules that fall short of what `least` wants of precision and
    /// recall.
    fn report(&self, title: &str, least: impl Fn(Severity) -> (f64, f64)) -> (String, String) {
        let mut report = format!(
            "{title}: {} planted leaks, {} near misses\n{:28}{:>9}{:>7}{:>7}{:>11}{:>8}\n",
            self.leaks, self.near_misses, "rule", "planted", "found", "wrong", "precision", "recall"
        );
        let mut short = String::new();
        for (code, Tally { found, missed, wrong }) in &self.tallies {
            let (precision, recall) = (share(*found, wrong.len()), share(*found, missed.len()));
            let planted = found + missed.len();
            let _ = writeln!(
                report,
                "{code:28}{planted:>9}{found:>7}{:>7}{precision:>11.3}{recall:>8.3}",
                wrong.len()
            );
            let (least_precision, least_recall) = least(find_rule(code).unwrap().severity);
            if precision < least_precision || (planted > 0 && recall < least_recall) {
                let _ = writeln!(
                    short,
                    "{code}: precision {precision:.3} of {least_precision}, recall {recall:.3} of {least_recall}"
                );
            }
            for (what, texts) in [("wrongly", wrong), ("not", missed)] {
                for text in texts {
                    let _ = writeln!(report, "    {what} found: {text}");
                }
            }
        }
        #[allow(clippy::print_stdout, reason = "the report is what the test is run for")]
        {
            println!("{report}");
        }
        (report, short)
    }
}

#[test]
fn leaks_are_found_and_what_looks_like_them_is_not() {
    let leaks: Vec<_> = lines(LEAKS).collect();
    let near_misses: Vec<_> = lines(NEAR_MISSES).map(|(_, text)| text).collect();
    let measured = tallies(&leaks, &near_misses, SEALED, true);
    assert!(
        measured.leaks >= 400 && measured.near_misses >= 1_000,
        "{} leaks, {} near misses",
        measured.leaks,
        measured.near_misses
    );
    let (report, short) = measured.report("labelled", |severity| match severity {
        Severity::Error => (0.99, 1.0),
        Severity::Warning => (0.99, 0.95),
        _ => (0.0, 0.9),
    });
    assert!(short.is_empty(), "{short}\n{report}");
}

#[test]
fn texts_held_out_are_measured() {
    let title = "held out until something was mended by them";
    for texts in HELD_OUT {
        let (near_misses, leaks): (Vec<Leak>, Vec<Leak>) =
            lines(texts).partition(|(code, _)| *code == "nothing");
        let near_misses: Vec<_> = near_misses.into_iter().map(|(_, text)| text).collect();
        let measured = tallies(&leaks, &near_misses, &sealed_for(texts), false);
        assert!(measured.leaks >= 60 && measured.near_misses >= 60, "{title}");
        let (report, _) = measured.report(title, |_| (0.0, 0.0));
        // Of most rules there are ten texts, so that one of them would be the tenth that may be missed: all are judged together.
        for (severity, least_precision, least_recall) in
            [(Severity::Error, 0.99, 0.9), (Severity::Warning, 0.99, 0.95), (Severity::Review, 0.8, 0.9)]
        {
            let (precision, recall) = measured.of(severity);
            assert!(
                precision >= least_precision && recall >= least_recall,
                "{severity:?}: precision {precision:.3} of {least_precision}, recall {recall:.3} of {least_recall}\n{report}"
            );
        }
        for code in ["identity/health-number", "identity/likely-number"] {
            let missed = measured.tallies.get(code).is_some_and(|tally| !tally.missed.is_empty());
            assert!(!missed, "{report}");
        }
        // A surname behind a title is told as the name of a person, for it may be somebody else's.
        let sealed = measured.tallies.get("identity/sealed-name");
        assert!(sealed.is_none_or(|tally| share(tally.found, tally.missed.len()) >= 0.95), "{report}");
    }
}
