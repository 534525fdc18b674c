//! Which words of a document belong together: what a reader sees as one is one, and what stands apart parts no words.

use briefpress::attachment::{Passage, Trace, TraceKind, read};
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
fn groups_are_nested_only_so_deep() {
    let (_, traces) = looked_into("a.rtf", &[&b"{\\rtf1 "[..], &b"{".repeat(20_000)].concat());
    assert!(traces.iter().any(|trace| trace.kind == TraceKind::Unreadable), "{traces:?}");
}
