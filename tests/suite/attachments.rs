//! What is looked for in files that are published as they are, and what becomes of pictures.

use briefpress::attachment::{Passage, Trace, TraceKind, read, strip};
use briefpress::identity::{Kind as IdentityKind, Scanner, Setup};
use briefpress::source::{
    ATTACHMENT_DEPTH_LIMIT, ATTACHMENT_PARTS_LIMIT, ATTACHMENT_SIZE_LIMIT, ATTACHMENT_STEPS_LIMIT,
    ATTACHMENT_UNPACKED_LIMIT, SourcePath,
};

use crate::builders::{Part, built, chunk, gif, jpeg, packed, parts, pdf, png, webp, zipped};
use crate::project::{Project, error_codes, list};

/// The passages of a file as `whereabouts: text`, and its traces.
pub(crate) fn looked_into(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<Trace>) {
    let mut passages = Vec::new();
    let traces = read(&SourcePath::new(name), bytes, &mut |passage: &Passage<'_>| {
        passages.push(format!("{}: {}", passage.whereabouts, passage.text.trim()));
    });
    (passages, traces)
}

fn kinds(traces: &[Trace]) -> Vec<TraceKind> {
    let mut kinds: Vec<TraceKind> = traces.iter().map(|trace| trace.kind).collect();
    kinds.dedup();
    kinds
}

/// A JPEG with one segment of EXIF.
fn with_exif(exif: &[u8]) -> Vec<u8> {
    let length = u16::try_from(exif.len() + 8).unwrap().to_be_bytes();
    [b"\xFF\xD8\xFF\xE1", &length[..], b"Exif\0\0", exif, &jpeg(&[])[2..]].concat()
}

#[test]
fn exif_that_is_damaged_is_told_and_read_as_words() {
    // A list of fields that leads to itself, a text beyond the end, more fields than there are bytes, a list beyond the end.
    let itself = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0";
    let beyond = b"II*\0\x08\0\0\0\x01\0\x0E\x01\x02\0\xFF\xFF\xFF\xFF\x08\0\0\0\0\0\0\0";
    let many = b"II*\0\x08\0\0\0\xFF\xFF\x0E\x01\x02\0";
    let nowhere = b"MM\0*\xFF\0\0\0";
    for damaged in [&itself[..], beyond, many, nowhere, b"", b"II"] {
        let bytes = with_exif(&[damaged, b"\0\0Ada Example, 12 Elm Row\0"].concat());
        assert!(reason("a.jpg", &bytes).starts_with("its EXIF is damaged"), "{damaged:?}");
        let (passages, _) = looked_into("a.jpg", &bytes);
        assert!(passages.iter().any(|text| text.contains("Elm Row")), "{damaged:?}: {passages:?}");
        let (_, traces) = looked_into("a.jpg", &strip(&bytes).unwrap());
        assert_eq!(traces, []);
    }
}

/// EXIF with a list of fields, each with its tag, its type, how many values it has, and where they are or what.
fn fields(list: impl ExactSizeIterator<Item = (u16, u16, u32, u32)>) -> Vec<u8> {
    let count = u16::try_from(list.len()).unwrap();
    let entries = list.flat_map(|(tag, kind, count, value)| {
        let (tag, kind) = (tag.to_le_bytes(), kind.to_le_bytes());
        [&tag[..], &kind, &count.to_le_bytes(), &value.to_le_bytes()].concat()
    });
    b"II*\0\x08\0\0\0".iter().copied().chain(count.to_le_bytes()).chain(entries).chain([0; 4]).collect()
}

#[test]
fn exif_that_would_fill_the_memory_is_not_given_to_a_library() {
    // A thousand texts that are all the same bytes, and one of nothing but ends of texts.
    let texts = fields((0..1_000).map(|at| (0x8000 + at, 2, 1_000_000, 8)));
    let ends = fields([(0x010E, 2, 30_000_000, 8)].into_iter());
    // Lists of fields that stand within each other, each a byte behind the one before.
    let lists = fields((0..5_000).map(|at| (0x8769, 4, 1, 100 + at)));
    for (what, exif, length) in
        [("texts", texts, 1_100_000), ("ends", ends, 30_000_100), ("lists", lists, 700_000)]
    {
        let mut data = exif;
        data.resize(length, if what == "lists" { 0x20 } else { 0 });
        data.extend(b"Ada Example of 12 Elm Row\0");
        let png = png_with(&[(b"eXIf", &data)]);
        assert!(reason("a.png", &png).starts_with("its EXIF is damaged"), "{what}");
        let (passages, _) = looked_into("a.png", &png);
        assert!(passages.iter().any(|text| text.contains("Elm Row")), "{what}");
        assert_eq!(looked_into("a.png", &strip(&png).unwrap()).1, [], "{what}");
    }
}

/// A PNG with chunks behind its head.
fn png_with(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    const HEAD: usize = 33;
    let plain = png(&[]);
    let mut file = plain[..HEAD].to_vec();
    for (name, data) in chunks {
        chunk(&mut file, **name, data);
    }
    file.extend_from_slice(&plain[HEAD..]);
    file
}

/// Why a file could not be read.
#[track_caller]
pub(crate) fn reason(name: &str, bytes: &[u8]) -> String {
    let (_, traces) = looked_into(name, bytes);
    let unreadable = traces.iter().find(|trace| trace.kind == TraceKind::Unreadable);
    unreadable.unwrap_or_else(|| panic!("{name} was read: {traces:?}")).detail.clone()
}

const SECRETS: &str = "--- exif
010E A view of Elm Row
013B Ada Example
9286 with her brother
9C9D Zoë Example
--- gps
--- orientation
6
--- xmp
<x:xmpmeta xmlns:x='x'><rdf:Description dc:creator='Bea Example'><City>Elmton</City></rdf:Description></x:xmpmeta>
--- iptc
80 Cal Example
120 In front of the school
--- comment
Seen by Dan
--- program
Picture of Eve
--- profile
sRGB
--- behind
Fay at the door
";

#[test]
fn everything_in_a_picture_but_the_picture_is_found_and_taken_out() {
    let parts = parts(SECRETS);
    for (name, bytes, expected) in [
        ("a.jpg", jpeg(&parts), "Elm Row|Ada|brother|Zoë|Bea|Elmton|Cal|school|Dan|Eve|Fay"),
        ("a.png", png(&parts), "Elm Row|Ada|brother|Zoë|Bea|Elmton|Dan|Fay"),
        ("a.webp", webp(&parts), "Elm Row|Ada|brother|Zoë|Bea|Elmton"),
        ("a.gif", gif(&parts), "Dan|Bea|Elmton"),
    ] {
        let (passages, traces) = looked_into(name, &bytes);
        let all = passages.join("\n");
        for secret in expected.split('|') {
            assert!(all.contains(secret), "{name} hides {secret}:\n{all}");
        }
        assert!(kinds(&traces).contains(&TraceKind::Location), "{name}: {traces:?}");
        let stripped = strip(&bytes).unwrap();
        let (passages, traces) = looked_into(name, &stripped);
        assert_eq!(traces, [], "{name} after stripping");
        assert_eq!(passages, [""; 0], "{name}");
        assert_eq!(strip(&stripped), None, "{name} is stripped at once");
        if name != "a.gif" {
            let kept = String::from_utf8_lossy(&stripped).contains("MM\0*");
            assert!(kept, "{name} keeps its turn");
        }
    }
}

/// The bytes of a picture that are its pixels.
fn pixels(name: &str, bytes: &[u8]) -> Vec<u8> {
    let (start, end): (&[u8], &[u8]) = match name {
        "a.jpg" => (b"\xFF\xDB", b"\xFF\xD9"),
        "a.png" => (b"IDAT", b"IEND"),
        "a.webp" => (b"VP8L", b"\x88\x08"),
        _ => (b",\0\0\0\0", b";"),
    };
    let from = memchr::memmem::find(bytes, start).unwrap();
    let to = memchr::memmem::find(&bytes[from..], end).unwrap();
    bytes[from..from + to].to_vec()
}

#[test]
fn stripping_leaves_every_pixel_and_what_is_clean_as_it_is() {
    let parts = parts(SECRETS);
    let plain = [("picture", String::new())];
    for (name, full, clean) in [
        ("a.jpg", jpeg(&parts), jpeg(&plain)),
        ("a.png", png(&parts), png(&plain)),
        ("a.webp", webp(&parts), webp(&plain)),
        ("a.gif", gif(&parts), gif(&[("loop", String::new())])),
    ] {
        let stripped = strip(&full).unwrap();
        assert_eq!(pixels(name, &stripped), pixels(name, &full), "{name}");
        assert!(stripped.len() < full.len());
        if name != "a.webp" {
            assert_eq!(strip(&clean), None, "{name}");
        }
        for length in 0..full.len() {
            // A picture that was cut off is damaged, and is told so, or has lost what stood behind it.
            let _ = (strip(&full[..length]), looked_into(name, &full[..length]));
        }
    }
    assert!(String::from_utf8_lossy(&strip(&jpeg(&parts)).unwrap()).contains("ICC_PROFILE"));
}

#[test]
fn a_picture_is_published_without_what_is_not_the_picture() {
    let site = "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\nattachments: [{file: a.jpg, title: The door}]\n---\n![A door](a.jpg)\n";
    let project = Project::new(site);
    let source = jpeg(&parts(SECRETS));
    project.write("briefings/a.jpg", &source);
    let outcome = project.build();
    assert!(!list(&outcome.diagnostics).contains("attachments/"), "{}", list(&outcome.diagnostics));
    let published = std::fs::read(project.output().join("briefings/a.jpg")).unwrap();
    assert_eq!(published, strip(&source).unwrap());
    assert_eq!(std::fs::read(project.root().join("briefings/a.jpg")).unwrap(), source, "the source stays");
    assert!(
        project.read("briefings/a/index.html").contains(&format!("{} bytes", published.len())),
        "the size is that of what is published: {}",
        project.read("briefings/a/index.html")
    );
    // What is not published of it makes nothing stale.
    let mut other = parts(SECRETS);
    other.retain(|(name, _)| *name != "comment");
    project.write("briefings/a.jpg", &jpeg(&other));
    let again = project.build();
    assert_eq!(again.summary.rendered, 0, "{:?}", again.reasons);
    project.write("briefings/a.jpg", &jpeg(&[("comment", "Another".to_owned())]));
    assert_ne!(project.build().summary.rendered, 0);
}

#[test]
fn what_is_found_in_a_file_is_waived_by_a_briefing_that_has_it() {
    let site = "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\nattachments: [{file: a.docx, title: The report}]\nwaivers:\n  \
                - {code: attachments/comment, match: a.docx, reason: The comments are for readers, by: Manager, until: 2027-01-01}\n\
                ---\nText.\n=== briefings/a.docx\n--- word/comments.xml\n<w:comments xmlns:w='w'><w:comment/></w:comments>\n";
    let outcome = Project::new(site).build();
    assert_eq!(outcome.summary.waived.len(), 1);
    let without = site.replace("attachments/comment", "attachments/author");
    assert_eq!(error_codes(&Project::new(&without).refused()), ["attachments/comment"]);
}

#[test]
fn a_second_build_says_what_the_first_one_said_of_files() {
    let site = "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\nattachments: [{file: a.docx, title: The report}]\n---\nText.\n\
                === briefings/a.docx\n--- docProps/core.xml\n<c:p xmlns:c='c'><creator>Ada</creator></c:p>\n";
    let project = Project::new(site);
    let first = list(&project.build().diagnostics);
    assert!(first.contains("attachments/author"), "{first}");
    let again = project.build();
    assert_eq!((list(&again.diagnostics), again.summary.rendered), (first, 0));
}

#[test]
fn copies_of_a_file_are_each_told_and_so_by_every_build() {
    let docx = "--- docProps/core.xml\n<c:p xmlns:c='c'><creator>Ada</creator></c:p>\n";
    let site = format!(
        "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n---\n[One](one.docx), [two](two.docx), [one again](one.docx).\n\
         === briefings/one.docx\n{docx}=== briefings/two.docx\n{docx}=== static/three.docx\n{docx}"
    );
    let project = Project::new(&site);
    let first = list(&project.build().diagnostics);
    for name in ["briefings/one.docx", "briefings/two.docx", "static/three.docx"] {
        let told = first.lines().filter(|line| line.contains("attachments/author") && line.contains(name));
        assert_eq!(told.count(), 1, "{name}: {first}");
    }
    let again = project.build();
    assert_eq!((list(&again.diagnostics), again.summary.rendered), (first.clone(), 0));
    // A copy that changes is looked into, and the others are told as before.
    project.write("briefings/two.docx", docx.replace("Ada", "Bea").as_bytes());
    assert_eq!(list(&project.build().diagnostics), first);
    project.write("briefings/two.docx", docx.replace("creator", "title").as_bytes());
    assert_eq!(list(&project.build().diagnostics).matches("attachments/author").count(), 2);
}

/// A PDF page that is well made but for what a case adds.
const PAGE: &str = "--- info\n/Title (R)\n--- catalog\n/Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot << >>\n--- page\nBT /F1 12 Tf 72 700 Td (Names were changed) Tj ET\n";

/// Files whose only fault is one, and those that look like it and have none.
const FILES: [(&str, &str, &[TraceKind]); 26] = [
    ("clean.pdf", "", &[]),
    (
        "box-before.pdf",
        "--- page\n0 g 70 695 300 20 re f 1 g BT /F1 12 Tf 72 700 Td (A heading) Tj ET\n",
        &[],
    ),
    ("box-beside.pdf", "--- page\nBT /F1 12 Tf 72 700 Td (A line) Tj ET 0 g 70 600 300 20 re f\n", &[]),
    ("underline.pdf", "--- page\nBT /F1 12 Tf 72 700 Td (A line) Tj ET 0 g 72 697 40 1 re f\n", &[]),
    (
        "white-on-blue.pdf",
        "--- page\n0 0 1 rg 70 690 300 30 re f 1 g BT /F1 12 Tf 72 700 Td (A line) Tj ET\n",
        &[],
    ),
    (
        "box-over.pdf",
        "--- page\nBT /F1 12 Tf 72 700 Td (the boy) Tj ET 0 g 70 695 60 20 re f\n",
        &[TraceKind::CoveredText],
    ),
    (
        "white-box-over.pdf",
        "--- page\nBT /F1 12 Tf 72 700 Td (the boy) Tj ET 1 1 1 rg 70 695 60 20 re f\n",
        &[TraceKind::CoveredText],
    ),
    (
        "black-on-black.pdf",
        "--- page\n0 g 70 695 60 20 re f BT /F1 12 Tf 72 700 Td (the boy) Tj ET\n",
        &[TraceKind::CoveredText],
    ),
    (
        "moved-box.pdf",
        "--- page\nBT /F1 12 Tf 72 700 Td (the boy) Tj ET q 1 0 0 1 70 695 cm 0 0 0 rg 0 0 60 20 re f Q\n",
        &[TraceKind::CoveredText],
    ),
    (
        "drawn-box.pdf",
        "--- page\nBT /F1 12 Tf 72 700 Td (the boy) Tj ET 0 g 70 695 m 130 695 l 130 715 l 70 715 l h f\n",
        &[TraceKind::CoveredText],
    ),
    (
        "redaction.pdf",
        "--- page\nBT /F1 12 Tf 72 700 Td (the boy) Tj ET\n--- note\n/Subtype /Redact /Rect [70 690 200 720]\n",
        &[TraceKind::CoveredText],
    ),
    (
        "square.pdf",
        "--- page\nBT /F1 12 Tf 72 700 Td (the boy) Tj ET\n--- note\n/Subtype /Square /IC [0 0 0] /Rect [70 690 200 720]\n",
        &[TraceKind::CoveredText],
    ),
    ("white.pdf", "--- page\n1 g BT /F1 12 Tf 72 700 Td (the boy) Tj ET\n", &[TraceKind::HiddenText]),
    ("invisible.pdf", "--- page\nBT 3 Tr /F1 12 Tf 72 700 Td (the boy) Tj ET\n", &[TraceKind::HiddenText]),
    (
        "scan-with-words.pdf",
        "--- page\nq 500 0 0 700 0 0 cm /I Do Q BT 3 Tr /F1 12 Tf 72 700 Td (the words) Tj ET\n",
        &[],
    ),
    ("scan.pdf", "--- page\nq 500 0 0 700 0 0 cm /I Do Q\n", &[TraceKind::PictureOfText]),
    (
        "highlight.pdf",
        "--- note\n/Subtype /Highlight /C [1 1 0] /Rect [70 690 200 720]\n",
        &[TraceKind::Comment],
    ),
    (
        "link.pdf",
        "--- note\n/Subtype /Link /Rect [70 690 200 720] /A << /S /URI /URI (https://example.org/) >>\n",
        &[],
    ),
    ("launch.pdf", "--- note\n/Subtype /Link /A << /S /Launch /F (a.exe) >>\n", &[TraceKind::ActiveContent]),
    ("file.pdf", "--- file notes.txt\nThe notes\n", &[TraceKind::EmbeddedFile]),
    (
        "layer.pdf",
        "--- catalog\n/Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot << >> /OCProperties << /D << /OFF [4 0 R] >> >>\n",
        &[TraceKind::HiddenText],
    ),
    ("two.pdf", "--- save\n/Title (R)\n--- save\n/Title (R)\n", &[TraceKind::EarlierRevision]),
    ("author.pdf", "--- info\n/Title (R) /Author (Ada)\n", &[TraceKind::Author]),
    ("path.pdf", "--- info\n/Title (C:\\\\Users\\\\ada\\\\r.docx)\n", &[TraceKind::LocalPath]),
    ("untitled.pdf", "--- info\n/Producer (X)\n", &[TraceKind::InaccessiblePdf]),
    ("wide.pdf", "--- info\n/Title <FEFF00520065>\n", &[]),
];

#[test]
fn a_pdf_has_the_faults_that_it_has_and_no_other() {
    for (name, more, expected) in FILES {
        let bytes = built(name, &format!("{PAGE}{more}")).unwrap();
        let (passages, traces) = looked_into(name, &bytes);
        assert_eq!(kinds(&traces), expected, "{name}: {traces:?}\n{passages:?}");
        assert!(
            passages.iter().any(|passage| passage == "page 1: Names were changed"),
            "{name}: {passages:?}"
        );
    }
}

#[test]
fn what_was_taken_out_of_a_pdf_is_found_in_its_earlier_version() {
    let mut parts: Vec<Part<'_>> = parts(PAGE);
    parts.insert(0, ("page", "BT /F1 12 Tf 9 9 Td (Ada of Elm Row) Tj ET".to_owned()));
    parts.push(("save", "/Title (R)".to_owned()));
    let (passages, _) = looked_into("a.pdf", &pdf(&parts));
    assert!(passages.contains(&"earlier save 1, page 1: Ada of Elm Row".to_owned()), "{passages:?}");
}

#[test]
fn a_pdf_whose_objects_would_fill_the_memory_is_refused() {
    let with = |object: (&'static str, String)| pdf(&[("page", "BT ET".to_owned()), object]);
    let texts = |count: usize| format!("[{}]", "(a) ".repeat(count));
    let too_much = "its objects hold more than can be looked through";
    assert_eq!(reason("a.pdf", &with(("object", texts(1_600_000)))), too_much);
    // Some kilobytes that unpack to objects of gigabytes.
    assert_eq!(reason("a.pdf", &with(("packed /Type /ObjStm /N 1 /First 4", texts(3_100_000)))), too_much);
    assert_eq!(reason("a.pdf", &with(("packed /Type /Obj#53tm /N 1 /First 4", texts(3_100_000)))), too_much);
    let (_, traces) = looked_into("a.pdf", &with(("packed", texts(3_100_000))));
    assert!(!kinds(&traces).contains(&TraceKind::Unreadable), "{traces:?}");
}

#[test]
fn an_object_that_no_program_could_read_is_looked_into_all_the_same() {
    let deep = format!("{}(Ada of Elm Row){}", "<< /A ".repeat(2_000), " >>".repeat(2_000));
    let (passages, _) = looked_into("a.pdf", &pdf(&[("page", "BT ET".to_owned()), ("object", deep)]));
    assert!(passages.iter().any(|text| text.ends_with("Ada of Elm Row")), "{passages:?}");
}

#[test]
fn words_of_a_page_are_joined_as_they_are_read() {
    for (content, text) in [
        ("BT /F1 12 Tf 72 700 Td [(Ch) 20 (ild) -300 (A)] TJ ET", "Child A"),
        ("BT /F1 12 Tf 14 TL 72 700 Td (Child) Tj T* (A) Tj ET", "Child\nA"),
        ("BT /F1 12 Tf 72 700 Td (Child) Tj 60 0 Td (A) Tj ET", "Child A"),
        ("BT /F1 12 Tf 72 700 Td (Ch) Tj (ild) Tj ET", "Child"),
        ("BT /F1 12 Tf 72 700 Td <4368696C64> Tj ET", "Child"),
        ("BT /F1 12 Tf 72 700 Td (\\103hild \\(A\\)) Tj ET", "Child (A)"),
        ("BT /F1 12 Tf 72 700 Td (it\\222s) Tj ET", "it\u{2019}s"),
    ] {
        let (passages, _) = looked_into("a.pdf", &pdf(&[("page", content.to_owned())]));
        assert!(passages.contains(&format!("page 1: {text}")), "{content}: {passages:?}");
    }
}

#[test]
fn a_line_that_is_painted_from_right_to_left_is_read_both_ways() {
    let digits = "5919".chars().rev().zip(["160", "154", "148", "142"]);
    let painted = digits.map(|(digit, left)| format!("1 0 0 1 {left} 700 Tm ({digit}) Tj "));
    let content = format!(
        "BT /F1 12 Tf {}1 0 0 1 110 700 Tm (476) Tj 1 0 0 1 72 700 Tm (NHS 943) Tj ET",
        painted.collect::<String>()
    );
    let (passages, _) = looked_into("a.pdf", &pdf(&[("page", content)]));
    let pages: Vec<&String> = passages.iter().filter(|passage| passage.starts_with("page 1")).collect();
    assert_eq!(pages, ["page 1: 9195 476NHS 943", "page 1, read from left to right: NHS 943476 5919"]);
}

#[test]
fn a_cell_is_named_with_its_sheet() {
    let book = "--- xl/workbook.xml\n<workbook xmlns:r='r'><sheets><sheet name='Cases' state='hidden' r:id='a'/></sheets></workbook>\n\
                --- xl/_rels/workbook.xml.rels\n<R><Relationship Id='a' Target='worksheets/sheet1.xml'/></R>\n\
                --- xl/sharedStrings.xml\n<sst><si><t>Ada</t></si><si><r><t>Exam</t></r><r><t>ple</t></r></si><si><t>Left over</t></si></sst>\n\
                --- xl/worksheets/sheet1.xml\n<worksheet><sheetData><row r='4'><c r='A4' t='s'><v>0</v></c><c r='B4' t='s'><v>1</v></c>\
                <c r='C4'><v>9434765919</v></c></row></sheetData></worksheet>\n";
    let mut seen = Vec::new();
    read(&SourcePath::new("a.xlsx"), &zipped(&parts(book)), &mut |passage: &Passage<'_>| {
        if let Some(at) = passage.text.find("Example") {
            seen.push((passage.text.to_owned(), passage.whereabouts_of(at).into_owned()));
        }
        if passage.text == "Left over" {
            seen.push((String::new(), passage.whereabouts.to_owned()));
        }
    });
    assert_eq!(
        seen,
        [
            ("Ada\tExample\t9434765919".to_owned(), "sheet `Cases` (hidden), cell B4".to_owned()),
            (String::new(), "texts that no cell shows".to_owned())
        ]
    );
}

#[test]
fn a_cell_that_shows_a_day_is_read_as_one() {
    let book = |properties: &str| {
        format!(
            "--- xl/workbook.xml\n<workbook xmlns:r='r'>{properties}<sheets><sheet name='Cases' r:id='a'/></sheets></workbook>\n\
             --- xl/_rels/workbook.xml.rels\n<R><Relationship Id='a' Target='worksheets/sheet1.xml'/></R>\n\
             --- xl/styles.xml\n<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd\\-mmm\\-yyyy'/></numFmts>\
             <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
             <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='46'/></cellXfs></styleSheet>\n\
             --- xl/worksheets/sheet1.xml\n<worksheet><sheetData>\
             <row><c r='A1' t='inlineStr'><is><t>Case</t></is></c><c r='B1' t='inlineStr'><is><t>DOB</t></is></c></row>\
             <row><c r='A2'><v>1</v></c><c r='B2' s='1'><v>41710</v></c></row>\
             <row><c r='A3'><v>2</v></c><c r='B3' s='2' t='n'><v>41711.5</v></c></row>\
             <row><c r='A4'><v>41710</v></c><c r='B4' s='3'><v>41710</v></c><c r='C4' s='1' t='str'><v>41710</v></c>\
             <c r='D4' s='9'><v>41710</v></c></row></sheetData></worksheet>\n"
        )
    };
    for (properties, days) in [
        ("", ["2014-03-12", "2014-03-13"]),
        ("<workbookPr date1904='0'/>", ["2014-03-12", "2014-03-13"]),
        ("<workbookPr date1904='1'/>", ["2018-03-13", "2018-03-14"]),
    ] {
        let (passages, _) = looked_into("a.xlsx", &zipped(&parts(&book(properties))));
        let expected = format!("Case\tDOB\n1\t{}\n2\t{}\n41710\t41710\t41710\t41710", days[0], days[1]);
        let text = passages.iter().find_map(|text| text.strip_prefix("sheet `Cases`: "));
        assert_eq!(text, Some(&*expected), "{properties}");
        let mut hits = Vec::new();
        Scanner::new(Setup::default()).scan(&expected, &mut hits);
        let births = hits.iter().filter(|hit| hit.kind == IdentityKind::BirthDate).count();
        assert_eq!(births, 2, "{expected}: {hits:?}");
    }
}

#[test]
fn lines_of_a_text_have_numbers_and_odd_encodings_are_read() {
    for (bytes, expected) in [
        (&b"One\nAda here\n"[..], "line 2"),
        (&b"One\n\xFFAda\n"[..], "line 2"),
        (&b"\xFF\xFEO\0\n\0A\0d\0a\0"[..], "line 2"),
        (&b"\xEF\xBB\xBFAda"[..], "line 1"),
    ] {
        let mut seen = None;
        read(&SourcePath::new("a.csv"), bytes, &mut |passage: &Passage<'_>| {
            seen = passage.text.find("Ada").map(|at| passage.whereabouts_of(at).into_owned()).or(seen.take());
        });
        assert_eq!(seen.as_deref(), Some(expected));
    }
}

#[test]
fn a_table_is_read_by_its_columns() {
    for (table, kind) in [
        ("Name,DOB\nB,12/03/2014\n", IdentityKind::BirthDate),
        ("\"Name\";\"Date of birth\"\n\"B; of C, D\";\"2014-03-12\"\n", IdentityKind::BirthDate),
        ("Name,Notes,Passport number\r\nB,\"a, b\",512345678\r\n", IdentityKind::PassportNumber),
        ("Name,MRN\nB,1234567", IdentityKind::HospitalNumber),
    ] {
        let mut hits = Vec::new();
        read(&SourcePath::new("a.CSV"), table.as_bytes(), &mut |passage: &Passage<'_>| {
            Scanner::new(Setup::default()).scan(passage.text, &mut hits);
        });
        assert!(hits.iter().any(|hit| hit.kind == kind), "{table}: {hits:?}");
    }
}

/// The rows of a table of whose cell a date of birth is told.
fn births(name: &str, bytes: &[u8]) -> std::collections::BTreeSet<String> {
    let scanner = Scanner::new(Setup::default());
    let mut rows = std::collections::BTreeSet::new();
    read(&SourcePath::new(name), bytes, &mut |passage: &Passage<'_>| {
        let mut hits = Vec::new();
        scanner.scan(passage.text, &mut hits);
        let births = hits.iter().filter(|hit| hit.kind == IdentityKind::BirthDate);
        rows.extend(births.map(|hit| passage.whereabouts_of(hit.range.start).into_owned()));
    });
    rows
}

#[test]
fn the_head_of_a_long_table_counts_for_its_last_rows() {
    const ROWS: usize = 1_000;
    let rows = |row: &dyn Fn(usize) -> String| (1..=ROWS).map(row).collect::<String>();
    let csv = format!("Case,Notes,DOB\n{}", rows(&|row| format!("{row},seen,12/03/2014\n")));
    let wide =
        format!("Case,Notes,DOB\n{}", rows(&|row| format!("{row},{},12/03/2014\n", "seen ".repeat(90))));
    let titled = format!("Our list\n\nCase;DOB\n{}", rows(&|row| format!("{row};2014-03-12\n")));
    let piped = format!("| Case | DOB |\n|---|---|\n{}", rows(&|row| format!("| {row} | 12/03/2014 |\n")));
    for (name, text, first) in [
        ("a.csv", &csv, 2),
        ("b.csv", &wide, 2),
        ("c.csv", &titled, 4),
        ("d.txt", &piped, 3),
        ("e.md", &piped, 3),
    ] {
        let told = births(name, text.as_bytes());
        let wanted = (first..first + ROWS).map(|line| format!("line {line}")).collect();
        assert_eq!(told, wanted, "{name}");
    }
    // A table that has ended says nothing of the next one.
    let two = format!("{csv}\nCase,Meeting\n{}", rows(&|row| format!("{row},12/03/2024\n")));
    assert_eq!(births("f.csv", two.as_bytes()).len(), ROWS);
    let sheet = |row: usize| {
        format!(
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{row}</t></is></c><c r=\"D{row}\" t=\"inlineStr\"><is><t>12/03/2014</t></is></c></row>"
        )
    };
    let head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Case</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Notes</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>DOB</t></is></c></row>";
    let data: String = (2..=ROWS).map(sheet).collect();
    let sheet = format!("<worksheet><sheetData>{head}{data}</sheetData></worksheet>");
    let book = zipped(&[("xl/workbook.xml", "<workbook/>".to_owned()), ("xl/worksheets/sheet1.xml", sheet)]);
    let told = births("a.xlsx", &book);
    assert_eq!(told.len(), ROWS - 1, "{:?}", told.iter().take(3).collect::<Vec<_>>());
    assert!(told.iter().all(|place| place.contains("cell D")), "{:?}", told.first());
}

#[test]
fn a_name_over_the_end_of_what_is_read_at_a_time_is_whole() {
    for lines in [198, 199, 200, 396, 397, 398] {
        let text = format!("{}Ada\nExample\n{}", "-\n".repeat(lines), "-\n".repeat(300));
        let mut is_whole = false;
        read(&SourcePath::new("a.txt"), text.as_bytes(), &mut |passage: &Passage<'_>| {
            is_whole |= passage.text.contains("Ada\nExample");
        });
        assert!(is_whole, "{lines}");
    }
}

#[test]
fn what_can_not_be_read_is_told_with_its_reason() {
    for (name, bytes, expected) in [
        ("a.pdf", &b"text"[..], "it is no PDF, though its name says so"),
        ("a.pdf", b"%PDF-1.4\nnothing", "it is damaged, and no program of ours can open it"),
        ("a.docx", b"text", "it is no Office document, though its name says so"),
        ("a.docx", b"PK\x03\x04cut", "it is damaged: its list of parts can not be read"),
        (
            "a.docx",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "it is of a format from before 2007, whatever its name",
        ),
        ("a.png", b"text", "it is no picture, though its name says so"),
        ("a.jpg", b"\xFF\xD8\xFF\xE0", "it is damaged, cut off, or has more parts than any picture"),
        ("a.txt", b"a\0b", "it is no text, though its name says so"),
        ("a.rtf", b"text", "it is no RTF, though its name says so"),
    ] {
        assert_eq!(reason(name, bytes), expected, "{name}");
    }
    let encrypted = zipped(&[("META-INF/manifest.xml", "<m><encryption-data/></m>".to_owned())]);
    assert_eq!(kinds(&looked_into("a.odt", &encrypted).1), [TraceKind::Encrypted]);
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let compound = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &*wide].concat();
    assert_eq!(kinds(&looked_into("a.docx", &compound).1), [TraceKind::Encrypted]);
    assert_eq!(kinds(&looked_into("a.doc", &compound).1), [TraceKind::UnknownKind]);
    assert_eq!(kinds(&looked_into("a", b"plain").1), []);
    assert_eq!(kinds(&looked_into("a", b"\xFF\0").1), [TraceKind::UnknownKind]);
}

#[test]
fn the_limit_of_size_is_exact() {
    let large = vec![b'a'; usize::try_from(ATTACHMENT_SIZE_LIMIT).unwrap()];
    assert_eq!(kinds(&looked_into("a.txt", &large).1), []);
    assert_eq!(reason("a.txt", &[large, vec![b'a']].concat()), "it has more than 50 MB");
}

#[test]
fn what_unpacks_to_more_than_may_be_is_not_unpacked() {
    let limit = usize::try_from(ATTACHMENT_UNPACKED_LIMIT).unwrap();
    let bomb = |size: usize| zipped(&[("word/media/a.bin", " ".repeat(size))]);
    assert_eq!(kinds(&looked_into("a.docx", &bomb(limit)).1), []);
    assert_eq!(reason("a.docx", &bomb(limit + 1)), "`word/media/a.bin` in it: it unpacks to more than 64 MB");
}

#[test]
fn a_part_that_is_there_twice_can_not_be_published() {
    // Which of the two a reader gets depends on the program.
    let parts = |name: &str| {
        zipped(&[
            ("word/document.xml", "<document/>".to_owned()),
            (name, "<document>Ada</document>".to_owned()),
        ])
    };
    let once = parts("word/documenu.xml");
    assert_eq!(kinds(&looked_into("a.docx", &once).1), []);
    let mut twice = once;
    while let Some(at) = memchr::memmem::find(&twice, b"documenu") {
        twice[at + 7] = b't';
    }
    assert!(reason("a.docx", &twice).contains("its list has a part twice"));
}

#[test]
fn the_limit_of_parts_is_exact() {
    let archive = |count: usize| b"PK\x01\x02".repeat(count);
    let reason_of = |count| reason("a.docx", &archive(count));
    assert_eq!(reason_of(ATTACHMENT_PARTS_LIMIT), "it is damaged: its list of parts can not be read");
    assert_eq!(reason_of(ATTACHMENT_PARTS_LIMIT + 1), "it has more than 100000 parts");
}

#[test]
fn files_are_nested_only_so_deep() {
    let mut bytes = zipped(&[("word/document.xml", "<document/>".to_owned())]);
    for depth in 0..=ATTACHMENT_DEPTH_LIMIT {
        let (_, traces) = looked_into("a.docx", &bytes);
        assert!(!kinds(&traces).contains(&TraceKind::Unreadable), "{depth}: {traces:?}");
        bytes = nested(&bytes);
    }
    assert!(reason("a.docx", &bytes).ends_with("files are nested more than 3 deep"));
}

fn nested(inner: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/embeddings/a.docx", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(inner).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_limit_of_steps_ends_what_unpacks_small_and_takes_long() {
    let limit = usize::try_from(ATTACHMENT_STEPS_LIMIT).unwrap();
    let part = |count: usize| zipped(&[("word/a.xml", "<a/>".repeat(count))]);
    assert_eq!(kinds(&looked_into("a.docx", &part(limit / 2)).1), []);
    assert_eq!(reason("a.docx", &part(limit)), "`word/a.xml` in it: there is too much in it to look through");
}

/// Files that are small and would take a careless reader minutes or gigabytes.
#[test]
fn hostile_files_end_in_a_finding_by_their_count_of_work() {
    let text = [b"k\0\0", &*packed(&vec![b' '; 1_000_000])].concat();
    let texts = png_with(&[(b"zTXt", &*text); 70]);
    assert_eq!(reason("a.png", &texts), "it unpacks to more than 64 MB");
    let parts = "it is damaged, cut off, or has more parts than any picture";
    let many = ATTACHMENT_PARTS_LIMIT + 1;
    let segments = [b"\xFF\xD8", &*b"\xFF\xFE\0\x02".repeat(many), b"\xFF\xD9"].concat();
    assert_eq!(reason("a.jpg", &segments), parts);
    let blocks = [b"GIF89a\x01\0\x01\0\0\0\0", &*b"!\xFE\0".repeat(many), b";"].concat();
    assert_eq!(reason("a.gif", &blocks), parts);
    assert_eq!(reason("a.svg", &b"<a>".repeat(2_000)), "its XML is nested deeper than any program writes");
    let mut files: Vec<Part<'_>> = vec![("page", "BT ET".to_owned())];
    files.extend((0..3_000).map(|_| ("file a.txt", "x".to_owned())));
    let (passages, traces) = looked_into("a.pdf", &pdf(&files));
    assert!(kinds(&traces).contains(&TraceKind::EmbeddedFile));
    assert!(passages.iter().filter(|passage| passage.ends_with(": x")).count() == 3_000);
}

#[test]
fn a_packed_text_that_is_not_read_to_its_end_is_told() {
    let with_text = |body: &str| png(&parts(&format!("--- packed\n{body}\n")));
    let (passages, traces) = looked_into("a.png", &with_text("Ada Example"));
    assert!(passages.iter().any(|text| text.contains("Ada Example")), "{passages:?}");
    assert!(!kinds(&traces).contains(&TraceKind::Unreadable), "{traces:?}");
    // The name stands behind the first million of letters.
    let long = with_text(&format!("{} Ada Example", "a".repeat(1_000_000)));
    assert!(reason("a.png", &long).starts_with("a packed text in it"));
    let mut damaged = with_text(&"Ada Example, 12 Elm Row. ".repeat(40));
    let at = damaged.windows(4).position(|four| four == b"zTXt").unwrap();
    damaged[at + 30] ^= 0xFF;
    assert!(reason("a.png", &damaged).starts_with("a packed text in it"));
    let (_, traces) = looked_into("a.png", &strip(&long).unwrap());
    assert_eq!(traces, []);
}

#[test]
fn a_line_of_a_calendar_that_goes_on_is_read_as_one() {
    let calendar = b"BEGIN:VCALENDAR\r\nSUMMARY:Review of Ada Elm\r\n ton\r\nDESCRIPTION:In the\r\n\t hall\r\nEND:VCALENDAR\r\n";
    let mut seen = Vec::new();
    let traces = read(&SourcePath::new("a.ics"), calendar, &mut |passage: &Passage<'_>| {
        let number = |at: usize| passage.cells.iter().rfind(|(start, _)| *start <= at).unwrap().1.clone();
        for said in ["Ada Elmton", "In the hall", "END:VCALENDAR"] {
            seen.extend(passage.text.find(said).map(|at| format!("{said} in line {}", number(at))));
        }
    });
    assert!(traces.is_empty());
    assert_eq!(seen, ["Ada Elmton in line 2", "In the hall in line 4", "END:VCALENDAR in line 6"]);
    // Nothing else goes on so: in a table a space begins a cell.
    let mut texts = Vec::new();
    read(&SourcePath::new("a.txt"), b"Ada Elm\n ton", &mut |passage| texts.push(passage.text.to_owned()));
    assert_eq!(texts, ["Ada Elm\n ton"]);
}
