//! The fields of TIFF that a picture can not be shown without, or not as it is meant.

/// The field of a page that says what it is for, and its older form.
pub(super) const PURPOSE: u16 = 254;
pub(super) const OLD_PURPOSE: u16 = 255;

pub(super) const WIDTH: u16 = 256;
pub(super) const HEIGHT: u16 = 257;
pub(super) const COMPRESSION: u16 = 259;
pub(super) const COLOURS: u16 = 262;
pub(super) const STRIPS: u16 = 273;
pub(super) const STRIP_LENGTHS: u16 = 279;
pub(super) const PAGE_NUMBER: u16 = 297;
pub(super) const TILES: u16 = 324;
pub(super) const TILE_LENGTHS: u16 = 325;
/// Pictures within a page.
pub(super) const PICTURES: u16 = 330;
/// What all pieces of a page that is packed as JPEG have in common.
pub(super) const JPEG_TABLES: u16 = 347;
/// Where a JPEG stands in the file, in the way in which cameras write previews.
pub(super) const PREVIEW: u16 = 513;
pub(super) const XMP: u16 = 700;
pub(super) const IPTC: u16 = 33723;
pub(super) const PHOTOSHOP: u16 = 34377;
pub(super) const PROFILE: u16 = 34675;
/// Where what a camera noted stands, and where the place does.
pub(super) const CAMERA: u16 = 34665;
pub(super) const GPS: u16 = 34853;
/// Who made it, in three ways; the last one of the fields of a camera.
pub(super) const AUTHORS: [u16; 3] = [315, 0x9C9D, 0xA430];
/// Of a negative of a camera.
pub(super) const NEGATIVE: u16 = 50706;

/// The most values that a field of numbers can have: one for each of the colours of a point, or two or so for each.
const FEW: u32 = 64;
/// Of fields that have values for all that a number of 16 bits can be, in three colours.
const TABLE: u32 = 3 << 16;

/// Fields that are kept, and the most values of each.
#[rustfmt::skip]
const KEPT: [(u16, u32); 40] = [
    (PURPOSE, 1), (OLD_PURPOSE, 1), (WIDTH, 1), (HEIGHT, 1), (258, FEW), (COMPRESSION, 1), (COLOURS, 1),
    // How grey is made of dots, and in which order bits stand.
    (263, 1), (264, 1), (265, 1), (266, 1),
    (STRIPS, u32::MAX), (274, 1), (277, 1), (278, 1), (STRIP_LENGTHS, u32::MAX), (280, FEW), (281, FEW),
    (282, 1), (283, 1), (284, 1), (290, 1), (291, TABLE), (292, 1), (293, 1), (296, 1), (PAGE_NUMBER, 2),
    (301, TABLE), (317, 1), (318, 2), (319, 6), (320, TABLE), (321, 2), (322, 1), (323, 1),
    (TILES, u32::MAX), (TILE_LENGTHS, u32::MAX), (332, 1), (338, FEW), (339, FEW),
];

/// Fields that are kept of what is less usual: inks and their strength, limits of values, tables and measures of JPEG, and a colour profile.
#[rustfmt::skip]
const KEPT_TOO: [(u16, u32); 10] = [
    (334, 1), (336, FEW), (340, FEW), (341, FEW), (JPEG_TABLES, 1 << 16), (529, 3), (530, 2), (531, 1), (532, 6),
    (PROFILE, 1 << 24),
];

/// Whether a field is needed to show a picture.
pub(in crate::attachment::picture) fn is_needed(tag: u16) -> bool {
    most(tag).is_some()
}

/// The most values of a field that is needed to show a picture.
pub(super) fn most(tag: u16) -> Option<u32> {
    KEPT.iter().chain(&KEPT_TOO).find(|(known, _)| *known == tag).map(|(_, most)| *most)
}

/// The bytes of one value, by the number of its type; nothing for a type that no standard knows.
pub(in crate::attachment::picture) fn length(kind: u16) -> Option<usize> {
    Some(match kind {
        1 | 2 | 6 | 7 => 1,
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => return None,
    })
}

/// Whether values of a type may stand in a field that is kept: bytes of any meaning only where they are needed.
pub(super) fn is_fitting(tag: u16, kind: u16) -> bool {
    match tag {
        JPEG_TABLES | PROFILE => matches!(kind, 1 | 7),
        WIDTH | HEIGHT | STRIPS | STRIP_LENGTHS | TILES | TILE_LENGTHS => matches!(kind, 3 | 4),
        // Numbers of one byte are words in disguise but for a few.
        336 | 340 | 341 => matches!(kind, 1 | 3..=6 | 8..=12),
        _ => matches!(kind, 3..=5 | 8..=12),
    }
}

/// Whether a way of packing has no place for words.
pub(super) fn is_known_packing(number: u64) -> bool {
    // None, three of fax, LZW, JPEG, Deflate by two numbers, runs by two, LZMA and Zstandard.
    matches!(number, 1..=5 | 7 | 8 | 32_771 | 32_773 | 32_946 | 34_925 | 50_000)
}
