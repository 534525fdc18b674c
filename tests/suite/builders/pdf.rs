//! PDF with tables of its own, saved once or several times.

use std::fmt::Write as _;

use super::Part;

/// A page: its content, its notes, and its own number once it was written.
struct Page {
    content: usize,
    notes: Vec<usize>,
    number: Option<usize>,
}

struct Pdf {
    bytes: Vec<u8>,
    /// Where each object begins; the first is number 1.
    starts: Vec<usize>,
    /// Those written since the last save.
    fresh: Vec<usize>,
    previous: Option<usize>,
    /// Resources of all pages apart from their font.
    resources: String,
}

/// Catalogue, tree of pages, properties and the font come first.
const CATALOG: usize = 1;
const PAGES: usize = 2;
const INFO: usize = 3;
const FONT: usize = 4;

impl Pdf {
    fn object(&mut self, number: usize, body: &[u8]) {
        if self.starts.len() < number {
            self.starts.resize(number, 0);
        }
        self.starts[number - 1] = self.bytes.len();
        self.fresh.push(number);
        self.bytes.extend(format!("{number} 0 obj\n").bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    fn stream(&mut self, number: usize, entries: &str, content: &[u8]) {
        let head = format!("<< {entries} /Length {} >>\nstream\n", content.len());
        self.object(number, &[head.as_bytes(), content, b"\nendstream"].concat());
    }

    fn next(&self) -> usize {
        self.starts.len().max(FONT) + 1
    }

    fn save(&mut self) {
        let at = self.bytes.len();
        let mut table = String::from("xref\n");
        if self.previous.is_none() {
            table.push_str("0 1\n0000000000 65535 f \n");
        }
        self.fresh.sort_unstable();
        self.fresh.dedup();
        for number in self.fresh.drain(..) {
            let _ = write!(table, "{number} 1\n{:010} 00000 n \n", self.starts[number - 1]);
        }
        let previous = self.previous.map_or_else(String::new, |at| format!(" /Prev {at}"));
        let size = self.starts.len() + 1;
        let _ = write!(
            table,
            "trailer\n<< /Size {size} /Root {CATALOG} 0 R /Info {INFO} 0 R{previous} >>\nstartxref\n{at}\n%%EOF\n"
        );
        self.bytes.extend(table.bytes());
        self.previous = Some(at);
    }
}

/// A PDF of the parts: `page ENTRIES` has the operators of a page, packed if the entries say `/Fl` and in digits if they say `/AHx`, `font` the
/// entries of the font of all pages, `resources` more of their resources, `note` the entries of a note on the last page, `object` any
/// object, `stream ENTRIES` and `packed ENTRIES` a stream with more entries, `remark` a remark between objects, `behind` what stands
/// behind the end, `file NAME` an embedded file, `save` ends a version and begins the next one with other properties.
pub(crate) fn pdf(parts: &[Part<'_>]) -> Vec<u8> {
    let mut pdf = Pdf {
        bytes: b"%PDF-1.7\n".to_vec(),
        starts: Vec::new(),
        fresh: Vec::new(),
        previous: None,
        resources: String::new(),
    };
    let (mut info, mut catalog) = (String::new(), String::new());
    let mut pages: Vec<Page> = Vec::new();
    let font = parts.iter().find(|(name, _)| *name == "font");
    let font =
        font.map_or("/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding", |(_, font)| &**font);
    pdf.object(FONT, format!("<< /Type /Font {font} >>").as_bytes());
    let mut files = String::new();
    for (name, body) in parts {
        let number = pdf.next();
        match name.split_once(' ').map_or((*name, ""), |(part, name)| (part, name)) {
            ("info", _) => info.clone_from(body),
            ("catalog", _) => catalog.clone_from(body),
            ("page", entries) => {
                pdf.stream(number, entries, &filtered(entries, body));
                pages.push(Page { content: number, notes: Vec::new(), number: None });
            }
            ("note", _) => {
                pdf.object(number, format!("<< /Type /Annot /Rect [0 0 10 10] {body} >>").as_bytes());
                pages.last_mut().unwrap().notes.push(number);
            }
            ("object", _) => pdf.object(number, body.as_bytes()),
            ("stream", entries) => pdf.stream(number, entries, body.as_bytes()),
            ("packed", entries) => {
                let entries = format!("{entries} /Filter /FlateDecode");
                pdf.stream(number, &entries, &super::picture::packed(body.as_bytes()));
            }
            ("remark", _) => pdf.bytes.extend(format!("% {body}\n").bytes()),
            ("resources", _) => pdf.resources.clone_from(body),
            ("behind" | "font", _) => {}
            ("xmp", _) => pdf.stream(number, "/Type /Metadata /Subtype /XML", body.as_bytes()),
            ("file", file) => {
                let bytes = super::built(file, body).unwrap_or_else(|| body.clone().into_bytes());
                pdf.stream(number, "/Type /EmbeddedFile", &bytes);
                let specification = format!("<< /Type /Filespec /F ({file}) /EF << /F {number} 0 R >> >>");
                pdf.object(number + 1, specification.as_bytes());
                let _ = write!(files, "({file}) {} 0 R ", number + 1);
            }
            ("save", _) => {
                finish(&mut pdf, &info, &catalog, &files, &mut pages);
                info.clone_from(body);
            }
            other => panic!("no part of a PDF: {other:?}"),
        }
    }
    finish(&mut pdf, &info, &catalog, &files, &mut pages);
    for (_, body) in parts.iter().filter(|(name, _)| *name == "behind") {
        pdf.bytes.extend(body.bytes());
    }
    pdf.bytes
}

/// A stream in the filters that its entries name.
fn filtered(entries: &str, body: &str) -> Vec<u8> {
    let mut bytes = body.as_bytes().to_vec();
    if entries.contains("/Fl") {
        bytes = super::picture::packed(&bytes);
    }
    if entries.contains("/AHx") {
        bytes = bytes.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}")).into_bytes();
    }
    bytes
}

fn finish(pdf: &mut Pdf, info: &str, catalog: &str, files: &str, pages: &mut [Page]) {
    let mut kids = String::new();
    for Page { content, notes, number } in pages.iter_mut() {
        let number = *number.get_or_insert_with(|| pdf.next());
        let notes: Vec<String> = notes.iter().map(|note| format!("{note} 0 R")).collect();
        let notes = notes.join(" ");
        let page = format!(
            "<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << /Font << /F1 {FONT} 0 R >> {} >> /Annots [{notes}] >>",
            pdf.resources
        );
        pdf.object(number, page.as_bytes());
        let _ = write!(kids, "{number} 0 R ");
    }
    let names = if files.is_empty() {
        String::new()
    } else {
        format!("/Names << /EmbeddedFiles << /Names [{files}] >> >>")
    };
    pdf.object(PAGES, format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).as_bytes());
    pdf.object(INFO, format!("<< {info} >>").as_bytes());
    pdf.object(CATALOG, format!("<< /Type /Catalog /Pages {PAGES} 0 R {names} {catalog} >>").as_bytes());
    pdf.save();
}
