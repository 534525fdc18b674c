//! Files that the program puts into a site once, for people to change: a whole new site, a new briefing, copies of the
//! theme's files.
//!
//! What is there already is never overwritten, and nothing is written unless everything can be.

mod briefing;
mod error;
mod placing;
mod schema;
mod schema_files;
mod series;
mod site;
#[cfg(test)]
mod tests;
mod theme;

pub use briefing::{NewBriefing, Placed, new_briefing};
pub use error::ScaffoldError;
#[cfg(test)]
pub(crate) use schema::tests as schema_tests;
pub use schema::{SchemaOf, schema};
pub use site::new_site;
pub use theme::{Origin, ThemeListing, eject, list_theme};
