//! Letters of a PDF, by all that a font may say about them, and what a reader takes them for.

use briefpress::attachment::TraceKind;

use crate::attachments::{looked_into, reason};
use crate::builders::{Part, pdf};

/// A font that says its letters by a list, `map`, of which the stream is the first object behind the fixed ones.
const MAPPED: &str = "/Subtype /TrueType /BaseFont /X /ToUnicode 5 0 R";
const COMPOSITE: &str = "/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 5 0 R";

/// A page in a font with a map; `text` is the operand of the one operation.
fn in_font(font: &str, map: &str, text: &str) -> Vec<u8> {
    let page = format!("BT /F1 12 Tf 72 700 Td {text} Tj ET");
    let parts: [Part<'_>; 3] = [("font", font.to_owned()), ("stream", map.to_owned()), ("page", page)];
    pdf(&parts)
}

/// The passages of pages, and whether letters could not be read.
fn pages(bytes: &[u8]) -> (Vec<String>, bool) {
    let (passages, traces) = looked_into("a.pdf", bytes);
    let is_unread = traces.iter().any(|trace| trace.kind == TraceKind::Unreadable);
    (passages.into_iter().filter(|passage| passage.starts_with("page ")).collect(), is_unread)
}

#[test]
fn what_a_font_says_its_letters_are_is_read_beside_what_it_paints() {
    let map = "1 beginbfchar <01> <006600660069> <21> <0041> <22> <0064> endbfchar 1 beginbfrange <23> <24> <0061> endbfrange";
    for (encoding, text, read) in [
        // One code for three letters, and another place for each letter: what many programs write.
        ("/Encoding /WinAnsiEncoding", "(Gri\\001th)", &["page 1: Griffith"][..]),
        ("/Encoding /WinAnsiEncoding", "<212223>", &["page 1: Ada"]),
        ("/Encoding /MacRomanEncoding", "<212223>", &["page 1: Ada"]),
        ("/Encoding << /Differences [33 /g1 /g2 /g3] >>", "<212223>", &["page 1: Ada"]),
        ("", "<212223>", &["page 1: Ada"]),
        // The name of a letter says the same as the map.
        ("/Encoding << /Differences [1 /ffi] >>", "(Gri\\001th)", &["page 1: Griffith"]),
        ("/Encoding << /Differences [1 /f_f_i 33 /A /uni0064] >>", "<0121>", &["page 1: ffiA"]),
        // A map that hides what is painted, and one that hides a part of it.
        (
            "/Encoding << /Differences [33 /E /v /e] >>",
            "<212223>",
            &["page 1: Ada", "page 1, as it is painted: Eve"],
        ),
        (
            "/Encoding << /Differences [35 /e] >>",
            "(Br\\043)",
            &["page 1: Bra", "page 1, as it is painted: Bre"],
        ),
    ] {
        let font = format!("{MAPPED} {encoding}");
        assert_eq!(
            pages(&in_font(&font, map, text)),
            (read.iter().map(|&r| r.to_owned()).collect(), false),
            "{encoding} {text}"
        );
    }
}

#[test]
fn a_map_is_read_whatever_its_program_left_out() {
    let head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n";
    let system =
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /X def\n";
    let codes = "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n";
    let letters = "3 beginbfchar\n<01> <0041>\n<02> <0064>\n<03> <0061>\nendbfchar\n";
    let end = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    for map in [
        format!("{head}{system}{codes}{letters}{end}"),
        format!("begincmap\n{codes}{letters}{end}"),
        format!("12 dict begin\nbegincmap\n{system}{letters}"),
        format!("{head}/Identity-H usecmap\n{codes}{letters}endcmap end"),
        letters.replace('\n', "\r"),
        "beginbfrange <01> <01> <41> <0002> <03> [<0064> <0061>]".to_owned(),
    ] {
        for encoding in ["", "/Encoding /WinAnsiEncoding"] {
            let font = format!("{MAPPED} {encoding}");
            assert_eq!(
                pages(&in_font(&font, &map, "<010203>")),
                (vec!["page 1: Ada".to_owned()], false),
                "{map}"
            );
        }
        // Two bytes a letter, whatever the map says.
        let read = pages(&in_font(COMPOSITE, &map, "<000100020003>"));
        assert_eq!(read, (vec!["page 1: Ada".to_owned()], false), "{map}");
    }
}

#[test]
fn a_font_that_does_not_say_its_letters_is_an_error() {
    for (font, text) in [
        // Numbers of letters, where programs guess.
        ("/Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /g90 /g91] >>", "(A)"),
        ("/Subtype /Type3 /Encoding << /Differences [65 /C0 /C1] >>", "(BA)"),
        ("/Subtype /Type1 /BaseFont /X /Encoding /WinAnsiEncoding", "<0102030405>"),
        ("/Subtype /Type0 /BaseFont /X /Encoding /Identity-H", "<00410042004300440045>"),
        ("/Subtype /Type0 /BaseFont /X /Encoding /90ms-RKSJ-H", "<00410042004300440045>"),
        ("/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 5 0 R", "<00410042004300440045>"),
    ] {
        let bytes = in_font(font, "1 beginbfchar <01> <0041> endbfchar", text);
        assert_eq!(
            reason("a.pdf", &bytes),
            "it has a font that does not say which letters it shows",
            "{font}"
        );
    }
    for (font, text, read) in [
        (
            "/Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /uni005A /u00065 /f_i /ffi] >>",
            "(ABCD)",
            "Zefiffi",
        ),
        (
            "/Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /Z.alt /e.sc 67.0 /p] >>",
            "(ABC)",
            "Zep",
        ),
        ("/Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /arrowkink] >>", "(BA)", "BA"),
        (
            "/Subtype /Type1 /BaseFont /ZapfDingbats /Encoding << /Differences [65 /a20] >>",
            "(Ada)",
            "\u{2022}da",
        ),
        ("/Subtype /Type1 /BaseFont /X /Encoding /WinAnsiEncoding", "<41090D0A00A001>", "A\t\r\n\u{a0}"),
        ("/Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H", "<004100640061>", "Ada"),
        (
            "/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode /Identity-H",
            "<004100640061>",
            "Ada",
        ),
    ] {
        let (passages, is_unread) = pages(&in_font(font, "", text));
        assert_eq!((passages, is_unread), (vec![format!("page 1: {}", read.trim())], false), "{font}");
    }
}

#[test]
fn the_encoding_of_the_program_of_a_font_is_read() {
    let program = "%!PS-AdobeFont-1.0\n/Encoding 256 array\ndup 65 /E put\ndup 66 /v put\ndup 67 /e put\nreadonly def\ncurrentfile eexec\ndup 65 /X put";
    let parts: [Part<'_>; 4] = [
        ("font", "/Subtype /Type1 /BaseFont /X /FontDescriptor 6 0 R".to_owned()),
        ("stream", program.to_owned()),
        ("object", "<< /Type /FontDescriptor /FontFile 5 0 R >>".to_owned()),
        ("page", "BT /F1 12 Tf 72 700 Td (ABC) Tj ET".to_owned()),
    ];
    assert_eq!(pages(&pdf(&parts)), (vec!["page 1: Eve".to_owned()], false));
}

#[test]
fn a_packed_program_with_an_encoding_of_its_own_is_an_error() {
    // Offsets of encodings: 0, 256, none; behind a number with a point; and a list that is cut off.
    for (dictionary, is_unread) in
        [("8b10", false), ("1c010010", true), ("8b0f", false), ("1e1a5f8c10", false), ("1c01", true)]
    {
        let end = dictionary.len() / 2 + 1;
        let program = format!("01000401 0001 01 01 02 58 0001 01 01 {end:02x} {dictionary}");
        let parts: [Part<'_>; 4] = [
            ("font", "/Subtype /Type1 /BaseFont /X /FontDescriptor 6 0 R".to_owned()),
            ("stream /Filter /AHx", program),
            ("object", "<< /Type /FontDescriptor /FontFile3 5 0 R >>".to_owned()),
            ("page", "BT /F1 12 Tf 72 700 Td (Tamsin) Tj ET".to_owned()),
        ];
        assert_eq!(pages(&pdf(&parts)), (vec!["page 1: Tamsin".to_owned()], is_unread), "{dictionary}");
    }
}

#[test]
fn streams_of_pages_are_unpacked_whatever_form_their_filters_are_named_in() {
    let page = "BT /F1 12 Tf 72 700 Td (Ada) Tj ET";
    for (entries, content) in [
        ("page", page),
        ("page /Filter /Fl", page),
        ("page /Filter [/AHx /Fl]", page),
        ("page /Filter [/Crypt /AHx]", "BT"),
        ("page /F /Fl", page),
        ("page /Filter 5 0 R /Fl null", page),
        ("page /Filter [5 0 R]  /Fl null", page),
        ("page /Filter /RL", "\u{21}BT /F1 12 Tf 72 700 Td (Ada) Tj ET"),
        ("page /Filter /A85", "6<#'\\7PQ#?1*BP.+?)%u2_Zp.<+I+\"6\"FCQ+B3(u78s"),
    ] {
        let parts: [Part<'_>; 2] = [("object", "/FlateDecode".to_owned()), (entries, content.to_owned())];
        let (passages, is_unread) = pages(&pdf(&parts));
        if entries.contains("/Crypt") {
            assert!(is_unread, "{entries}: {passages:?}");
        } else {
            assert_eq!((passages, is_unread), (vec!["page 1: Ada".to_owned()], false), "{entries}");
        }
    }
}

#[test]
fn a_page_that_would_fill_the_memory_is_refused() {
    let too_much = "there is too much in it to look through";
    for content in [
        format!("BT /F1 12 Tf [{}] TJ ET", "(a)".repeat(600_000)),
        format!("BT /F1 12 Tf {} ET", "(a)Tj ".repeat(600_000)),
        // Lists before one operator, each of which is no more than may be.
        format!("BT /F1 12 Tf {} TJ ET", format!("[{}]", "1 ".repeat(200_000)).repeat(3)),
        format!("/A << {} >> BDC EMC", "/A 1 ".repeat(300_000)),
    ] {
        assert_eq!(reason("a.pdf", &pdf(&[("page", content.clone())])), too_much, "{}", &content[..40]);
    }
}

#[test]
fn letters_that_are_set_singly_are_read_whichever_way_the_page_is_turned() {
    for (turn, step) in
        [("1 0 0 1", (7, 0)), ("0 1 -1 0", (0, 7)), ("-1 0 0 -1", (-7, 0)), ("0 -1 1 0", (0, -7))]
    {
        let letters = (0..).zip("Eve at".chars());
        let painted = letters.map(|(at, letter)| {
            format!("{turn} {} {} Tm ({letter}) Tj ", 300 + at * step.0, 300 + at * step.1)
        });
        // The next line stands below for whoever turns the page.
        let below = format!("{turn} {} {} Tm (Ada) Tj", 300 + 2 * step.1, 300 - 2 * step.0);
        let content = format!("BT /F1 12 Tf {}{below} ET", painted.collect::<String>());
        let (passages, _) = pages(&pdf(&[("page", content)]));
        assert_eq!(passages, ["page 1: Eve at\nAda"], "{turn}");
    }
}

#[test]
fn a_font_that_comes_with_other_parameters_is_read() {
    let parts: [Part<'_>; 4] = [
        ("object", "<< /Font [6 0 R 12] >>".to_owned()),
        ("object", "<< /Type /Font /Subtype /Type1 /Encoding << /Differences [65 /E /v /e] >> >>".to_owned()),
        ("resources", "/ExtGState << /G 5 0 R >>".to_owned()),
        ("page", "BT /G gs 72 700 Td (ABC) Tj ET".to_owned()),
    ];
    assert_eq!(pages(&pdf(&parts)), (vec!["page 1: Eve".to_owned()], false));
}
