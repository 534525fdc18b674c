//! `briefpress scrub`: what is taken out, what stays, and where the clean file goes.

use std::fmt::Write as _;

use briefpress::attachment::{Passage, TraceKind, Unscrubbed, read, scrub};
use briefpress::scrub::{Destination, ScrubError, scrub_file};
use briefpress::source::SourcePath;

use crate::builders::{built, jpeg, parts, zipped};

/// Every text of a file, and the kinds of its traces.
fn looked_into(name: &str, bytes: &[u8]) -> (String, Vec<TraceKind>) {
    let mut all = String::new();
    let traces = read(&SourcePath::new(name), bytes, &mut |passage: &Passage<'_>| {
        all.push_str(passage.text);
        all.push('\n');
    });
    let mut kinds: Vec<TraceKind> = traces.iter().map(|trace| trace.kind).collect();
    kinds.dedup();
    (all, kinds)
}

const CORE: &str = "--- docProps/core.xml\n<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>The report</dc:title><dc:creator>Ada</dc:creator>\
                    <cp:lastModifiedBy>Bob</cp:lastModifiedBy></cp:coreProperties>\n--- docProps/app.xml\n<Properties><Company>Cal</Company>\
                    <Template>C:\\Users\\dan\\t.dotx</Template><Application>Word</Application></Properties>\n--- docProps/custom.xml\n\
                    <Properties><property name='Case'><lpwstr>Eve</lpwstr></property></Properties>\n--- docProps/thumbnail.jpeg\n--- comment\nFay\n";

#[test]
fn names_go_and_what_readers_see_stays() {
    for (name, more, secrets, kept, left) in [
        (
            "a.docx",
            "--- word/document.xml\n<w:document xmlns:w='w'><w:p w:rsidR='00AA11BB'><w:r><w:t>Names &amp; places</w:t></w:r>\
             <w:ins w:author='Gus' w:id='1'><w:r><w:t>new</w:t></w:r></w:ins></w:p></w:document>\n\
             --- word/settings.xml\n<w:settings xmlns:w='w'><w:rsids><w:rsidRoot w:val='00AA11BB'/></w:rsids><w:zoom/></w:settings>\n\
             --- word/people.xml\n<w:people xmlns:w='w'><w:person w:author='Gus'><w:presenceInfo w:userId='gus@example.org'/></w:person></w:people>\n",
            &["Ada", "Bob", "Cal", "dan", "Eve", "Fay", "Gus", "gus@", "00AA11BB"][..],
            &["The report", "Names & places", "new"][..],
            &[TraceKind::TrackedChange][..],
        ),
        (
            "a.xlsx",
            "--- xl/workbook.xml\n<workbook><fileSharing userName='Gus'/><absPath url='C:\\Users\\gus\\'/><sheets><sheet name='Cases' state='hidden'/></sheets></workbook>\n\
             --- xl/comments1.xml\n<comments><authors><author>Hal</author></authors><commentList><comment authorId='0'><text><t>why</t></text></comment></commentList></comments>\n\
             --- xl/persons/person.xml\n<personList><person displayName='Ida' userId='ida@example.org' id='{1}'/></personList>\n",
            &["Ada", "Bob", "Gus", "gus", "Hal", "Ida", "ida@"],
            &["The report", "Cases", "why"],
            &[TraceKind::Comment, TraceKind::HiddenSheet],
        ),
        (
            "a.pptx",
            "--- ppt/slides/slide1.xml\n<p:sld xmlns:p='p' xmlns:a='a'><p:sp><a:p><a:r><a:t>Three messages</a:t></a:r></a:p></p:sp></p:sld>\n\
             --- ppt/commentAuthors.xml\n<p:cmAuthorLst xmlns:p='p'><p:cmAuthor name='Gus' initials='GX'/></p:cmAuthorLst>\n\
             --- ppt/media/image1.jpg\n--- comment\nHal\n",
            &["Ada", "Bob", "Gus", "GX", "Hal"],
            &["The report", "Three messages"],
            &[],
        ),
    ] {
        let bytes = zipped(&parts_of(&format!("{CORE}{more}")));
        let (before, _) = looked_into(name, &bytes);
        let raw = |bytes: &[u8]| unpacked(bytes);
        for secret in secrets {
            assert!(raw(&bytes).contains(secret), "{name}: {secret} is not planted: {before}");
        }
        let clean = scrub(&SourcePath::new(name), &bytes).unwrap();
        for secret in secrets {
            assert!(!raw(&clean).contains(secret), "{name} keeps {secret}: {}", raw(&clean));
        }
        let (after, kinds) = looked_into(name, &clean);
        for words in kept {
            assert!(after.contains(words), "{name} lost {words}: {after}");
        }
        assert_eq!(kinds, left, "{name}");
        assert_eq!(scrub(&SourcePath::new(name), &clean).unwrap(), clean, "{name} is clean at once");
    }
}

/// Pictures within documents are described by lines that look like parts: they are put together again.
fn parts_of(text: &str) -> Vec<(&str, String)> {
    let mut all: Vec<(&str, String)> = Vec::new();
    for (name, body) in parts(text) {
        match all.last_mut() {
            Some((last, inner)) if !name.contains(['/', '.']) && last.contains("jp") => {
                let _ = writeln!(inner, "--- {name}\n{body}");
            }
            _ => all.push((name, body)),
        }
    }
    all
}

/// Everything in a packed file, and its list of parts, as text.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}

#[test]
fn what_is_not_changed_is_told() {
    let path = SourcePath::new("a.pdf");
    assert_eq!(scrub(&path, &built("a.pdf", "%PDF-1.4").unwrap()), Err(Unscrubbed::Kind));
    assert_eq!(scrub(&SourcePath::new("a.txt"), b"text"), Err(Unscrubbed::Kind));
    let cut = scrub(&SourcePath::new("a.docx"), b"PK\x03\x04");
    assert!(matches!(cut, Err(Unscrubbed::Unreadable(_))), "{cut:?}");
}

#[test]
fn the_clean_file_stands_beside_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("door.jpg");
    let bytes = jpeg(&[("comment", "Ada".to_owned()), ("gps", String::new())]);
    std::fs::write(&file, &bytes).unwrap();
    let scrubbed = scrub_file(&file, Destination::Beside).unwrap();
    assert_eq!(scrubbed.written, Some(folder.path().join("door.cleaned.jpg")));
    assert_eq!(scrubbed.removed, ["the place where it was taken", "what is not the picture"]);
    assert!(scrubbed.left.is_empty());
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    assert!(matches!(scrub_file(&file, Destination::Beside), Err(ScrubError::Exists(_))));
    let scrubbed = scrub_file(&file, Destination::InPlace).unwrap();
    assert_eq!(scrubbed.written.as_ref(), Some(&file));
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(folder.path().join("door.cleaned.jpg")).unwrap());
    let again = scrub_file(&file, Destination::InPlace).unwrap();
    assert_eq!((again.written, again.is_changeable), (None, true));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    assert!(matches!(scrub_file(folder.path(), Destination::Beside), Err(ScrubError::NotAFile(_))));
    assert!(matches!(
        scrub_file(&folder.path().join("none.jpg"), Destination::Beside),
        Err(ScrubError::Read(..))
    ));
}

#[test]
fn what_programs_keep_for_themselves_is_taken_out_or_told() {
    for (name, description, gone, left) in [
        (
            "a.docx",
            "--- word/settings.xml\n<w:settings xmlns:w='w'><w:docVars><w:docVar w:name='c' w:val='Gus'/></w:docVars></w:settings>\n",
            "",
            &[TraceKind::CustomData][..],
        ),
        (
            "a.pptx",
            "--- ppt/tags/tag1.xml\n<p:tagLst xmlns:p='p'><p:tag name='CLIENT' val='Gus'/></p:tagLst>\n",
            "",
            &[TraceKind::CustomData],
        ),
        (
            "a.xlsx",
            "--- xl/connections.xml\n<connections><connection connection='User ID=gus'/></connections>\n",
            "",
            &[TraceKind::OutsideReference],
        ),
        (
            "a.xlsx",
            "--- xl/printerSettings/printerSettings1.bin\nGus of the second floor\n\
             --- xl/worksheets/_rels/sheet1.xml.rels\n<Relationships><Relationship Id='r1' Target='../printerSettings/printerSettings1.bin'/></Relationships>\n\
             --- xl/worksheets/sheet1.xml\n<worksheet xmlns:r='r'><pageSetup orientation='portrait' r:id='r1'/></worksheet>\n",
            "Gus of the second floor",
            &[],
        ),
        ("a.docx", "--- word/document.xml\n<w:document xmlns:w='w'><!-- Gus --></w:document>\n", "Gus", &[]),
        (
            "a.odt",
            "--- META-INF/manifest.xml\n<m:manifest xmlns:m='m'><m:file-entry m:full-path='VersionList.xml'/></m:manifest>\n\
             --- VersionList.xml\n<v:version-list xmlns:v='v'><v:version-entry v:creator='Gus'/></v:version-list>\n",
            "Gus",
            &[],
        ),
    ] {
        let bytes = zipped(&parts(description));
        let path = SourcePath::new(name);
        let clean = scrub(&path, &bytes).unwrap();
        let all = unpacked(&clean);
        assert!(gone.is_empty() || !all.contains(gone), "{description}: {all}");
        assert!(!all.contains("r1") && !all.contains("VersionList"), "{description}: {all}");
        assert_eq!(looked_into(name, &clean).1, left, "{description}");
        assert_eq!(scrub(&path, &clean).unwrap(), clean, "{description}");
    }
}
