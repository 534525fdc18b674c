//! YAML that was read while the program was built (`build/nodes.rs`), as the nodes that it came to.

use super::node::{Entry, Map, Node, Scalar, Value};
use crate::source::Span;

/// Reads the nodes of a text that the program brings with it; `None` where the bytes are something else.
pub fn read_nodes(bytes: &[u8]) -> Option<Node> {
    let mut reader = Reader(bytes);
    reader.node().filter(|_| reader.0.is_empty())
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn text(&mut self) -> Option<Box<str>> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).ok().map(Into::into)
    }

    fn span(&mut self) -> Option<Span> {
        Some(Span { start: self.number()?, end: self.number()? })
    }

    fn node(&mut self) -> Option<Node> {
        let span = self.span()?;
        let value = match self.take(1)? {
            [0] => Value::Empty,
            [kind @ (1 | 2)] => Value::Scalar(Scalar { text: self.text()?, plain: *kind == 1 }),
            [3] => Value::List((0..self.number()?).map(|_| self.node()).collect::<Option<_>>()?),
            [4] => {
                Value::Map(Map { entries: (0..self.number()?).map(|_| self.entry()).collect::<Option<_>>()? })
            }
            _ => return None,
        };
        Some(Node { span, value })
    }

    fn entry(&mut self) -> Option<Entry> {
        Some(Entry { key: self.text()?, key_span: self.span()?, node: self.node()? })
    }
}
