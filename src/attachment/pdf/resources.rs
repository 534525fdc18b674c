//! What a content stream refers to by name: fonts, and streams within it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, Stream};

use super::geometry::Matrix;
use crate::attachment::reading::{Reading, Step, too_large};

/// What pages share.
#[derive(Default)]
pub(super) struct Fonts<'d> {
    /// Fonts that were made ready.
    ready: HashMap<*const Dictionary, Rc<Font<'d>>>,
    /// Streams that were painted.
    pub(super) painted: HashSet<*const Stream>,
}

/// The resources of the stream that is read, and of those around it.
pub(super) struct Resources<'d> {
    document: &'d Document,
    /// For each stream the dictionaries that count, the nearest first.
    stack: Vec<Vec<&'d Dictionary>>,
    pub(super) fonts: Fonts<'d>,
    /// How many bytes a font may unpack to.
    limit: usize,
}

/// A stream within a stream.
pub(super) struct Form<'d> {
    pub(super) content: Vec<u8>,
    pub(super) matrix: Matrix,
    pub(super) resources: Option<&'d Dictionary>,
}

/// The words that bytes stand for; nothing where that is not known.
type Decode<'d> = Box<dyn Fn(&[u8]) -> Option<String> + 'd>;

/// How a font turns bytes to words.
pub(super) struct Font<'d> {
    decode: Decode<'d>,
    /// How wide letters are, in thousandths, from letter `first`.
    widths: Vec<f64>,
    first: usize,
    /// How many bytes a letter takes.
    bytes: usize,
}

impl<'d> Resources<'d> {
    pub(super) fn new(
        document: &'d Document,
        page: Vec<&'d Dictionary>,
        fonts: Fonts<'d>,
        limit: usize,
    ) -> Self {
        Self { document, stack: vec![page], fonts, limit }
    }

    pub(super) fn enter(&mut self, own: Option<&'d Dictionary>) {
        let around = self.stack.last().cloned().unwrap_or_default();
        self.stack.push(own.into_iter().chain(around).take(16).collect());
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    /// What a name stands for in a category of the resources.
    fn find(&self, category: &[u8], name: &[u8]) -> Option<&'d Object> {
        let dictionaries = self.stack.last()?;
        dictionaries.iter().find_map(|resources| {
            let named = resources.get_deref(category, self.document).ok()?.as_dict().ok()?;
            named.get_deref(name, self.document).ok()
        })
    }

    /// A stream with content of its own; nothing for a picture.
    pub(super) fn form(&mut self, reading: &mut Reading<'_>, name: &[u8]) -> Step<Option<Form<'d>>> {
        let Some(Object::Stream(stream)) = self.find(b"XObject", name) else { return Ok(None) };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return Ok(None);
        }
        self.fonts.painted.insert(std::ptr::from_ref(stream));
        let content = unpack(reading, stream)?;
        let matrix =
            stream.dict.get_deref(b"Matrix", self.document).ok().and_then(matrix).unwrap_or(Matrix::UNIT);
        let resources = stream.dict.get_deref(b"Resources", self.document).ok();
        let resources = resources.and_then(|resources| resources.as_dict().ok());
        Ok(Some(Form { content, matrix, resources }))
    }

    /// The words of a text in a font, and how wide they are at size 1.
    pub(super) fn decode(&mut self, font: &[u8], text: &[u8]) -> (String, f64) {
        let Some(Object::Dictionary(dictionary)) = self.find(b"Font", font) else {
            return (text.iter().map(|byte| char::from(*byte)).collect(), 0.5 * length(text.len()));
        };
        let (document, limit) = (self.document, self.limit);
        let known = self.fonts.ready.entry(std::ptr::from_ref(dictionary));
        let font = known.or_insert_with(|| Rc::new(Font::of(document, dictionary, limit)));
        font.decode(text)
    }
}

/// Unpacks a stream as far as the limits allow. What can not be unpacked is taken as it is.
pub(super) fn unpack(reading: &mut Reading<'_>, stream: &Stream) -> Step<Vec<u8>> {
    let left = usize::try_from(reading.bytes_left()).unwrap_or(usize::MAX);
    let bytes = match stream.decompressed_content_with_limit(left) {
        Ok(bytes) => bytes,
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(too_large());
        }
        Err(_) => stream.content.clone(),
    };
    reading.unpacked(bytes.len() as u64)?;
    Ok(bytes)
}

fn matrix(object: &Object) -> Option<Matrix> {
    let items = object.as_array().ok()?;
    let numbers: Vec<f64> = items.iter().filter_map(|item| item.as_float().ok().map(f64::from)).collect();
    numbers.try_into().ok().map(Matrix)
}

/// A number of letters, as a measure.
fn length(letters: usize) -> f64 {
    f64::from(u32::try_from(letters).unwrap_or(u32::MAX))
}

impl<'d> Font<'d> {
    fn of(document: &'d Document, font: &'d Dictionary, limit: usize) -> Self {
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        let widths = font.get_deref(b"Widths", document).ok().and_then(|widths| widths.as_array().ok());
        let widths = widths.into_iter().flatten().take(256);
        let first = font.get_deref(b"FirstChar", document).ok().and_then(|first| first.as_i64().ok());
        Self {
            decode: match font.get_font_encoding_with_limit(document, limit) {
                Ok(encoding) => Box::new(move |text| encoding.bytes_to_string(text).ok()),
                Err(_) => Box::new(|_| None),
            },
            widths: widths.map(|width| width.as_float().map_or(500.0, f64::from)).collect(),
            first: first.and_then(|first| usize::try_from(first).ok()).unwrap_or_default(),
            bytes: if is_composite { 2 } else { 1 },
        }
    }

    fn decode(&self, text: &[u8]) -> (String, f64) {
        let mut words =
            (self.decode)(text).unwrap_or_else(|| text.iter().map(|byte| char::from(*byte)).collect());
        // Letters that no map knows come as they are; those of control are nothing to read.
        words.retain(|letter| !letter.is_control() || letter.is_whitespace());
        if self.widths.is_empty() {
            return (words, 0.5 * length(text.len() / self.bytes));
        }
        let width = |byte: &u8| {
            let at = usize::from(*byte).checked_sub(self.first);
            at.and_then(|at| self.widths.get(at)).copied().unwrap_or(500.0)
        };
        (words, text.iter().map(width).sum::<f64>() / 1000.0)
    }
}
