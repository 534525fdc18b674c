//! What is painted for each byte of a font of which a letter is one byte: by its encoding, and by its program.

use lopdf::{Dictionary, Document, Object, dictionary};

use super::fonts::{kind, length};
use super::letters::{Named, named, spelled};
use super::streams::unpack;
use crate::attachment::reading::{Reading, Step};

/// How much of the program of a font is looked through for its encoding.
const HEAD: usize = 64 * 1024;

/// What a byte stands for.
#[derive(Clone, Default)]
pub(super) struct Letter {
    /// By the map.
    pub(super) mapped: Option<Box<str>>,
    /// By the encoding.
    pub(super) painted: Option<Box<str>>,
    /// Whether the encoding has nothing for it but the number of a letter in the font.
    pub(super) is_number: bool,
    /// Whether the program of the font has another encoding than the one that was taken.
    pub(super) is_guess: bool,
}

/// What is painted for each byte.
pub(super) fn encoding(
    reading: &mut Reading<'_>,
    document: &Document,
    font: &Dictionary,
) -> Step<Vec<Letter>> {
    let own = font.get_deref(b"Encoding", document).ok();
    let base = match own {
        Some(Object::Name(name)) => Some(&**name),
        Some(Object::Dictionary(own)) => {
            own.get_deref(b"BaseEncoding", document).and_then(Object::as_name).ok()
        }
        _ => None,
    };
    let is_known = |name: &&[u8]| name.ends_with(b"Encoding");
    let mut letters = match base.filter(is_known) {
        Some(base) => table(document, base),
        None if kind(document, font) == b"TrueType" => table(document, b"WinAnsiEncoding"),
        None => table(document, b"StandardEncoding"),
    };
    // The list of dingbats has numbers, and nothing of it can be read.
    let base_font = font.get_deref(b"BaseFont", document).and_then(Object::as_name).unwrap_or_default();
    let is_of_signs = base_font.ends_with(b"Dingbats");
    if base.is_none() {
        match of_program(reading, document, font)? {
            Program::Names(names) => {
                for (code, name) in names {
                    letters[usize::from(code)].name(document, &name, is_of_signs);
                }
            }
            Program::Packed => letters.iter_mut().for_each(|letter| letter.is_guess = true),
        }
    }
    let differences =
        own.and_then(|own| own.as_dict().ok()).and_then(|own| own.get_deref(b"Differences", document).ok());
    let mut code = 0;
    for item in differences.and_then(|items| items.as_array().ok()).into_iter().flatten() {
        reading.step()?;
        match document.dereference(item).map_or(item, |(_, item)| item) {
            Object::Integer(number) => code = usize::try_from(*number).unwrap_or(usize::MAX),
            Object::Real(number) => {
                let is_it = |code: &usize| (length(*code) - f64::from(*number)).abs() < 0.5;
                code = (0..letters.len()).find(is_it).unwrap_or(usize::MAX);
            }
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(code) {
                    reading.steps(4)?;
                    letter.name(document, name, is_of_signs);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    Ok(letters)
}

impl Letter {
    /// Takes the letter of a name.
    fn name(&mut self, document: &Document, name: &[u8], is_of_signs: bool) {
        (self.is_number, self.is_guess) = (false, false);
        match named(document, name) {
            Named::Letters(letters) => self.painted = Some(letters.into()),
            Named::Number if is_of_signs => self.painted = Some("\u{2022}".into()),
            Named::Number => {
                self.painted = None;
                self.is_number = true;
            }
            // A sign that no list has: the letter that would stand there is as good as any.
            Named::Other => {}
        }
    }
}

/// The letters of an encoding that every program knows.
fn table(document: &Document, name: &[u8]) -> Vec<Letter> {
    let font = dictionary! { "Type" => "Font", "Encoding" => Object::Name(name.to_vec()) };
    let encoding = font.get_font_encoding(document).ok();
    let of = |code: u8| {
        let letters = encoding.as_ref().and_then(|encoding| encoding.bytes_to_string(&[code]).ok());
        let painted = letters.filter(|letters| !letters.is_empty()).map(|letters| spelled(&letters).into());
        Letter { painted, ..Letter::default() }
    };
    (0..=u8::MAX).map(of).collect()
}

/// What the program of a font says of its encoding.
enum Program {
    /// The names that it has for some bytes.
    Names(Vec<(u8, Vec<u8>)>),
    /// That it has one of its own, which is packed.
    Packed,
}

/// The encoding of the program of a font, where it says so in words: `dup 90 /Z put`.
fn of_program(reading: &mut Reading<'_>, document: &Document, font: &Dictionary) -> Step<Program> {
    let descriptor = font.get_deref(b"FontDescriptor", document).ok().and_then(|it| it.as_dict().ok());
    let stream = |key: &[u8]| descriptor?.get_deref(key, document).ok()?.as_stream().ok();
    if let Some(packed) = stream(b"FontFile3").filter(|_| kind(document, font).ends_with(b"Type1")) {
        let bytes = unpack(reading, document, packed)?;
        reading.steps(bytes.len() as u64 / 1024)?;
        let has_own = has_own_encoding(&bytes).unwrap_or(true);
        return Ok(if has_own { Program::Packed } else { Program::Names(Vec::new()) });
    }
    let Some(program) = stream(b"FontFile") else { return Ok(Program::Names(Vec::new())) };
    let bytes = unpack(reading, document, program)?;
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = &head[..memchr::memmem::find(head, b"eexec").unwrap_or(head.len())];
    reading.steps(head.len() as u64 / 64)?;
    let words: Vec<&[u8]> = head.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    let named = words.windows(4).filter(|words| words[0] == b"dup" && words[3] == b"put");
    let named = named.filter_map(|words| {
        let code = std::str::from_utf8(words[1]).ok()?.parse::<u8>().ok()?;
        Some((code, words[2].strip_prefix(b"/")?.to_vec()))
    });
    Ok(Program::Names(named.collect()))
}

/// Whether a packed program (CFF) has an encoding of its own; nothing if it is damaged.
fn has_own_encoding(program: &[u8]) -> Option<bool> {
    /// The operator that tells where the encoding is: 0 and 1 are those that every program knows.
    const ENCODING: u8 = 16;
    let (_, names_end) = first_of_list(program, usize::from(*program.get(2)?))?;
    let (mut rest, _) = first_of_list(program, names_end)?;
    let mut operand = 0;
    while let Some((byte, behind)) = rest.split_first() {
        let length = match byte {
            0..=21 => usize::from(*byte == 12),
            28 => 2,
            29 => 4,
            30 => 1 + behind.iter().position(|pair| pair & 0x0F == 0x0F || pair >> 4 == 0x0F)?,
            247..=254 => 1,
            _ => 0,
        };
        let more = behind.get(..length)?;
        match byte {
            &ENCODING => return Some(operand > 1),
            32..=246 => operand = i32::from(*byte) - 139,
            28 | 29 => operand = more.iter().fold(0, |number: i32, byte| number << 8 | i32::from(*byte)),
            // All that take two bytes are larger than one, or below nothing.
            _ => operand = 2,
        }
        rest = &behind[length..];
    }
    Some(false)
}

/// The first thing of a list of a packed program, and where the list ends.
fn first_of_list(program: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let number = |at: usize, length: usize| {
        let bytes = program.get(at..at.checked_add(length)?)?;
        Some(bytes.iter().fold(0, |number: usize, byte| number << 8 | usize::from(*byte)))
    };
    let count = number(at, 2)?;
    let size = number(at + 2, 1).filter(|size| (1..=4).contains(size))?;
    let offset = |index: usize| number(at + 3 + index * size, size);
    let data = at + 2 + (count + 1) * size;
    let first = program.get(data.checked_add(offset(0)?)?..data.checked_add(offset(1)?)?)?;
    Some((first, data.checked_add(offset(count)?)?))
}
