//! Pictures are published as nothing but the picture, beside a text, in `static/` and in a theme alike.

use briefpress::attachment::{Kind, Passage, read, strip};
use briefpress::source::SourcePath;

use crate::attachment_leaks::carriers;
use crate::builders::{avif, gif, icon, jpeg, parts, png, webp};
use crate::project::{Project, error_codes, list};
use crate::stripping::{full, has};

/// The folders whose files are published, and where those of the theme's have a hash in their names.
const FOLDERS: [(&str, &str); 3] =
    [("briefings", "briefings/"), ("static", ""), ("themes/default/static", "assets/")];

const SITE: &str = "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n";

/// A site with a picture in a folder; what stands beside a briefing is shown by it.
fn site_with(folder: &str, name: &str, bytes: &[u8]) -> Project {
    let body = if folder == "briefings" { format!("![A door]({name})") } else { "Text.".to_owned() };
    let project = Project::new(&format!("{SITE}{body}\n"));
    project.write(&format!("{folder}/{name}"), bytes);
    project
}

/// Whether a text may show such a file, or it stands where everything is published.
fn is_taken(folder: &str, name: &str) -> bool {
    folder != "briefings"
        || ![".tif", ".tiff", ".heic", ".ico", ".cur"].iter().any(|kind| name.ends_with(kind))
}

/// The one file of the output that was made of a source file.
#[track_caller]
fn published(project: &Project, below: &str, name: &str) -> Vec<u8> {
    let name = name.to_lowercase();
    let (stem, extension) = name.rsplit_once('.').unwrap();
    let outputs = project.outputs();
    let mut of_it = outputs.into_iter().filter(|(path, _)| {
        let path = path.to_lowercase();
        let rest = path.strip_prefix(below).and_then(|rest| rest.strip_prefix(stem)?.strip_suffix(extension));
        rest.is_some_and(|hash| hash.starts_with('.') && !hash.contains('/'))
    });
    let (_, bytes) = of_it.next().unwrap_or_else(|| panic!("no {below}{name}"));
    assert!(of_it.next().is_none(), "several {below}{name}");
    bytes
}

/// Pictures of every kind with something beside them, each with what is left when it is taken out.
fn beside() -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    let notes = "--- exif\n013B Quill Ada\n--- gps\n--- orientation\n6\n--- xmp\nQuill\n--- profile\nsRGB\n";
    let plain = parts("--- orientation\n6\n--- profile\nsRGB\n");
    let of = parts(notes);
    let remarked = parts("--- comment\nQuill\n--- xmp\nQuill\n--- loop\n");
    let looped = parts("--- loop\n");
    let mut all: Vec<_> = vec![
        ("a.jpg", jpeg(&of), strip(&jpeg(&plain)).unwrap()),
        ("capital.JPEG", jpeg(&of), strip(&jpeg(&plain)).unwrap()),
        ("a.png", png(&of), strip(&png(&plain)).unwrap()),
        ("a.webp", webp(&of), strip(&webp(&plain)).unwrap()),
        ("a.gif", gif(&remarked), gif(&looped)),
        ("a.ico", icon(&png(&of)), icon(&strip(&png(&plain)).unwrap())),
        ("png.ico", png(&of), strip(&png(&plain)).unwrap()),
        ("a.cur", icon(&png(&remarked)), icon(&png(&[]))),
        // By its bytes, whatever it is called.
        ("jpeg.png", jpeg(&of), strip(&jpeg(&plain)).unwrap()),
    ];
    all.extend(full().into_iter().map(|(name, bytes)| {
        let left = strip(&bytes).unwrap();
        (name, bytes, left)
    }));
    all.push(("a.heic", avif(&of), strip(&avif(&plain)).unwrap()));
    all
}

#[test]
fn pictures_are_published_without_what_is_not_the_picture() {
    for (folder, below) in FOLDERS {
        for (name, bytes, left) in beside().into_iter().filter(|(name, ..)| is_taken(folder, name)) {
            let project = site_with(folder, name, &bytes);
            let told = list(&project.build().diagnostics);
            assert!(!told.contains("attachments/"), "{folder}/{name}: {told}");
            let out = published(&project, below, name);
            assert!(out == left, "{folder}/{name} is published otherwise");
            assert!(!has(&out, b"Quill"), "{folder}/{name}");
            let source = std::fs::read(project.root().join(folder).join(name)).unwrap();
            assert!(source == bytes, "the source {folder}/{name} stays");
        }
    }
}

#[test]
fn a_picture_that_is_nothing_but_the_picture_is_published_byte_for_byte() {
    for (folder, below) in FOLDERS {
        for (name, _, left) in beside().into_iter().filter(|(name, ..)| is_taken(folder, name)) {
            assert_eq!(strip(&left), None, "{name} is stripped at once");
            let project = site_with(folder, name, &left);
            project.build();
            assert!(published(&project, below, name) == left, "{folder}/{name}");
        }
    }
}

#[test]
fn what_is_told_of_a_picture_is_that_of_what_is_published() {
    let project = Project::new(&format!("{SITE}Text.\n=== site.yaml\nlogo: static/logo.jpg\n"));
    let source = jpeg(&parts("--- exif\n013B Quill Ada\n--- orientation\n6\n"));
    project.write("static/logo.jpg", &source);
    project.write("themes/default/static/mark.jpg", &source);
    project.build();
    let out = strip(&source).unwrap();
    let manifest = std::fs::read_to_string(project.output().join(".briefpress-manifest")).unwrap();
    let line = |path: &str| manifest.lines().find(|line| line.ends_with(path)).unwrap().to_owned();
    let hash = blake3::hash(&out).to_string();
    assert!(line(" logo.jpg").contains(&hash), "{manifest}");
    let mark = format!("assets/mark.{}.jpg", &hash[..10]);
    assert!(line(&mark).contains(&hash), "{manifest}");

    // Nothing but the notes changed: nothing is made again.
    let other = jpeg(&parts("--- exif\n013B Quill Bea\n--- orientation\n6\n"));
    project.write("static/logo.jpg", &other);
    project.write("themes/default/static/mark.jpg", &other);
    let outcome = project.build();
    assert_eq!((outcome.summary.rendered, outcome.summary.removed), (0, 0), "{:?}", outcome.reasons);
}

#[test]
fn pictures_that_can_not_be_taken_apart_are_told_wherever_they_stand() {
    let moving = avif(&parts("--- gps\n--- moving\nQuill film\n"));
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - 40].to_vec();
    for (folder, _) in FOLDERS {
        for (name, bytes) in [
            ("moving.avif", moving.clone()),
            ("cut.jpg", cut(jpeg(&[]))),
            ("cut.png", cut(png(&parts("--- gps\n")))),
            ("cut.webp", cut(webp(&parts("--- gps\n")))),
        ] {
            let found = site_with(folder, name, &bytes).refused();
            assert!(
                error_codes(&found).contains(&"attachments/unreadable"),
                "{folder}/{name}: {}",
                list(&found)
            );
        }
    }
}

#[test]
fn an_icon_whose_pictures_overlap_stays_as_it_is_and_is_told() {
    // Twenty entries for the same bytes.
    let single = icon(&png(&parts("--- gps\n")));
    let mut entry = single[6..22].to_vec();
    entry[12..14].copy_from_slice(&(6 + 20 * 16_u16).to_le_bytes());
    let mut many = [&single[..6], &entry.repeat(20), &single[22..]].concat();
    many[4] = 20;
    assert_eq!(strip(&many), None);
    let found = site_with("static", "a.ico", &many).refused();
    assert!(error_codes(&found).contains(&"attachments/location"), "{}", list(&found));
}

#[test]
fn nothing_that_is_planted_beside_a_picture_is_published() {
    const SECRET: &str = "Tamsin Quillfeather";
    let project = Project::new(&format!("{SITE}Text.\n"));
    let of_pictures = || {
        let all = carriers().into_iter();
        all.filter(|carrier| Kind::of(&SourcePath::new(carrier.file)) == Kind::Picture).enumerate()
    };
    for (at, carrier) in of_pictures() {
        project.write(&format!("static/{at}/{}", carrier.file), &carrier.with(SECRET));
    }
    project.build();
    let outputs = project.outputs();
    let mut count = 0;
    for (at, carrier) in of_pictures() {
        let path = format!("{at}/{}", carrier.file);
        let mut left = false;
        read(&SourcePath::new(path.as_str()), &outputs[&path], &mut |passage: &Passage<'_>| {
            left |= passage.text.contains(SECRET);
        });
        assert!(!left, "{} in {path}", carrier.what);
        count += 1;
    }
    assert!(count > 25, "{count} places");
}

/// A picture that is said to be three points wide and two high, for which nobody looks at its points.
fn wide(name: &str, turn: u8) -> Vec<u8> {
    let described = format!("--- orientation\n{turn}\n");
    let of = parts(&described);
    let mut bytes = if name.ends_with("png") { png(&of) } else { jpeg(&of) };
    let (mark, measures): (&[u8], &[u8]) = if name.ends_with("png") {
        (b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2])
    } else {
        (b"\xFF\xC0\0\x0B\x08", &[0, 2, 0, 3])
    };
    let at = memchr::memmem::find(&bytes, mark).unwrap() + mark.len();
    bytes[at..at + measures.len()].copy_from_slice(measures);
    if name.ends_with("png") {
        // The checksum of the head, which is of thirteen bytes.
        let sum = crc32fast::hash(&bytes[at - 4..at + 13]).to_be_bytes();
        bytes[at + 13..at + 17].copy_from_slice(&sum);
    }
    bytes
}

#[test]
fn a_picture_that_browsers_turn_has_the_measures_that_they_show() {
    for name in ["a.jpg", "a.png"] {
        for (turn, measures) in [(1, (3, 2)), (3, (3, 2)), (5, (2, 3)), (6, (2, 3)), (8, (2, 3)), (9, (3, 2))]
        {
            let project =
                Project::new(&format!("{SITE}![A door]({name})\n=== site.yaml\nlogo: static/{name}\n"));
            let bytes = wide(name, turn);
            project.write(&format!("static/{name}"), &bytes);
            for bytes in [strip(&bytes).unwrap_or_else(|| bytes.clone()), bytes] {
                project.write(&format!("briefings/{name}"), &bytes);
                project.build();
                let page = project.read("briefings/a/index.html");
                let (width, height) = measures;
                let said = format!(" width=\"{width}\" height=\"{height}\"");
                assert_eq!(page.matches(&said).count(), 2, "{name}, turned by {turn}: {page}");
            }
        }
    }
}

#[test]
fn what_is_remembered_of_pictures_is_made_anew_where_it_is_of_no_use_and_forgotten_with_them() {
    let source = jpeg(&parts("--- exif\n013B Quill Ada\n"));
    let project = Project::new(&format!("{SITE}![A door](a.jpg)\n"));
    for folder in ["briefings", "static"] {
        project.write(&format!("{folder}/a.jpg"), &source);
    }
    project.build();
    let outputs = project.outputs();
    let file = project.root().join(".briefpress/pictures");
    let kept = std::fs::read(&file).unwrap();
    assert!(has(&kept, blake3::hash(&source).as_bytes()) && !has(&kept, b"Quill"));
    for spoiled in [&kept[..kept.len() - 1], b"", b"briefpress-pictures 0\n"] {
        std::fs::write(&file, spoiled).unwrap();
        assert_eq!(project.build().summary.rendered, 0);
        assert!(project.outputs() == outputs && std::fs::read(&file).unwrap() == kept);
    }
    std::fs::remove_file(project.root().join("static/a.jpg")).unwrap();
    project.edit(&format!("{SITE}Text.\n"));
    std::fs::remove_file(project.root().join("briefings/a.jpg")).unwrap();
    project.build();
    assert!(!file.exists());
}
