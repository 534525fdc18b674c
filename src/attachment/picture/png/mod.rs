//! PNG: a list of chunks, of which those that show the picture are written anew, each with as much as its form has room for.

mod chunks;
mod pixels;

use std::borrow::Cow;
use std::io::Read;

use super::parts::Parts;
use super::unpacked::Unpacking;
use super::{DAMAGED, Extra, Why, exif};
use chunks::{Animation, Chunk, Header, chunks, write};
use pixels::Pixels;

pub(super) use chunks::exif as exif_of;

/// The bytes before the first chunk.
const SIGNATURE: usize = 8;

/// The most that a packed text is unpacked to, and a packed colour profile.
pub(super) const TEXT_SIZE: u64 = 1_000_000;
const PROFILE_SIZE: u64 = 8_000_000;

/// What colour profiles are called, for they have to be called something.
const PROFILE_NAME: &[u8] = b"colours\0\0";

/// Takes a file apart.
pub(super) fn parts<'p>(bytes: &'p [u8], unpacking: &mut Unpacking<'_>) -> Result<Parts<'p>, Why> {
    let mut chunks = chunks(bytes).ok_or(DAMAGED)?.into_iter();
    let head = chunks.next().filter(|chunk| &chunk.name == b"IHDR" && chunk.is_whole).ok_or(DAMAGED)?;
    let header = Header::of(head.data).ok_or(DAMAGED)?;
    let mut png = Png {
        header,
        unpacking,
        parts: Parts::beginning_with(&bytes[..SIGNATURE], bytes.len()),
        seen: Vec::new(),
        colours: 0,
        pixels: None,
        is_shown: false,
        animation: None,
    };
    png.parts.keep(head.whole);
    for chunk in chunks {
        png.take(chunk)?;
    }
    let is_over = png.animation.is_none_or(|animation| animation.frames_left == 0);
    if png.is_shown && is_over && png.pixels.is_none() { Ok(png.parts) } else { Err(DAMAGED) }
}

/// A file while it is taken apart.
struct Png<'p, 'u, 'k> {
    header: Header,
    unpacking: &'u mut Unpacking<'k>,
    parts: Parts<'p>,
    /// Chunks that there was one of.
    seen: Vec<[u8; 4]>,
    /// How many colours the palette has.
    colours: usize,
    /// The picture or frame to which chunks of pixels belong that are read one behind the other.
    pixels: Option<Pixels>,
    /// Whether the pixels of the picture itself are there.
    is_shown: bool,
    animation: Option<Animation>,
}

impl<'p> Png<'p, '_, '_> {
    fn take(&mut self, chunk: Chunk<'p>) -> Result<(), Why> {
        if !chunk.is_whole && chunk.is_needed() {
            return Err(DAMAGED);
        }
        if !matches!(&chunk.name, b"IDAT" | b"fdAT") {
            self.pixels = None;
        }
        match &chunk.name {
            // Programs pass over what its checksum does not fit to.
            _ if !chunk.is_whole => self.leave(&chunk),
            b"IHDR" => return Err(DAMAGED),
            b"PLTE" => self.palette(&chunk)?,
            b"IDAT" => self.take_pixels(&chunk, 0)?,
            b"acTL" | b"fcTL" | b"fdAT" => self.take_frame(&chunk)?,
            b"IEND" => {
                self.parts.leave_tail(chunk.data);
                write(&mut self.parts.kept, *b"IEND", &[])?;
            }
            b"iCCP" if self.is_first(&chunk) => self.profile(&chunk)?,
            b"eXIf" => {
                self.parts.leave(Extra::Exif(chunk.data));
                if let Some(turn) = exif::orientation(chunk.data).filter(|_| self.is_new(*b"eXIf")) {
                    write(&mut self.parts.kept, *b"eXIf", &exif::turned(turn))?;
                }
            }
            name if self.header.has_room_for(*name, chunk.data, self.colours) && self.is_first(&chunk) => {
                self.parts.keep(chunk.whole);
            }
            _ => self.leave(&chunk),
        }
        Ok(())
    }

    /// Whether nothing of a name was kept; from then on something is.
    fn is_new(&mut self, name: [u8; 4]) -> bool {
        let is_new = !self.seen.contains(&name);
        if is_new {
            self.seen.push(name);
        }
        is_new
    }

    /// Whether a chunk that describes the picture is the first of its name, and stands before the pixels.
    fn is_first(&mut self, chunk: &Chunk<'p>) -> bool {
        !self.is_shown && self.is_new(chunk.name)
    }

    fn palette(&mut self, chunk: &Chunk<'p>) -> Result<(), Why> {
        let Some(most) = self.header.palette() else {
            self.leave(chunk);
            return Ok(());
        };
        if !self.is_first(chunk) || chunk.data.is_empty() || !chunk.data.len().is_multiple_of(3) {
            return Err(DAMAGED);
        }
        let (kept, tail) = chunk.data.split_at(chunk.data.len().min(3 * most));
        self.parts.leave_tail(tail);
        self.colours = kept.len() / 3;
        write(&mut self.parts.kept, *b"PLTE", kept)
    }

    /// Takes a chunk of pixels, as far as it belongs to them: what stands behind their end is left out.
    fn take_pixels(&mut self, chunk: &Chunk<'p>, head: usize) -> Result<(), Why> {
        if head == 0 && self.is_shown && self.pixels.is_none() {
            return Err(DAMAGED);
        }
        if head == 0 && !self.is_shown {
            self.is_shown = true;
            let size = self.header.unpacked_size(self.header.size).ok_or(TOO_LARGE)?;
            self.pixels = Some(Pixels::of(size, self.unpacking)?);
        }
        let (pixels, packed) = (self.pixels.as_mut().ok_or(DAMAGED)?, &chunk.data[head..]);
        let length = pixels.take(packed, self.unpacking, &mut self.parts.unpacked)?;
        self.parts.leave_tail(&packed[length..]);
        if length == packed.len() {
            self.parts.keep(chunk.whole);
            Ok(())
        } else if length + head > 0 {
            // One of a frame has a number that the next one follows.
            write(&mut self.parts.kept, chunk.name, &chunk.data[..head + length])
        } else {
            Ok(())
        }
    }

    /// Takes a chunk of a moving picture. Those of a picture that is not said to move are passed over by programs.
    fn take_frame(&mut self, chunk: &Chunk<'p>) -> Result<(), Why> {
        if &chunk.name == b"acTL" {
            if self.is_shown || chunk.data.len() != 8 || !self.is_new(*b"acTL") {
                self.leave(chunk);
                return Ok(());
            }
            self.animation = Some(Animation::of(chunk.data).ok_or(DAMAGED)?);
            self.parts.keep(chunk.whole);
            return Ok(());
        }
        let Some(animation) = self.animation.as_mut() else {
            self.leave(chunk);
            return Ok(());
        };
        animation.follow(chunk.data).ok_or(DAMAGED)?;
        if &chunk.name == b"fdAT" {
            return self.take_pixels(chunk, 4);
        }
        let size = animation.begin(chunk.data).ok_or(DAMAGED)?;
        // The first frame may be the picture itself.
        if self.is_shown {
            let size = self.header.unpacked_size(size).ok_or(TOO_LARGE)?;
            self.pixels = Some(Pixels::of(size, self.unpacking)?);
        }
        self.parts.keep(chunk.whole);
        Ok(())
    }

    fn profile(&mut self, chunk: &Chunk<'p>) -> Result<(), Why> {
        if let Some(known) = self.unpacking.profile(chunk.data) {
            return write(&mut self.parts.kept, *b"iCCP", &known);
        }
        let (name, packed) = named(chunk.data);
        let (profile, end) = unpack_whole(packed, PROFILE_SIZE);
        self.parts.unpacked += profile.len() as u64;
        let is_neutral = chunk.data.starts_with(PROFILE_NAME) && end == Some(packed.len());
        // What can not be unpacked is no profile to any program; one that is too long may be.
        if end.is_none() && profile.len() as u64 > PROFILE_SIZE {
            return Err("its colour profile is too long; save it with another one");
        }
        let before = self.parts.extras.len();
        let Some(colours) = self.parts.colours(profile) else {
            self.parts.leave(Extra::Words("its colour profile", [name, b"\n", packed].concat().into()));
            return Ok(());
        };
        if is_neutral && self.parts.extras.len() == before {
            self.parts.keep(chunk.whole);
            self.unpacking.profile_is(chunk.data);
            return Ok(());
        }
        self.parts.leave(Extra::Words("its colour profile", name.into()));
        self.parts.leave_tail(packed.get(end.unwrap_or(packed.len())..).unwrap_or_default());
        let kept = [PROFILE_NAME, &pack(&colours)].concat();
        self.unpacking.profile_is(&kept);
        write(&mut self.parts.kept, *b"iCCP", &kept)
    }

    fn leave(&mut self, chunk: &Chunk<'p>) {
        self.parts.leave(match &chunk.name {
            b"eXIf" => Extra::Exif(chunk.data),
            b"tEXt" => Extra::Comment("text in the file", chunk.data.into()),
            b"zTXt" => packed(chunk.data),
            b"iTXt" => international(chunk.data),
            b"\0\0\0\0" => Extra::Other("data behind the picture", chunk.data),
            b"tIME" => Extra::Other("when it was changed", chunk.data),
            _ => Extra::Other("data of a program", chunk.data),
        });
    }
}

/// What is said of pictures whose pixels are not unpacked to their end.
const TOO_LARGE: Why = "it has more pixels than can be looked through; save it smaller, or as JPEG";

fn pack(data: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // Reading out of memory into memory does not fail.
    let _ = flate2::read::ZlibEncoder::new(data, flate2::Compression::best()).read_to_end(&mut packed);
    packed
}

/// A keyword and what is packed behind it.
fn named(data: &[u8]) -> (&[u8], &[u8]) {
    let end = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    (&data[..end], data.get(end + 2..).unwrap_or_default())
}

fn packed(data: &[u8]) -> Extra<'_> {
    let (keyword, text) = named(data);
    Extra::Packed(keyword, text)
}

/// Unpacks a text, as far as it goes and is not longer than it may be; and whether that is all of it.
pub(super) fn unpack(data: &[u8], most: u64) -> (Vec<u8>, bool) {
    let (text, end) = unpack_whole(data, most);
    (text, end.is_some())
}

/// Unpacks what is packed, and says where that ends; nowhere if it is damaged or longer than it may be.
fn unpack_whole(data: &[u8], most: u64) -> (Vec<u8>, Option<usize>) {
    let mut text = Vec::new();
    let mut decoder = flate2::bufread::ZlibDecoder::new(data);
    let read = (&mut decoder).take(most + 1).read_to_end(&mut text);
    let is_whole = read.is_ok() && text.len() as u64 <= most;
    (text, usize::try_from(decoder.total_in()).ok().filter(|_| is_whole))
}

/// A text in any language, packed or not; XMP is one of them.
fn international(data: &[u8]) -> Extra<'_> {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let (keyword, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_packed = rest.first() == Some(&1);
    let mut parts = rest.get(2..).unwrap_or_default().splitn(3, |byte| *byte == 0);
    let (_, translated, text) =
        (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (is_packed, keyword) {
        (true, _) => Extra::Packed(keyword, text),
        (false, b"XML:com.adobe.xmp") => Extra::Xmp(text.into()),
        (false, _) => {
            Extra::Comment("text in the file", Cow::Owned([keyword, b"\n", translated, b"\n", text].concat()))
        }
    }
}
