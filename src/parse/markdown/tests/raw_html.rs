//! Raw HTML: shown as text, reported with its line (faults C4); comments are not shown at all.

use super::parse;

/// HTML that must not work on a page, in blocks and within lines.
const PAYLOADS: [&str; 40] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\">",
    "<IMG SRC=`javascript:alert(1)`>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<base href=\"https://example.org/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=https://example.org\">",
    "<form action=\"https://example.org\"><input name=a></form>",
    "<button formaction=javascript:alert(1)>a</button>",
    "<a href=\"javascript:alert(1)\">a</a>",
    "<a href='https://example.org' onclick='x'>a</a>",
    "<object data=\"x\"></object>",
    "<embed src=\"x\">",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<style>@import 'x'</style>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext></mtext></math>",
    "<template><b></b></template>",
    "<textarea></textarea>",
    "<title>a</title>",
    "<div style=\"background:url(javascript:x)\">a</div>",
    "<marquee onstart=alert(1)>a</marquee>",
    "<br>",
    "<b>a</b>",
    "<p>a</p>",
    "</div>",
    "</p><script>alert(1)</script>",
    "<x onclick=alert(1)>a</x>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "<![CDATA[<script>]]>",
    "<table><tr><td>a</td></tr></table>",
];

/// The page without the few elements that the writer makes of plain text.
fn foreign_markup(html: &str) -> bool {
    let ours = ["<p>", "</p>", "<code>", "</code>"];
    ours.iter().fold(html.to_owned(), |html, tag| html.replace(tag, "")).contains('<')
}

/// What Markdown does not take for HTML in the first place, so that it is plain text without being reported.
fn is_no_html(payload: &str) -> bool {
    ["<IMG SRC=`", "<svg/onload", "<scr<"].iter().any(|start| payload.starts_with(start))
}

#[test]
fn html_in_a_block_is_text() {
    for payload in PAYLOADS {
        let parsed = parse(&format!("a\n\n{payload}\n\nb"));
        assert!(!foreign_markup(&parsed.html()), "{payload}: {}", parsed.html());
        assert!(parsed.found().iter().all(|found| found.ends_with("Error markdown/raw-html")), "{payload}");
        let found = parsed.found();
        assert!(
            found.first().map_or(is_no_html(payload), |found| found.starts_with("3:")),
            "{payload}: {found:?}"
        );
    }
}

#[test]
fn html_in_a_line_is_text() {
    for payload in PAYLOADS {
        let parsed = parse(&format!("a\nb {payload} c"));
        assert!(!foreign_markup(&parsed.html()), "{payload}: {}", parsed.html());
        let html = parsed.codes().iter().filter(|code| **code == "markdown/raw-html").count();
        assert!(html > 0 || is_no_html(payload), "{payload}: {:?}", parsed.found());
        assert!(parsed.found().iter().all(|found| found.starts_with("2:")), "{payload}");
    }
}

#[test]
fn html_in_every_place_is_text() {
    for markdown in [
        "## <b>a</b>",
        "- <b>a</b>",
        "> <b>a</b>",
        "|a|\n|-|\n|<b>a</b>|",
        "[<b>a</b>](b.md)",
        "![<b>a</b>](b.png)",
        "**<b>a</b>**",
        "a[^1]\n\n[^1]: <b>a</b>",
        "a\n: <b>a</b>",
    ] {
        let parsed = parse(markdown);
        assert!(!parsed.html().contains("<b>"), "{markdown}: {}", parsed.html());
        assert_eq!(parsed.codes(), ["markdown/raw-html", "markdown/raw-html"], "{markdown}");
    }
}

#[test]
fn comments_are_dropped_and_reported() {
    let cases: [(&str, &str, &[&str]); 13] = [
        ("a <!-- b --> c", "<p>a  c</p>\n", &["1:3 Error markdown/html-comment"]),
        ("<!-- b -->", "", &["1:1 Error markdown/html-comment"]),
        ("<!--\nb\n\nc\n-->\n\nd", "<p>d</p>\n", &["1:1 Error markdown/html-comment"]),
        ("a\n\n<!-- b", "<p>a</p>\n", &["3:1 Error markdown/html-comment"]),
        ("<!-- a --> b", "<p>b</p>\n", &["1:1 Error markdown/html-comment", "1:1 Error markdown/raw-html"]),
        (
            "<div><!-- a --></div>",
            "<p>&lt;div&gt;&lt;/div&gt;</p>\n",
            &["1:1 Error markdown/html-comment", "1:1 Error markdown/raw-html"],
        ),
        ("<!-- a --><!-- b -->", "", &["1:1 Error markdown/html-comment"]),
        (
            "<!--> a -->",
            "<p>a --&gt;</p>\n",
            &["1:1 Error markdown/html-comment", "1:1 Error markdown/raw-html"],
        ),
        ("> <!-- a -->", "<blockquote>\n</blockquote>\n", &["1:3 Error markdown/html-comment"]),
        ("a <!-- b", "<p>a &lt;!-- b</p>\n", &["1:3 Error markdown/html-comment"]),
        ("a \\<!-- b -->", "<p>a &lt;!-- b --&gt;</p>\n", &[]),
        ("a &lt;!-- b --&gt;", "<p>a &lt;!-- b --&gt;</p>\n", &[]),
        ("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>\n", &[]),
    ];
    for (markdown, html, found) in cases {
        let parsed = parse(markdown);
        assert_eq!(parsed.html(), html, "{markdown:?}");
        assert_eq!(parsed.found(), found, "{markdown:?}");
    }
}

#[test]
fn the_way_out_fits_the_tag() {
    let help = |markdown: &str| parse(markdown).diagnostics[0].help.clone().unwrap_or_default();
    assert!(help("a <br> b").contains('\\'));
    assert!(help("a <strong>b").contains("**words**"));
    assert!(help("<iframe src=x></iframe>").contains("film"));
    assert!(help("<custom-tag>").contains("&lt;"));
}

#[test]
fn hidden_characters_are_reported() {
    let cases: [(&str, &[&str]); 14] = [
        ("Sar\u{200B}ah", &["1:4"]),
        ("Sar\u{200B}\u{200D}ah", &["1:4"]),
        ("a\nSar&#8203;ah", &["2:4"]),
        ("Sar&shy;ah", &["1:4"]),
        ("Sar\u{AD}ah \u{FEFF}b", &["1:4"]),
        ("a \u{202E}b", &["1:3"]),
        ("a &#x202E;b", &["1:3"]),
        ("[a](b\u{200B}c.md)", &["1:6"]),
        ("Sar&#xE0041;ah", &["1:4"]),
        ("Sar&#x3164;ah", &["1:4"]),
        ("a \u{200B} b", &[]),
        ("caf\u{E9} \u{2019}s \u{2014}", &[]),
        ("\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}", &[]),
        ("\u{1F468}\u{200D}\u{1F469}", &[]),
    ];
    for (markdown, places) in cases {
        let wanted: Vec<_> =
            places.iter().map(|place| format!("{place} Warning markdown/invisible-character")).collect();
        assert_eq!(parse(markdown).found(), wanted, "{markdown:?}");
    }
}

#[test]
fn control_characters_do_not_reach_the_page() {
    let parsed = parse("a\u{0}b\u{1B}c&#1;d `e\u{7F}f` g&#x85;h&#xFFFE;i&#xffff;\n");
    assert!(!parsed.document.html.chars().any(|c| c.is_control() && c != '\n'), "{:?}", parsed.document.html);
    assert!(parsed.html().contains("g\u{FFFD}h\u{FFFD}i\u{FFFD}</p>"), "{:?}", parsed.html());
}
