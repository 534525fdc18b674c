//! A parsed source: all that others need of it.

use super::reader::Reader;
use super::writer::Writer;
use super::{Kept, kept_enum, kept_struct};
use crate::parse::{
    Document, Heading, Lifted, ParsedSource, PartialFrontMatter, Prose, Slot, SlotKind, Target, UnreadKeys,
};

kept_struct!(Slot { at, kind, target, place });
kept_enum!(SlotKind { Link = 0, Image = 1 });
kept_struct!(Target { path, fragment });
kept_struct!(Heading { level, id, text });
kept_struct!(PartialFrontMatter { front, unread });

impl Kept for UnreadKeys {
    fn put(&self, to: &mut Writer<'_>) {
        self.0.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Kept::take(from).map(Self)
    }
}

/// Writes what others need of a parsed source. Its fingerprint stands beside it; what was lifted out of the body is
/// part of the front matter but for its open places; the HTML is not kept.
pub(super) fn put_source(source: &ParsedSource, to: &mut Writer<'_>) {
    // The words were for the rules, which have read them.
    let ParsedSource { path: _, fingerprint: _, front_matter, partial, document, prose: _, diagnostics } =
        source;
    let Document { html: _, is_outline: _, slots, headings, lifted, first_paragraph, words } = document;
    front_matter.put(to);
    partial.put(to);
    slots.put(to);
    headings.put(to);
    lifted.slots.put(to);
    first_paragraph.put(to);
    words.put(to);
    diagnostics.put(to);
}

/// Reads what [`put_source`] wrote, to the last byte.
pub(super) fn take_source(
    from: &mut Reader<'_>,
    fingerprint: crate::source::Fingerprint,
) -> Option<ParsedSource> {
    let front_matter = Kept::take(from)?;
    let partial = Kept::take(from)?;
    let document = Document {
        html: String::new(),
        is_outline: true,
        slots: Kept::take(from)?,
        headings: Kept::take(from)?,
        lifted: Lifted { slots: Kept::take(from)?, ..Lifted::default() },
        first_paragraph: Kept::take(from)?,
        words: Kept::take(from)?,
    };
    let diagnostics = Kept::take(from)?;
    let prose = Prose::default();
    let path = from.path.clone();
    let source = ParsedSource { path, fingerprint, front_matter, partial, document, prose, diagnostics };
    from.is_empty().then_some(source)
}
