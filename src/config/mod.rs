//! The typed site configuration (`site.yaml`) and the registries (`data/*.yaml`). No I/O.

mod base_url;
mod colour;
mod data;
mod forms;
mod kinds;
mod language;
mod logo;
mod lower;
mod moment;
mod references;
mod registry;
mod settings;
mod site;
#[cfg(test)]
mod tests;
mod zone;

pub use base_url::BaseUrl;
pub use colour::{Colour, Colours};
pub use data::parse_registries;
pub use forms::{FormError, check_email, check_language, check_phone, check_url};
pub use kinds::{
    Agency, Allowed, Audience, Body, Format, GlossaryTerm, Harm, Helpline, Part, Person, ReviewType, Theme,
    Wording, WordingKind,
};
pub use language::is_right_to_left;
pub use logo::Logo;
pub use moment::{Instants, Moment, MomentError, SkippedHour};
pub use registry::{FoldedName, Named, Registries, Registry, Term};
pub use settings::{CheckLevel, CheckSetting, Config, Contact, Licence};
pub use site::{parse_config, trace_config};
pub use zone::time_zone;
