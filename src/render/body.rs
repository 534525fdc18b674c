//! The HTML of a body with all that it was left open for: addresses, and what the theme says in it.

use std::fmt::Write as _;

use crate::load::AssetKind;
use crate::model::{Site, SlotValue};
use crate::parse::{AddedWord, AddedWordKind, Document, Slot, SlotKind};
use crate::theme::Speaker;

use super::escape;

/// A body as its page shows it.
pub(super) fn content(site: &Site, speaker: &Speaker<'_>, body: &Document, values: &[SlotValue]) -> String {
    let filled = fill_slots(site, &body.html, &body.slots, values);
    if AddedWord::split(&filled).is_none() {
        return filled;
    }
    let (mut said, mut rest) = (String::with_capacity(filled.len() + 256), filled.as_str());
    while let Some((before, word, after)) = AddedWord::split(rest) {
        said.push_str(before);
        say(&mut said, speaker, word);
        rest = after;
    }
    said.push_str(rest);
    said
}

fn say(html: &mut String, speaker: &Speaker<'_>, AddedWord { kind, note, place }: AddedWord) {
    if kind == AddedWordKind::Language {
        html.push_str(&speaker.language_attribute());
    } else {
        html.push_str(&escape(&speaker.say(kind.key(), &[("n", note), ("place", place)])));
    }
}

/// HTML with each of its slots filled.
pub(super) fn fill_slots(site: &Site, html: &str, slots: &[Slot], values: &[SlotValue]) -> String {
    let mut filled = String::with_capacity(html.len() + values.len() * 48);
    let mut done = 0;
    for (slot, value) in slots.iter().zip(values) {
        let at = slot.at as usize;
        filled.push_str(html.get(done..at).unwrap_or_default());
        done = at;
        fill_slot(&mut filled, site, slot.kind, value);
    }
    filled.push_str(html.get(done..).unwrap_or_default());
    filled
}

fn fill_slot(filled: &mut String, site: &Site, kind: SlotKind, value: &SlotValue) {
    let base = &site.config.base_url;
    match value {
        SlotValue::Page(output, fragment) => {
            filled.push_str(base.path());
            filled.push_str(output.address());
            push_fragment(filled, fragment.as_deref());
        }
        SlotValue::Anchor(anchor) => push_fragment(filled, Some(anchor)),
        SlotValue::Asset(at) => {
            let Some(file) = site.assets.get(*at as usize) else { return };
            filled.push_str(base.path());
            filled.push_str(file.output.address());
            if let (SlotKind::Image, AssetKind::Image { width, height }) = (kind, file.asset.kind) {
                let _ = write!(filled, "\" width=\"{width}\" height=\"{height}\"");
            } else if kind == SlotKind::Image {
                filled.push('"');
            }
        }
        SlotValue::Over => {
            // A link without an address is plain words; the rest of it follows.
            const OPENING: &str = " href=\"";
            if kind == SlotKind::Link && filled.ends_with(OPENING) {
                filled.truncate(filled.len() - OPENING.len());
                filled.push_str(" class=\"over");
            }
        }
        SlotValue::Broken => {
            if kind == SlotKind::Image {
                filled.push('"');
            }
        }
    }
}

/// An anchor is compared with the ids of the page before it comes here, so it holds nothing to escape.
fn push_fragment(filled: &mut String, fragment: Option<&str>) {
    if let Some(fragment) = fragment {
        filled.push('#');
        filled.push_str(&escape(fragment));
    }
}
