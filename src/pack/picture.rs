//! Pictures of the page, put into the pack as they will be published.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::source::OutputPath;

use super::Material;

/// Bytes of pictures that a pack takes in: it has to go through the post.
const ROOM: usize = 8_000_000;

/// The pictures of one page.
pub(super) struct Pictures<'a> {
    material: &'a Material<'a>,
    room: usize,
}

/// A picture of the page.
pub(super) enum Picture {
    /// Its bytes as an address.
    Data(String),
    /// It is not in the pack, for a reason.
    Omitted(&'static str),
}

impl<'a> Pictures<'a> {
    pub(super) fn new(material: &'a Material<'a>) -> Self {
        Self { material, room: ROOM }
    }

    /// The picture at an address as the page has it.
    pub(super) fn at(&mut self, address: &str) -> Picture {
        let base = self.material.site.config.base_url.path();
        let path = address.strip_prefix(base).and_then(|path| OutputPath::file(path).ok());
        let Some(path) = path else { return Picture::Omitted("it is not one of the site's own files") };
        let Some(kind) = media_type(path.as_str()) else {
            return Picture::Omitted("it is no picture that browsers show");
        };
        match self.material.output(&path) {
            None => Picture::Omitted("it belongs to the site and not to this briefing"),
            Some(bytes) if bytes.len() > self.room => Picture::Omitted("the pack would become too large"),
            Some(bytes) => {
                self.room -= bytes.len();
                Picture::Data(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
            }
        }
    }
}

fn media_type(path: &str) -> Option<&'static str> {
    let kind = match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some(kind)
}
