//! The words of a content stream: operands and operators, one after the other, none kept.

/// Deepest nesting of arrays and dictionaries among operands.
const DEPTH: usize = 16;

/// Most words that belong to one operation: each takes thirty bytes of memory and its text, and a line of a page has some hundred.
const WORDS: usize = 500_000;

/// A word of a content stream.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A number.
    Number(f64),
    /// A text, as bytes of its font.
    Text(Vec<u8>),
    /// A name, without its slash.
    Name(Vec<u8>),
    /// A list.
    List(Vec<Token>),
    /// Names with what they stand for, one after the other.
    Dictionary(Vec<Token>),
    /// An operator, or a word like `true`.
    Operator(Vec<u8>),
}

/// Reads a content stream. What is not understood is passed over.
pub(super) struct Lexer<'c> {
    bytes: &'c [u8],
    at: usize,
    /// How many words may still belong to the operation that is read.
    left: usize,
}

impl<'c> Lexer<'c> {
    pub(super) fn new(bytes: &'c [u8]) -> Self {
        Self { bytes, at: 0, left: WORDS }
    }

    /// The next word; nothing at the end.
    pub(super) fn next(&mut self) -> Option<Token> {
        self.token(0)
    }

    /// Begins to count the words of an operation.
    pub(super) fn begin_operation(&mut self) {
        self.left = WORDS;
    }

    /// Whether it ended before the end, for an operation had more words than are kept.
    pub(super) fn is_overfull(&self) -> bool {
        self.left == 0
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'c [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over the bytes of a picture that stands among the operators.
    pub(super) fn skip_picture(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = memchr::memmem::find_iter(rest, b"EI");
        let is_word = |at: &usize| {
            let before = at.checked_sub(1).is_some_and(|before| is_blank(rest[before]));
            before && rest.get(at + 2).is_none_or(|after| is_blank(*after))
        };
        self.at += ends.into_iter().find(is_word).map_or(rest.len(), |at| at + 2);
    }

    fn token(&mut self, depth: usize) -> Option<Token> {
        loop {
            self.skip_blanks();
            let byte = *self.bytes.get(self.at)?;
            self.left = self.left.saturating_sub(1);
            if self.left == 0 {
                return None;
            }
            match byte {
                b'/' => return Some(Token::Name(self.name())),
                b'(' => return Some(Token::Text(self.text())),
                b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                    self.at += 2;
                    return Some(Token::Dictionary(self.items(depth)));
                }
                b'<' => return Some(Token::Text(self.hexadecimal())),
                b'[' => {
                    self.at += 1;
                    return Some(Token::List(self.items(depth)));
                }
                b']' | b')' | b'{' | b'}' | b'>' => self.at += 1,
                _ => return Some(self.word()),
            }
        }
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    self.at += memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
                }
                byte if is_blank(*byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// Everything up to the bracket that closes.
    fn items(&mut self, depth: usize) -> Vec<Token> {
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            match self.bytes.get(self.at) {
                None => return items,
                Some(b']') => {
                    self.at += 1;
                    return items;
                }
                Some(b'>') => {
                    self.at += if self.bytes.get(self.at + 1) == Some(&b'>') { 2 } else { 1 };
                    return items;
                }
                // What is nested deeper than any program writes is passed over.
                Some(b'[' | b'<') if depth >= DEPTH => self.at += 1,
                Some(_) => match self.token(depth + 1) {
                    Some(item) => items.push(item),
                    None => return items,
                },
            }
        }
    }

    fn regular(&mut self) -> &'c [u8] {
        let rest = &self.bytes[self.at..];
        let length =
            rest.iter().position(|byte| is_blank(*byte) || is_delimiter(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let raw = self.regular();
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(byte) = raw.get(at) {
            let escaped = raw.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
            if let Some(value) =
                escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *byte == b'#')
            {
                name.push(value);
                at += 3;
            } else {
                name.push(*byte);
                at += 1;
            }
        }
        name
    }

    fn word(&mut self) -> Token {
        let word = self.regular();
        let number = std::str::from_utf8(word).ok().filter(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'))
        });
        match number.and_then(|number| number.parse::<f64>().ok()) {
            Some(number) => Token::Number(number),
            None => Token::Operator(word.to_vec()),
        }
    }

    fn text(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(*byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.bytes.get(self.at) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push(value.to_le_bytes()[0]);
            }
            b'\r' => self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            other => text.push(*other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let rest = &self.bytes[self.at + 1..];
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += end + 2;
        let digits: Vec<u8> = rest[..end].iter().filter_map(|byte| digit(*byte)).collect();
        digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or_default()).collect()
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
