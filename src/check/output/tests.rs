//! The pass over a page, held against a complete tokenizer.

use html5gum::{Token as Whole, Tokenizer};
use proptest::prelude::*;

use super::facts::{Facts, Medium};
use super::html::{Scanner, Token, unescaped};
use super::words::words_of;

/// Tags as both tokenizers tell them: name, then attributes.
type Tags = Vec<(String, Vec<(String, String)>)>;

fn scanned(text: &str) -> Tags {
    let mut scanner = Scanner::new(text, false);
    let mut tags = Tags::new();
    while let Some(token) = scanner.next() {
        match token {
            Token::Start { name, .. } => {
                let mut attributes: Vec<(String, String)> = Vec::new();
                for attribute in scanner.attributes() {
                    let name = attribute.name.to_ascii_lowercase();
                    if attributes.iter().all(|(known, _)| *known != name) {
                        attributes.push((name, attribute.value.to_owned()));
                    }
                }
                attributes.sort();
                tags.push((name.to_ascii_lowercase(), attributes));
            }
            Token::End { name, .. } => tags.push((format!("/{}", name.to_ascii_lowercase()), Vec::new())),
            Token::Raw { .. } | Token::Declaration { .. } => {}
        }
    }
    tags
}

fn tokenized(text: &str) -> Tags {
    let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter)
        .flatten()
        .filter_map(|token| match token {
            Whole::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (string(name), string(value)));
                Some((string(&tag.name), attributes.collect()))
            }
            Whole::EndTag(tag) => Some((format!("/{}", string(&tag.name)), Vec::new())),
            _ => None,
        })
        .collect()
}

#[track_caller]
fn assert_agreed(text: &str) {
    assert_eq!(scanned(text), tokenized(text), "{text:?}");
}

#[test]
fn tags_are_those_of_a_complete_tokenizer() {
    for text in [
        "",
        "<",
        "a < b > c",
        "<p>x</p>",
        "<P CLASS=a ID='b c' x=\"d>e\">",
        "<a href=x/y/>z</a >",
        "<a href = \"x\" / b>",
        "<a =b =c>",
        "<a b=>",
        "<a b= >",
        "<a\nb\n=\n'c'\n>",
        "<a b",
        "<a b='c",
        "<a b=c",
        "</",
        "</>",
        "</ x>",
        "</p x='>'>",
        "<!-- <a> --><b>",
        "<!--><b>-->",
        "<!---><b>-->",
        "<!-- --!><b>",
        "<!-- -- ><a> --><b>",
        "<!--",
        "<!---",
        "<!-- --",
        "<!-><a>",
        "<!x <a> y><b>",
        "<![CDATA[<a>]]><b>",
        "<?x <a> ?><b>",
        "<script>if (a<b) '</a>'</script><b>",
        "<script>x</scriptx></script ><b>",
        "<STYLE>a</style/><b>",
        "<title><b></title><b>",
        "<textarea><b></TEXTAREA\n><b>",
        "<style>",
        "<style><b>",
        "<a a=1 a=2 A=3>",
        "<!doctype html><html>",
        "<1><a>",
        "<a\u{e9}\u{2028}b c\u{e9}=\u{e9}>",
    ] {
        assert_agreed(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_marks_is_read_alike(parts in proptest::collection::vec(
        prop_oneof![
            Just("<"), Just(">"), Just("/"), Just("</"), Just("a"), Just("p "), Just("id"), Just("="), Just("\""),
            Just("'"), Just(" "), Just("\n"), Just("<!--"), Just("-->"), Just("--"), Just("!"), Just("?"),
            Just("<title>"), Just("</title>"), Just("<style"), Just("</style"), Just("é"), Just("<a href=\"x\">"),
        ],
        0..24,
    )) {
        let text: String = parts.concat();
        prop_assert_eq!(scanned(&text), tokenized(&text), "{:?}", text);
    }

    #[test]
    fn anything_is_looked_at_without_a_panic(text in "\\PC{0,80}", medium in 0..3usize) {
        let medium = [Medium::Html, Medium::Svg, Medium::Css][medium];
        let _ = Facts::of(&text, medium);
        let _ = words_of(&text);
    }
}

#[test]
fn references_are_resolved() {
    for (text, wanted) in [
        ("a", "a"),
        ("a&amp;b", "a&b"),
        ("&#x2F;&#47;&sol;", "///"),
        ("&", "&"),
        ("&;", "&;"),
        ("&nonsense;", "&nonsense;"),
        ("a & b;", "a & b;"),
        ("&amp;amp;", "&amp;"),
        ("&#xFFFFFFFF;", "&#xFFFFFFFF;"),
    ] {
        assert_eq!(unescaped(text), wanted, "{text}");
    }
}

#[test]
fn words_are_what_a_screen_reader_says() {
    for (html, wanted) in [
        ("", ""),
        ("  a  b ", "a b"),
        ("<b>a</b>b", "ab"),
        ("a<br>b", "a b"),
        ("<img alt=\"A map\" src=x>", "A map"),
        ("<img src=x><span> </span>", ""),
        ("a &amp; b", "a & b"),
        ("<svg><title>Print</title><style>a{}</style></svg>", "Print"),
        ("<span aria-label=\"Home\"></span>", "Home"),
    ] {
        assert_eq!(words_of(html), wanted, "{html}");
    }
}

#[test]
fn a_page_is_known_after_one_pass() {
    let page = "<!doctype html><html lang=en><head><title> T </title><link rel=stylesheet href=/s.css>\
        <link rel=canonical href=/c/><link rel='preconnect' href=//h><style>@import 'i.css';</style>\
        <meta http-equiv=Refresh content=\"0; url=/next/\"></head><body background=b.png><a id=x href=/out>O</a>\
        <main><h1>One</h1><h3 id=y>Two</h3><p>\u{2705} a<p>\u{2705} b\
        <a href=/in>I<b>n</b></a><a name=z>no link</a><img src=i.png srcset=\"a.png 1x, b.png 2x\">\
        <img src=j.png alt=\"\" aria-hidden=true><table role=none><tr><td></table><table><tr><th>h<tr><td>d</table>\
        </main><video poster=p.png><source src=v.mp4></video><form action=/f><button formaction=/g>\
        <iframe src=//frame></iframe><p style=\"background:url(q.png)\"></body></html>";
    let facts = Facts::of(page, Medium::Html);
    assert_eq!(
        (facts.language, facts.title, facts.is_page, facts.is_redirect),
        (Some("en"), Some("T"), true, true)
    );
    let links: Vec<_> =
        facts.links.iter().map(|link| (link.address.unwrap(), &page[link.content.clone()])).collect();
    assert_eq!(links, [("/c/", ""), ("/next/", ""), ("/out", "O"), ("/in", "I<b>n</b>")]);
    let in_main: Vec<_> = facts.links.iter().map(|link| facts.is_in_main(link.at)).collect();
    assert_eq!(in_main, [false, false, false, true]);
    let resources: Vec<_> =
        facts.resources.iter().map(|resource| (resource.by, &*resource.address)).collect();
    assert_eq!(
        resources,
        [
            ("link", "/s.css"),
            ("link", "//h"),
            ("style", "i.css"),
            ("background", "b.png"),
            ("img", "i.png"),
            ("img", "a.png"),
            ("img", "b.png"),
            ("img", "j.png"),
            ("poster", "p.png"),
            ("source", "v.mp4"),
            ("form", "/f"),
            ("formaction", "/g"),
            ("iframe", "//frame"),
            ("style", "q.png"),
        ]
    );
    assert_eq!(facts.ids.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["x", "y", "z"]);
    assert_eq!(facts.headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(facts.symbols.iter().map(|symbol| symbol.sign).collect::<String>(), "\u{2705}\u{2705}");
    let tables: Vec<_> =
        facts.tables.iter().map(|table| (table.has_header, table.is_layout, table.rows)).collect();
    assert_eq!(tables, [(false, true, 1), (true, false, 2)]);
    assert_eq!(facts.images.len(), 2);
}

/// The addresses of other hosts that a browser would fetch.
fn foreign(text: &str, medium: Medium) -> Vec<String> {
    let base = crate::config::BaseUrl::parse("https://briefings.example.org/").unwrap();
    let home = super::address::Home::of(&base);
    let facts = Facts::of(text, medium);
    let addresses = facts.resources.iter().map(|resource| &*resource.address);
    addresses
        .filter_map(|address| match home.lead("", address) {
            super::address::Lead::Outside(outside) => Some(outside.host.to_owned()),
            _ => None,
        })
        .collect()
}

#[test]
fn no_way_of_writing_hides_another_host() {
    for (medium, text) in [
        (Medium::Html, "<img srcset='a.png 1x,https://h.example/b.png 2x'>"),
        (Medium::Html, "<img srcset=\"a,b.png 1x,\thttps://h.example/b.png\">"),
        (Medium::Html, "<link rel=preload as=image imagesrcset='/a.png 1x,//h.example/b.png 2x'>"),
        (Medium::Html, "<p style='background:url(&quot;https://h.example/x&quot;)'>"),
        (Medium::Html, "<p style='background:\\75rl(//h.example/x)'>"),
        (Medium::Html, "<p style='background:ur&#x6c;&lpar;//h.example/x)'>"),
        (Medium::Html, "<style>@\\69mport 'https\\3a //h.example/';</style>"),
        (Medium::Html, "<style>@import/**/\"//h.example/\";</style>"),
        (Medium::Html, "<style>a{background:image-set('a' 1x,'https://h.example/b' 2x)}</style>"),
        (Medium::Html, "<a href=/ ping='/count https://h.example/'>x</a>"),
        (Medium::Html, "<meta http-equiv=refresh content='0;https://h.example/?a=b'>"),
        (Medium::Html, "<meta http-equiv=REFRESH content=\"3, URL = 'https://h.example/'\">"),
        (Medium::Html, "<iframe srcdoc='&lt;img src=https://h.example/x>'></iframe>"),
        (Medium::Html, "<iframe srcdoc=\"<style>@import '//h.example/'</style>\"></iframe>"),
        (
            Medium::Html,
            "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"https://h.example/\"]}]}</script>",
        ),
        (Medium::Html, "<x-player src=https://h.example/></x-player>"),
        (Medium::Html, "<script src='/\\h.example/x.js'></script>"),
        (Medium::Html, "<script src='h\nttps://h.example/x.js'></script>"),
        (Medium::Html, "<script src='/\t/h.example/x.js'></script>"),
        (Medium::Html, "<script src='&#47&#0000000047;h.example/x.js'></script>"),
        (Medium::Html, "<script src='https&colon;&sol;&bsol;h.example'></script>"),
        (Medium::Html, "<svg><use href=//h.example/s.svg#a /></svg>"),
        (Medium::Html, "<svg><rect fill='url(//h.example/s.svg#a)' /></svg>"),
        (Medium::Html, "<svg><title><img src=//h.example/x></title></svg>"),
        (Medium::Html, "<link rel='apple-touch-icon-precomposed' href=//h.example/i.png>"),
        (Medium::Html, "<html manifest=//h.example/m>"),
        (Medium::Html, "<noscript><img src=//h.example/x></noscript>"),
        (Medium::Html, "<body background=//h.example/x>"),
        (Medium::Svg, "<svg><image l:href='//h.example/x' xmlns:l='http://www.w3.org/1999/xlink'/></svg>"),
        (Medium::Svg, "<svg><image><set attributeName='href' to='https://h.example/x'/></image></svg>"),
        (Medium::Svg, "<svg><image><animate attributeName='href' values='a;//h.example/x'/></image></svg>"),
        (Medium::Svg, "<?xml-stylesheet title=\"href='a'\" href = '//h.example/s.css'?><svg/>"),
        (Medium::Svg, "<svg><style><![CDATA[@import '//h.example/s.css';]]></style></svg>"),
        (
            Medium::Xml,
            "<?xml version='1.0'?>\n<?xml-stylesheet type='text/xsl' href='//h.example/s.xsl'?><feed/>",
        ),
    ] {
        assert_eq!(foreign(text, medium), ["h.example"], "{text}");
    }
}

#[test]
fn what_is_not_fetched_names_any_host() {
    for (medium, text) in [
        (Medium::Html, "<a href=https://h.example/ title='url(https://h.example/)'>x</a>"),
        (Medium::Html, "<meta name=description content='0;url=https://h.example/ (a link)'>"),
        (Medium::Html, "<meta http-equiv=refresh content=300>"),
        (
            Medium::Html,
            "<title>url(https://h.example/)</title><script>let a = 'https://h.example/';</script>",
        ),
        (Medium::Html, "<link rel=canonical href=https://h.example/><link rel=me href=https://h.example/>"),
        (
            Medium::Html,
            "<img srcset='a.png 1x, https://briefings.example.org/b.png 2x' src='data:image/png;base64,a'>",
        ),
        (Medium::Html, "<blockquote cite=https://h.example/>x</blockquote>"),
        (Medium::Html, "<!-- <img src=https://h.example/> -->"),
        (Medium::Html, "<svg xmlns='http://www.w3.org/2000/svg'><a href='https://h.example/'>x</a></svg>"),
        (Medium::Css, "@namespace url(http://www.w3.org/1999/xhtml); a { fill: url(#a) }"),
        (Medium::Svg, "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><animate from='0' to='1'/></svg>"),
        (Medium::Xml, "<feed><link rel='self' href='https://h.example/feed.xml'/></feed>"),
    ] {
        assert_eq!(foreign(text, medium), [""; 0], "{text}");
    }
}
