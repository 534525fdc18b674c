//! The objects of a PDF: just enough of their grammar to find the tree of pages.

/// Deepest nesting of arrays and dictionaries.
const DEPTH: usize = 16;

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    /// A whole number that is not negative.
    Number(u64),
    /// A reference to an object: number and generation.
    Reference(u64, u64),
    /// A name, without its slash.
    Name(String),
    /// A list.
    Array(Vec<Object>),
    /// Names and objects.
    Dictionary(Vec<(String, Object)>),
    /// A string, another number, `true`, `null` and the like.
    Other,
}

impl Object {
    /// What a dictionary has under a name; nothing if it has the name twice, for then it is unclear which counts.
    pub(super) fn get(&self, name: &str) -> Option<&Object> {
        let Self::Dictionary(entries) = self else { return None };
        let mut found = entries.iter().filter(|(key, _)| key == name);
        let first = found.next();
        first.filter(|_| found.next().is_none()).map(|(_, object)| object)
    }

    pub(super) fn number(&self) -> Option<u64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub(super) fn reference(&self) -> Option<(u64, u64)> {
        if let Self::Reference(number, generation) = self { Some((*number, *generation)) } else { None }
    }

    pub(super) fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn items(&self) -> Option<&[Object]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }
}

/// Reads objects one after the other. Nothing means that the text is not one, or ends too early.
pub(super) struct Parser<'t> {
    text: &'t [u8],
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// How far it has read.
    pub(super) fn position(&self) -> u64 {
        self.at as u64
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Skips blanks, line ends and comments.
    pub(super) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = &self.text[self.at..];
                    self.at +=
                        rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
                }
                byte if is_blank(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// Whether a word comes next; it is read if so.
    pub(super) fn keyword(&mut self, word: &str) -> bool {
        self.skip_blanks();
        let rest = &self.text[self.at..];
        let is_it = rest.starts_with(word.as_bytes())
            && rest.get(word.len()).is_none_or(|byte| is_blank(*byte) || is_delimiter(*byte));
        if is_it {
            self.at += word.len();
        }
        is_it
    }

    /// The next object.
    pub(super) fn value(&mut self) -> Option<Object> {
        self.skip_blanks();
        match self.peek()? {
            b'/' => Some(Object::Name(self.name())),
            b'(' => self.string(),
            b'[' => self.nested(Self::array),
            b'<' if self.text.get(self.at + 1)? == &b'<' => self.nested(Self::dictionary),
            b'<' => {
                self.at += self.text[self.at..].iter().position(|byte| *byte == b'>')? + 1;
                Some(Object::Other)
            }
            byte if is_delimiter(byte) => None,
            _ => self.word(),
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Option<Object>) -> Option<Object> {
        self.depth += 1;
        let object = if self.depth > DEPTH { None } else { read(self) };
        self.depth -= 1;
        object
    }

    /// The bytes up to the next blank or delimiter. One that reaches the end of the text may be cut there.
    fn regular(&mut self) -> Option<&'t [u8]> {
        let rest = &self.text[self.at..];
        let length = rest.iter().position(|byte| is_blank(*byte) || is_delimiter(*byte))?;
        self.at += length;
        Some(&rest[..length])
    }

    fn name(&mut self) -> String {
        self.at += 1;
        String::from_utf8_lossy(self.regular().unwrap_or_default()).into_owned()
    }

    /// A number, a reference (`12 0 R`) or a keyword.
    fn word(&mut self) -> Option<Object> {
        let Some(number) = digits(self.regular()?) else { return Some(Object::Other) };
        let after = self.at;
        if let Some(generation) = self.generation() {
            return Some(Object::Reference(number, generation));
        }
        self.at = after;
        Some(Object::Number(number))
    }

    fn generation(&mut self) -> Option<u64> {
        self.skip_blanks();
        let generation = digits(self.regular()?)?;
        self.keyword("R").then_some(generation)
    }

    fn array(&mut self) -> Option<Object> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Object::Array(items));
            }
            items.push(self.value()?);
        }
    }

    fn dictionary(&mut self) -> Option<Object> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek()? {
                b'/' => {
                    let key = self.name();
                    entries.push((key, self.value()?));
                }
                b'>' if self.text.get(self.at + 1)? == &b'>' => {
                    self.at += 2;
                    return Some(Object::Dictionary(entries));
                }
                _ => return None,
            }
        }
    }

    fn string(&mut self) -> Option<Object> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(Object::Other);
            }
        }
    }
}

fn digits(word: &[u8]) -> Option<u64> {
    if word.is_empty() || !word.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(word).ok()?.parse().ok()
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
