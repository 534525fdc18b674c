//! YAML text to values with places, read field by field. The only room that names a YAML crate.
//!
//! A value is typed by whoever reads it, never by how it looks: `no` is not a boolean by accident.

mod fields;
mod node;
mod parse;

pub use fields::{Fields, Reader};
pub use node::{Entry, Map, Node, Scalar, Value};
pub use parse::parse_yaml;
