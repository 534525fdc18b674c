//! The files that the public would get with a briefing, and what stands in them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::attachment::{Kind, read as read_file};
use crate::load::AssetKind;
use crate::model::{Briefing, PublishedAsset, Site, SlotValue};
use crate::parse::{Attachment, AttachmentAfter};
use crate::render::size_words;

use super::cover::Cover;
use super::found::Finds;
use super::{Material, address};

/// A file.
#[derive(Debug, Serialize)]
pub(super) struct File {
    name: String,
    title: String,
    address: String,
    size: String,
    pages: Option<u32>,
    last_day: Option<String>,
    after: &'static str,
    hash: String,
    /// Whether its text was looked through.
    is_read: bool,
}

/// The published files that a briefing offers, shows and links to, each once, with what its front matter says of it.
pub(super) fn of_briefing<'a>(
    site: &'a Site,
    briefing: &'a Briefing,
) -> impl Iterator<Item = (&'a PublishedAsset, Option<&'a Attachment>)> {
    let mut files: BTreeMap<u32, Option<&Attachment>> = BTreeMap::new();
    let offered = briefing.attachments.iter().zip(&briefing.front.attachments);
    files.extend(offered.filter_map(|(at, attachment)| Some(((*at)?, Some(attachment)))));
    for slot in &briefing.slots {
        if let SlotValue::Asset(at) = slot {
            files.entry(*at).or_default();
        }
    }
    files.into_iter().filter_map(|(at, attachment)| Some((site.assets.get(at as usize)?, attachment)))
}

/// Lists the files, and finds what stands in them.
pub(super) fn read(material: &Material<'_>, cover: Cover<'_>, finds: &mut Finds<'_>) -> Vec<File> {
    let Material { site, briefing, .. } = *material;
    of_briefing(site, briefing)
        .map(|(file, attachment)| {
            let name = cover.text(file.asset.path.file_name());
            let bytes = material.output(&file.output).filter(|_| Kind::of(&file.asset.path).is_read());
            if let Some(bytes) = bytes {
                read_file(&file.asset.path, bytes, &mut |passage| {
                    let starts: Vec<usize> =
                        passage.cells.iter().map(|(start, _)| *start).filter(|start| *start > 0).collect();
                    let mut pieces = parted(passage.text, &starts);
                    let sealed = cover.pieces(&mut pieces);
                    let place = |at: usize| format!("{name}, {}", cover.text(&passage.whereabouts_of(at)));
                    finds.take_sealed(&sealed, &place(0));
                    if !passage.is_markup {
                        // A covered text is longer than it was, so places are those of the piece.
                        let ends: Vec<usize> = pieces
                            .iter()
                            .scan(0, |end, piece| {
                                *end += piece.len();
                                Some(*end)
                            })
                            .collect();
                        let of_piece = |at: usize| {
                            let piece = ends.partition_point(|end| *end <= at);
                            place(
                                piece
                                    .checked_sub(1)
                                    .map_or(0, |before| starts.get(before).copied().unwrap_or(0)),
                            )
                        };
                        finds.take_at(&of_piece, &pieces.concat(), false);
                    }
                });
            }
            File {
                title: attachment
                    .and_then(|it| it.title.as_deref())
                    .map(|title| cover.text(title))
                    .unwrap_or_default(),
                address: cover.text(&address(site, &file.output)),
                size: size_words(file.asset.size),
                pages: if let AssetKind::Pdf { pages } = file.asset.kind { Some(pages) } else { None },
                last_day: attachment.and_then(|it| it.retain_until).map(|day| day.to_string()),
                after: match attachment.and_then(|it| it.after) {
                    Some(AttachmentAfter::Remove) => "remove",
                    _ => "on-request",
                },
                hash: file.asset.fingerprint.short(),
                is_read: bytes.is_some(),
                name,
            }
        })
        .collect()
}

/// A text in pieces, each but the first of which begins at one of some bytes.
fn parted(text: &str, starts: &[usize]) -> Vec<String> {
    let from = std::iter::once(0).chain(starts.iter().copied());
    let to = starts.iter().copied().chain([text.len()]);
    from.zip(to).map(|(from, to)| text.get(from..to).unwrap_or_default().to_owned()).collect()
}
