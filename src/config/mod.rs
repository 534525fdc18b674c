//! The typed site configuration (`site.yaml`) and the registries (`data/*.yaml`). No I/O.

mod base_url;
mod registry;
mod settings;

pub use base_url::BaseUrl;
pub use registry::{
    Agency, Audience, Body, Format, GlossaryTerm, Harm, Helpline, Named, Part, Registries, Registry,
    ReviewType, Term, Theme,
};
pub use settings::{Config, Contact, Licence};
