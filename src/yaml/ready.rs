//! YAML that was read while the program was built (`build/nodes.rs`), as the nodes that it came to.

use super::node::{Entry, Map, Node, Scalar, Value};
use crate::source::{ByteReader, Span};

/// Reads the nodes of a text that the program brings with it; `None` where the bytes are something else.
pub fn read_nodes(bytes: &[u8]) -> Option<Node> {
    let mut reader = Reader(ByteReader::new(bytes));
    reader.node().filter(|_| reader.0.left() == 0)
}

struct Reader<'b>(ByteReader<'b>);

impl Reader<'_> {
    fn text(&mut self) -> Option<Box<str>> {
        self.0.text().map(Into::into)
    }

    fn span(&mut self) -> Option<Span> {
        Some(Span { start: self.0.number()?, end: self.0.number()? })
    }

    fn node(&mut self) -> Option<Node> {
        let span = self.span()?;
        let value = match self.0.take(1)? {
            [0] => Value::Empty,
            [kind @ (1 | 2)] => Value::Scalar(Scalar { text: self.text()?, plain: *kind == 1 }),
            [3] => Value::List((0..self.0.number()?).map(|_| self.node()).collect::<Option<_>>()?),
            [4] => Value::Map(Map {
                entries: (0..self.0.number()?).map(|_| self.entry()).collect::<Option<_>>()?,
            }),
            _ => return None,
        };
        Some(Node { span, value })
    }

    fn entry(&mut self) -> Option<Entry> {
        Some(Entry { key: self.text()?, key_span: self.span()?, node: self.node()? })
    }
}
