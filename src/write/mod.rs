//! Finished pages to the output folder: all or nothing, and nothing but what this program wrote.
//!
//! A build writes into a folder of its own beside the output ([`Staging`]), and the two change places in one
//! step. What was the output stays as a spare that shares every unchanged file by hard links; the next build
//! writes only what differs into it. The only room that writes.
//!
//! ```text
//! site/                      the parent of the output
//!   output/                  live: what the host serves
//!     .briefpress-manifest   what of it is ours, with hashes
//!   .output.briefpress/      the work folder, closed to other users
//!     lock                   held while a build runs
//!     next/                  the generation in the making; afterwards the spare
//!     spare                  says that the spare is a full copy of what is live
//! ```

mod changes;
mod copy;
mod disk;
mod error;
mod exchange;
mod live;
mod manifest;
mod publish;
mod staging;
mod stamp;
mod state;
mod target;
mod tree;
mod work_folder;

#[cfg(test)]
mod tests;

pub use changes::{Changes, read_manifest, read_published, read_saved_manifest};
pub use error::{Refusal, WriteError};
pub use manifest::{Manifest, ManifestEntry};
pub use publish::Published;
pub use staging::{Options, Staging};
pub use state::{
    forget_state, outputs_file, pages_file, pictures_file, sources_file, state_file, write_state,
};
