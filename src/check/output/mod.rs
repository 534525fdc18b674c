//! What readers get: every page, drawing and style sheet is looked at once, right after it was made, by all rules that
//! look at outputs.
//!
//! `html`, `css`, `fetching` and `page` read an output in one pass, and what they found are `facts`; `address` says where a link leads, `inspector` asks the rules,
//! `joined` joins what they found when everything is made, `remembered` keeps it for outputs that the next build keeps.

mod address;
mod addresses;
mod context;
mod css;
mod facts;
mod fetching;
mod findings;
mod html;
mod inspector;
mod joined;
mod page;
mod placing;
mod remembered;
mod seen;
#[cfg(test)]
mod tests;
mod words;

pub use context::Page;
pub use findings::Findings;
pub use inspector::{Inspector, Sight};
pub use joined::Inspected;
pub use remembered::RememberedPages;

pub(super) use address::Lead;
pub(super) use css::unescaped as unescaped_style;
pub(super) use facts::{Facts, Medium, Symbol};
pub(super) use html::unescaped;
pub(super) use page::lowered;
pub(super) use words::words_of;
