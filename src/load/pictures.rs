//! What is left of pictures when nothing but the picture is, from one build to the next: one whose bytes are the same is not
//! taken apart again to know the size and the hash of what is published.

use std::collections::BTreeMap;

use super::{Asset, Snapshot};
use crate::attachment::Kind;
use crate::source::Fingerprint;

const TITLE: &[u8] = b"briefpress-pictures 1\n";
const HASH: usize = 32;
/// The hash of a file, the hash of what is left of it, and the size of that.
const ENTRY: usize = 2 * HASH + 8;

/// What is left of pictures, by the hash of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownPictures(BTreeMap<Fingerprint, (Fingerprint, u64)>);

impl KnownPictures {
    /// The pictures of a site as it was read.
    pub fn of(snapshot: &Snapshot) -> Self {
        let pictures = snapshot.assets.iter().chain(&snapshot.statics);
        let pictures = pictures.filter(|asset| Kind::of(&asset.path).is_stripped());
        Self(
            pictures
                .map(|Asset { original, fingerprint, size, .. }| (*original, (*fingerprint, *size)))
                .collect(),
        )
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hash and size of what is left of a file.
    pub(super) fn left_of(&self, file: Fingerprint) -> Option<(Fingerprint, u64)> {
        self.0.get(&file).copied()
    }

    /// Reads what an earlier build left. `None` where it is damaged, or was left by another program, which may take pictures
    /// apart in another way.
    pub fn read(bytes: &[u8], program: Fingerprint) -> Option<Self> {
        let (checksum, rest) = bytes.strip_prefix(TITLE)?.split_at_checked(HASH)?;
        let (made_by, entries) = rest.split_at_checked(HASH)?;
        if Fingerprint::of(rest).as_bytes() != checksum || program.as_bytes() != made_by {
            return None;
        }
        let (entries, []) = entries.as_chunks::<ENTRY>() else { return None };
        let read = entries.iter().map(|entry| {
            let (file, left) = entry.split_first_chunk::<HASH>()?;
            let (left, size) = left.split_first_chunk::<HASH>()?;
            let size = u64::from_le_bytes(size.try_into().ok()?);
            Some((Fingerprint::from_bytes(*file), (Fingerprint::from_bytes(*left), size)))
        });
        read.collect::<Option<_>>().map(Self)
    }

    /// What [`read`](Self::read) reads.
    pub fn to_bytes(&self, program: Fingerprint) -> Vec<u8> {
        let mut rest = program.as_bytes().to_vec();
        for (file, (left, size)) in &self.0 {
            rest.extend_from_slice(file.as_bytes());
            rest.extend_from_slice(left.as_bytes());
            rest.extend(size.to_le_bytes());
        }
        [TITLE, Fingerprint::of(&rest).as_bytes(), &rest].concat()
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
            pictures.0.iter().map(|(file, (_, size))| (*file, *size)).collect::<Vec<_>>(),
            [(file, GIF.len() as u64 - 7)]
        );
        assert_eq!(KnownPictures::of(&load(site.path(), &pictures)), pictures);

        // What is known is believed, which shows that nobody looked.
        let other = Fingerprint::of(b"other");
        let believed = KnownPictures([(file, (other, 5))].into());
        for asset in load(site.path(), &believed).statics.iter().filter(|asset| asset.original == file) {
            assert_eq!((asset.fingerprint, asset.size), (other, 5), "{asset:?}");
        }
        // It holds for these bytes alone.
        std::fs::write(site.path().join("static/a.gif"), [GIF, b"behind"].concat()).unwrap();
        let changed = load(site.path(), &pictures);
        let asset = changed.statics.iter().find(|asset| asset.path.as_str() == "static/a.gif").unwrap();
        assert_eq!(Some((asset.fingerprint, asset.size)), pictures.left_of(file), "{asset:?}");
        assert_ne!(asset.original, file);
    }

    #[test]
    fn what_was_left_is_read_whole_or_not_at_all() {
        let program = Fingerprint::of(b"program");
        let hash = |name: &str| Fingerprint::of(name.as_bytes());
        let known = KnownPictures([(hash("a"), (hash("b"), 7)), (hash("c"), (hash("c"), u64::MAX))].into());
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
