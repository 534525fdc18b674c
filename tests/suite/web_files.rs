//! Scripts, style sheets, fonts and icons of a site and of its theme are published, so they are read as everything else is.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use briefpress::identity::SealKey;
use briefpress::sealing::{Wish, change_seal};

use crate::builders::{icon, parts, png, sfnt, woff, woff2};
use crate::project::{Project, SEAL_KEY, error_codes, list};

const SITE: &str = "=== briefings/a.md\n---\ntitle: A\ndate: 2026-03-02\n---\nText.\n";

const FOLDERS: [&str; 2] = ["static", "themes/default/static"];

fn sealed(names: &str) -> Project {
    let project = Project::new(SITE);
    change_seal(project.root(), &SealKey::of(SEAL_KEY).unwrap(), names, Wish::Seal).unwrap();
    project
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
}

/// Files with a name in them, each in another way.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let with_text = |name: &str| png(&parts(&format!("--- packed\n{name}\n")));
    vec![
        ("a.js", b"let who = 'Zo\xC3\xAB Quill';".to_vec()),
        ("escaped.js", br"let who = 'Zo\xEB \u{51}uill'; // not \\".to_vec()),
        ("a.mjs", br"export default 'Zo\u00eb \121uill'".to_vec()),
        ("a.js.map", br#"{"sources":["/home/zoe.quill/a.ts"]}"#.to_vec()),
        ("a.webmanifest", b"{\"name\": \"Zoe Quill\"}".to_vec()),
        ("a.css", b"b::before { content: \"Zo\xC3\xAB Quill\" }".to_vec()),
        ("escaped.css", br"b::before { content: '\5a o\0000EB\20Quil\l' }".to_vec()),
        ("escaped.html", br"<style>b::before { content: '\5a oe Quill' }</style>".to_vec()),
        ("attribute.html", br"<p style='--who: \5a oe Quill'>x</p>".to_vec()),
        ("wide.html", wide("<p>Zoë Quill</p>", u16::to_le_bytes)),
        ("wide.js", wide("let who = 'Zoë Quill';", u16::to_be_bytes)),
        ("windows.html", b"<p>Zo\xEB Quill</p>".to_vec()),
        ("nought.html", b"<p>Zo\0e Q\x07uill</p>".to_vec()),
        ("begins.mp3", [b"ID3 Zoe Quill".as_slice(), &[0; 200_000]].concat()),
        ("ends.mp4", [&[0; 200_000], b"\xA9nam\0Zoe Quill".as_slice(), &[0; 1000]].concat()),
        ("short.m4a", [&[0; 100_000], b"\xA9nam\0Zoe Quill".as_slice()].concat()),
        ("a.ttf", sfnt(*b"\0\x01\0\0", "Zoë Quill")),
        ("a.otf", sfnt(*b"OTTO", "Zoe Quill")),
        ("a.woff", woff("Zoe Quill", "x")),
        ("about.woff", woff("x", "<metadata><credit name='Zoë Quill'/></metadata>")),
        ("a.woff2", woff2("Zoë Quill")),
        // Bitmaps of icons are published as they are.
        ("a.ico", icon("a bitmap of Zoë Quill".as_bytes())),
        ("a.xml", b"<a><n1>Zoe</n1><n2>Quill</n2></a>".to_vec()),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g data-of='Zoe Quill'/></svg>".to_vec()),
        (
            "style.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><style>/* Zoe Quill */</style></svg>".to_vec(),
        ),
        ("note.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><?of Zoe Quill?></svg>".to_vec()),
        (
            "address.css",
            format!(
                "a {{ background: url(data:image/png;base64,{}) }}",
                BASE64_STANDARD.encode(with_text("Zoe Quill"))
            )
            .into_bytes(),
        ),
        (
            "address.html",
            format!(
                "<img alt=\"\" src=\"data:image/svg+xml;charset=utf-8;base64, {}\">",
                BASE64_STANDARD.encode("<svg><title>Zoe Quill</title></svg>")
            )
            .into_bytes(),
        ),
        ("zoe-quill.js", b"let who;".to_vec()),
        ("zoe-quill.woff2", woff2("Sans")),
    ]
}

#[test]
fn a_sealed_name_is_found_in_every_file_of_a_site_and_of_its_theme() {
    for folder in FOLDERS {
        for (name, bytes) in files() {
            let project = sealed("Zoë Quill\n");
            project.write(&format!("{folder}/{name}"), &bytes);
            let found = project.try_build().unwrap();
            let codes = error_codes(&found.diagnostics);
            assert!(
                !found.published && codes.contains(&"identity/sealed-name"),
                "{folder}/{name}: {}",
                list(&found.diagnostics)
            );
            assert!(!list(&found.diagnostics).to_lowercase().contains("quill"), "{folder}/{name}");
        }
    }
}

#[test]
fn a_sealed_name_is_found_in_every_file_that_is_public_already() {
    for folder in FOLDERS {
        let project = sealed("Other Name\n");
        // A picture in an address that holds more than the picture is not published.
        let all: Vec<_> = files().into_iter().filter(|(name, _)| *name != "address.css").collect();
        for (name, bytes) in &all {
            project.write(&format!("{folder}/{name}"), bytes);
        }
        project.build();
        change_seal(project.root(), &SealKey::of(SEAL_KEY).unwrap(), "Zo\u{eb} Quill\n", Wish::Seal).unwrap();
        let refused = project.refused();
        let told = refused.iter().find(|found| found.code.0 == "identity/still-public").unwrap();
        let published = project.outputs();
        // Files of a theme have a hash within their names.
        let is_one = |path: &&String, name: &str| {
            let (stem, extension) = (name.split('.').next().unwrap(), name.rsplit('.').next().unwrap());
            let file = path.rsplit('/').next().unwrap();
            file.starts_with(&format!("{stem}.")) && file.ends_with(&format!(".{extension}"))
        };
        let public = published.keys().filter(|path| all.iter().any(|(name, _)| is_one(path, name)));
        let public = public.filter(|path| !path.starts_with("assets/style.") || path.ends_with(".svg"));
        assert_eq!(public.count(), all.len(), "{:?}", published.keys());
        assert!(told.message.contains(&format!("{} addresses", all.len())), "{folder}: {}", told.message);
    }
}

#[test]
fn what_is_no_font_or_icon_can_not_be_published() {
    let broken = |mut bytes: Vec<u8>| {
        let end = bytes.len() - 6;
        bytes.truncate(end);
        bytes
    };
    for folder in FOLDERS {
        for (name, bytes) in [
            ("a.ttf", b"Zoe Quill".to_vec()),
            ("a.woff", b"wOFF".to_vec()),
            ("cut.woff", broken(woff("A name", "About it"))),
            ("a.woff2", b"wOF2".to_vec()),
            ("cut.woff2", broken(woff2("A name"))),
            ("a.ico", b"icon".to_vec()),
            ("cut.ico", broken(icon(&png(&[])))),
            ("a.zip", b"PK".to_vec()),
        ] {
            let project = Project::new(SITE);
            project.write(&format!("{folder}/{name}"), &bytes);
            let found = project.refused();
            let codes = error_codes(&found);
            let wanted = if name == "a.zip" { "attachments/unknown-kind" } else { "attachments/unreadable" };
            assert_eq!(codes, [wanted], "{folder}/{name}: {}", list(&found));
        }
    }
}

#[test]
fn files_of_the_web_that_say_nothing_of_anybody_are_published() {
    let project = sealed("Zoë Quill\n");
    for folder in FOLDERS {
        for (name, bytes) in [
            ("b.js", b"let who = '\\x41\\u{110000}\\u{}';".to_vec()),
            ("b.css", b"b::before { content: '\\201c' }".to_vec()),
            ("b.ttf", sfnt(*b"\0\x01\0\0", "Sans")),
            ("b.woff", woff("Sans", "")),
            ("b.woff2", woff2("Sans")),
            ("b.ico", icon(&png(&[]))),
        ] {
            project.write(&format!("{folder}/{name}"), &bytes);
        }
    }
    let found = project.build().diagnostics;
    assert!(
        !list(&found).contains("attachments/") && !list(&found).contains("identity/"),
        "{}",
        list(&found)
    );
}
