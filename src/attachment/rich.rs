//! RTF: its text as readers see it, and apart from that what stands in notes, heads, properties and data.

use super::reading::{Reading, Step, Stop, TraceKind, is_local_path};
use super::strings;
use super::text::{windows_character, word_behind};

/// Deepest nesting of groups.
const DEPTH: usize = 10_000;

/// About how much text is handed on at a time, and what of its end is handed on with the next again.
const CHUNK: usize = 32 * 1024;
const SHARED: usize = 600;

/// The shortest run of digits that may be packed data.
const SHORTEST_DATA: usize = 16;

/// What stands apart from the text around it, though no `\*` says so.
const APART: [&[u8]; 34] = [
    b"annotation",
    b"author",
    b"category",
    b"colortbl",
    b"comment",
    b"company",
    b"creatim",
    b"doccomm",
    b"fldinst",
    b"fonttbl",
    b"footer",
    b"footerf",
    b"footerl",
    b"footerr",
    b"footnote",
    b"header",
    b"headerf",
    b"headerl",
    b"headerr",
    b"hlinkbase",
    b"info",
    b"keywords",
    b"listtable",
    b"manager",
    b"objdata",
    b"operator",
    b"pict",
    b"shptxt",
    b"sn",
    b"stylesheet",
    b"subject",
    b"sv",
    b"title",
    b"xe",
];

/// Lists, of which every group is an item.
const LISTS: [&[u8]; 6] = [b"colortbl", b"fonttbl", b"info", b"listtable", b"revtbl", b"stylesheet"];

/// What programs wrote for programs.
const MARKUP: [&[u8]; 8] = [
    b"colortbl",
    b"fonttbl",
    b"generator",
    b"latentstyles",
    b"listtable",
    b"rsidtbl",
    b"stylesheet",
    b"themedata",
];

/// Reads RTF, hidden text and what is for programs as well.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(Stop::because("it is no RTF, though its name says so"));
    }
    reading.steps(bytes.len() as u64 / 16)?;
    let mut rich = Rich { bytes, ..Rich::default() };
    while let Some(byte) = bytes.get(rich.at) {
        rich.at += 1;
        match byte {
            b'\\' => {
                reading.step()?;
                rich.control(reading)?;
            }
            b'{' => rich.begin()?,
            b'}' => rich.end(reading)?,
            b'\r' | b'\n' => {}
            other => rich.letter(windows_character(*other)),
        }
        rich.hand_on(reading, CHUNK)?;
    }
    while !rich.groups.is_empty() {
        rich.end(reading)?;
    }
    rich.hand_on(reading, 0)?;
    reading.passage("its letters for old programs", &rich.replaced);
    Ok(())
}

/// A group, with what holds until its end.
#[derive(Clone, Copy)]
struct Group {
    /// How many signs behind a letter that is given by its number stand in for it.
    stand_ins: u32,
    /// Whether a text apart began in it.
    is_apart: bool,
}

/// A text that is read, and what it is called if it is not the text of the document.
#[derive(Default)]
struct Piece<'b> {
    text: String,
    word: &'b [u8],
    /// Whether it has anything but digits of packed data.
    has_words: bool,
}

/// RTF while it is read.
#[derive(Default)]
struct Rich<'b> {
    bytes: &'b [u8],
    at: usize,
    groups: Vec<Group>,
    piece: Piece<'b>,
    /// The texts around it.
    around: Vec<Piece<'b>>,
    /// How many signs that come next stand in for a letter that is given by its number.
    skipped: u32,
    /// These signs.
    replaced: String,
}

impl<'b> Rich<'b> {
    fn begin(&mut self) -> Step {
        if self.groups.len() >= DEPTH {
            return Err(Stop::because("its groups are nested deeper than any program writes"));
        }
        self.skipped = 0;
        let stand_ins = self.groups.last().map_or(1, |group| group.stand_ins);
        self.groups.push(Group { stand_ins, is_apart: false });
        self.item();
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) -> Step {
        self.skipped = 0;
        if self.groups.pop().is_some_and(|group| group.is_apart) {
            self.hand_on(reading, 0)?;
            self.piece = self.around.pop().unwrap_or_default();
        }
        self.item();
        Ok(())
    }

    /// Parts two items of a list.
    fn item(&mut self) {
        if LISTS.contains(&self.piece.word) && !self.piece.text.is_empty() {
            self.piece.text.push('\n');
        }
    }

    /// Goes on apart from the text around, until the group ends.
    fn go_apart(&mut self) {
        if let Some(group) = self.groups.last_mut().filter(|group| !group.is_apart) {
            group.is_apart = true;
            self.around.push(std::mem::take(&mut self.piece));
        }
    }

    fn letter(&mut self, letter: char) {
        if self.skipped == 0 {
            self.sign(letter);
        } else {
            self.skipped -= 1;
            if letter != '?' {
                self.replaced.push(letter);
            }
        }
    }

    fn sign(&mut self, letter: char) {
        self.piece.has_words |= !letter.is_ascii_hexdigit() && !letter.is_whitespace();
        self.piece.text.push(letter);
    }

    /// Hands on the text if it is longer than something; where that is nought, it is at its end.
    fn hand_on(&mut self, reading: &mut Reading<'_>, longest: usize) -> Step {
        if self.replaced.len() > CHUNK {
            reading.passage("its letters for old programs", &self.replaced);
            self.replaced.clear();
        }
        let Piece { text, word, has_words } = &mut self.piece;
        if text.len() <= longest || (longest > 0 && text.len() < 2 * longest && !text.ends_with('\n')) {
            return Ok(());
        }
        let is_data = !word.is_empty() && !*has_words && text.len() >= SHORTEST_DATA;
        // Of packed data no byte can be cut.
        if is_data && longest > 0 {
            return Ok(());
        }
        let place = match &**word {
            [] => "its text".to_owned(),
            word => format!("its text, in `{}`", String::from_utf8_lossy(word)),
        };
        if is_local_path(text) {
            reading.note(TraceKind::LocalPath, &place);
        }
        if is_data {
            let data = unpacked(text);
            reading.unpacked(data.len() as u64)?;
            strings::read(reading, &place, &data)?;
        } else if MARKUP.contains(word) {
            reading.markup(&place, text.lines());
        } else {
            reading.passage(&place, text);
        }
        if longest == 0 {
            text.clear();
        } else {
            text.drain(..word_behind(text, text.len().saturating_sub(SHARED)));
        }
        Ok(())
    }

    /// Reads what stands behind a backslash.
    fn control(&mut self, reading: &mut Reading<'_>) -> Step {
        let from = &self.bytes[self.at..];
        let letters = from.iter().take(64).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            self.symbol(from);
            return Ok(());
        }
        let word = &from[..letters];
        let number = from[letters..]
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_digit() || **byte == b'-')
            .count();
        let value = std::str::from_utf8(&from[letters..letters + number]).ok();
        let blank = usize::from(from.get(letters + number) == Some(&b' '));
        self.at += letters + number + blank;
        let value = value.and_then(|value| value.parse::<i32>().ok());
        self.skipped = self.skipped.saturating_sub(1);
        self.word(reading, word, value)
    }

    /// One of the signs that are controls by themselves.
    fn symbol(&mut self, from: &[u8]) {
        self.at += 1;
        match from.first() {
            Some(b'\'') => {
                let digits = from.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at += 2;
                    self.letter(windows_character(byte));
                }
            }
            Some(b'~') => self.letter(' '),
            Some(b'_') => self.letter('-'),
            Some(sign @ (b'{' | b'}' | b'\\')) => self.letter(char::from(*sign)),
            Some(b'\r' | b'\n') => self.letter('\n'),
            Some(b'*') => self.go_apart(),
            _ => {}
        }
    }

    fn word(&mut self, reading: &mut Reading<'_>, word: &'b [u8], value: Option<i32>) -> Step {
        if APART.binary_search(&word).is_ok() {
            self.go_apart();
        }
        if self.groups.last().is_some_and(|group| group.is_apart) && self.piece.word.is_empty() {
            self.piece.word = word;
        }
        match word {
            b"par" | b"line" | b"row" | b"nestrow" | b"sect" | b"page" | b"column" | b"softline" => {
                self.sign('\n');
            }
            b"tab" | b"cell" | b"nestcell" => self.sign('\t'),
            b"emspace" | b"enspace" | b"qmspace" => self.sign(' '),
            b"emdash" => self.sign('\u{2014}'),
            b"endash" => self.sign('\u{2013}'),
            b"lquote" | b"rquote" => self.sign('\u{2019}'),
            b"ldblquote" | b"rdblquote" => self.sign('"'),
            b"bullet" => self.sign('\u{2022}'),
            b"u" => {
                if let Some(letter) = value.and_then(unicode) {
                    self.sign(letter);
                }
                self.skipped = self.groups.last().map_or(1, |group| group.stand_ins);
            }
            b"uc" => {
                let stand_ins = value.and_then(|value| u32::try_from(value).ok()).unwrap_or_default();
                if let Some(group) = self.groups.last_mut() {
                    group.stand_ins = stand_ins;
                }
            }
            b"bin" => {
                let length = value.and_then(|value| usize::try_from(value).ok()).unwrap_or_default();
                let data = &self.bytes[self.at..][..length.min(self.bytes.len() - self.at)];
                self.at += data.len();
                strings::read(reading, "its data", data)?;
            }
            b"v" if value != Some(0) => reading.note(TraceKind::HiddenText, ""),
            b"annotation" => reading.note(TraceKind::Comment, ""),
            b"revised" | b"deleted" if value != Some(0) => reading.note(TraceKind::TrackedChange, ""),
            b"author" | b"operator" | b"company" | b"manager" => {
                reading.note(TraceKind::Author, &format!("`{}`", String::from_utf8_lossy(word)));
            }
            b"objdata" => reading.note(TraceKind::EmbeddedFile, ""),
            _ => {}
        }
        Ok(())
    }
}

/// The bytes of which a text has the digits.
fn unpacked(text: &str) -> Vec<u8> {
    let mut halves = text.bytes().filter_map(|byte| char::from(byte).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len() / 2);
    while let (Some(high), Some(low)) = (halves.next(), halves.next()) {
        bytes.extend(u8::try_from(high * 16 + low));
    }
    bytes
}

/// The character of a number that may be written as a negative one.
fn unicode(number: i32) -> Option<char> {
    let wrapped = if number < 0 { number + 0x1_0000 } else { number };
    char::from_u32(u32::try_from(wrapped).ok()?)
}
