//! Pictures where nobody looks for any: in addresses of texts, and under the names of other kinds of files.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use briefpress::attachment::{Passage, TraceKind, read, scrub, strip};
use briefpress::source::SourcePath;

use crate::builders::{avif, gif, icon, jpeg, parts, pdf, png, tiff, webp, zipped};
use crate::project::{Project, error_codes, list};
use crate::stripping::has;

const NOTED: &str = "--- exif\n013B Quill Ada\n--- gps\n";
const FOLDERS: [&str; 2] = ["static", "themes/default/static"];

fn site_with(folder: &str, name: &str, bytes: &[u8]) -> Project {
    let project = Project::new("=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\nText.\n");
    project.write(&format!("{folder}/{name}"), bytes);
    project
}

/// Bytes by their numbers, as addresses write them.
fn by_numbers(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"))
}

/// A picture in an address, in every way in which texts write it.
fn writings(picture: &[u8]) -> Vec<(&'static str, String)> {
    let letters = BASE64_STANDARD.encode(picture);
    let own = format!("data:image/jpeg;base64,{letters}");
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg'><image href='{own}'/></svg>");
    let style = |address: &str| format!("/* one */\na {{ background: url({address}) }}");
    let escaped = |sign: &str, by: &str| own.replace(sign, by);
    let folded = letters.as_bytes().chunks(60).map(|line| std::str::from_utf8(line).unwrap());
    let folded = folded.collect::<Vec<_>>().join("\\\n");
    vec![
        ("a.css", style(&own)),
        ("quoted.css", style(&format!("\"{own}\""))),
        ("capitals.css", style(&own.replace(";base64", "; BASE64 "))),
        ("cases.css", style(&own.replace(";base64", ";bAsE64"))),
        ("folded.css", style(&format!("'data:image/jpeg;base64,{folded}'"))),
        ("escaped.css", style(&escaped("/", "\\2f "))),
        ("percent.css", style(&escaped("/", "%2F").replace('+', "%2b").replace('=', "%3D"))),
        ("plain.css", style(&format!("\"data:image/jpeg,{}\"", by_numbers(picture)))),
        ("claims-nothing.css", style(&own.replace("image/jpeg", "application/octet-stream"))),
        ("in-a-drawing.css", style(&format!("\"data:image/svg+xml,{}\"", drawing.replace('<', "%3C")))),
        ("in-letters.css", style(&format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(&drawing)))),
        ("a.js", format!("let one;\nlet door = \"{own}\";")),
        ("escaped.js", format!("let one;\nlet door = '{}';", escaped("/", "\\x2f").replace('+', "\\u002B"))),
        ("a.json", format!("{{\n\"door\": \"{}\"}}", escaped("/", "\\/"))),
        ("a.webmanifest", format!("{{\n\"icons\": [{{ \"src\": \"{own}\" }}]}}")),
        ("a.map", format!("{{\n\"sourcesContent\": [\"{own}\"]}}")),
        ("a.html", format!("<title>A</title>\n<img alt=\"\" src=\"{own}\">")),
        (
            "escaped.html",
            format!("<title>A</title>\n<img alt=\"\" src={}>", escaped("/", "&#x2F;").replace('=', "&#x3D;")),
        ),
        ("a.svg", format!("<svg xmlns='http://www.w3.org/2000/svg'>\n<image href='{own}'/></svg>")),
        ("a.csv", format!("Door\n{own}")),
        ("a.txt", format!("Door\n{own}")),
    ]
}

#[test]
fn a_picture_in_an_address_is_looked_into_and_taken_out_by_scrub() {
    let picture = jpeg(&parts(NOTED));
    let clean = BASE64_STANDARD.encode(strip(&picture).unwrap());
    for (name, text) in writings(&picture) {
        let path = SourcePath::new(name);
        let mut texts = String::new();
        let traces = read(&path, text.as_bytes(), &mut |passage: &Passage<'_>| texts.push_str(passage.text));
        assert!(texts.contains("Quill Ada"), "{name}: {texts}");
        for kind in [TraceKind::Location, TraceKind::Author, TraceKind::PictureInAddress] {
            let told = traces.iter().find(|trace| trace.kind == kind);
            let told = told.unwrap_or_else(|| panic!("{name}: no {kind:?} in {traces:?}"));
            assert!(told.detail.starts_with("a file in an address in line 2, "), "{name}: {told:?}");
        }
        if matches!(name, "plain.css" | "in-a-drawing.css") {
            continue;
        }
        let cleaned = scrub(&path, text.as_bytes()).unwrap();
        assert_eq!(read(&path, &cleaned, &mut |_: &Passage<'_>| {}), [], "{name}");
        assert!(name == "in-letters.css" || has(&cleaned, clean.as_bytes()), "{name}");
        assert_eq!(scrub(&path, &cleaned).as_deref(), Ok(&*cleaned), "{name} is cleaned at once");
    }
}

#[test]
fn a_picture_in_an_address_with_a_place_is_not_published() {
    let (noted, plain) = (jpeg(&parts(NOTED)), jpeg(&[]));
    for folder in FOLDERS {
        for (name, text) in writings(&noted).into_iter().filter(|(name, _)| name.starts_with("a.")) {
            let found = site_with(folder, name, text.as_bytes()).refused();
            let codes = error_codes(&found);
            for code in ["attachments/location", "attachments/picture-in-address"] {
                assert!(codes.contains(&code), "{folder}/{name}: {}", list(&found));
            }
        }
        for (name, text) in writings(&plain) {
            let told = list(&site_with(folder, name, text.as_bytes()).build().diagnostics);
            assert!(!told.contains("attachments/"), "{folder}/{name}: {told}");
        }
    }
}

#[test]
fn a_picture_in_an_address_of_a_template_is_told_where_it_stands() {
    let project = site_with("static", "a.txt", b"Text.");
    let picture = BASE64_STANDARD.encode(jpeg(&parts(NOTED)));
    let template = format!(
        "{{% extends \"base.html\" %}}\n{{% block content %}}<h1>Gone</h1>\n<p><img alt=\"\" src=\"data:image/jpeg;base64,{picture}\"></p>{{% endblock %}}\n"
    );
    project.write("themes/default/templates/404.html", template.as_bytes());
    let found = project.refused();
    let told = found.iter().find(|found| found.code.0 == "attachments/location");
    let told = told.unwrap_or_else(|| panic!("{}", list(&found)));
    let place = told.place.as_ref().unwrap_or_else(|| panic!("{told:?}"));
    assert_eq!((place.path.as_str(), place.line), ("themes/default/templates/404.html", 3));
}

#[test]
fn an_address_without_a_whole_picture_is_text() {
    for text in [
        "let door = \"data:image/png;base64,\" + letters;",
        "data:image/png;base64,AAAA",
        // What stands for a picture that comes later, cut off as it is.
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E",
        "base64, of all things",
        "`data:image/svg+xml,${door}`",
        "data:image/",
        "base64",
        "data:image/jpeg;base64,\\",
    ] {
        assert_eq!(read(&SourcePath::new("a.js"), text.as_bytes(), &mut |_: &Passage<'_>| {}), [], "{text}");
        let cleaned = scrub(&SourcePath::new("a.js"), text.as_bytes());
        assert!(cleaned.is_err() || cleaned.as_deref() == Ok(text.as_bytes()), "{text}");
    }
}

#[test]
fn addresses_within_addresses_end() {
    let mut text = BASE64_STANDARD.encode(jpeg(&parts(NOTED)));
    for _ in 0..6 {
        let drawing = format!(
            "<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/svg+xml;base64,{text}'/></svg>"
        );
        text = BASE64_STANDARD.encode(drawing);
    }
    let deep = format!("a {{ background: url(data:image/svg+xml;base64,{text}) }}");
    let parts = "(data:image/svg+xml,<svg ".repeat(40_000);
    for (text, reason) in
        [(deep, "files are nested more than 3 deep"), (parts, "there is too much in it to look through")]
    {
        let traces = read(&SourcePath::new("a.css"), text.as_bytes(), &mut |_: &Passage<'_>| {});
        let told = traces.iter().find(|trace| trace.kind == TraceKind::Unreadable);
        assert!(told.is_some_and(|told| told.detail.ends_with(reason)), "{traces:?}");
    }
    for text in ["(data:image/gif,GIF89a", "(data:image/png,", "base64,\\", "\"data:image/png;base64,"] {
        let many = text.repeat(200_000);
        read(&SourcePath::new("a.css"), many.as_bytes(), &mut |_: &Passage<'_>| {});
    }
}

#[test]
fn a_file_that_is_another_kind_than_its_name_says_is_not_published() {
    let noted = parts(NOTED);
    let remarked = parts("--- comment\nQuill\n");
    let pictures = [
        ("a picture (`.jpg`)", jpeg(&noted)),
        ("a picture (`.png`)", png(&noted)),
        ("a picture (`.webp`)", webp(&noted)),
        ("a picture (`.gif`)", gif(&remarked)),
        ("a picture (`.avif`)", avif(&noted)),
        ("a picture (`.tif`)", tiff(&noted, false)),
        ("an icon (`.ico`)", icon(&png(&noted))),
        ("a PDF (`.pdf`)", pdf(&[])),
    ];
    for (what, bytes) in &pictures {
        for name in [
            "a.css",
            "a.js",
            "a.html",
            "a.webmanifest",
            "a.map",
            "a.mp3",
            "a.mp4",
            "a.txt",
            "a.xml",
            "a.json",
            "a.csv",
            "a.woff2",
            "a.svg",
            "a.rtf",
            "a",
            "a.bin",
        ] {
            let traces = read(&SourcePath::new(name), bytes, &mut |_: &Passage<'_>| {});
            let told = traces.iter().find(|trace| trace.kind == TraceKind::Misnamed);
            assert_eq!(told.map(|told| &*told.detail), Some(*what), "{name}: {traces:?}");
        }
    }
    let document = zipped(&[("word/document.xml", "<document/>".to_owned())]);
    for (name, bytes, what) in [
        ("a.pdf", jpeg(&noted), "a picture (`.jpg`)"),
        ("a.docx", png(&noted), "a picture (`.png`)"),
        ("a.mp4", document, "a packed document (`.docx`)"),
    ] {
        let traces = read(&SourcePath::new(name), &bytes, &mut |_: &Passage<'_>| {});
        assert!(traces.iter().any(|trace| trace.detail == what), "{name}: {traces:?}");
    }
    for (folder, name) in FOLDERS.into_iter().flat_map(|folder| ["a.css", "a.mp4"].map(|name| (folder, name)))
    {
        let found = site_with(folder, name, &jpeg(&noted)).refused();
        assert!(error_codes(&found).contains(&"attachments/misnamed"), "{folder}/{name}: {}", list(&found));
    }
}

#[test]
fn the_name_of_one_kind_of_picture_on_another_is_no_mistake() {
    let noted = jpeg(&parts(NOTED));
    for name in ["a.jpeg", "a.jfif", "a.png", "a.webp", "a.apng"] {
        let project = site_with("static", name, &noted);
        let told = list(&project.build().diagnostics);
        assert!(!told.contains("attachments/"), "{name}: {told}");
        assert!(project.outputs()[name] == strip(&noted).unwrap(), "{name}");
    }
    // Film begins as pictures of some kinds do.
    for form in [*b"isom", *b"qt  ", *b"M4A "] {
        let film = [&[0, 0, 0, 16][..], b"ftyp", &form, &[0; 200]].concat();
        let traces = read(&SourcePath::new("a.mp4"), &film, &mut |_: &Passage<'_>| {});
        assert!(traces.iter().all(|trace| trace.kind == TraceKind::Recording), "{traces:?}");
    }
}
