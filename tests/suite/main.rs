//! The one integration test binary: what a user sees of the program from outside.

#![allow(clippy::unwrap_used, reason = "a test that can not go on has failed")]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are those that the program makes"
)]
#![allow(missing_docs, reason = "tests are not a public interface")]

mod addresses;
mod approve;
mod architecture;
mod attachment_fonts;
mod attachment_joins;
mod attachment_leaks;
mod attachments;
mod builders;
mod checks;
mod cli;
mod corpora;
mod crafted_pictures;
mod diff;
mod due;
mod escaping;
mod faults;
mod feeds;
mod filters;
mod hosts;
mod identity;
mod identity_corpus;
mod incremental;
mod inspection;
mod lifted;
mod limits;
mod logo;
mod messages;
mod names;
mod online;
mod outputs;
mod pack;
mod pictures;
mod pictures_in_texts;
mod preview;
mod project;
mod promises;
mod published_pictures;
mod run;
mod same_bytes;
mod scaffold;
mod scrubbing;
mod selection;
mod serve;
mod smallest;
mod standing;
mod still_public;
mod stripping;
mod terminal;
mod typography;
mod unfinished;
mod unpacking;
mod uploads;
mod web_files;
mod withheld;
mod withheld_places;
mod words;
