//! YAML text to values with places, read field by field. The only room that names a YAML crate.
//!
//! A value is typed by whoever reads it, never by how it looks: `no` is not a boolean by accident.

mod appearance;
mod cursor;
mod date;
mod fields;
mod findings;
mod node;
mod parse;
mod reader;
mod ready;
mod syntax;
#[cfg(test)]
mod tests;
mod trace;

pub use fields::Fields;
pub use node::{Entry, Map, Node, Scalar, Value};
pub use parse::{parse_yaml, parse_yaml_up_to};
pub use reader::{Family, Reader};
pub use ready::read_nodes;
pub use trace::{Asked, Trace};
