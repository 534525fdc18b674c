//! HEIC and AVIF as a list of boxes.

use crate::source::ATTACHMENT_PARTS_LIMIT;

/// The name of the box that holds the compressed picture and what cameras wrote, which is found by another way.
pub(super) const DATA: &[u8; 4] = b"mdat";

/// The boxes of a file, by name and content; nothing where it is damaged, or where none of them describes a picture.
pub(super) fn boxes(bytes: &[u8]) -> Option<Vec<(&[u8; 4], &[u8])>> {
    let mut list = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (size, tail) = rest.split_first_chunk::<4>()?;
        let (name, tail) = tail.split_first_chunk::<4>()?;
        let (size, head) = match u32::from_be_bytes(*size) {
            // The last box may leave its size to the end of the file, and a large one writes it behind its name.
            0 => (rest.len(), 8),
            1 => (usize::try_from(u64::from_be_bytes(*tail.first_chunk()?)).ok()?, 16),
            size => (usize::try_from(size).ok()?, 8),
        };
        list.push((name, rest.get(head..size)?));
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
        rest = &rest[size..];
    }
    let describes = |name: &[u8; 4]| matches!(name, b"meta" | b"moov");
    list.iter().any(|(name, _)| describes(name)).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::boxes;

    fn written(name: &str, content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len() + 8).unwrap();
        [&size.to_be_bytes(), name.as_bytes(), content].concat()
    }

    #[test]
    fn boxes_are_followed_to_the_end_or_the_file_is_damaged() {
        let head = [written("ftyp", b"avif\0\0\0\0"), written("meta", b"words")].concat();
        let large = [b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x14".as_slice(), b"data"].concat();
        let open = b"\0\0\0\0mdatdata".to_vec();
        for (what, bytes, names) in [
            ("whole", head.clone(), Some("ftyp meta")),
            ("large box", [head.clone(), large].concat(), Some("ftyp meta mdat")),
            ("open end", [head.clone(), open].concat(), Some("ftyp meta mdat")),
            ("cut off", head[..head.len() - 1].to_vec(), None),
            ("words behind", [head.clone(), b"Ada Elmton".to_vec()].concat(), None),
            ("a size below that of its own head", [head.clone(), b"\0\0\0\x07free".to_vec()].concat(), None),
            ("nothing that describes a picture", written("ftyp", b"avif\0\0\0\0"), None),
            ("empty", Vec::new(), None),
        ] {
            let read = boxes(&bytes).map(|list| {
                list.iter().map(|(name, _)| String::from_utf8_lossy(*name)).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(read.as_deref(), names, "{what}");
        }
    }
}
