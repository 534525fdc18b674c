//! From disk to a [`Snapshot`]: texts, and what is known of every other file. The only room that reads.

mod snapshot;

pub use snapshot::{Asset, AssetKind, Snapshot, ThemeFile};
