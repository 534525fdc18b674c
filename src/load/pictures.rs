//! What is left of pictures when nothing but the picture is, from one build to the next: one whose bytes are the same is not
//! taken apart again to know the size and the hash of what is published, and not unpacked again to publish and look at it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Asset, Snapshot, ThemeFile};
use crate::attachment::{Kind, Unpacked, take_apart};
use crate::source::{ByteReader, Fingerprint, put_number};

const TITLE: &[u8] = b"briefpress-pictures 2\n";
const HASH: usize = 32;

/// What is left of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Left {
    /// The hash of it.
    pub(super) fingerprint: Fingerprint,
    /// The size of it, in bytes.
    pub(super) size: u64,
    /// What unpacking the picture gave.
    pub(super) unpacked: Unpacked,
}

/// What is left of pictures, by the hash of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownPictures(BTreeMap<Fingerprint, Left>);

impl KnownPictures {
    /// The pictures of a site as it was read.
    pub fn of(snapshot: &Snapshot) -> Self {
        let pictures = snapshot.assets.iter().chain(&snapshot.statics);
        let pictures = pictures.filter(|asset| Kind::of(&asset.path).is_stripped());
        let left = |asset: &Asset| Left {
            fingerprint: asset.fingerprint,
            size: asset.size,
            unpacked: asset.unpacked.clone(),
        };
        Self(pictures.map(|asset| (asset.original, left(asset))).collect())
    }

    /// Adds others.
    pub fn add(&mut self, others: &Self) {
        self.0.extend(others.0.iter().map(|(file, left)| (*file, left.clone())));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads what an earlier build left. `None` where it is damaged, or was left by another program, which may take pictures
    /// apart in another way.
    pub fn read(bytes: &[u8], program: Fingerprint) -> Option<Self> {
        let (checksum, rest) = bytes.strip_prefix(TITLE)?.split_at_checked(HASH)?;
        let (made_by, entries) = rest.split_at_checked(HASH)?;
        if Fingerprint::of(rest).as_bytes() != checksum || program.as_bytes() != made_by {
            return None;
        }
        let mut reader = ByteReader::new(entries);
        let hash = |from: &mut ByteReader<'_>| {
            Some(Fingerprint::from_bytes(*from.take(HASH)?.first_chunk::<HASH>()?))
        };
        let count = reader.count()?;
        let read = (0..count).map(|_| {
            let (file, fingerprint) = (hash(&mut reader)?, hash(&mut reader)?);
            let size = u64::from_le_bytes(reader.take(8)?.try_into().ok()?);
            Some((file, Left { fingerprint, size, unpacked: Unpacked::read(&mut reader)? }))
        });
        let read = read.collect::<Option<_>>()?;
        (reader.left() == 0).then_some(Self(read))
    }

    /// What [`read`](Self::read) reads.
    pub fn to_bytes(&self, program: Fingerprint) -> Vec<u8> {
        let mut rest = program.as_bytes().to_vec();
        put_number(&mut rest, self.0.len());
        for (file, Left { fingerprint, size, unpacked }) in &self.0 {
            rest.extend_from_slice(file.as_bytes());
            rest.extend_from_slice(fingerprint.as_bytes());
            rest.extend(size.to_le_bytes());
            unpacked.put(&mut rest);
        }
        [TITLE, Fingerprint::of(&rest).as_bytes(), &rest].concat()
    }
}

/// The pictures of a site while many threads read it: each is taken apart by the first that comes to it, wherever it stands.
#[derive(Debug, Default)]
pub(super) struct Pictures<'k> {
    known: &'k [&'k KnownPictures],
    /// Those that were not known.
    new: Mutex<BTreeMap<Fingerprint, Arc<OnceLock<Left>>>>,
    unpacked: AtomicUsize,
}

impl<'k> Pictures<'k> {
    /// Takes apart what none of these know.
    pub(super) fn beside(known: &'k [&'k KnownPictures]) -> Self {
        Self { known, ..Self::default() }
    }

    /// What is left of a file with a hash.
    pub(super) fn left_of(&self, file: Fingerprint, bytes: &[u8]) -> Left {
        if let Some(left) = self.known.iter().find_map(|known| known.0.get(&file)) {
            return left.clone();
        }
        let cell = {
            // A thread that panicked while it held the list left it whole.
            let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(new.entry(file).or_default())
        };
        // Other threads wait here for the first one, and not for each other's files.
        cell.get_or_init(|| self.take_apart(file, bytes)).clone()
    }

    fn take_apart(&self, file: Fingerprint, bytes: &[u8]) -> Left {
        let apart = take_apart(bytes, &Unpacked::default());
        self.unpacked.fetch_add(usize::from(apart.has_unpacked), Ordering::Relaxed);
        let (fingerprint, size) = match &apart.stripped {
            Some(stripped) => (Fingerprint::of(stripped), stripped.len()),
            None => (file, bytes.len()),
        };
        Left { fingerprint, size: size as u64, unpacked: apart.unpacked }
    }

    /// What is left of a file of a theme, if that is published as a picture.
    pub(super) fn of_theme(&self, file: &mut ThemeFile) -> KnownPictures {
        if !file.name.starts_with("static/") || !Kind::of(&file.path).is_stripped() {
            return KnownPictures::default();
        }
        let original = Fingerprint::of(&file.bytes);
        let left = self.left_of(original, &file.bytes);
        file.unpacked = left.unpacked.clone();
        KnownPictures([(original, left)].into())
    }

    /// How many had to be unpacked.
    pub(super) fn count_unpacked(&self) -> usize {
        self.unpacked.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;
    use crate::load::load_snapshot;

    const GIF: &[u8] =
        b"GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0!\xFE\x03Ada\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

    fn left(fingerprint: Fingerprint, size: u64) -> Left {
        Left { fingerprint, size, unpacked: Unpacked::default() }
    }

    fn load(root: &Path, known: &KnownPictures) -> Snapshot {
        load_snapshot(root, &Config::default(), known).unwrap()
    }

    #[test]
    fn a_known_picture_is_not_taken_apart_again() {
        let site = tempfile::tempdir().unwrap();
        for folder in ["briefings", "static"] {
            std::fs::create_dir(site.path().join(folder)).unwrap();
            std::fs::write(site.path().join(folder).join("a.gif"), GIF).unwrap();
            std::fs::write(site.path().join(folder).join("a.txt"), "No picture.").unwrap();
        }
        let first = load(site.path(), &KnownPictures::default());
        let pictures = KnownPictures::of(&first);
        let file = Fingerprint::of(GIF);
        // One of the same bytes, whatever the number of places, without the seven bytes of the comment.
        assert_eq!(
            pictures.0.iter().map(|(file, left)| (*file, left.size)).collect::<Vec<_>>(),
            [(file, GIF.len() as u64 - 7)]
        );
        assert_eq!(KnownPictures::of(&load(site.path(), &pictures)), pictures);

        // What is known is believed, which shows that nobody looked.
        let other = Fingerprint::of(b"other");
        let believed = KnownPictures([(file, left(other, 5))].into());
        for asset in load(site.path(), &believed).statics.iter().filter(|asset| asset.original == file) {
            assert_eq!((asset.fingerprint, asset.size), (other, 5), "{asset:?}");
        }
        // It holds for these bytes alone.
        std::fs::write(site.path().join("static/a.gif"), [GIF, b"behind"].concat()).unwrap();
        let changed = load(site.path(), &pictures);
        let asset = changed.statics.iter().find(|asset| asset.path.as_str() == "static/a.gif").unwrap();
        assert_eq!((asset.fingerprint, asset.size), (pictures.0[&file].fingerprint, pictures.0[&file].size));
        assert_ne!(asset.original, file);
    }

    #[test]
    fn what_was_left_is_read_whole_or_not_at_all() {
        let program = Fingerprint::of(b"program");
        let hash = |name: &str| Fingerprint::of(name.as_bytes());
        let unpacked = take_apart(GIF, &Unpacked::default()).unpacked;
        assert!(!unpacked.is_empty());
        let whole = Left { unpacked, ..left(hash("e"), 9) };
        let known = KnownPictures(
            [(hash("a"), left(hash("b"), 7)), (hash("c"), left(hash("c"), u64::MAX)), (hash("d"), whole)]
                .into(),
        );
        let bytes = known.to_bytes(program);
        assert_eq!(KnownPictures::read(&bytes, program), Some(known));
        assert_eq!(KnownPictures::read(&bytes, Fingerprint::of(b"another")), None);
        for at in 0..bytes.len() {
            assert_eq!(KnownPictures::read(&bytes[..at], program), None, "cut at {at}");
            let mut turned = bytes.clone();
            turned[at] ^= 1;
            assert_eq!(KnownPictures::read(&turned, program), None, "turned at {at}");
        }
        assert_eq!(KnownPictures::read(&[&*bytes, b"\n"].concat(), program), None);
    }
}
