//! What unpacking a picture gave, so that nobody has to unpack the same bytes again.
//!
//! Packed pixels are unpacked for one thing: to know where they end, for words may stand behind them. That is two numbers,
//! and they hold for what is published of the picture as well: its pixels are the same bytes.

use std::sync::Arc;

use super::Why;
use crate::source::{ByteReader, put_number};

/// What unpacking a picture gave, one thing for each packed stream, in the order in which they stand; empty where nobody has
/// unpacked it, and where nothing in it is packed. It holds for the bytes that were unpacked, and for what is published of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unpacked(Arc<[Stream]>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Stream {
    /// Pixels.
    Pixels(Extent),
    /// A colour profile: what is published of it, packed.
    Profile(Arc<[u8]>),
    /// Pixels that can not be unpacked, or are more than their picture says.
    Refused(Why),
}

/// How large packed pixels are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// The bytes that belong to them, packed.
    pub(super) packed: u64,
    /// What they are when they are unpacked.
    pub(super) unpacked: u64,
}

/// A larger profile than this is unpacked again where it is needed, for it is not worth keeping.
const PROFILE_SIZE: usize = 64 * 1024;

impl Unpacked {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what is known to bytes that a later build reads. What was refused is not told: it is looked at anew.
    pub fn put(&self, to: &mut Vec<u8>) {
        let told = self.0.iter().take_while(|part| !matches!(part, Stream::Refused(_)));
        put_number(to, told.clone().count());
        for part in told {
            match part {
                Stream::Pixels(Extent { packed, unpacked }) => {
                    to.push(0);
                    to.extend(packed.to_le_bytes());
                    to.extend(unpacked.to_le_bytes());
                }
                Stream::Profile(packed) => {
                    to.push(1);
                    put_number(to, packed.len());
                    to.extend_from_slice(packed);
                }
                Stream::Refused(_) => {}
            }
        }
    }

    /// Reads what [`put`](Self::put) added.
    pub fn read(from: &mut ByteReader<'_>) -> Option<Self> {
        let number = |from: &mut ByteReader<'_>| Some(u64::from_le_bytes(from.take(8)?.try_into().ok()?));
        let count = from.count()?;
        let parts = (0..count).map(|_| {
            Some(match from.byte()? {
                0 => Stream::Pixels(Extent { packed: number(from)?, unpacked: number(from)? }),
                1 => {
                    let length = from.count()?;
                    Stream::Profile(from.take(length)?.into())
                }
                _ => return None,
            })
        });
        parts.collect::<Option<_>>().map(Self)
    }
}

/// What a picture is taken apart for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Aim {
    /// To write what is published of it: what is found is kept.
    Writing,
    /// To read what is in it beside the picture.
    #[default]
    Reading,
}

/// The packed streams of a picture while it is taken apart: what is known of them, and what is found.
#[derive(Debug, Default)]
pub(in crate::attachment) struct Unpacking<'k> {
    known: &'k [Stream],
    found: Vec<Stream>,
    /// How many streams had to be unpacked.
    count: usize,
    aim: Aim,
}

impl<'k> Unpacking<'k> {
    /// Unpacks what is not known, to write what is published of a picture.
    pub(in crate::attachment) fn for_writing(known: &'k Unpacked) -> Self {
        Self { known: &known.0, aim: Aim::Writing, ..Self::default() }
    }

    /// Unpacks what is not known, to read what stands beside a picture.
    pub(in crate::attachment) fn for_reading(known: &'k Unpacked) -> Self {
        Self { known: &known.0, ..Self::default() }
    }

    /// Whether anything had to be unpacked.
    pub(in crate::attachment) fn has_unpacked(&self) -> bool {
        self.count > 0
    }

    /// What is known now.
    pub(in crate::attachment) fn into_known(self) -> Unpacked {
        Unpacked(self.found.into())
    }

    /// Begins with packed pixels: gives how large they are, if that is known; they have to be unpacked where it is not.
    pub(super) fn pixels(&mut self) -> Result<Option<Extent>, Why> {
        let known = match self.known.split_first() {
            Some((Stream::Pixels(extent), rest)) => {
                self.known = rest;
                Some(*extent)
            }
            Some((Stream::Refused(why), _)) => {
                self.note(Stream::Refused(why));
                return Err(why);
            }
            Some((Stream::Profile(_), _)) | None => {
                self.count += 1;
                None
            }
        };
        self.note(Stream::Pixels(known.unwrap_or_default()));
        Ok(known)
    }

    /// Notes how large the pixels are that were begun with, as far as they were unpacked.
    pub(super) fn are(&mut self, extent: Extent) {
        self.replace(Stream::Pixels(extent));
    }

    /// Notes why the pixels that were begun with are not taken.
    pub(super) fn are_refused(&mut self, why: Why) {
        self.replace(Stream::Refused(why));
    }

    /// What is published of a packed colour profile, if that is known; it has to be unpacked where it is not. Where words are looked
    /// for, it is known only of a profile that is published as it is: there are none in it.
    pub(super) fn profile(&mut self, packed: &[u8]) -> Option<Arc<[u8]>> {
        if let Some((Stream::Profile(known), rest)) = self.known.split_first() {
            self.known = rest;
            // Of a picture whose pixels are refused nothing is read.
            let is_refused = matches!(rest, [Stream::Refused(_), ..]);
            if self.aim == Aim::Writing || **known == *packed || is_refused {
                self.note(Stream::Profile(Arc::clone(known)));
                return Some(Arc::clone(known));
            }
        }
        self.count += 1;
        None
    }

    /// Notes what is published of a profile that was unpacked.
    pub(super) fn profile_is(&mut self, packed: &[u8]) {
        if packed.len() <= PROFILE_SIZE {
            self.note(Stream::Profile(packed.into()));
        }
    }

    fn note(&mut self, part: Stream) {
        if self.aim == Aim::Writing {
            self.found.push(part);
        }
    }

    fn replace(&mut self, part: Stream) {
        if let Some(last) = self.found.last_mut() {
            *last = part;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(streams: &[Stream]) -> Unpacked {
        Unpacked(streams.into())
    }

    fn pixels(packed: u64) -> Stream {
        Stream::Pixels(Extent { packed, unpacked: 7 })
    }

    fn profile() -> Stream {
        Stream::Profile(b"neutral".as_slice().into())
    }

    #[test]
    fn what_is_known_is_read_whole_or_not_at_all() {
        for (known, read) in [
            (of(&[]), of(&[])),
            (of(&[profile(), pixels(3), pixels(u64::MAX)]), of(&[profile(), pixels(3), pixels(u64::MAX)])),
            // What is refused is looked at anew, and all behind it.
            (of(&[pixels(3), Stream::Refused("no"), pixels(4)]), of(&[pixels(3)])),
        ] {
            let mut bytes = Vec::new();
            known.put(&mut bytes);
            bytes.push(9);
            let mut reader = ByteReader::new(&bytes);
            assert_eq!((Unpacked::read(&mut reader), reader.left()), (Some(read), 1));
            for length in 0..bytes.len() - 1 {
                assert_eq!(
                    Unpacked::read(&mut ByteReader::new(&bytes[..length])),
                    None,
                    "{known:?}, {length}"
                );
            }
        }
        assert_eq!(Unpacked::read(&mut ByteReader::new(&[1, 0, 0, 0, 9])), None, "a kind that there is not");
    }

    #[test]
    fn only_what_is_known_is_not_unpacked() {
        let extent = |packed| Ok(Some(Extent { packed, unpacked: 7 }));
        let known = of(&[profile(), pixels(3), Stream::Refused("no")]);
        let mut writing = Unpacking::for_writing(&known);
        assert_eq!(writing.profile(b"of a screen").as_deref(), Some(&b"neutral"[..]));
        assert_eq!((writing.pixels(), writing.pixels()), (extent(3), Err("no")));
        assert!(!writing.has_unpacked());
        assert_eq!(writing.into_known(), known);

        // Where words are looked for, another profile than what is published is unpacked.
        let mut reading = Unpacking::for_reading(&known);
        assert_eq!((reading.profile(b"of a screen"), reading.has_unpacked()), (None, true));
        assert_eq!((reading.pixels(), reading.pixels()), (extent(3), Err("no")));
        let mut reading = Unpacking::for_reading(&known);
        assert!(reading.profile(b"neutral").is_some());
        assert!(!reading.has_unpacked());
        // Of a picture whose pixels are refused it does not matter.
        let refused = of(&[profile(), Stream::Refused("no")]);
        assert!(Unpacking::for_reading(&refused).profile(b"of a screen").is_some());

        // More than is known, and something else than is known.
        let mut longer = Unpacking::for_writing(&known);
        assert_eq!((longer.pixels(), longer.has_unpacked()), (Ok(None), true));
        let known = of(&[pixels(3)]);
        let mut longer = Unpacking::for_writing(&known);
        assert_eq!((longer.pixels(), longer.pixels()), (extent(3), Ok(None)));
        longer.are(Extent { packed: 4, unpacked: 7 });
        assert_eq!(longer.into_known(), of(&[pixels(3), pixels(4)]));
    }
}
