//! What is remembered of a text from one build to the next: everything that parsing found, but for the body's HTML.
//!
//! Reading a text and hashing it costs a tenth of parsing it. What is remembered of a text holds as long as its bytes
//! and the setup are the same; the HTML is left out because only the page of the text itself shows it, and that page
//! is nearly always fresh. Bytes in, bytes out: no I/O.
//!
//! The types of `parse` do not know that they are kept: `Kept` is written here for each of them, field by field, so
//! that a new field does not compile until it is kept as well.

mod findings;
mod front_matter;
mod primitives;
mod reader;
mod shard;
mod source;
#[cfg(test)]
mod tests;
mod writer;

pub use shard::{SHARDS, Shard, ShardWriter, shard_of};

use reader::Reader;
use writer::Writer;

/// A value that can be written as bytes and read again.
trait Kept: Sized {
    /// Writes the value.
    fn put(&self, to: &mut Writer<'_>);

    /// Reads the value back; `None` where the bytes are not what [`put`](Self::put) writes.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

/// Keeps a struct field by field. Taking it apart without `..` makes a forgotten field an error of the compiler.
macro_rules! kept_struct {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl Kept for $name {
            fn put(&self, to: &mut Writer<'_>) {
                let Self { $($field),+ } = self;
                $($field.put(to);)+
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Kept::take(from)?),+ })
            }
        }
    };
}

/// Keeps an enum without data as the number of its variant.
macro_rules! kept_enum {
    ($name:ident { $($variant:ident = $number:literal),+ $(,)? }) => {
        impl Kept for $name {
            fn put(&self, to: &mut Writer<'_>) {
                to.byte(match self { $(Self::$variant => $number),+ });
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                match from.byte()? {
                    $($number => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

use {kept_enum, kept_struct};
