use super::*;
use crate::source::{
    SVG_ATTRIBUTES_LIMIT, SVG_DEPTH_LIMIT, SVG_ELEMENTS_LIMIT, SVG_FINDINGS_LIMIT, SVG_NAMESPACES_LIMIT,
};

fn inspected(text: impl AsRef<[u8]>) -> Drawing {
    inspect(&SourcePath::new("briefings/chart.svg"), text.as_ref())
}

/// The findings as `code line:column`.
fn found(text: impl AsRef<[u8]>) -> Vec<String> {
    let findings = inspected(text).findings;
    let shown = findings.iter().map(|finding| {
        assert!(finding.help.is_some(), "{finding:?}");
        let place = finding.place.as_ref().unwrap();
        format!("{} {}:{}", finding.code.0, place.line, place.column)
    });
    shown.collect()
}

/// A drawing with something in it, on its second line.
fn with(inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 4 2\">\n{inner}\n</svg>"
    )
}

/// What can act.
const ACTIVE: [&str; 44] = [
    "<script>alert(1)</script>",
    "<script/>",
    "<script href=\"#a\"/>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script type=\"text/plain\">x</script>",
    "<script><![CDATA[alert(1)]]></script>",
    "<s:script xmlns:s=\"http://www.w3.org/2000/svg\">alert(1)</s:script>",
    "<script xmlns=\"\">alert(1)</script>",
    "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
    "<h:p xmlns:h=\"http://www.w3.org/1999/xhtml\">text</h:p>",
    "<h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"#\"/>",
    "<g><g><script/></g></g>",
    "<defs><script/></defs>",
    "<metadata><script/></metadata>",
    "<foreignObject><p/></foreignObject>",
    "<foreignobject/>",
    "<switch><foreignObject/></switch>",
    "<handler/>",
    "<listener/>",
    "<iframe/>",
    "<object/>",
    "<embed/>",
    "<audio/>",
    "<video/>",
    "<canvas/>",
    "<form/>",
    "<base/>",
    "<g onload=\"alert(1)\"/>",
    "<g onclick=''/>",
    "<g ONLOAD=\"alert(1)\"/>",
    "<g onbegin=\"x\"/>",
    "<rect on=\"x\"/>",
    "<a href=\"javascript:alert(1)\"/>",
    "<a xlink:href=\"javascript:alert(1)\"/>",
    "<a xlink:href=\" JavaScript:alert(1)\"/>",
    "<a xlink:href=\"java&#10;script:alert(1)\"/>",
    "<a xlink:href=\"java&#x09;script&#58;alert(1)\"/>",
    "<a href=\"vbscript:x\"/>",
    "<a href=\"data:text/html,x\"/>",
    "<animate attributeName=\"href\" to=\"#b\"/>",
    "<animate attributeName=\"xlink:href\" values=\"#a;#b\"/>",
    "<set attributeName=\"onclick\" to=\"alert(1)\"/>",
    "<animate values=\"a;javascript:alert(1)\"/>",
    "<animateMotion attributeName=' onload '/>",
];

#[test]
fn what_can_act_is_refused() {
    for inner in ACTIVE {
        let found = found(with(inner));
        assert!(
            found.iter().any(|found| found.starts_with("picture/active-content 2:")),
            "{inner}: {found:?}"
        );
    }
}

/// What fetches something from elsewhere.
const OUTSIDE: [&str; 42] = [
    "<image href=\"https://example.org/a.png\"/>",
    "<image href=\"http://example.org/a.png\"/>",
    "<image xlink:href=\"//example.org/a.png\"/>",
    "<image href=\"a.png\"/>",
    "<image href=\"../a.png\"/>",
    "<image href=\"/a.png\"/>",
    "<image href=\"file:///etc/passwd\"/>",
    "<image href=\" &#104;ttps://example.org/a.png\"/>",
    "<image href=\"data:image/svg+xml,x\"/>",
    "<image href=\"data:image/pngx,x\"/>",
    "<image href=\"data:,x\"/>",
    "<image href=\"blob:x\"/>",
    "<image src=\"a.png\"/>",
    "<use href=\"other.svg#a\"/>",
    "<use xlink:href=\"https://example.org/a.svg#a\"/>",
    "<feImage href=\"a.png\"/>",
    "<a href=\"https://example.org/\"/>",
    "<a href=\"page.html\"/>",
    "<a href=\"mailto:a@example.org\"/>",
    "<g xml:base=\"https://example.org/\"/>",
    "<linearGradient href=\"x.svg#a\"/>",
    "<textPath xlink:href=\"x.svg#a\"/>",
    "<font-face-uri xlink:href=\"https://example.org/f\"/>",
    "<rect fill=\"url(https://example.org/a.svg#b)\"/>",
    "<rect fill=\"url('a.svg#b')\"/>",
    "<rect fill=\"url( &quot;a.svg#b&quot; )\"/>",
    "<rect fill=\"URL(a.svg)\"/>",
    "<rect filter=\"url(#a) url(b.svg#c)\"/>",
    "<rect style=\"fill: url(//example.org/x)\"/>",
    "<rect style=\"fill:\\75rl(https://example.org/x)\"/>",
    "<rect style=\"fill:u\\72 l(https://example.org/x)\"/>",
    "<rect style=\"fill:\\u\\rl(https://example.org/x)\"/>",
    "<rect style=\"background:image-set('a.png' 1x)\"/>",
    "<rect style=\"background:-webkit-image-set('a.png' 1x)\"/>",
    "<rect style=\"background:image('a.png')\"/>",
    "<style>@import 'https://example.org/a.css';</style>",
    "<style>@\\69mport 'a.css';</style>",
    "<style><![CDATA[ a { background: url(https://example.org/a.png) } ]]></style>",
    "<style>@font-face { font-family: x; src: url(https://example.org/f.woff2) }</style>",
    "<style>a { background: url(&quot;a.png&quot;) }</style>",
    "<style>a { b: c; <!-- x --> d: url(e.png) }</style>",
    "<?xml-stylesheet href=\"https://example.org/a.css\"?>",
];

#[test]
fn what_is_fetched_from_elsewhere_is_refused() {
    for inner in OUTSIDE {
        let found = found(with(inner));
        assert!(
            found.iter().any(|found| found.starts_with("picture/outside-reference 2:")),
            "{inner}: {found:?}"
        );
    }
    let before =
        format!("<?xml version=\"1.0\"?>\n<?xml-stylesheet type=\"text/xsl\" href=\"#a\"?>\n{}", with(""));
    assert_eq!(found(before), ["picture/outside-reference 2:1"]);
}

/// What looks like it and is a picture.
const HARMLESS: [&str; 32] = [
    "",
    "<title>Scripts and onload</title><desc>javascript:alert(1) url(https://example.org)</desc>",
    "<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>",
    "<text>javascript:alert(1)</text>",
    "<text><![CDATA[<script>alert(1)</script>]]></text>",
    "<!-- <script>alert(1)</script> -->",
    "<a href=\"#part\"><rect width=\"1\"/></a>",
    "<use xlink:href=\"#part\"/>",
    "<use href=\" #part \"/>",
    "<image href=\"data:image/png;base64,AAAA=\"/>",
    "<image xlink:href=\"data:image/jpeg;base64,\nAAAA\"/>",
    "<image href=\"DATA:image/PNG;base64,AAAA\"/>",
    "<image href=\"\"/>",
    "<rect fill=\"url(#a)\"/>",
    "<rect fill=\"url('#a')\" filter=\"url(&quot;#b&quot;)\"/>",
    "<rect style=\"fill:url( #a )\"/>",
    "<rect style=\"font-family:'Open\\ Sans'\"/>",
    "<rect style=\"content:'\\201C'\"/>",
    "<style>text { font: 12px sans-serif } .import { fill: red }</style>",
    "<style>@font-face { font-family: x; src: url(data:font/woff2;base64,AAAA) }</style>",
    "<style>@media print { a { fill: url(#b) } }</style>",
    "<animate attributeName=\"opacity\" values=\"0;1\"/>",
    "<set attributeName=\"visibility\" to=\"hidden\"/>",
    "<metadata><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><r:Description r:about=\"https://example.org/\"/></r:RDF></metadata>",
    "<n:namedview xmlns:n=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" n:onguides=\"x\" pagecolor=\"#fff\"/>",
    "<i:script xmlns:i=\"https://example.org/own\">inert</i:script>",
    "<?xpacket begin=\"x\"?>",
    "<path d=\"M 0 0 L 1 1\" data-on=\"x\"/>",
    "<g id=\"script\" class=\"onload\"/>",
    "<g aria-label=\"an introduction to javascript: part 1\"/>",
    "<symbol id=\"foreignObject\"/>",
    "<g xml:space=\"preserve\" xml:lang=\"cy\"/>",
];

#[test]
fn what_only_looks_like_it_is_a_picture() {
    for inner in HARMLESS {
        assert_eq!(found(with(inner)), Vec::<String>::new(), "{inner}");
    }
}

#[test]
fn what_is_no_drawing_is_refused() {
    let plain = with("");
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"".to_vec(), "picture/unreadable 1:1"),
        (b"not a drawing".to_vec(), "picture/unreadable 1:1"),
        (b"<svg/>".to_vec(), "picture/unreadable 1:1"),
        (b"<html xmlns=\"http://www.w3.org/1999/xhtml\"/>".to_vec(), "picture/unreadable 1:1"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g>\n</svg>".to_vec(), "picture/unreadable 3:1"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g a=b/></svg>".to_vec(), "picture/unreadable 2:6"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"".to_vec(), "picture/unreadable 1:1"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\">&nbsp;</svg>".to_vec(), "picture/unreadable 1:41"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" xlink:href=\"#a\"/>".to_vec(),
            "picture/unreadable 1:41",
        ),
        (format!("{plain}{plain}").into_bytes(), "picture/unreadable 3:7"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "load/encoding 1:1"),
        (b"\xFF\xFE<\0s\0".to_vec(), "load/encoding 1:1"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\">\xE9</svg>".to_vec(), "load/encoding 1:41"),
        (b"<svg>\0</svg>".to_vec(), "load/control-character 1:6"),
        (format!("<?xml version='1.0' encoding='utf-16'?>{plain}").into_bytes(), "picture/unreadable 1:1"),
        (
            format!("<?xml version='1.0' encoding = \"Shift_JIS\"?>{plain}").into_bytes(),
            "picture/unreadable 1:1",
        ),
        (
            format!("<?xml version='1.0' encoding='iso-8859-1'?>{}", with("<text>\u{e9}</text>"))
                .into_bytes(),
            "picture/unreadable 1:1",
        ),
        (format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{plain}").into_bytes(), "picture/definitions 1:1"),
        (
            format!("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" 'x.dtd' [\n]>{plain}").into_bytes(),
            "picture/definitions 1:1",
        ),
        (
            format!("<!-- [ --><!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{plain}")
                .into_bytes(),
            "picture/definitions 1:11",
        ),
    ];
    for (bytes, wanted) in cases {
        assert_eq!(found(&bytes), [wanted], "{:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn ways_in_which_drawings_begin_are_taken() {
    let plain = with("");
    for text in [
        format!("\u{FEFF}{plain}"),
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\r\n{plain}"),
        format!("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>{plain}"),
        format!(
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">{plain}"
        ),
        format!("<!DOCTYPE svg>\n<!-- Generator: an editor [1] -->{plain}"),
        plain.replace("<svg ", "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" ").replace("</svg", "</s:svg"),
    ] {
        assert_eq!(found(&text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_drawing_has_the_measures_that_a_browser_takes() {
    for (attributes, wanted) in [
        ("width=\"120\" height=\"80\"", (120, 80)),
        ("width=\"120px\" height=\" 80px \"", (120, 80)),
        ("width=\"119.6\" height=\"80.4\"", (120, 80)),
        ("width=\"210mm\" height=\"297mm\"", (794, 1123)),
        ("width=\"1in\" height=\"72pt\"", (96, 96)),
        ("width=\"2.54cm\" height=\"6pc\"", (96, 96)),
        ("viewBox=\"0 0 640 480\"", (640, 480)),
        ("viewBox=\"-10,-10,20.4,  10\"", (20, 10)),
        ("width=\"100%\" height=\"100%\" viewBox=\"0 0 640 480\"", (640, 480)),
        ("width=\"10em\" viewBox=\"0 0 640 480\"", (640, 480)),
        ("width=\"320\" viewBox=\"0 0 640 480\"", (320, 240)),
        ("height=\"240\" viewBox=\"0 0 640 480\"", (320, 240)),
        ("width=\"320\" height=\"auto\" viewBox=\"0 0 640 480\"", (320, 240)),
        ("width=\"500\"", (500, 150)),
        ("", (300, 150)),
        ("width=\"-5\" height=\"0\"", (300, 150)),
        ("width=\"NaN\" height=\"inf\"", (300, 150)),
        ("width=\"1e9\" height=\"10\"", (300, 10)),
        ("width=\"99999999999\" height=\"0.001\"", (65535, 1)),
        ("viewBox=\"0 0 640\"", (300, 150)),
        ("viewBox=\"0 0 640 480 1\"", (300, 150)),
        ("viewBox=\"0 0 0 480\"", (300, 150)),
    ] {
        let drawing = inspected(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>"));
        assert_eq!((drawing.width, drawing.height), wanted, "{attributes}");
        assert!(drawing.findings.is_empty(), "{attributes}");
    }
}

#[test]
fn limits_hold_and_are_exact() {
    let nested = |depth: usize| with(&format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth)));
    let many = |count: usize| with(&"<g/>".repeat(count));
    let attributes = |count: usize| {
        with(&format!("<g {}/>", (0..count).map(|n| format!("a{n}='='")).collect::<Vec<_>>().join(" ")))
    };
    // Two are in the root of the drawing already.
    let namespaces = |count: usize| with(&"<g xmlns:a='b'/>".repeat(count));
    for (admitted, refused, line) in [
        (nested(SVG_DEPTH_LIMIT - 1), nested(SVG_DEPTH_LIMIT), 2),
        (many(SVG_ELEMENTS_LIMIT - 1), many(SVG_ELEMENTS_LIMIT), 2),
        (attributes(SVG_ATTRIBUTES_LIMIT), attributes(SVG_ATTRIBUTES_LIMIT + 1), 2),
        (namespaces(SVG_NAMESPACES_LIMIT - 2), namespaces(SVG_NAMESPACES_LIMIT - 1), 2),
    ] {
        assert_eq!(found(admitted), Vec::<String>::new());
        let found = found(refused);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with(&format!("picture/too-complex {line}:")), "{found:?}");
    }
    let handlers = with(&"<g onload='x'/>\n".repeat(SVG_FINDINGS_LIMIT + 50));
    assert_eq!(found(handlers).len(), SVG_FINDINGS_LIMIT);
    let large = Drawing::too_large(&SourcePath::new("briefings/chart.svg"), SVG_SIZE_LIMIT + 1);
    assert_eq!(large.findings[0].code, TOO_LARGE);
}

#[test]
fn drawings_made_to_cost_time_are_refused_at_once() {
    let names = (0..900).map(|n| format!(" xmlns:n{n}='u{n}'")).collect::<Vec<_>>().concat();
    for text in [
        with(&"<g>".repeat(50_000)),
        with(&format!("<g{}/>", " a='b'".repeat(50_000))),
        with(&format!("<g{names}>{}</g>", "<a xmlns:z='y'/>".repeat(20_000))),
        "<".repeat(500_000),
        "<!--".repeat(50_000),
        format!("<svg a=\"{}", "<g b=".repeat(50_000)),
        with(&"&lt;".repeat(50_000)),
        with(&format!("<style>{}</style>", "url(#".repeat(50_000))),
        with(&format!("<style>url(#{}</style>", " ".repeat(500_000))),
        with(&format!("<g a=\"{}\"/>", "\\".repeat(500_000))),
    ] {
        let _ = inspected(text);
    }
}

#[test]
fn a_finding_shows_the_place_and_the_way_out() {
    let drawing = inspected(with("<g>\n  <rect onclick=\"go()\" width=\"3\"/>\n</g>"));
    let finding = &drawing.findings[0];
    assert_eq!(finding.message, "this drawing runs a script by `onclick`");
    let excerpt = finding.place.as_ref().unwrap().excerpt.as_ref().unwrap();
    assert_eq!(&excerpt.text[excerpt.mark.clone()], "onclick=\"go()\"");
    assert_eq!(finding.help.as_deref(), Some("delete the attribute `onclick`, or save the drawing as PNG"));
}
