//! What a content stream refers to by name: fonts, and streams within it.

use lopdf::{Dictionary, Document, Object};

use super::fonts::{Fonts, Words, length};
use super::geometry::Matrix;
use super::streams::unpack_drawing;
use crate::attachment::reading::{Reading, Step};

/// The resources of the stream that is read, and of those around it.
pub(super) struct Resources<'d> {
    document: &'d Document,
    /// For each stream the dictionaries that count, the nearest first.
    stack: Vec<Vec<&'d Dictionary>>,
    pub(super) fonts: Fonts,
}

/// A stream within a stream.
pub(super) struct Form<'d> {
    pub(super) content: Vec<u8>,
    pub(super) matrix: Matrix,
    pub(super) resources: Option<&'d Dictionary>,
}

impl<'d> Resources<'d> {
    pub(super) fn new(document: &'d Document, page: Vec<&'d Dictionary>, fonts: Fonts) -> Self {
        Self { document, stack: vec![page], fonts }
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
        let content = unpack_drawing(reading, self.document, stream)?;
        let matrix =
            stream.dict.get_deref(b"Matrix", self.document).ok().and_then(matrix).unwrap_or(Matrix::UNIT);
        let resources = stream.dict.get_deref(b"Resources", self.document).ok();
        let resources = resources.and_then(|resources| resources.as_dict().ok());
        Ok(Some(Form { content, matrix, resources }))
    }

    /// The font of a name.
    pub(super) fn font(&self, name: &[u8]) -> Option<&'d Dictionary> {
        self.find(b"Font", name)?.as_dict().ok()
    }

    /// The font and its size that a set of parameters brings along.
    pub(super) fn font_of_parameters(&self, name: &[u8]) -> Option<(&'d Dictionary, f64)> {
        let parameters = self.find(b"ExtGState", name)?.as_dict().ok()?;
        let [font, size] = parameters.get_deref(b"Font", self.document).ok()?.as_array().ok()?.as_slice()
        else {
            return None;
        };
        let (_, font) = self.document.dereference(font).ok()?;
        Some((font.as_dict().ok()?, f64::from(size.as_float().ok()?)))
    }

    /// Adds the words of a text in a font, and gives how wide they are at size 1.
    pub(super) fn decode(
        &mut self,
        reading: &mut Reading<'_>,
        font: Option<&'d Dictionary>,
        text: &[u8],
        words: &mut Words,
    ) -> Step<f64> {
        if let Some(font) = font {
            return self.fonts.decode(reading, self.document, font, text, words);
        }
        words.text.extend(text.iter().map(|byte| char::from(*byte)));
        Ok(0.5 * length(text.len()))
    }
}

fn matrix(object: &Object) -> Option<Matrix> {
    let items = object.as_array().ok()?;
    let numbers: Vec<f64> = items.iter().filter_map(|item| item.as_float().ok().map(f64::from)).collect();
    numbers.try_into().ok().map(Matrix)
}
