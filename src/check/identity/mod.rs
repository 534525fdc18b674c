//! What could tell who somebody is, over everything that would be published: the texts of the site, what is made of them,
//! and the files beside them.
//!
//! A text is read once for all kinds ([`Guard`]), so there is one table of rules and one place for their words. `seal`
//! opens the sealed names, `cover` keeps them out of every finding.

mod clusters;
mod cover;
mod details;
mod files;
mod guard;
mod outputs;
mod pseudonyms;
mod seal;
mod slips;
mod sources;
mod told;
mod words;

use crate::diagnostic::{Code, Owner, Severity};
use crate::identity::Kind;

use super::{Looks, Rule};

pub(in crate::check) use guard::Frame;
pub use guard::Guard;
pub use seal::{KeyState, open_seal};
pub use sources::of_used_tables;
pub use told::Told;

pub(super) use files::Sightings;

/// The code of what is found of the seal; it can be neither switched off nor waived.
pub const SEALED_NAME: Code = Code("identity/sealed-name");

pub(super) const RULES: [Rule; 19] = [
    Rule {
        code: SEALED_NAME,
        owner: Owner::InformationGovernance,
        severity: Severity::Error,
        document: include_str!("sealed_name.md"),
        looks: Looks::Identity(&[Kind::SealedName]),
    },
    rule("identity/birth-date", Severity::Error, include_str!("birth_date.md"), &[Kind::BirthDate]),
    rule(
        "identity/health-number",
        Severity::Error,
        include_str!("health_number.md"),
        &[Kind::NhsNumber, Kind::ChiNumber],
    ),
    rule(
        "identity/insurance-number",
        Severity::Error,
        include_str!("insurance_number.md"),
        &[Kind::InsuranceNumber],
    ),
    rule("identity/pupil-number", Severity::Error, include_str!("pupil_number.md"), &[Kind::PupilNumber]),
    rule(
        "identity/labelled-number",
        Severity::Error,
        include_str!("labelled_number.md"),
        &[Kind::PassportNumber, Kind::HospitalNumber, Kind::RecordNumber],
    ),
    rule(
        "identity/likely-number",
        Severity::Review,
        include_str!("likely_number.md"),
        &[Kind::LikelyNumber, Kind::UnlabelledNumber],
    ),
    rule("identity/postcode", Severity::Warning, include_str!("postcode.md"), &[Kind::Postcode]),
    rule(
        "identity/street-address",
        Severity::Warning,
        include_str!("street_address.md"),
        &[Kind::StreetAddress],
    ),
    rule("identity/phone", Severity::Warning, include_str!("phone.md"), &[Kind::Phone]),
    rule("identity/email", Severity::Warning, include_str!("email.md"), &[Kind::Email]),
    rule("identity/vehicle", Severity::Warning, include_str!("vehicle.md"), &[Kind::Vehicle]),
    rule("identity/exact-date", Severity::Review, include_str!("exact_date.md"), &[Kind::EventDate]),
    rule("identity/exact-age", Severity::Review, include_str!("exact_age.md"), &[Kind::Age]),
    rule(
        "identity/place-name",
        Severity::Review,
        include_str!("place_name.md"),
        &[Kind::School, Kind::Surgery, Kind::Ward, Kind::Street, Kind::Place, Kind::LikelyPlace],
    ),
    rule(
        "identity/person-name",
        Severity::Review,
        include_str!("person_name.md"),
        &[Kind::PersonName, Kind::LikelyName],
    ),
    rule(
        "identity/outside-report",
        Severity::Review,
        include_str!("outside_report.md"),
        &[Kind::Press, Kind::Court, Kind::Citation],
    ),
    pseudonyms::RULE,
    clusters::RULE,
];

const fn rule(
    code: &'static str,
    severity: Severity,
    document: &'static str,
    kinds: &'static [Kind],
) -> Rule {
    Rule {
        code: Code(code),
        owner: Owner::InformationGovernance,
        severity,
        document,
        looks: Looks::Identity(kinds),
    }
}
