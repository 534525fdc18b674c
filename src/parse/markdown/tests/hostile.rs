//! Inputs made to take long (faults B3): each ends soon, in a page or in a refusal with its line.

use super::{Parsed, parse, parse_with};
use crate::source::{
    MARKDOWN_DEPTH_LIMIT, MARKDOWN_FINDINGS_LIMIT, MARKDOWN_LINKS_LIMIT, MARKDOWN_MARKS_LIMIT,
};

/// How many seconds of processor time each may take, in a debug build.
const PATIENCE: f64 = 1.0;

/// The most that a page may grow to.
const LARGEST_PAGE: usize = 40_000_000;

/// The processor time of this thread: what else the machine does is no matter. Elsewhere than on Linux nothing is measured,
/// and what does not end is noticed by its not ending.
fn processor_seconds() -> f64 {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = statistics.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

fn survives(name: &str, markdown: &str) -> Parsed {
    let begin = processor_seconds();
    let parsed = parse_with(markdown, &[("MASH", "hub")], true);
    let took = processor_seconds() - begin;
    assert!(took < PATIENCE, "{name} took {took} s");
    assert!(parsed.document.html.len() < LARGEST_PAGE, "{name}");
    assert!(parsed.diagnostics.len() <= MARKDOWN_FINDINGS_LIMIT + 1, "{name}");
    parsed
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn deep_nesting_is_refused_with_its_line() {
    let cases = [
        ("quotes", "> ".repeat(10_000) + "a", 1),
        ("quotes without blanks", ">".repeat(10_000) + "a", 1),
        ("quotes, line by line", lines(2_000, |n| ">".repeat(n) + "a\n"), 102),
        ("lists", lines(2_000, |n| "  ".repeat(n) + "* a\n"), 101),
        ("lists by tabs", lines(2_000, |n| "\t".repeat(n) + "* a\n"), 51),
        ("lists in one line", "a\n\n".to_owned() + &"- ".repeat(2_000) + "a", 3),
        ("numbers in one line", "1. ".repeat(2_000) + "a", 1),
        ("quotes and lists", "> - ".repeat(2_000) + "a", 1),
        ("definitions", lines(500, |n| "  ".repeat(n) + "a\n" + &"  ".repeat(n) + ": a\n"), 202),
        ("lazy lines", ">".repeat(100_000) + "a\n" + &"a\n".repeat(100_000), 1),
        ("lazy lists", "- ".repeat(50_000) + "a\n" + &"a\n".repeat(100_000), 1),
        ("emphasis", "*a **a ".repeat(32_500) + "b" + &" a** a*".repeat(32_500), 1),
        ("long emphasis", "*".repeat(50_000) + "a" + &"*".repeat(50_000), 1),
        ("strong and weak", "***a ".repeat(30_000) + &"a*** ".repeat(30_000), 1),
        ("pictures", "![".repeat(50_000) + "a" + &"](b)".repeat(50_000), 1),
    ];
    for (name, markdown, line) in cases {
        let parsed = survives(name, &markdown);
        assert_eq!(parsed.codes(), ["markdown/too-deep"], "{name}");
        assert_eq!(parsed.diagnostics[0].place.as_ref().map(|place| place.line), Some(line), "{name}");
        assert_eq!(parsed.document, crate::parse::Document::default(), "{name}");
    }
}

#[test]
fn the_limit_of_depth_is_exact() {
    for (open, close) in [("> ", ""), ("- ", ""), ("*a **a ", " a** a*")] {
        let marks = if close.is_empty() { 1 } else { 2 };
        let of = |depth: usize| open.repeat(depth / marks) + "b" + &close.repeat(depth / marks);
        assert!(parse(&of(MARKDOWN_DEPTH_LIMIT)).codes().is_empty(), "{open}");
        assert_eq!(parse(&of(MARKDOWN_DEPTH_LIMIT + 2)).codes(), ["markdown/too-deep"], "{open}");
    }
}

#[test]
fn what_only_looks_deep_is_let_through() {
    let cases = [
        ("a thematic break", "- ".repeat(500)),
        ("a line of stars", "* * ".repeat(300) + "*\n"),
        ("indented code", " ".repeat(1_000) + "a"),
        ("a row of dashes", "-".repeat(1_000)),
        ("many items", "- a\n".repeat(1_000)),
        ("many quotes", "> a\n\n".repeat(1_000)),
        ("many numbers", "1. ".to_owned() + &"1.".repeat(1_000)),
    ];
    for (name, markdown) in cases {
        assert_eq!(parse(&markdown).codes(), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn the_limit_of_marks_is_exact() {
    let of = |marks: usize| "a\n".repeat(marks) + &"x".repeat(MARKDOWN_MARKS_LIMIT);
    assert_eq!(parse(&of(MARKDOWN_MARKS_LIMIT)).codes(), Vec::<&str>::new());
    let parsed = parse(&of(MARKDOWN_MARKS_LIMIT + 1));
    assert_eq!(parsed.found(), [format!("{}:2 Error markdown/too-many-marks", MARKDOWN_MARKS_LIMIT + 1)]);
}

#[test]
fn the_limit_of_links_is_exact() {
    let of = |links: usize| "[a](b)\n".repeat(links - 1) + "x[^1]\n\n[^1]: ![a](b)";
    assert_eq!(parse(&of(MARKDOWN_LINKS_LIMIT)).document.slots.len(), MARKDOWN_LINKS_LIMIT);
    let parsed = parse(&of(MARKDOWN_LINKS_LIMIT + 1));
    assert_eq!(parsed.found(), [format!("{}:7 Error markdown/too-many-links", MARKDOWN_LINKS_LIMIT + 3)]);
    assert_eq!(parsed.document, crate::parse::Document::default());
}

#[test]
fn the_limit_of_findings_is_kept() {
    let parsed = parse(&"[a]()\n".repeat(MARKDOWN_FINDINGS_LIMIT + 500));
    let codes = parsed.codes();
    assert_eq!(codes.len(), MARKDOWN_FINDINGS_LIMIT + 1);
    assert_eq!(codes.last(), Some(&"markdown/too-many-findings"));
    assert!(crate::diagnostic::has_errors(&parsed.diagnostics));
}

#[test]
fn a_wide_table_does_not_grow_without_end() {
    let header = "|a".repeat(1_000) + "|\n" + &"|-".repeat(1_000) + "|\n";
    survives("a wide table", &(header.clone() + &"|x|\n".repeat(1_000)));
    survives("many wide tables", &(header + &"|x|\n".repeat(5) + "\n").repeat(40));
    survives("a very wide table", &("|".repeat(100_000) + "\n" + &"|-".repeat(50_000) + "\n"));
}

/// The patterns that have made Markdown programs quadratic: at this size the square takes far more than a second.
#[test]
fn patterns_that_were_slow_elsewhere() {
    let many = |pattern: &str| pattern.repeat(40_000 / pattern.len().min(4));
    for pattern in [
        "a_ ",
        "_a ",
        "*a_ ",
        "a**b",
        "a***b ",
        "_a__b ",
        "** ",
        "~~a ",
        "~a~~ ",
        "[a",
        "a]",
        "[",
        "]",
        "[ a_",
        "[a](",
        "[a](<b",
        "[a](b \"",
        "[a](b '",
        "[a](b (",
        "![[]()",
        "[a][",
        "[a][b",
        "[\\]",
        "[^a] ",
        "[^1]:",
        "[a]((((((((((((((((((((((((((((((((",
        "&",
        "&amp;",
        "&#x",
        "&aaaaaaaaaa",
        "<",
        "<!--",
        "<?",
        "<!A ",
        "<![CDATA[",
        "<a ",
        "<a b='",
        "</",
        "<http:",
        "<a@",
        "a@b.",
        "`\\",
        "\\",
        "\\\n",
        "'\"",
        "a'b\"",
        ".",
        "-",
        "a--b ",
        "$",
        "|a|b|\n",
        "|-|-|\n",
        "|a|\n|-|\n|b|\n\n",
        "a\n: b\n",
        "a\n\n: b\n\n",
        "- [ ] a\n",
        "***\n",
        "*  *  *  *  * a\n",
        "# a\n",
        "# ",
        "#",
        "a\n",
        "a\r\n",
        "a\r",
        "\t",
        " ",
        "\t- a\n",
        "```\n",
        "> ```\n",
        "<div>\n\n",
        "<script>\n",
        "<!--\n\n",
        "<x>\n",
        "[a]: u\n",
        "[a]: <b\n",
        "[a]: b \"\n",
        "[\n",
        "> [!NOTE]\n",
        "\u{0}a",
        "\u{200B}",
        "\u{202E}a ",
        "MASH ",
        "lorem ipsum ",
        "{#a",
        "## a {#b}\n",
    ] {
        survives(pattern, &many(pattern));
        survives(pattern, &("a ".to_owned() + &many(pattern)));
    }
}

#[test]
fn patterns_that_grow() {
    let cases = [
        ("nested brackets", "[".repeat(50_000) + "a" + &"]".repeat(50_000)),
        ("brackets and addresses", "[".repeat(50_000) + "a" + &"](b)".repeat(50_000)),
        ("ends of links", "](".repeat(150_000)),
        ("ends of links with addresses", "](a ".repeat(80_000)),
        ("ends of pictures", "![](".repeat(80_000)),
        ("closing brackets", "]".repeat(300_000)),
        ("empty brackets", "[]".repeat(150_000)),
        ("beginnings of notes", "[^".repeat(60_000)),
        ("comments in a line", "a ".to_owned() + &"<!--".repeat(300_000)),
        ("comments in a block", "<!--".repeat(300_000)),
        ("longer and longer backticks", lines(2_500, |n| "e".to_owned() + &"`".repeat(n))),
        ("longer and longer fences", lines(2_500, |n| "`".repeat(n + 3) + "\n")),
        ("longer and longer emphasis", lines(100, |n| "*".repeat(n) + "a ")),
        ("many definitions", lines(30_000, |n| format!("[{n}]: u\n")) + &"[0] ".repeat(50_000)),
        ("a long address, often", "[a]: ".to_owned() + &"x".repeat(1_000) + "\n\n" + &"[a]\n".repeat(10_000)),
        ("many notes", lines(5_000, |n| format!("[^{n}]: u\n\n")) + &lines(5_000, |n| format!("[^{n}] "))),
        ("notes in a chain", lines(5_000, |n| format!("[^{n}]: [^{}]\n\n", n + 1)) + "[^0]"),
        ("one note, often", "[^a]: x\n\n".to_owned() + &"[^a] ".repeat(50_000)),
        ("one note, defined often", "[^a]: x\n\n".repeat(20_000) + "[^a]"),
        ("one heading, often", "## a\n\n".repeat(30_000)),
        ("a heading with numbers", lines(10_000, |n| format!("## a-{n}\n## a\n"))),
        ("links in one line", "[a](b) ".repeat(60_000)),
        ("findings in one line", "[a](x:b) ".repeat(60_000)),
        ("one long line", "word ".repeat(200_000)),
        ("a long text", "lorem ipsum dolor sit amet, ".repeat(60_000)),
        ("attributes", "a <a ".to_owned() + &"x ".repeat(100_000)),
        ("deep lists, often", ("- ".repeat(99) + "a\n").repeat(300)),
        ("deep quotes, often", ("> ".repeat(99) + "a\n\n").repeat(300)),
        ("deep and lazy", "> ".repeat(99) + "a\n" + &"a\n".repeat(100_000)),
        ("an open title", "[a]: b \"".to_owned() + &"x\n".repeat(100_000)),
        ("a list under Actions", "## Actions\n\n".to_owned() + &"- a *b*\n".repeat(20_000)),
        ("a table under Actions", "## Actions\n\n|Action|\n|-|\n".to_owned() + &"|a|\n".repeat(20_000)),
    ];
    for (name, markdown) in cases {
        survives(name, &markdown);
    }
}
