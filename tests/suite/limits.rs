//! Limits on input, each at the limit and beyond it.

use std::fmt::Write as _;

use briefpress::diagnostic::Diagnostic;
use briefpress::identity::{Allowed, Scanner, SealFile, SealKey, Setup};
use briefpress::source::{
    DERIVED_SLUG_LENGTH_LIMIT, EXCERPT_WIDTH, FILE_SIZE_LIMIT, PAGE_FINDINGS_LIMIT, SLUG_LENGTH_LIMIT,
    SVG_SIZE_LIMIT, Slug, SlugError, SourcePath, SourceText, Span,
};

use crate::project::{Project, error_codes, list};

const HEAD: &str = "---\ntitle: A\ndate: 2019-01-01\n---\n";

/// A text of an exact length.
fn filled(start: &str, length: u64, end: &str) -> String {
    let room = usize::try_from(length).unwrap() - start.len() - end.len();
    format!("{start}{}{end}", "x".repeat(room))
}

#[test]
fn a_file_of_the_largest_size_is_a_page() {
    let project = Project::new("");
    project.write("briefings/long.md", filled(HEAD, FILE_SIZE_LIMIT, "\n").as_bytes());
    project.build();
    project.write("briefings/long.md", filled(HEAD, FILE_SIZE_LIMIT + 1, "\n").as_bytes());
    assert_eq!(error_codes(&project.refused()), ["load/too-large"]);
    project.write("site.yaml", b"limits: { file: 2000 }\n");
    project.write("briefings/long.md", filled(HEAD, 2_001, "\n").as_bytes());
    assert_eq!(error_codes(&project.refused()), ["load/too-large"]);
    project.write("briefings/long.md", filled(HEAD, 2_000, "\n").as_bytes());
    project.build();
}

#[test]
fn a_drawing_of_the_largest_size_is_a_picture() {
    let project = Project::new("");
    project.write("briefings/one.md", format!("{HEAD}![A chart](chart.svg)\n").as_bytes());
    let drawing =
        |length: u64| filled("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>", length, "</text></svg>");
    project.write("briefings/chart.svg", drawing(SVG_SIZE_LIMIT).as_bytes());
    project.build();
    project.write("briefings/chart.svg", drawing(SVG_SIZE_LIMIT + 1).as_bytes());
    assert_eq!(error_codes(&project.refused()), ["picture/too-large"]);
}

#[test]
fn the_findings_of_a_page_are_limited() {
    let limit = PAGE_FINDINGS_LIMIT;
    for (skips, wanted) in [(limit, None), (limit + 1, Some("markdown/too-many-findings"))] {
        let project = Project::new("");
        let body = "## A\n\n#### B\n\n".repeat(skips);
        project.write("briefings/long.md", format!("{HEAD}{body}").as_bytes());
        let found = project.try_build().unwrap().diagnostics;
        let told = found.iter().filter(|one| one.code.0 == "accessibility/heading-order").count();
        assert_eq!(told, limit, "{skips} skips");
        let errors: Vec<_> = wanted.into_iter().collect();
        assert_eq!(error_codes(&found), errors, "{skips} skips");
        let place = |code: &str| found.iter().find(|one| one.code.0 == code)?.place.clone();
        let places = wanted.and_then(place).map(|place| place.path.to_string());
        assert_eq!(places.as_deref(), wanted.map(|_| "briefings/long.md"));
    }
}

/// The processor time of this thread: what else the machine does is no matter. Elsewhere than on Linux nothing is measured.
fn processor_seconds() -> f64 {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = statistics.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

/// Builds on one thread: the processor time that it took, and what was found.
fn timed_build(project: &Project) -> (f64, Vec<Diagnostic>) {
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one_thread.install(|| {
        let begin = processor_seconds();
        let found = project.try_build().unwrap().diagnostics;
        (processor_seconds() - begin, found)
    })
}

/// A contents list links every heading, rules compare links with headings and headings with each other, and look around each word.
#[test]
fn a_page_that_repeats_one_thing_is_looked_at_in_time() {
    for (name, body) in [
        ("one heading, often", "## A\n\n".repeat(20_000)),
        ("headings that skip levels", "## A\n\n#### B\n\n".repeat(10_000)),
        ("a line of one word of numbers", "1½".repeat(40_000)),
        ("a line of letters that look like others", "D\u{41e}B \u{2116} ".repeat(20_000)),
        ("a word of letters that look like others", "\u{43e}".repeat(80_000)),
        ("a line of counts under a register", format!("| Mosaic |{}", " 12345 |".repeat(10_000))),
        ("a line of brackets that never close", "HARKS (Humiliation, ".repeat(6_000)),
    ] {
        let project = Project::new("");
        project.write("briefings/long.md", format!("{HEAD}{body}").as_bytes());
        let (took, _) = timed_build(&project);
        // The square of their number took minutes; a second or two is what it takes on a machine that does nothing else.
        assert!(took < 20.0, "{name} took {took} s");
    }
}

/// Each cell and each line that begins with a number looks for its label, in pages that nobody parsed.
#[test]
fn a_page_of_cells_and_labels_is_looked_at_in_time() {
    const LENGTH: usize = 1 << 19;
    let wide = format!("<p>DOB</p>{}\n<p>1234</p>\n", " ".repeat(5_000));
    for piece in [
        "<td>1234</td>\n",
        "<table>\n<td>DOB</td>\n<td>1234</td>\n",
        "<tr>\n<td>DOB\n<td>1234\n",
        "<tr>\n<td>Mosaic\n<td>12345\n<td>12346\n",
        "<input name=\"dob-day\" value=\"12\">\n",
        "<input name=\"dob-day value=12>\n",
        "<input name='dob-day'><input name='dob-month",
        &wide,
    ] {
        let project = Project::new(&format!("=== briefings/a.md\n{HEAD}Text.\n"));
        let page =
            format!("<html lang=en><title>A</title><h1>A</h1>\n{}", piece.repeat(LENGTH / piece.len()));
        project.write("static/a.html", page.as_bytes());
        let (took, _) = timed_build(&project);
        // What grows with the square of the length takes minutes.
        assert!(took < 20.0, "half a megabyte of {piece:?} took {took} s");
    }
}

/// Parts of a sealed name are told by what stands around them, however long the word is that they are in.
#[test]
fn long_lines_of_parts_of_a_sealed_name_are_looked_at_in_time() {
    const LENGTH: usize = 1 << 18;
    let key = SealKey::of("a key that is for trying only").unwrap();
    let mut file = SealFile::default();
    file.add("Kezia Mary Brannigan", &key).unwrap();
    let scanner = Scanner::new(Setup { seal: Some(file.open(&key).unwrap()), allowed: Allowed::default() });
    for piece in ["kbrannigan-", "kezia-", "Kezia and ", "Brannigan ", "Kezia (", "justice for ", "kezia</b>"]
    {
        let text = piece.repeat(LENGTH / piece.len());
        let begin = processor_seconds();
        scanner.sealed(&text, &mut Vec::new());
        let took = processor_seconds() - begin;
        // What grows with the square of the length takes minutes.
        assert!(took < 10.0, "a quarter of a megabyte of {piece:?} took {took} s");
    }
}

/// Numbers and days are told by what stands around them, however much there is of it.
#[test]
fn long_lines_and_tables_of_numbers_are_looked_at_in_time() {
    const LENGTH: usize = 1 << 18;
    let scanner = Scanner::new(Setup::default());
    for piece in [
        "1 2 3 4 5 6 7 8 9 ",
        "943 476 ",
        "943,476/",
        "943 | 476 | ",
        "943\t",
        "12-34-",
        "A1/B2-",
        "passport 51234 5678 and ",
        "NHS number (a (b ",
        "date of birth (",
        "born in the early hours of ",
        "3 5 2011 ",
        "3 May 2011 and ",
        "| 3 May 2011 ",
        "3 May 2011\n\n- ",
        "-\n>\n3 May 2011",
        "| 3 May 2011 | 512345678 | 943 476 5919 |\n",
        "3 May 2011\t512345678\n",
        "\u{ff19}",
        "1**",
    ] {
        let text = format!("| DOB | Passport |\n|---|---|\n{}", piece.repeat(LENGTH / piece.len()));
        let begin = processor_seconds();
        let mut hits = Vec::new();
        scanner.scan(&text, &mut hits);
        let took = processor_seconds() - begin;
        // What grows with the square of the length takes minutes.
        assert!(took < 10.0, "a quarter of a megabyte of {piece:?} took {took} s");
    }
}

/// What is found in an attachment is counted by kind, and where it stands is told once.
#[test]
fn an_attachment_with_something_on_every_line_is_looked_at_in_time() {
    const LINES: usize = 50_000;
    let project = Project::new("");
    let head = HEAD.replace("title: A", "title: A\nattachments: [many.txt]");
    project.write("briefings/one.md", format!("{head}Text.\n").as_bytes());
    let mut text = String::new();
    for line in 0..LINES {
        // Each twice on its line, and one for each two lines.
        let _ = writeln!(text, "a{0}@b.org.uk a{0}@b.org.uk", line / 2);
    }
    project.write("briefings/many.txt", text.as_bytes());
    let (took, found) = timed_build(&project);
    let found = format!("{found:?}");
    for wanted in [
        "`many.txt` has 25000 e-mail addresses",
        "found: line 1, line 2, line 3, line 4, line 5 and 49995 more places",
    ] {
        assert!(found.contains(wanted), "{found}");
    }
    // To look through all places for each of them took ten seconds and more.
    assert!(took < 5.0, "{LINES} lines took {took} s");
}

#[test]
fn many_tags_and_many_pages_are_a_site() {
    let project = Project::new("=== site.yaml\npaginate_by: 100\n");
    for number in 0..10 {
        let mut tags = String::new();
        for tag in 0..20 {
            let _ = write!(tags, "t{number}-{tag}, ");
        }
        let text = format!("---\ntitle: A\ndate: 2019-01-01\ntags: [{tags} all]\n---\nText.\n");
        project.write(&format!("briefings/case-{number}.md"), text.as_bytes());
    }
    let outcome = project.build();
    let outputs = project.outputs();
    assert_eq!(outputs.keys().filter(|name| name.starts_with("tags/t")).count(), 2 * 10 * 20);
    assert_eq!(outcome.summary.briefings, 10);
}

#[test]
fn slugs_have_a_length() {
    let of = |length: usize| "a".repeat(length);
    assert!(Slug::parse(&of(SLUG_LENGTH_LIMIT)).is_ok());
    let too_long = SlugError::TooLong(SLUG_LENGTH_LIMIT + 1);
    assert_eq!(Slug::parse(&of(SLUG_LENGTH_LIMIT + 1)), Err(too_long));
    for (text, length) in [
        (of(DERIVED_SLUG_LENGTH_LIMIT), DERIVED_SLUG_LENGTH_LIMIT),
        (of(DERIVED_SLUG_LENGTH_LIMIT + 1), DERIVED_SLUG_LENGTH_LIMIT),
        (of(DERIVED_SLUG_LENGTH_LIMIT - 1) + "-b", DERIVED_SLUG_LENGTH_LIMIT - 1),
        ("\u{5b50}".repeat(200), DERIVED_SLUG_LENGTH_LIMIT),
    ] {
        assert!(Slug::from_text(&text).unwrap().as_str().len() <= length, "{text}");
    }
    let project = Project::new(&format!(
        "=== briefings/{}.md\n{HEAD}Text.\n=== briefings/b.md\n---\ntitle: B\ndate: 2019-01-01\nslug: {}\n---\nText.\n",
        of(200),
        of(SLUG_LENGTH_LIMIT + 1)
    ));
    let found = project.refused();
    assert_eq!(error_codes(&found), ["front-matter/bad-slug"], "{}", list(&found));
}

#[test]
fn an_excerpt_has_a_width() {
    for (line, at) in
        [("x".repeat(10_000), 5_000), ("\u{1F600}".repeat(5_000), 10_000), ("x".repeat(100), 50)]
    {
        let source = SourceText::new(SourcePath::new("a.md"), line.as_str());
        let excerpt = source.place(Span::new(at, at + 4)).excerpt.unwrap();
        assert!(excerpt.text.chars().count() <= EXCERPT_WIDTH, "{}", excerpt.text);
        assert!(!excerpt.text[excerpt.mark.clone()].is_empty());
    }
}
