//! What each form of Markdown becomes.

use super::{parse, parse_with};

fn check(cases: &[(&str, &str)]) {
    for (markdown, html) in cases {
        let parsed = parse(markdown);
        assert_eq!(parsed.html(), *html, "{markdown:?}");
        assert_eq!(parsed.found(), Vec::<String>::new(), "{markdown:?}");
    }
}

fn check_findings(cases: &[(&str, &str, &[&str])]) {
    for (markdown, html, found) in cases {
        let parsed = parse(markdown);
        assert_eq!(parsed.html(), *html, "{markdown:?}");
        assert_eq!(parsed.found(), *found, "{markdown:?}");
    }
}

#[test]
fn text_and_blocks() {
    check(&[
        ("", ""),
        ("a\nb", "<p>a\nb</p>\n"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>\n"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>\n"),
        ("a & b < c > d \"e\" 'f'", "<p>a &amp; b &lt; c &gt; d \"e\" 'f'</p>\n"),
        ("&lt;b&gt; &amp;amp; &copy;", "<p>&lt;b&gt; &amp;amp; \u{A9}</p>\n"),
        ("\\*a\\* \\<b>", "<p>*a* &lt;b&gt;</p>\n"),
        ("`<b>&amp;`", "<p><code>&lt;b&gt;&amp;amp;</code></p>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        ("> a\n> b", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("1. a\n\n2. b", "<ol>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        ("    a < b\n", "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>\n"),
        (
            "```rust ignore\n<a>\n```",
            "<pre tabindex=\"0\"><code class=\"language-rust\">&lt;a&gt;\n</code></pre>\n",
        ),
        (
            "```\"><script>\nx\n```",
            "<pre tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;script&gt;\">x\n</code></pre>\n",
        ),
        (
            "- [ ] a\n- [x] b",
            "<ul>\n<li><input type=\"checkbox\" disabled aria-label=\"To do\"> a</li>\n\
             <li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> b</li>\n</ul>\n",
        ),
        ("Term\n: One\n: Two", "<dl>\n<dt>Term</dt>\n<dd>One</dd>\n<dd>Two</dd>\n</dl>\n"),
        ("a\u{A0}b \u{2019}c\u{2019}", "<p>a\u{A0}b \u{2019}c\u{2019}</p>\n"),
        ("$x$ and $$y$$", "<p>$x$ and $$y$$</p>\n"),
        ("a ---\nb: c\n\n---\n\nd", "<p>a ---\nb: c</p>\n<hr>\n<p>d</p>\n"),
        ("H~2~O and x^2^", "<p>H~2~O and x^2^</p>\n"),
    ]);
}

#[test]
fn alerts_say_in_words_what_they_are() {
    for (mark, class, title) in [
        ("NOTE", "note", "Note"),
        ("tip", "tip", "Tip"),
        ("IMPORTANT", "important", "Important"),
        ("Warning", "warning", "Warning"),
        ("CAUTION", "caution", "Caution"),
    ] {
        let html = format!(
            "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n<p>a</p>\n</aside>\n"
        );
        check(&[(&format!("> [!{mark}]\n> a"), &html)]);
    }
    check_findings(&[(
        "> [!OTHER]\n> a",
        "<blockquote>\n<p>[!OTHER]\na</p>\n</blockquote>\n",
        &["1:3 Warning markdown/unknown-alert"],
    )]);
}

#[test]
fn what_looks_like_an_alert_and_is_none_is_told() {
    for (markdown, found, help) in [
        ("> [!WARNNG]\n> a", "1:3", "did you mean `[!WARNING]`?"),
        (">[!DANGER]\n> a", "1:2", "there are `[!NOTE]`, "),
        ("> [!NOTE] a\n> b", "1:3", "let it stand alone in the first line"),
        ("a\n\n- b\n\n  > [!cation]\n  > c", "5:5", "did you mean `[!CAUTION]`?"),
    ] {
        let parsed = parse(markdown);
        assert_eq!(parsed.found(), [format!("{found} Warning markdown/unknown-alert")], "{markdown}");
        let given = parsed.diagnostics[0].help.as_deref().unwrap();
        assert!(given.starts_with(help), "{given}");
    }
    for markdown in
        ["> > [!NOTE]\n> > a", "> a [!b]", "> [!a b]\n> c", "> [a]\n> b", "> [!]\n> a", "> `[!A]` b", "[!A]"]
    {
        assert_eq!(parse(markdown).found(), Vec::<String>::new(), "{markdown}");
    }
}

#[test]
fn template_text_is_text() {
    check(&[
        ("{{ site.title }}", "<p>{{ site.title }}</p>\n"),
        ("{% include \"a\" %}", "<p>{% include \"a\" %}</p>\n"),
        ("{# gone? #}", "<p>{# gone? #}</p>\n"),
        ("## Use {{ x }}", "<h2 id=\"use-x\">Use {{ x }}</h2>\n"),
        ("## {% raw %}", "<h2 id=\"raw\">{% raw %}</h2>\n"),
        ("[{{ a }}](b.md \"{{ c }}\")", "<p><a href=\"b.md\" title=\"{{ c }}\">{{ a }}</a></p>\n"),
        ("`{{ x }}` {{ \"<b\" }}", "<p><code>{{ x }}</code> {{ \"&lt;b\" }}</p>\n"),
    ]);
}

#[test]
fn headings_have_anchors() {
    check(&[
        ("## A *b* `c` & d", "<h2 id=\"a-b-c-d\">A <em>b</em> <code>c</code> &amp; d</h2>\n"),
        ("A\n---", "<h2 id=\"a\">A</h2>\n"),
        ("## A\n## A\n## A", "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A</h2>\n<h2 id=\"a-3\">A</h2>\n"),
        ("## A-2\n## A\n## A", "<h2 id=\"a-2\">A-2</h2>\n<h2 id=\"a\">A</h2>\n<h2 id=\"a-3\">A</h2>\n"),
        ("## Main\n## Main", "<h2 id=\"main-2\">Main</h2>\n<h2 id=\"main-3\">Main</h2>\n"),
        ("## Cr\u{E8}che \u{2019}s", "<h2 id=\"creche-s\">Cr\u{E8}che \u{2019}s</h2>\n"),
        ("## Plas y D\u{175}r", "<h2 id=\"plas-y-dwr\">Plas y D\u{175}r</h2>\n"),
        ("## ???\n## !!!", "<h2 id=\"section\">???</h2>\n<h2 id=\"section-2\">!!!</h2>\n"),
        ("###### f", "<h6 id=\"f\">f</h6>\n"),
        ("## A {#b-c}", "<h2 id=\"b-c\">A</h2>\n"),
        ("## A {#b} ##", "<h2 id=\"b\">A</h2>\n"),
        ("## A {.b}", "<h2 id=\"a-b\">A {.b}</h2>\n"),
        ("## `{#b}`", "<h2 id=\"b\"><code>{#b}</code></h2>\n"),
        ("## [a](b.md#c) d", "<h2 id=\"a-d\"><a href=\"b.md#c\">a</a> d</h2>\n"),
        ("## [a](b.md) {#c}", "<h2 id=\"c\"><a href=\"b.md\">a</a></h2>\n"),
    ]);
    check_findings(&[
        ("##", "<h2 id=\"section\"></h2>\n", &["1:1 Warning accessibility/empty-heading"]),
        ("## A {#b\"c}", "<h2 id=\"a-b-c\">A {#b\"c}</h2>\n", &["1:1 Warning markdown/heading-anchor"]),
        ("## A {#1}", "<h2 id=\"a-1\">A {#1}</h2>\n", &["1:1 Warning markdown/heading-anchor"]),
        ("## A {#main}", "<h2 id=\"main-2\">A</h2>\n", &["1:1 Warning markdown/duplicate-anchor"]),
        (
            "## A\n\n## B {#a}",
            "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">B</h2>\n",
            &["3:1 Warning markdown/duplicate-anchor"],
        ),
        ("# A", "<h2 id=\"a\">A</h2>\n", &["1:1 Warning markdown/title-in-body"]),
        (
            "## A\n# B\n## C\n###### D",
            "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>\n<h3 id=\"c\">C</h3>\n<h6 id=\"d\">D</h6>\n",
            &["2:1 Warning markdown/title-in-body"],
        ),
    ]);
}

#[test]
fn headings_are_listed_with_level_and_text() {
    let parsed = parse("## A *b*\n\n# C {#x}\n\n### D & `e`");
    let headings: Vec<_> =
        parsed.document.headings.iter().map(|h| (h.level, h.id.as_str(), h.text.as_str())).collect();
    assert_eq!(headings, [(2, "a-b", "A b"), (2, "x", "C"), (4, "d-e", "D & e")]);
}

#[test]
fn a_long_heading_has_a_short_anchor() {
    let parsed = parse(&format!("## {}", "word ".repeat(40)));
    let id = &parsed.document.headings[0].id;
    assert!(id.len() <= 80 && id.ends_with("word"), "{id}");
}

#[test]
fn reserved_anchors_are_sorted() {
    assert!(super::super::RESERVED_IDS.is_sorted());
}

#[test]
fn tables_can_be_scrolled_and_say_what_their_columns_are() {
    let open = |name: &str| {
        format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n<table>\n<thead>\n<tr>"
        )
    };
    let rest = "<th scope=\"col\">a</th></tr>\n</thead>\n</table>\n</div>\n";
    check(&[
        ("|a|\n|-|", &format!("{}{rest}", open("Table"))),
        (
            "## It's \"x\" & y\n\n|a|\n|-|",
            &format!(
                "<h2 id=\"it-s-x-y\">It's \"x\" &amp; y</h2>\n{}{rest}",
                open("It&#39;s &quot;x&quot; &amp; y")
            ),
        ),
        ("|a|\n|-|\n\n|a|\n|-|", &format!("{}{rest}{}{rest}", open("Table"), open("Table (2)"))),
        (
            "|a|b|c||\n|-|:-|:-:|-:|\n|d|\n",
            &format!(
                "{}<th scope=\"col\">a</th><th scope=\"col\" class=\"left\">b</th>\
                 <th scope=\"col\" class=\"centre\">c</th><td></td></tr>\n</thead>\n<tbody>\n\
                 <tr><td>d</td><td class=\"left\"></td><td class=\"centre\"></td><td class=\"right\"></td></tr>\n\
                 </tbody>\n</table>\n</div>\n",
                open("Table")
            ),
        ),
    ]);
}

#[test]
fn smart_punctuation_is_a_choice() {
    let text = "\"It's\" -- so --- well...";
    assert_eq!(parse(text).html(), "<p>\"It's\" -- so --- well...</p>\n");
    let smart = parse_with(text, &[], true);
    assert_eq!(smart.html(), "<p>\u{201C}It\u{2019}s\u{201D} \u{2013} so \u{2014} well\u{2026}</p>\n");
}

#[test]
fn footnotes_are_numbered_as_they_are_read() {
    let reference = |number: u32, id: &str| {
        format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn:{number}\" id=\"fnref:{id}\" role=\"doc-noteref\" \
             aria-label=\"Note {number}\">{number}</a></sup>"
        )
    };
    let back = |id: &str, what: &str| {
        format!(
            "<a href=\"#fnref:{id}\" role=\"doc-backlink\" aria-label=\"Back to the text of note {what}\">\u{21A9}</a>"
        )
    };
    let section = |items: &str| {
        format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n{items}</ol>\n</section>\n"
        )
    };
    let (r1, r12, r2) = (reference(1, "1"), reference(1, "1:2"), reference(2, "2"));
    let (b1, b12, b2) = (back("1", "1"), back("1:2", "1, place 2"), back("2", "2"));
    check(&[
        // The order of definitions is no matter; every reference has its way back.
        (
            "x[^b] y[^a] z[^b]\n\n[^a]: A\n[^b]: B",
            &format!(
                "<p>x{r1} y{r2} z{r12}</p>\n{}",
                section(&format!(
                    "<li id=\"fn:1\"><p>B {b1} {b12}</p></li>\n<li id=\"fn:2\"><p>A {b2}</p></li>\n"
                ))
            ),
        ),
        // A note that only a note refers to comes after those of the text.
        (
            "[^a]: A[^b]\n[^b]: B\n\nx[^a]",
            &format!(
                "<p>x{r1}</p>\n{}",
                section(&format!(
                    "<li id=\"fn:1\"><p>A{r2} {b1}</p></li>\n<li id=\"fn:2\"><p>B {b2}</p></li>\n"
                ))
            ),
        ),
        // The case of a label is no matter; a note can hold blocks and links to files.
        (
            "x[^A]\n\n[^a]: [l](m.md)\n\n    - n",
            &format!(
                "<p>x{r1}</p>\n{}",
                section(&format!(
                    "<li id=\"fn:1\"><p><a href=\"m.md\">l</a></p>\n<ul>\n<li>n</li>\n</ul> {b1}</li>\n"
                ))
            ),
        ),
        // Two links to files around a reference in a note keep their places.
        (
            "x[^a] y[^b]\n\n[^a]: [l](m.md) [^b] [o](p.md)\n[^b]: B",
            &format!(
                "<p>x{r1} y{r2}</p>\n{}",
                section(&format!(
                    "<li id=\"fn:1\"><p><a href=\"m.md\">l</a> {} <a href=\"p.md\">o</a> {b1}</p></li>\n\
                     <li id=\"fn:2\"><p>B {b2} {}</p></li>\n",
                    reference(2, "2:2"),
                    back("2:2", "2, place 2")
                ))
            ),
        ),
    ]);
    check_findings(&[
        // There is no link around a link.
        (
            "[x[^a]](b.md)\n\n[^a]: A",
            &format!("<p>[x{r1}](b.md)</p>\n{}", section(&format!("<li id=\"fn:1\"><p>A {b1}</p></li>\n"))),
            &["1:7 Warning markdown/no-link"],
        ),
        ("x[^a]", "<p>x[^a]</p>\n", &["1:2 Warning footnotes/undefined"]),
        (
            "x[^a] y[^a] z[^b]",
            "<p>x[^a] y[^a] z[^b]</p>\n",
            &["1:2 Warning footnotes/undefined", "1:14 Warning footnotes/undefined"],
        ),
        ("x\\[^a] `[^a]`", "<p>x[^a] <code>[^a]</code></p>\n", &[]),
        ("x\n\n[^a]: A", "<p>x</p>\n", &["3:1 Warning footnotes/unused"]),
        (
            "x\n\n[^a]: A[^b]\n[^b]: B",
            "<p>x</p>\n",
            &["3:1 Warning footnotes/unused", "4:1 Warning footnotes/unused"],
        ),
        (
            "x[^a]\n\n[^a]: A\n[^a]: B",
            &format!("<p>x{r1}</p>\n{}", section(&format!("<li id=\"fn:1\"><p>A {b1}</p></li>\n"))),
            &["4:1 Warning footnotes/duplicate"],
        ),
    ]);
}

#[test]
fn terms_are_explained_at_their_first_use() {
    let terms = [
        ("MASH", "multi-agency <hub> & \"more\""),
        ("SAR", "review"),
        ("SARC", "centre"),
        ("C&A", "children & adults"),
    ];
    let mash = "<abbr title=\"multi-agency &lt;hub&gt; &amp; &quot;more&quot;\">MASH</abbr>";
    let sar = "<abbr title=\"review\">SAR</abbr>";
    let cases = [
        ("MASH and MASH", format!("<p>{mash} and MASH</p>\n")),
        ("the MASH's view", format!("<p>the {mash}'s view</p>\n")),
        ("the MASH\u{2019}s view", format!("<p>the {mash}\u{2019}s view</p>\n")),
        (
            "MASHed xMASH MASH1 MASH_x x_MASH mash Mash",
            "<p>MASHed xMASH MASH1 MASH_x x_MASH mash Mash</p>\n".into(),
        ),
        ("(MASH), MASH-led", format!("<p>({mash}), MASH-led</p>\n")),
        ("*MASH* _MASH_", format!("<p><em>{mash}</em> <em>MASH</em></p>\n")),
        ("_MASH_", format!("<p><em>{mash}</em></p>\n")),
        ("`MASH` [MASH](a.md) MASH", format!("<p><code>MASH</code> <a href=\"a.md\">MASH</a> {mash}</p>\n")),
        ("## MASH\n\nMASH", format!("<h2 id=\"mash\">MASH</h2>\n<p>{mash}</p>\n")),
        ("    MASH\n\nMASH", format!("<pre tabindex=\"0\"><code>MASH\n</code></pre>\n<p>{mash}</p>\n")),
        ("SARC SARs SAR", format!("<p><abbr title=\"centre\">SARC</abbr> SARs {sar}</p>\n")),
        ("M*AS*H MA\\SH", "<p>M<em>AS</em>H MA\\SH</p>\n".into()),
        (
            "![MASH](a.png) MASH",
            format!(
                "<p><img src=\"a.png\" width=\"4\" height=\"3\" alt=\"MASH\" loading=\"lazy\" decoding=\"async\"> {mash}</p>\n"
            ),
        ),
        ("MASH (multi-agency hub)", format!("<p>{mash} (multi-agency hub)</p>\n")),
        ("> SAR\n\nSAR", format!("<blockquote>\n<p>{sar}</p>\n</blockquote>\n<p>SAR</p>\n")),
    ];
    for (markdown, html) in cases {
        let parsed = parse_with(markdown, &terms, false);
        assert_eq!(parsed.html(), html, "{markdown:?}");
        assert_eq!(parsed.codes(), Vec::<&str>::new(), "{markdown:?}");
    }
}

#[test]
fn the_first_paragraph_is_plain() {
    let cases = [
        ("## H\n\nA *b* `c` [d](e.md)\nf & g\n\nh", Some("A b c d f & g")),
        ("> q\n\n- l\n\np", Some("p")),
        ("![x](a.png)\n\np", Some("p")),
        ("- only\n- lists", None),
        ("", None),
        ("a\\\nb", Some("a b")),
    ];
    for (markdown, first) in cases {
        assert_eq!(parse(markdown).document.first_paragraph.as_deref(), first, "{markdown:?}");
    }
}

#[test]
fn a_heading_without_words_is_told() {
    for (markdown, told) in
        [("##", true), ("## ##", true), ("## ![](a.png)", true), ("## a", false), ("## `a`", false)]
    {
        let codes = parse(markdown).codes();
        assert_eq!(codes.contains(&"accessibility/empty-heading"), told, "{markdown}: {codes:?}");
    }
}

#[test]
fn a_long_first_paragraph_is_cut() {
    let words = |count: usize| vec!["word"; count].join(" ");
    let cases = [
        (words(60), words(60)),
        (words(61), words(60) + "…"),
        (words(59) + " last, and more", words(59) + " last…"),
        (words(59) + " last. And more", words(59) + " last…"),
        ("x".repeat(600), "x".repeat(600)),
        ("\u{e9}".repeat(601), "\u{e9}".repeat(600) + "…"),
        ("x".repeat(300) + " " + &"y".repeat(400), "x".repeat(300) + "…"),
    ];
    for (paragraph, summary) in cases {
        let parsed = parse(&paragraph);
        assert_eq!(parsed.document.first_paragraph.as_deref(), Some(&*summary), "{paragraph}");
        assert_eq!(parsed.html(), format!("<p>{paragraph}</p>\n"));
    }
}

#[test]
fn words_are_counted_across_marks() {
    let cases = [
        ("one two\nthree", 3),
        ("un*believ*able", 1),
        ("*one* **two**", 2),
        ("one\u{A0}two caf\u{E9}", 3),
        ("| a | b |\n|---|---|\n| c | d |", 4),
        ("## one\n\ntwo `three four`", 4),
        ("- a\n- b\n\n[^1]: c", 3),
        ("> a\n\n```\nb c\n```", 3),
        ("", 0),
    ];
    for (markdown, words) in cases {
        assert_eq!(parse(markdown).document.words, words, "{markdown:?}");
    }
}

#[test]
fn words_beyond_the_last_column_are_not_lost_in_silence() {
    let lost = |at: &str| vec![format!("{at} Error markdown/lost-cell")];
    let table = |row: &str| format!("|a|b|\n|-|-|\n{row}\n|1|2|\n");
    for (row, found) in [
        ("|c|d|", vec![]),
        ("|c|", vec![]),
        ("c", vec![]),
        ("|c|d| |", vec![]),
        ("|c|d||", vec![]),
        ("|c|d \\| e|", vec![]),
        ("|c|`d \\| e`|", vec![]),
        ("|c|d|e|", lost("3:6")),
        ("c | d | e f | g", lost("3:9")),
        ("|c|`d | e`|", lost("3:9")),
        ("|c|d||e", lost("3:7")),
        ("|c|d|\u{e9}|", lost("3:6")),
    ] {
        assert_eq!(parse(&table(row)).found(), found, "{row}");
    }
    // In a list and in a quotation as well.
    let nested = "> |a|b|\n> |-|-|\n> |c|d|e|\n\n- |a|\n  |-|\n  |b|c|\n";
    let found = parse(nested).found();
    assert_eq!(found, ["3:8 Error markdown/lost-cell", "7:6 Error markdown/lost-cell"]);
}

#[test]
fn what_looks_like_a_heading_or_a_table_and_is_none_is_told() {
    // A text, where it is told, and the way out.
    let cases: [(&str, &str, &str); 9] = [
        ("**What happened**\n\nb", "1:1 Warning accessibility/bold-heading", "`## What happened`"),
        ("a\n\n__Key messages:__\n- b", "3:1 Warning accessibility/bold-heading", "`## Key messages`"),
        ("## A\n\n**What now?**\n\n> b", "3:1 Warning accessibility/bold-heading", "`### What now?`"),
        ("###### A\n\n**B**\n\nc", "3:1 Warning accessibility/bold-heading", "`###### B`"),
        ("|a|b|\n|c|d|", "1:1 Warning markdown/no-table", "`|---|---|`"),
        ("a:\n| b | c | d |\n| e | f | g |\nh", "2:1 Warning markdown/no-table", "`|---|---|---|`"),
        ("| a \\| b |\n| c |", "1:1 Warning markdown/no-table", "`|---|`"),
        ("a\n\n  | b | c |  \n  | d | e |\n", "3:3 Warning markdown/no-table", "`|---|---|`"),
        (
            "|a|b|\n|-|\n|c|d|",
            "1:1 Warning markdown/no-table",
            "as many parts as the first line has: `|---|---|`",
        ),
    ];
    for (markdown, found, way_out) in cases {
        let parsed = parse(markdown);
        assert_eq!(parsed.found(), [found], "{markdown}");
        let help = parsed.diagnostics[0].help.as_deref().unwrap_or_default();
        assert!(help.contains(way_out), "{markdown}: {help}");
    }
    for markdown in [
        "**What happened**",
        "a\n\n**End**\n\n## B",
        "**Ring 999.**\n\nb",
        "**Child A** said so.\n\nb",
        "**a** and **b**\n\nc",
        "**one two three four five six seven eight nine ten eleven twelve thirteen**\n\nb",
        "**a\nb**\n\nc",
        "- **a**\n\n  b",
        "> **a**\n>\n> b",
        "*What happened*\n\nb",
        "**[a](b.md)**\n\nb",
        "****\n\nb",
        "a | b\nc | d",
        "|a|\n\n|b|",
        "|a|b|\n|-|-|\n|c|d|",
        "```\n|a|b|\n|c|d|\n```",
    ] {
        assert_eq!(parse(markdown).found(), Vec::<String>::new(), "{markdown}");
    }
}
