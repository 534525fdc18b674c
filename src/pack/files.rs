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
                    let mut text = [passage.text.to_owned()];
                    let sealed = cover.pieces(&mut text);
                    let place = format!("{name}, {}", cover.text(&passage.whereabouts_of(0)));
                    finds.take_sealed(&sealed, &place);
                    finds.take(&place, &text[0], false);
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
