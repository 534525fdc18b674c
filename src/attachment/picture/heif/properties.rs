//! What is left of each property of a picture: how large it is, its colours, how it is turned and how to decode it.

use std::borrow::Cow;

use super::super::{DAMAGED, Why, profile};
use super::NEW;
use super::boxes::Fields;
use super::items::Property;
use super::streams::{av1, is_hevc_picture, joined};

/// Names of what makes a second picture the transparency of the first.
const TRANSPARENCY: [&[u8]; 3] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
    b"urn:mpeg:hevc:2015:auxid:1",
    b"urn:mpeg:avc:2015:auxid:1",
];

/// The longest of these names with what stands before and behind it.
const TRANSPARENCY_LENGTH: usize = 64;

/// The bytes of a set of HEVC parameters before its units.
const HEVC_HEAD: usize = 22;

impl<'p> Property<'p> {
    /// What is left of a property that belongs to a picture; nothing for what does not change how it is shown.
    pub(super) fn kept(self, is_essential: bool) -> Result<Option<Cow<'p, [u8]>>, Why> {
        let content = self.content;
        let length = match &self.name {
            b"ispe" => 12,
            // A later form says more than decoders need.
            b"pixi" if content.get(4).is_some_and(|count| content.len() == 5 + usize::from(*count)) => {
                content.len()
            }
            b"colr" if content.starts_with(b"nclx") => 11,
            b"colr" if content.starts_with(b"prof") || content.starts_with(b"rICC") => {
                // Where no program understands it, the picture is shown without it.
                let (kind, profile) = content.split_at(4);
                return Ok(profile::neutral(profile).map(|colours| [kind, &colours].concat().into()));
            }
            b"irot" | b"imir" | b"a1op" => 1,
            b"lsel" => 2,
            b"clli" => 4,
            b"pasp" | b"amve" => 8,
            b"mdcv" => 24,
            b"clap" => 32,
            b"a1lx" => 1 + 3 * if content.first().is_some_and(|flags| flags & 1 == 1) { 4 } else { 2 },
            b"av1C" => return of_av1(content).map(Some),
            b"hvcC" => return of_hevc(content).map(|kept| Some(kept.into())),
            b"auxC" => return of_transparency(content).map(Some),
            _ => return if is_essential { Err(NEW) } else { Ok(None) },
        };
        // Longer ones may be of a later form, or have something behind them.
        if content.len() == length { Ok(Some(content.into())) } else { Err(NEW) }
    }

    /// Whether it says of a picture that it is the transparency of another.
    pub(super) fn is_transparency(self) -> bool {
        &self.name == b"auxC" && of_transparency(self.content).is_ok()
    }

    /// How many bytes the length of each unit takes, where it is a set of HEVC parameters.
    pub(super) fn length_of_lengths(self) -> Option<usize> {
        let is_hevc = &self.name == b"hvcC";
        self.content.get(HEVC_HEAD - 1).filter(|_| is_hevc).map(|byte| usize::from(byte & 3) + 1)
    }
}

fn of_transparency(content: &[u8]) -> Result<Cow<'static, [u8]>, Why> {
    let content = &content[..content.len().min(TRANSPARENCY_LENGTH)];
    let name = Fields::of(content.get(4..).ok_or(DAMAGED)?).text();
    let known = TRANSPARENCY.iter().find(|known| **known == name).ok_or(NEW)?;
    Ok([&[0; 4], *known, &[0]].concat().into())
}

fn of_av1(content: &[u8]) -> Result<Cow<'_, [u8]>, Why> {
    let (head, units) = content.split_at_checked(4).ok_or(DAMAGED)?;
    let found = av1(units)?;
    Ok(match &*found.noted {
        [] => content.into(),
        _ => [head, &joined(units, &found.needed)].concat().into(),
    })
}

/// Lists of units by kind, without those that are remarks.
fn of_hevc(content: &[u8]) -> Result<Vec<u8>, Why> {
    let mut fields = Fields::of(content);
    let mut kept = fields.take(HEVC_HEAD)?.to_vec();
    let mut lists = 0;
    kept.push(0);
    for _ in 0..fields.number(1)? {
        let whole = fields.rest();
        let kind = fields.number(1)? & 0x3F;
        for _ in 0..fields.number(2)? {
            let length = fields.size(2)?;
            fields.take(length)?;
        }
        if u8::try_from(kind).is_ok_and(is_hevc_picture) {
            kept.extend_from_slice(&whole[..whole.len() - fields.rest().len()]);
            lists += 1;
        }
    }
    kept[HEVC_HEAD] = lists;
    if fields.rest().is_empty() { Ok(kept) } else { Err(NEW) }
}
