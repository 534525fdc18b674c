//! TIFF of one pixel a page, in either order of bytes, with as much beside it as a test wants.

use super::Part;
use super::picture::iptc_records;

/// A field: its number, its type and its values.
type Field = (u16, u16, Vec<u8>);

/// A file that is written.
struct File {
    is_big: bool,
    bytes: Vec<u8>,
    /// Where the place of the next list of fields goes.
    link: usize,
}

impl File {
    fn new(is_big: bool) -> Self {
        let head = if is_big { b"MM\0*\0\0\0\0" } else { b"II*\0\0\0\0\0" };
        Self { is_big, bytes: head.to_vec(), link: 4 }
    }

    fn short(&self, number: u16) -> Vec<u8> {
        if self.is_big { number.to_be_bytes().to_vec() } else { number.to_le_bytes().to_vec() }
    }

    fn long(&self, number: usize) -> Vec<u8> {
        let number = u32::try_from(number).unwrap();
        if self.is_big { number.to_be_bytes().to_vec() } else { number.to_le_bytes().to_vec() }
    }

    /// Writes bytes at an even place, and says which.
    fn add(&mut self, bytes: &[u8]) -> usize {
        self.bytes.resize(self.bytes.len().next_multiple_of(2), 0);
        let at = self.bytes.len();
        self.bytes.extend(bytes);
        at
    }

    /// Writes a list of fields, and says where.
    fn fields(&mut self, mut fields: Vec<Field>) -> usize {
        fields.sort();
        let mut list = self.short(u16::try_from(fields.len()).unwrap());
        for (tag, kind, value) in fields {
            let each = match kind {
                3 => 2,
                4 => 4,
                5 => 8,
                _ => 1,
            };
            list.extend(self.short(tag));
            list.extend(self.short(kind));
            list.extend(self.long(value.len() / each));
            if value.len() <= 4 {
                list.extend(&value);
                list.extend(vec![0; 4 - value.len()]);
            } else {
                let at = self.add(&value);
                list.extend(self.long(at));
            }
        }
        list.extend([0; 4]);
        self.add(&list)
    }

    /// Writes a page, and lets the one before lead to it.
    fn page(&mut self, fields: Vec<Field>) {
        let at = self.fields(fields);
        let place = self.long(at);
        self.bytes[self.link..self.link + 4].copy_from_slice(&place);
        self.link = self.bytes.len() - 4;
    }

    /// The fields of a page of so many grey points a side.
    fn grey(&mut self, side: u16, value: u8) -> Vec<Field> {
        let length = usize::from(side) * usize::from(side);
        let at = self.add(&vec![value; length]);
        let short = |number| (3, self.short(number));
        let fields = [
            (256, short(side)),
            (257, short(side)),
            (258, short(8)),
            (259, short(1)),
            (262, short(1)),
            (278, short(side)),
        ];
        let mut fields: Vec<Field> =
            fields.into_iter().map(|(tag, (kind, value))| (tag, kind, value)).collect();
        fields.push((273, 4, self.long(at)));
        fields.push((279, 4, self.long(length)));
        fields
    }
}

/// A TIFF of one pixel, and of another for each part `page`.
pub(crate) fn tiff(parts: &[Part<'_>], is_big: bool) -> Vec<u8> {
    let mut file = File::new(is_big);
    let mut fields = file.grey(1, 0x80);
    let text = |words: &str| [words.as_bytes(), b"\0"].concat();
    let mut camera = Vec::new();
    for (name, body) in parts {
        match *name {
            "exif" => {
                for line in body.lines() {
                    let (tag, words) = line.split_once(' ').unwrap();
                    match u16::from_str_radix(tag, 16).unwrap() {
                        tag @ 0x9000..=0x9C00 => {
                            camera.push((tag, 7, [b"ASCII\0\0\0", words.as_bytes()].concat()));
                        }
                        tag => fields.push((tag, 2, text(words))),
                    }
                }
            }
            "gps" => {
                let degrees: Vec<u8> =
                    [51, 1, 30, 1, 0, 1].into_iter().flat_map(|number| file.long(number)).collect();
                let at = file.fields(vec![(1, 2, b"N\0".to_vec()), (2, 5, degrees)]);
                fields.push((0x8825, 4, file.long(at)));
            }
            "orientation" => fields.push((274, 3, file.short(body.trim().parse().unwrap()))),
            "xmp" => fields.push((700, 1, body.clone().into_bytes())),
            "iptc" => fields.push((33723, 7, iptc_records(body))),
            "photoshop" => fields.push((
                34377,
                7,
                [b"8BIM\x04\x22\0\0\0\0\0", &[u8::try_from(body.len()).unwrap()][..], body.as_bytes()]
                    .concat(),
            )),
            "program" => fields.push((50000, 7, body.clone().into_bytes())),
            "profile" => fields.push((34675, 7, super::profile(body))),
            "packing" => {
                fields.retain(|(tag, ..)| *tag != 259);
                fields.push((259, 3, file.short(body.trim().parse().unwrap())));
            }
            "within" => {
                let inner = file.grey(2, 0x41);
                let at = file.fields([inner, vec![(270, 2, text(body))]].concat());
                fields.push((330, 4, file.long(at)));
            }
            "between" => {
                file.add(body.as_bytes());
            }
            _ => {}
        }
    }
    if !camera.is_empty() {
        let at = file.fields(camera);
        fields.push((0x8769, 4, file.long(at)));
    }
    file.page(fields);
    for (name, body) in parts {
        let side = match *name {
            "page" => 300,
            "preview" | "declared preview" => 3,
            _ => continue,
        };
        let mut fields = file.grey(side, 0x42);
        fields.push((270, 2, text(body)));
        if *name == "declared preview" {
            fields.push((254, 4, file.long(1)));
        }
        file.page(fields);
    }
    if let Some((_, body)) = parts.iter().find(|(name, _)| *name == "behind") {
        file.bytes.extend(body.bytes());
    }
    file.bytes
}
