//! What belongs to a theme: kept as it is.

use crate::yaml::{Node, Scalar, Value};

/// A theme's own data: any YAML, scalars by how they look (`true`, `3`, `1.5`, text).
#[derive(Debug, Clone, PartialEq)]
pub enum Extra {
    /// Nothing.
    Empty,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Decimal(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Extra>),
    /// A mapping in the order of the file.
    Map(Vec<(String, Extra)>),
}

impl Extra {
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            Value::Empty => Self::Empty,
            Value::Scalar(scalar) => Self::of_scalar(scalar),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(map) => Self::Map(
                map.entries.iter().map(|entry| (entry.key.to_string(), Self::of(&entry.node))).collect(),
            ),
        }
    }

    fn of_scalar(scalar: &Scalar) -> Self {
        let text = &*scalar.text;
        if !scalar.plain {
            return Self::Text(text.to_owned());
        }
        match text {
            "true" => Self::Boolean(true),
            "false" => Self::Boolean(false),
            "null" | "~" => Self::Empty,
            _ => number(text).unwrap_or_else(|| Self::Text(text.to_owned())),
        }
    }
}

/// Decimal numbers as people write them: no leading zeros (`010` may be a code), no exponents, no `+`.
fn number(text: &str) -> Option<Extra> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || whole.len() > 1 && whole.starts_with('0') || !fraction.is_none_or(are_digits) {
        return None;
    }
    if fraction.is_some() {
        text.parse().ok().map(Extra::Decimal)
    } else {
        text.parse().ok().map(Extra::Integer)
    }
}
