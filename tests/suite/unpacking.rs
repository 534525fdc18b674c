//! A picture is unpacked once in a build, whatever has to be known of it and wherever it stands, and not at all where an earlier
//! build remembers what that gave.

use std::collections::BTreeSet;

use briefpress::attachment::{Passage, Unpacked, read, read_knowing, strip, take_apart};
use briefpress::build::{BuildOptions, Edition, Session, Viewers, build};
use briefpress::source::{OutputPath, SourcePath};

use crate::builders::{avif, gif, icon, jpeg, parts, png, tiff, webp};
use crate::project::{Project, list};

const NOTES: &str =
    "--- exif\n013B Quill Ada\n--- orientation\n6\n--- comment\nQuill\n--- profile\nQuill screen\n";

/// A site in which the same picture stands in every kind of place, under several names.
fn everywhere(kind: &str, bytes: &[u8]) -> Project {
    let project = Project::new("=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\nText.\n");
    if !matches!(kind, "ico" | "tif") {
        project.edit(&format!(
            "=== briefings/b.md\n---\ntitle: B\ndate: 2019-01-02\n---\n![A door](one.{kind})\n\n![A gate](two.{kind})\n"
        ));
        put(&project, ["briefings/one", "briefings/two"], kind, bytes);
    }
    put(&project, ["static/three", "static/four"], kind, bytes);
    put(&project, ["themes/default/static/five", "themes/default/static/six"], kind, bytes);
    project
}

fn put(project: &Project, names: [&str; 2], kind: &str, bytes: &[u8]) {
    for name in names {
        project.write(&format!("{name}.{kind}"), bytes);
    }
}

/// Pictures that have to be unpacked, and such as are taken apart without that.
fn pictures() -> Vec<(&'static str, Vec<u8>, usize)> {
    let of = parts(NOTES);
    let clean = strip(&png(&of)).unwrap();
    vec![
        ("png", png(&of), 1),
        ("png", clean, 1),
        ("gif", gif(&parts("--- comment\nQuill\n--- loop\n")), 1),
        ("ico", icon(&png(&of)), 1),
        ("jpg", jpeg(&of), 0),
        ("webp", webp(&of), 0),
        ("avif", avif(&of), 0),
        ("tif", tiff(&of, false), 0),
    ]
}

fn unpacked(options: &BuildOptions) -> usize {
    let outcome = build(options).unwrap();
    assert!(outcome.published, "{}", list(&outcome.diagnostics));
    outcome.unpacked
}

#[test]
fn the_same_bytes_are_unpacked_once_in_a_build() {
    for (kind, bytes, times) in pictures() {
        let project = everywhere(kind, &bytes);
        let with_cache = project.options();
        let without_cache = BuildOptions { use_cache: false, ..project.options() };
        for (what, options, expected) in [
            ("at first", &with_cache, times),
            ("again", &with_cache, 0),
            ("without cache", &without_cache, times),
            ("behind that", &with_cache, 0),
        ] {
            assert_eq!(unpacked(options), expected, "{kind}, {what}");
        }
        // What has to be published anew is known all the same.
        std::fs::remove_dir_all(project.output()).unwrap();
        assert_eq!(unpacked(&with_cache), 0, "{kind}, without output");
    }
}

#[test]
fn every_other_content_is_unpacked_by_itself() {
    let project = everywhere("png", &png(&parts(NOTES)));
    let other = png(&parts(&NOTES.replace("Ada", "Bea")));
    project.write("static/other.png", &other);
    project.write("static/another.gif", &gif(&[]));
    assert_eq!(project.build().unpacked, 3);
    // The same bytes at one place more, and others at a place that there was.
    project.write("static/once-more.png", &other);
    assert_eq!(project.build().unpacked, 0);
    project.write("static/three.png", &png(&parts(&NOTES.replace("Ada", "Cal"))));
    assert_eq!(project.build().unpacked, 1);
}

#[test]
fn pixels_that_are_refused_are_unpacked_once() {
    let whole = png(&parts(NOTES));
    let at = memchr::memmem::find(&whole, b"IDAT").unwrap() + 6;
    let mut damaged = whole.clone();
    damaged[at] = 0xFF;
    // The checksum of the chunk fits again, so that only unpacking tells.
    let length = u32::from_be_bytes(*whole[at - 10..].first_chunk().unwrap()) as usize;
    let end = at - 2 + length;
    let sum = crc32fast::hash(&damaged[at - 6..end]).to_be_bytes();
    damaged[end..end + 4].copy_from_slice(&sum);
    let project = everywhere("png", &damaged);
    for _ in 0..2 {
        let outcome = build(&project.options()).unwrap();
        assert!(!outcome.published);
        let told = outcome.diagnostics.iter().filter(|found| found.code.0 == "attachments/unreadable");
        assert_eq!(told.count(), 6, "{}", list(&outcome.diagnostics));
    }
    assert_eq!(build(&BuildOptions { use_cache: false, ..project.options() }).unwrap().unpacked, 1);
}

/// Nobody who looks.
struct Nobody;

impl Viewers for Nobody {
    fn looked_at(&self) -> Vec<OutputPath> {
        Vec::new()
    }

    fn show(&self, _: Edition) {}
}

#[test]
fn previews_remember_what_unpacking_gave() {
    let project = everywhere("png", &png(&parts(NOTES)));
    let mut session = Session::default();
    let mut preview = |changed: Option<&str>| {
        let changes = changed.map(|path| BTreeSet::from([SourcePath::new(path)]));
        let previewed = session.preview_changes(&project.options(), changes.as_ref(), &Nobody).unwrap();
        previewed.outcome.unpacked
    };
    assert_eq!((preview(None), preview(None)), (1, 0));
    // Another picture of the theme is read by itself, and remembered as well.
    let at = "themes/default/static/seven.png";
    project.write(at, &png(&parts(&NOTES.replace("Ada", "Dan"))));
    assert_eq!((preview(Some(at)), preview(Some(at)), preview(None)), (1, 0, 0));
}

/// The texts of a file and what was noted of it, with what is known of it.
fn looked_into(name: &str, bytes: &[u8], known: &Unpacked) -> (String, String, bool) {
    let mut all = String::new();
    let read = read_knowing(&SourcePath::new(name), bytes, known, &mut |passage: &Passage<'_>| {
        all.push_str(passage.text);
        all.push('\n');
    });
    (all, format!("{:?}", read.traces), read.has_unpacked)
}

/// What is known of a picture gives the same as unpacking it: to whoever publishes it, and to whoever looks into what is published.
#[track_caller]
pub(crate) fn is_the_same_when_known(name: &str, bytes: &[u8]) {
    let first = take_apart(bytes, &Unpacked::default());
    let again = take_apart(bytes, &first.unpacked);
    assert_eq!(again.stripped, first.stripped, "{name}");
    assert_eq!(again.unpacked, first.unpacked, "{name}");
    let published = first.stripped.as_deref().unwrap_or(bytes);
    let (texts, traces, _) = looked_into(name, published, &Unpacked::default());
    let known = looked_into(name, published, &first.unpacked);
    assert_eq!((known.0, known.1), (texts, traces), "{name}");
    if first.stripped.is_some() || !first.has_unpacked {
        assert!(!known.2, "{name} is unpacked again");
    }
}

#[test]
fn what_is_known_of_other_bytes_does_no_harm() {
    // Nobody asks with other bytes, for what is known is kept by their hash. Whatever is asked comes to an end all the same.
    let pictures = pictures();
    for (kind, bytes, _) in &pictures {
        is_the_same_when_known(&format!("a.{kind}"), bytes);
        for (_, other, _) in &pictures {
            let known = take_apart(other, &Unpacked::default()).unpacked;
            take_apart(bytes, &known);
            read(&SourcePath::new("a.png"), bytes, &mut |_| ());
            looked_into("a.png", bytes, &known);
        }
    }
}
