//! Files that the program puts into a site once, for people to change: so far those of the theme.
//!
//! What is there already is never overwritten, and nothing is written unless everything can be.

mod error;
#[cfg(test)]
mod tests;
mod theme;

pub use error::ScaffoldError;
pub use theme::{Origin, ThemeListing, eject, list_theme};
