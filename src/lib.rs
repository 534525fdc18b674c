//! Briefpress turns Markdown briefings with YAML front matter into a static site.
//!
//! The pipeline is one way: [`load`] -> [`parse`] -> [`model`] -> [`plan`] -> [`render`] -> [`check`] -> [`write`](mod@write).
//! `ARCHITECTURE.md` explains the rooms and the invariants.

pub mod attachment;
pub mod build;
pub mod check;
pub mod config;
pub mod diagnostic;
pub mod duties;
pub mod identity;
pub mod load;
pub mod model;
pub mod online;
pub mod pack;
pub mod parse;
pub mod plan;
pub mod recall;
pub mod render;
pub mod scaffold;
pub mod scrub;
pub mod sealing;
pub mod serve;
pub mod signoff;
pub mod source;
pub mod theme;
pub mod write;
pub mod yaml;
