//! Texts and the places in them, project paths, slugs and output paths. No I/O.
//!
//! Everything above this room speaks of files by [`SourcePath`] (relative to the site's root, `/`-separated) and
//! of results by [`OutputPath`]; an absolute path exists only in `load` and `write`.

mod bytes;
mod fingerprint;
mod limits;
mod markup;
mod path;
mod slug;
mod text;

pub use bytes::{ByteReader, put_number, put_text};
pub use fingerprint::Fingerprint;
pub use limits::*;
pub use markup::is_inline_element;
pub use path::{OutputPath, OutputPathError, SourcePath};
pub use slug::{Slug, SlugError};
pub use text::{
    Excerpt, Place, PlaceCursor, Placed, SourceText, Span, Spanned, boundary_before, boundary_behind,
    is_unprintable,
};
