//! How many pages a PDF has, where its table of contents for programs is plain; nothing where there is any doubt.
//!
//! A wrong number is worse than none, so nothing is guessed from the bytes of a file: its cross-reference tables are
//! followed to the tree of pages, each page is visited, and the number must be the one that every branch of the tree
//! gives for itself. Files whose tables are compressed have no number (`docs/decisions/0013`).

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::pdf_object::{Object, Parser};
use crate::source::PDF_PAGES_LIMIT;

/// Sections of the cross-reference table that are looked at; each save of some programs adds one.
const SECTIONS: usize = 100;

/// How much is read of an object at first, and at most: a list of all pages may be long.
const OBJECT_SIZES: [u64; 3] = [2 * 1024, 64 * 1024, 1024 * 1024];

/// The bytes of one entry of a cross-reference table.
const ENTRY: u64 = 20;

/// A reference to an object: its number and its generation.
type Reference = (u64, u64);

/// The number of pages.
pub(super) fn count_pages(file: &File, size: u64) -> Option<u32> {
    let mut pdf = Pdf { file, size, sections: Vec::new() };
    if pdf.read(0, 5)? != b"%PDF-" {
        return None;
    }
    let root = pdf.follow_tables()?;
    let catalogue = pdf.object(root)?;
    if catalogue.get("Type")?.name()? != "Catalog" {
        return None;
    }
    let pages = catalogue.get("Pages")?.reference()?;
    let count = pdf.count_below(pages, 0, &mut HashSet::new())?;
    (count > 0).then_some(count)
}

struct Pdf<'f> {
    file: &'f File,
    size: u64,
    /// The newest section comes first.
    sections: Vec<Section>,
}

/// A run of entries in a cross-reference table.
struct Section {
    first: u64,
    count: u64,
    at: u64,
}

impl Pdf<'_> {
    fn read(&self, at: u64, length: u64) -> Option<Vec<u8>> {
        let length = length.min(self.size.checked_sub(at)?);
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        let mut file = self.file;
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Reads the chain of tables from the newest to the oldest; gives the reference to the catalogue.
    fn follow_tables(&mut self) -> Option<Reference> {
        let from = self.size.saturating_sub(1024);
        let end = self.read(from, 1024)?;
        let mark = b"startxref";
        let start = end.windows(mark.len()).rposition(|window| window == mark)?;
        let mut next = Parser::new(&end[start + mark.len()..]).value()?.number();
        let (mut root, mut seen) = (None, HashSet::new());
        while let Some(at) = next {
            if !seen.insert(at) || seen.len() > SECTIONS {
                return None;
            }
            let trailer = self.table(at)?;
            root = root.or_else(|| trailer.get("Root")?.reference());
            next = match trailer.get("Prev") {
                Some(previous) => Some(previous.number()?),
                None => None,
            };
        }
        root
    }

    /// Notes where the entries of one table stand, without reading them; gives its trailer.
    fn table(&mut self, at: u64) -> Option<Object> {
        let mut at = at + self.expect(at, "xref")?;
        loop {
            let line = self.read(at, 64)?;
            let mut parser = Parser::new(&line);
            if parser.keyword("trailer") {
                return self.parse_at(at + parser.position(), any);
            }
            let (first, count) = (parser.value()?.number()?, parser.value()?.number()?);
            parser.skip_blanks();
            at += parser.position();
            self.sections.push(Section { first, count, at });
            at = at.checked_add(count.checked_mul(ENTRY)?)?;
            if self.sections.len() > SECTIONS * SECTIONS {
                return None;
            }
        }
    }

    fn expect(&self, at: u64, word: &str) -> Option<u64> {
        let start = self.read(at, 64)?;
        let mut parser = Parser::new(&start);
        parser.keyword(word).then(|| parser.position())
    }

    /// Parses something at a place, reading more where it is long.
    fn parse_at(&self, at: u64, parse: impl Fn(&mut Parser<'_>) -> Option<Object>) -> Option<Object> {
        OBJECT_SIZES.into_iter().find_map(|size| parse(&mut Parser::new(&self.read(at, size)?)))
    }

    fn object(&self, reference: Reference) -> Option<Object> {
        let (number, generation) = reference;
        let holds = |section: &&Section| {
            (section.first..section.first.saturating_add(section.count)).contains(&number)
        };
        let section = self.sections.iter().find(holds)?;
        let entry = self.read(section.at + (number - section.first) * ENTRY, ENTRY)?;
        let at = place_of(&entry, generation)?;
        self.parse_at(at, |parser| {
            let is_it = parser.value()?.number()? == number && parser.value()?.number()? == generation;
            (is_it && parser.keyword("obj")).then(|| parser.value())?
        })
    }

    /// The pages below a node of the tree; the node's own count has to agree.
    fn count_below(&self, node: Reference, depth: usize, seen: &mut HashSet<Reference>) -> Option<u32> {
        if depth > 32 || !seen.insert(node) || seen.len() > 2 * PDF_PAGES_LIMIT {
            return None;
        }
        let object = self.object(node)?;
        match object.get("Type")?.name()? {
            "Page" => Some(1),
            "Pages" => {
                let mut count = 0_u32;
                for kid in object.get("Kids")?.items()? {
                    count = count.checked_add(self.count_below(kid.reference()?, depth + 1, seen)?)?;
                }
                let is_right = object.get("Count")?.number()? == u64::from(count);
                (is_right && count as usize <= PDF_PAGES_LIMIT).then_some(count)
            }
            _ => None,
        }
    }
}

fn any(parser: &mut Parser<'_>) -> Option<Object> {
    parser.value()
}

/// Where an object stands, by its entry: ten digits, five digits, and an `n` for one that is in use.
fn place_of(entry: &[u8], generation: u64) -> Option<u64> {
    let text = std::str::from_utf8(entry.get(..18)?).ok()?;
    let (place, of) = (text.get(..10)?, text.get(11..16)?);
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = is_digits(place) && is_digits(of) && &text[10..11] == " " && &text[16..18] == " n";
    (fits && of.parse::<u64>().ok()? == generation).then(|| place.parse().ok())?
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::count_pages;
    use crate::source::PDF_PAGES_LIMIT;

    /// A PDF of objects, numbered from 1, with one table; what is written after `startxref` can be another place.
    struct Pdf {
        bytes: Vec<u8>,
        places: Vec<usize>,
    }

    impl Pdf {
        fn new() -> Self {
            Self { bytes: b"%PDF-1.4\n% a remark\n".to_vec(), places: Vec::new() }
        }

        fn object(mut self, text: &str) -> Self {
            self.places.push(self.bytes.len());
            let number = self.places.len();
            write!(self.bytes, "{number} 0 obj\n{text}\nendobj\n").unwrap();
            self
        }

        fn end(mut self, trailer: &str) -> Vec<u8> {
            let table = self.bytes.len();
            write!(self.bytes, "xref\n0 {}\n0000000000 65535 f \n", self.places.len() + 1).unwrap();
            for place in &self.places {
                writeln!(self.bytes, "{place:010} 00000 n ").unwrap();
            }
            write!(self.bytes, "trailer\n{trailer}\nstartxref\n{table}\n%%EOF\n").unwrap();
            self.bytes
        }
    }

    const CATALOGUE: &str = "<< /Type /Catalog /Pages 2 0 R >>";
    const TRAILER: &str = "<< /Size 9 /Root 1 0 R >>";

    fn of(tree: &[&str]) -> Vec<u8> {
        tree.iter().fold(Pdf::new().object(CATALOGUE), |pdf, object| pdf.object(object)).end(TRAILER)
    }

    fn pages_of(bytes: &[u8]) -> Option<u32> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        count_pages(&file, bytes.len() as u64)
    }

    #[test]
    fn pages_are_counted_where_every_branch_agrees() {
        let one = "<< /Type /Page /Parent 2 0 R >>";
        let cases: [(&[&str], u32); 6] = [
            (&["<< /Type /Pages /Kids [3 0 R] /Count 1 >>", one], 1),
            (&["<</Count 2/Kids[3 0 R 4 0 R]/Type/Pages>>", one, one], 2),
            (
                &[
                    "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 3 >>",
                    one,
                    "<< /Type /Pages /Kids [5 0 R 6 0 R] /Count 2 >>",
                    one,
                    one,
                ],
                3,
            ),
            (&["<< /Type % a remark >>\r /Pages /Kids [ 3 0 R ]\n/Count 1 >>", one], 1),
            (
                &[
                    "<< /Type /Pages /Title (a \\) \\( (b) >> ) /ID <4142> /X [ 1.5 -2 true null << /Y /Z >> ] /Kids [3 0 R] /Count 1 >>",
                    one,
                ],
                1,
            ),
            (&["<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Contents 9 0 R >>"], 1),
        ];
        for (tree, pages) in cases {
            assert_eq!(pages_of(&of(tree)), Some(pages), "{tree:?}");
        }
        assert!(pages_of(&of(cases[0].0)[..40]).is_none());
    }

    #[test]
    fn a_doubt_leaves_no_number() {
        let one = "<< /Type /Page >>";
        let cases: [&[&str]; 15] = [
            &["<< /Type /Pages /Kids [3 0 R] /Count 2 >>", one],
            &["<< /Type /Pages /Kids [3 0 R] /Count 7 0 R >>", one],
            &["<< /Type /Pages /Kids [3 0 R] >>", one],
            &["<< /Type /Pages /Kids [] /Count 0 >>"],
            &["<< /Type /Pages /Kids 3 0 R /Count 1 >>", "[4 0 R]", one],
            &["<< /Type /Pages /Kids [3 0 R] /Count 1 /Count 2 >>", one],
            &["<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", one],
            &["<< /Type /Pages /Kids [2 0 R] /Count 1 >>"],
            &["<< /Type /Pages /Kids [9 0 R] /Count 1 >>", one],
            &["<< /Type /Pages /Kids [3 1 R] /Count 1 >>", one],
            &["<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Font >>"],
            &["<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Parent 2 0 R >>"],
            &["<< /Type /Pages /Kids [3 0 R] /Count -1 >>", one],
            &["<< /Type /Pages /Kids [3 0 R /Count 1 >>", one],
            &["[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["],
        ];
        for tree in cases {
            assert_eq!(pages_of(&of(tree)), None, "{tree:?}");
        }
    }

    #[test]
    fn a_file_that_is_not_plain_leaves_no_number() {
        let good = of(&["<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page >>"]);
        let text = String::from_utf8_lossy(&good).into_owned();
        assert_eq!(pages_of(&good), Some(1));
        for (from, to) in [
            ("%PDF-1.4", "%PDX-1.4"),
            ("xref\n0 4", "xrex\n0 4"),
            ("xref\n0 4", "xref\n0 3"),
            ("00000 n", "00000 f"),
            ("00000 n", "00001 n"),
            ("/Root 1 0 R", "/Root 2 0 R"),
            ("/Root 1 0 R", "/Boot 1 0 R"),
            ("/Size 9", "/Prev 9"),
            ("/Type /Catalog", "/Type /Cabalog"),
            ("1 0 obj", "7 0 obj"),
            ("trailer", "trailed"),
            ("startxref", "startxxxx"),
            ("%%EOF", &" ".repeat(2_000)),
        ] {
            assert!(text.contains(from), "{from}");
            let bytes = text.replacen(from, to, 1);
            assert_eq!(pages_of(bytes.as_bytes()), None, "{from} -> {to}");
        }
        for length in 0..good.len() - 8 {
            assert_eq!(pages_of(&good[..length]), None, "cut at {length}");
        }
    }

    #[test]
    fn a_later_save_counts() {
        let mut bytes = of(&["<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page >>"]);
        let text = String::from_utf8_lossy(&bytes[20..]).into_owned();
        let previous = text.rsplit("startxref\n").next().unwrap().split('\n').next().unwrap().to_owned();
        let at = bytes.len();
        write!(bytes, "2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>\nendobj\n").unwrap();
        let next = bytes.len();
        write!(bytes, "4 0 obj\n<< /Type /Page >>\nendobj\n").unwrap();
        let table = bytes.len();
        write!(
            bytes,
            "xref\n2 1\n{at:010} 00000 n \n4 1\n{next:010} 00000 n \n\
             trailer\n<< /Size 5 /Root 1 0 R /Prev {previous} >>\nstartxref\n{table}\n%%EOF\n"
        )
        .unwrap();
        assert_eq!(pages_of(&bytes), Some(2));
        let ring = String::from_utf8_lossy(&bytes[20..])
            .replace(&format!("/Prev {previous} "), &format!("/Prev {table} "));
        assert_eq!(pages_of(&[&bytes[..20], ring.as_bytes()].concat()), None);
    }

    #[test]
    fn the_limit_of_pages_is_kept() {
        let many = |count: usize| {
            let kids: String = (0..count).fold(String::new(), |mut kids, number| {
                kids.push_str(&(number + 3).to_string());
                kids.push_str(" 0 R ");
                kids
            });
            let pdf = Pdf::new()
                .object(CATALOGUE)
                .object(&format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>"));
            (0..count).fold(pdf, |pdf, _| pdf.object("<< /Type /Page >>")).end(TRAILER)
        };
        assert_eq!(pages_of(&many(PDF_PAGES_LIMIT)).map(|pages| pages as usize), Some(PDF_PAGES_LIMIT));
        assert_eq!(pages_of(&many(PDF_PAGES_LIMIT + 1)), None);
    }
}
