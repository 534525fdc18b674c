//! Links and pictures: what stays inside the site, what goes out, what is refused (faults C4).

use super::super::link::{Destination, classify};
use super::parse;
use crate::parse::{SlotKind, Target};

#[test]
fn a_place_inside_the_site_is_taken_apart() {
    let cases = [
        ("other.md", "other.md", None),
        ("other.md#part", "other.md", Some("part")),
        ("../a/b.pdf", "../a/b.pdf", None),
        ("./3:2.md", "./3:2.md", None),
        ("/about/", "/about/", None),
        ("/", "/", None),
        ("#part", "", Some("part")),
        ("a.md#", "a.md", None),
        ("my%20file.pdf", "my file.pdf", None),
        ("%2e%2e/%41.md#%C3%A9", "../A.md", Some("\u{E9}")),
        ("100%.pdf", "100%.pdf", None),
        ("a%zz.pdf", "a%zz.pdf", None),
        ("<my file.pdf>", "my file.pdf", None),
        ("a.md?b", "a.md?b", None),
        ("a#b:c", "a", Some("b:c")),
        ("a/b:c", "a/b:c", None),
        ("&eacute;.md", "\u{E9}.md", None),
        ("%FF.md", "\u{FFFD}.md", None),
    ];
    for (address, path, fragment) in cases {
        let parsed = parse(&format!("a [b]({address}) c"));
        assert_eq!(parsed.codes(), Vec::<&str>::new(), "{address}");
        let [slot] = &parsed.document.slots[..] else { panic!("{address}: {:?}", parsed.document.slots) };
        let target = Target { path: path.to_owned(), fragment: fragment.map(str::to_owned) };
        assert_eq!((&slot.target, slot.kind), (&target, SlotKind::Link), "{address}");
        assert_eq!((slot.place.line, slot.place.column), (1, 3), "{address}");
        assert_eq!(parsed.document.html, "<p>a <a href=\"\">b</a> c</p>\n");
        assert_eq!(slot.at, 14);
    }
}

#[test]
fn an_address_outside_is_written_as_it_is() {
    let cases = [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&amp;d=e#f"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ("mailto:a@example.org?subject=b", "mailto:a@example.org?subject=b"),
        ("tel:+441632960000", "tel:+441632960000"),
        ("<https://example.org/a b>", "https://example.org/a%20b"),
        ("https://example.org/\"onclick='x", "https://example.org/%22onclick=&#39;x"),
        ("https://example.org/<a>", "https://example.org/%3Ca%3E"),
        ("https://example.org/\u{E9}", "https://example.org/%C3%A9"),
        ("https://example.org/%41", "https://example.org/%41"),
        ("https://example.org/\\(a\\)", "https://example.org/(a)"),
    ];
    for (address, href) in cases {
        let parsed = parse(&format!("[b]({address})"));
        assert_eq!(parsed.document.html, format!("<p><a href=\"{href}\">b</a></p>\n"), "{address}");
        assert_eq!(parsed.codes(), Vec::<&str>::new(), "{address}");
    }
}

#[test]
fn other_spellings_of_links_are_links() {
    let cases = [
        ("<https://example.org>", "<p><a href=\"https://example.org\">https://example.org</a></p>\n"),
        ("<a@example.org>", "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n"),
        ("[a][b]\n\n[b]: c.md 'd'", "<p><a href=\"c.md\" title=\"d\">a</a></p>\n"),
        ("[b]\n\n[b]: https://example.org", "<p><a href=\"https://example.org\">b</a></p>\n"),
        ("[a](b.md \"\\\"><script>\")", "<p><a href=\"b.md\" title=\"&quot;&gt;&lt;script&gt;\">a</a></p>\n"),
        ("[*a* `b`](c.md)", "<p><a href=\"c.md\"><em>a</em> <code>b</code></a></p>\n"),
        ("https://example.org", "<p>https://example.org</p>\n"),
        ("[a]", "<p>[a]</p>\n"),
        ("[[a]]", "<p>[[a]]</p>\n"),
    ];
    for (markdown, html) in cases {
        assert_eq!(parse(markdown).html(), html, "{markdown}");
    }
}

#[test]
fn pictures_have_words_and_wait_to_be_near() {
    let end = "loading=\"lazy\" decoding=\"async\"></p>\n";
    let size = "width=\"4\" height=\"3\"";
    let cases: [(&str, String, &[&str]); 10] = [
        (
            "![A *b* [c](d.md) `e`\nf](g.png)",
            format!("<p><img src=\"g.png\" {size} alt=\"A b c e f\" {end}"),
            &[],
        ),
        ("![a](b.png \"c\")", format!("<p><img src=\"b.png\" {size} alt=\"a\" title=\"c\" {end}"), &[]),
        (
            "![\"><script>](b.png)",
            format!("<p><img src=\"b.png\" {size} alt=\"&quot;&gt;&lt;script&gt;\" {end}"),
            &["markdown/raw-html"],
        ),
        ("![ ](b.png)", format!("<p><img src=\"b.png\" {size} alt=\"\" {end}"), &["accessibility/image-alt"]),
        ("![![a](b.png)](c.png)", format!("<p><img src=\"c.png\" {size} alt=\"a\" {end}"), &[]),
        ("![a]()", "<p>a</p>\n".into(), &["links/empty"]),
        ("![a](https://example.org/b.png)", "<p>a</p>\n".into(), &["privacy/foreign-image"]),
        ("![a](//example.org/b.png)", "<p>a</p>\n".into(), &["markdown/unsafe-link"]),
        ("![a](data:image/svg+xml,b)", "<p>a</p>\n".into(), &["markdown/unsafe-link"]),
        (
            "[![a](b.png)](c.md)",
            format!(
                "<p><a href=\"c.md\"><img src=\"b.png\" {size} alt=\"a\" loading=\"lazy\" decoding=\"async\"></a></p>\n"
            ),
            &[],
        ),
    ];
    for (markdown, html, codes) in cases {
        let parsed = parse(markdown);
        assert_eq!(parsed.html(), html, "{markdown}");
        assert_eq!(parsed.codes(), codes, "{markdown}");
    }
}

#[test]
fn a_link_to_nowhere_is_text() {
    for address in ["", "#", "<>", "< >", "&#32;", "%20"] {
        let parsed = parse(&format!("[a]({address})"));
        assert_eq!(
            (parsed.html().as_str(), parsed.codes()),
            ("<p>a</p>\n", vec!["links/empty"]),
            "{address}"
        );
    }
}

/// Ways to write an address that must not be published.
const UNSAFE: [&str; 52] = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3a;alert(1)",
    "javascript&#0000058;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#9;script:alert(1)",
    "java&#10;script:alert(1)",
    "java&#13;script:alert(1)",
    "java&#1;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#32;javascript:alert(1)",
    "<java script:alert(1)>",
    "< javascript:alert(1)>",
    "<javascript :alert(1)>",
    "java\u{200B}script:alert(1)",
    "java&#8203;script:alert(1)",
    "java&shy;script:alert(1)",
    "\u{FEFF}javascript:alert(1)",
    "\u{A0}javascript:alert(1)",
    "\u{202E}javascript:alert(1)",
    "javascript%3Aalert(1)",
    "javascript%3aalert(1)",
    "%6Aavascript:alert(1)",
    "%6aavascript%3aalert(1)",
    "java%0Ascript:alert(1)",
    "java%09script:alert(1)",
    "javascript%253Aalert(1)",
    "%00javascript:alert(1)",
    "java\\script:alert(1)//%0a",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:,x",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.org/a",
    "ftp://example.org/a",
    "ms-word:ofe|u|https://example.org",
    "view-source:https://example.org",
    "C:\\\\Users\\\\me\\\\a.docx",
    "//example.org/a",
    "/\\\\example.org/a",
    "%2F%2Fexample.org",
    "https:example.org",
    "https:///example.org",
    "https://",
];

#[test]
fn unsafe_addresses_are_refused_with_their_place() {
    for address in UNSAFE {
        for (markdown, column) in
            [(format!("a\nb [c]({address}) d"), 3), (format!("a\nb ![c]({address}) d"), 3)]
        {
            let parsed = parse(&markdown);
            let wanted = format!("2:{column} Error markdown/unsafe-link");
            assert!(parsed.found().contains(&wanted), "{markdown:?}: {:?}", parsed.found());
            assert_eq!(parsed.html(), "<p>a\nb c d</p>\n", "{markdown:?}");
        }
        let reference = parse(&format!("[c]\n\n[c]: {address}"));
        assert!(!reference.html().contains("<a"), "{address:?}: {}", reference.html());
    }
}

#[test]
fn an_autolink_is_held_to_the_same_rule() {
    for scheme in ["javascript", "data", "vbscript", "file", "foo", "JAVASCRIPT"] {
        let parsed = parse(&format!("<{scheme}:alert(1)>"));
        assert_eq!(parsed.html(), format!("<p>{scheme}:alert(1)</p>\n"));
        assert_eq!(parsed.found(), ["1:1 Error markdown/unsafe-link"]);
    }
}

#[test]
fn what_looks_like_a_link_and_is_none_is_told() {
    let cases = [
        ("See [the report](my report.pdf) now", "1:16", "`(<my report.pdf>)`"),
        ("a\nb ![c](my chart.png)", "2:6", "`(<my chart.png>)`"),
        ("[a](b.md c", "1:3", "a closing round bracket"),
        ("[a](b.md \"c)", "1:3", "double quotes"),
        ("- *[a](b c)*", "1:6", "`(<b c>)`"),
        ("a](b)", "1:2", "in square brackets"),
        ("[a [^1]](b.md)\n\n[^1]: c", "1:8", "no other link and no note"),
    ];
    for (markdown, place, help) in cases {
        let parsed = parse(markdown);
        assert_eq!(parsed.found(), [format!("{place} Warning markdown/no-link")], "{markdown}");
        let given = parsed.diagnostics[0].help.as_deref().unwrap_or_default();
        assert!(given.contains(help), "{markdown}: {given}");
        assert!(!parsed.html().contains("b.md\""), "{markdown}: {}", parsed.html());
    }
    let fine = [
        "[a](b.md)",
        "[a](<b c.md>)",
        "[a\\](b c)",
        "`[a](b c)`",
        "    [a](b c)",
        "```\n[a](b c)\n```",
        "a] (b)",
        "[a]",
        "![a [b](c.png) d](e.png)",
    ];
    for markdown in fine {
        let codes = parse(markdown).codes();
        assert!(!codes.contains(&"markdown/no-link"), "{markdown}: {codes:?}");
    }
}

#[test]
fn the_reason_is_said() {
    let message = |markdown: &str| parse(markdown).diagnostics[0].message.clone();
    assert_eq!(message("[a](DATA:x)"), "an address that begins with `data:` is not published");
    assert_eq!(message("[a](//b.org)"), "an address can not begin with `//`");
    assert_eq!(message("[a](java&Tab;script:b)"), "the address hides what it is");
    assert_eq!(message("[a](https:b)"), "the address names no site");
    assert_eq!(message("![a](https://b.org/c)"), "the picture would be loaded from `b.org`");
}

#[test]
fn nothing_that_browsers_take_for_a_scheme_stays_inside() {
    // Browsers drop tabs and line ends anywhere, and blanks and controls at the beginning.
    for junk in ['\t', '\n', '\r', ' ', '\0', '\u{1F}', '\u{85}', '\u{2028}', '\u{200B}', '\u{AD}'] {
        for at in 0..=11 {
            let mut address = "javascript:x".to_owned();
            address.insert(at, junk);
            assert!(matches!(classify(&address), Destination::Unsafe(_)), "{address:?}");
        }
    }
}

#[test]
fn a_link_within_a_link_is_text_and_said_so() {
    let cases = [
        ("[a <https://example.org>](b.md)", "<p><a href=\"b.md\">a https://example.org</a></p>\n"),
        ("[a <c@example.org> d](b.md)", "<p><a href=\"b.md\">a c@example.org d</a></p>\n"),
        (
            "[a *<https://example.org>*][b]\n\n[b]: b.md",
            "<p><a href=\"b.md\">a <em>https://example.org</em></a></p>\n",
        ),
    ];
    for (markdown, html) in cases {
        let parsed = parse(markdown);
        assert_eq!(parsed.html(), html, "{markdown}");
        assert_eq!(parsed.codes(), ["markdown/nested-link"], "{markdown}");
    }
    // Where the outer one is not written, the inner one is a link of its own.
    let parsed = parse("[a <https://example.org>](javascript:b)");
    assert_eq!(parsed.html(), "<p>a <a href=\"https://example.org\">https://example.org</a></p>\n");
    assert_eq!(parsed.codes(), ["markdown/unsafe-link"]);
}
