//! Which words of a document belong together: what a reader sees as one is one, and what stands apart parts no words.

use briefpress::attachment::{Passage, Trace, TraceKind, read, scrub};
use briefpress::source::SourcePath;

use crate::builders::{parts, zipped};

/// The texts of a file, and its traces.
fn looked_into(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<Trace>) {
    let mut texts = Vec::new();
    let traces = read(&SourcePath::new(name), bytes, &mut |passage: &Passage<'_>| {
        texts.push(passage.text.to_owned());
    });
    (texts, traces)
}

/// Whether a name stands in a text with no other letter beside it.
fn has_name(texts: &[String], name: &str) -> bool {
    let is_apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    texts.iter().any(|text| {
        text.match_indices(name).any(|(at, _)| {
            is_apart(text[..at].chars().next_back()) && is_apart(text[at + name.len()..].chars().next())
        })
    })
}

#[test]
fn words_are_joined_as_readers_see_them() {
    for (file, description) in [
        ("a.rtf", r"{\rtf1 x{\*\atnid ZQ}{\*\atnauthor Ada Example}{\*\annotation note}}"),
        ("a.rtf", r"{\rtf1 text{\footnote Ada Example}more}"),
        ("a.rtf", r"{\rtf1 {\header Ada Example}more}"),
        ("a.rtf", r"{\rtf1{\info{\author Ada Example}}\pard\plain Text here.\par}"),
        ("a.rtf", r"{\rtf1{\*\revtbl{Unknown;}{Ada Example;}}text}"),
        ("a.rtf", r"{\rtf1 of Ada Exam{\footnote so it is said}ple}"),
        ("a.rtf", r"{\rtf1 of {\b A}da Ex{\*\bkmkstart here}ample}"),
        ("a.rtf", r"{\rtf1\uc1 of Ada \u69\'45xample}"),
        ("a.rtf", r"{\rtf1\uc2 of Ada \u69\'45Example}"),
        ("a.rtf", r"{\rtf1{\uc0 of Ada \u69 xample}}"),
        ("a.rtf", r"{\rtf1\uc20\u69 Ada Example, and more}"),
        ("a.rtf", r"{\rtf1 of Ada\emspace Example}"),
        ("a.rtf", "{\\rtf1 of Ada\\\nExample}"),
        ("a.rtf", "{\\rtf1{\\*\\datastore 4164612045\n78616d706c65}x}"),
        ("a.rtf", "{\\rtf1\\bin18 }{ Ada Example}{}\\b more}"),
        (
            "a.vtt",
            "WEBVTT\n\n00:00.000 --> 00:01.000\nseen was Ada\n\n00:01.000 --> 00:02.000\n<c>Exam</c>ple came\n",
        ),
        (
            "a.srt",
            "1\n00:00:00,000 --> 00:00:01,000\nAda\n\n2\n00:00:01,000 --> 00:00:02,000\nExample came\n",
        ),
        ("a.csv", "who,age\n\"of \"\"Ada Example\"\", who\",4\n"),
        ("a.svg", "<svg><text>Ada Exam<!-- c -->ple</text></svg>"),
        ("a.svg", "<svg><text>Ada Exam<?c?>ple</text></svg>"),
        (
            "a.docx",
            "--- word/document.xml\n<w:document xmlns:w='w'><w:p><w:r><w:t>Ada Exam<!-- c -->ple</w:t></w:r></w:p></w:document>\n",
        ),
        (
            "a.docx",
            "--- word/document.xml\n<w:document xmlns:w='w'><w:p><w:r><w:t>Ada </w:t><w:sym w:font='Arial' w:char='F045'/>\
             <w:t>xample</w:t></w:r></w:p></w:document>\n",
        ),
        (
            "a.xlsx",
            "--- xl/sharedStrings.xml\n<sst><si><t>Ada _x0045_xample_x000D_\nmore</t></si></sst>\n--- xl/workbook.xml\n<workbook/>\n",
        ),
    ] {
        let bytes =
            if file.ends_with('x') { zipped(&parts(description)) } else { description.as_bytes().to_vec() };
        let (texts, traces) = looked_into(file, &bytes);
        let is_whole = ["Ada Example", "Ada\nExample"].iter().any(|name| has_name(&texts, name));
        assert!(is_whole, "{description}: {texts:?}, {traces:?}");
    }
}

#[test]
fn words_in_wide_letters_are_found_wherever_they_begin() {
    let wide = |text: &str, behind: &[u8]| {
        let letters = text.encode_utf16().flat_map(u16::to_le_bytes);
        [&b"\0\x01\x02"[..], &letters.collect::<Vec<u8>>(), behind].concat()
    };
    for bytes in [wide("Ada Example", b"\0\0"), wide("Ada Example", b"\0\x01\0"), wide("Ada Example", b"")] {
        let (texts, _) = looked_into("a.mp4", &bytes);
        assert!(has_name(&texts, "Ada Example"), "{texts:?}");
    }
    let widest = |mark: &[u8], unit: fn(u32) -> [u8; 4]| {
        [mark, &"of Ada Example".chars().flat_map(|letter| unit(letter.into())).collect::<Vec<u8>>()].concat()
    };
    for bytes in [widest(b"\xFF\xFE\0\0", u32::to_le_bytes), widest(b"\0\0\xFE\xFF", u32::to_be_bytes)] {
        assert_eq!(looked_into("a.txt", &bytes).0, ["of Ada Example"]);
    }
}

#[test]
fn a_message_within_a_document_is_told_and_read() {
    let traces = |head: &str| {
        let part = format!("--- word/a.mht\nMIME-Version: 1.0\n{head}\n\nQWRhIEV4YW1wbGU=\n");
        looked_into("a.docx", &zipped(&parts(&part)))
    };
    let (texts, found) = traces("Content-Transfer-Encoding: base64");
    assert!(has_name(&texts, "Ada Example"), "{texts:?}");
    assert!(found.iter().any(|trace| trace.kind == TraceKind::EmbeddedFile), "{found:?}");
    let (texts, _) = traces("Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64");
    assert!(has_name(&texts, "Ada Example"), "{texts:?}");
    let (texts, _) = traces("Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit");
    assert!(has_name(&texts, "Ada Example"), "{texts:?}");
    let (_, found) = traces("Content-Transfer-Encoding: x-uuencode");
    assert!(found.iter().any(|trace| trace.kind == TraceKind::Unreadable), "{found:?}");
    // A head before the first element makes a message of what is called a page.
    let page = "--- word/a.htm\nContent-Transfer-Encoding: base64\n\nQWRhIEV4YW1wbGU=\n";
    let (_, found) = looked_into("a.docx", &zipped(&parts(page)));
    assert!(found.iter().any(|trace| trace.kind == TraceKind::Unreadable), "{found:?}");
}

#[test]
fn two_quotation_marks_within_a_cell_are_one() {
    for (table, expected) in [
        ("a,b\n\"Ada \"\"Ed\"\" Example\",\"\"\n", "a\tb\n Ada \"Ed\" Example \t  \n"),
        ("a,b\n\"\"\"Ed\"\", x\",1\n", "a\tb\n \"Ed\", x \t1\n"),
    ] {
        assert_eq!(looked_into("a.csv", table.as_bytes()).0, [expected]);
    }
}

#[test]
fn one_long_line_is_read_in_pieces_that_overlap() {
    for filler in ["of a day, ", "x", "\u{e9}", "{\"a\":\"Ann Lee\"},"] {
        for before in (0..40).map(|shift| 32 * 1024 - 20 + shift) {
            let head = filler.repeat(before / filler.len());
            let text = format!("{head} Ada Example {}", filler.repeat(100_000 / filler.len()));
            let (texts, _) = looked_into("a.json", text.as_bytes());
            assert!(has_name(&texts, "Ada Example"), "{filler} {before}");
            assert!(texts.iter().all(|text| text.len() < 100 * 1024), "{filler}");
            assert!(texts.len() >= 2);
        }
    }
    let rich = format!("{{\\rtf1 {}}}", "\\par Ada Example, ".repeat(10_000));
    let (texts, _) = looked_into("a.rtf", rich.as_bytes());
    assert!(texts.len() > 2 && texts.iter().all(|text| text.len() < 70 * 1024));
}

#[test]
fn groups_are_nested_only_so_deep() {
    let (_, traces) = looked_into("a.rtf", &[&b"{\\rtf1 "[..], &b"{".repeat(20_000)].concat());
    assert!(traces.iter().any(|trace| trace.kind == TraceKind::Unreadable), "{traces:?}");
}

/// A document of one part, and where its list begins.
fn document() -> (Vec<u8>, usize) {
    let bytes =
        zipped(&[("word/document.xml", "<document>".to_owned() + &"words ".repeat(30) + "</document>")]);
    let list = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    (bytes, list)
}

/// The same with bytes before its list.
fn with_bytes(at: usize, more: &[u8]) -> Vec<u8> {
    let (mut bytes, list) = document();
    let end = memchr::memmem::rfind(&bytes, b"PK\x05\x06").unwrap();
    let place = u32::try_from(list + more.len()).unwrap().to_le_bytes();
    bytes[end + 16..end + 20].copy_from_slice(&place);
    if at == 0 {
        let head = u32::try_from(more.len()).unwrap().to_le_bytes();
        bytes[list + 42..list + 46].copy_from_slice(&head);
    }
    bytes.splice(at..at, more.iter().copied());
    bytes
}

#[test]
fn what_stands_in_no_part_of_a_document_is_read_and_told() {
    let (whole, list) = document();
    assert_eq!(looked_into("a.docx", &whole).1, []);
    let end = memchr::memmem::rfind(&whole, b"PK\x05\x06").unwrap();
    // Within the packed bytes of the part, behind their end.
    let mut behind = with_bytes(list, b"of Ada Example");
    let longer = u32::try_from(list - 30 - "word/document.xml".len() + 14).unwrap().to_le_bytes();
    behind[18..22].copy_from_slice(&longer);
    let entry = list + 14;
    behind[entry + 20..entry + 24].copy_from_slice(&longer);
    for (place, bytes) in [
        ("before", with_bytes(0, b"PK of Ada Example")),
        ("between", with_bytes(list, b"of Ada Example")),
        ("behind", [&whole[..], b"\nof Ada Example"].concat()),
        ("before all", [b"PK of Ada Example\n", &whole[..]].concat()),
        ("behind the end of a part", behind),
    ] {
        let (texts, traces) = looked_into("a.docx", &bytes);
        assert!(has_name(&texts, "Ada Example"), "{place}: {texts:?}, {traces:?}");
        assert!(traces.iter().any(|trace| trace.kind == TraceKind::CustomData), "{place}: {traces:?}");
        let clean = scrub(&SourcePath::new("a.docx"), &bytes).unwrap();
        assert_eq!(looked_into("a.docx", &clean).1, [], "{place}");
        assert!(memchr::memmem::find(&clean, b"Ada Example").is_none(), "{place}");
    }
    // A part that no list names may be packed.
    let bytes = with_bytes(0, &whole[..list]);
    let (_, traces) = looked_into("a.docx", &bytes);
    assert!(traces.iter().any(|trace| trace.kind == TraceKind::Unreadable), "{traces:?}");
    // What fills up is nothing.
    assert_eq!(looked_into("a.docx", &with_bytes(list, b"\0\0\0\0")).1, []);
    // Fields beside the name, in the list and before the part.
    let field = b"\x75\x70\x0e\0of Ada Example";
    let mut more = whole.clone();
    more[list + 30] = 18;
    let behind_name = list + 46 + "word/document.xml".len();
    more.splice(behind_name..behind_name, field.iter().copied());
    let moved = end + 18;
    let size = u32::try_from(end - list + 18).unwrap().to_le_bytes();
    more[moved + 12..moved + 16].copy_from_slice(&size);
    let (texts, traces) = looked_into("a.docx", &more);
    assert!(has_name(&texts, "Ada Example"), "{texts:?}, {traces:?}");
    let clean = scrub(&SourcePath::new("a.docx"), &more).unwrap();
    assert!(memchr::memmem::find(&clean, b"Ada Example").is_none());
}

#[test]
fn a_part_that_is_not_what_its_sum_says_is_damaged() {
    let (mut bytes, list) = document();
    bytes[list + 16] ^= 1;
    let (_, traces) = looked_into("a.docx", &bytes);
    assert!(traces.iter().any(|trace| trace.kind == TraceKind::Unreadable), "{traces:?}");
}
