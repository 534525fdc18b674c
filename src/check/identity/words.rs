//! How each kind is told.

use crate::identity::{Hit, Kind};

/// What a finding says. Of names and numbers that must not be published it says enough to tell two of them apart, and
/// no more: findings are copied into logs and mails.
pub(super) fn message(hit: &Hit, written: &str) -> String {
    let Hit { kind, what, .. } = hit;
    let name = kind.name();
    match kind {
        Kind::SealedName => format!("{name} stands here (`{what}` in the seal)"),
        Kind::BirthDate => format!("{name} stands here"),
        Kind::NhsNumber
        | Kind::ChiNumber
        | Kind::InsuranceNumber
        | Kind::PupilNumber
        | Kind::PassportNumber
        | Kind::HospitalNumber
        | Kind::RecordNumber => format!("{name} stands here, ending in `{}`", ending(what)),
        Kind::LikelyNumber => format!("`{what}` could be an NHS number"),
        Kind::UnlabelledNumber => format!("`{what}` could be the number of somebody's record"),
        Kind::Postcode | Kind::StreetAddress | Kind::Phone | Kind::Email | Kind::Vehicle => {
            format!("`{}` is {name} that the site does not allow", single_line(what))
        }
        Kind::School | Kind::Surgery | Kind::Ward | Kind::Street | Kind::Place => {
            format!("`{}` is {name}", single_line(written))
        }
        Kind::LikelyPlace => format!("`{}` may be the name of a place", single_line(written)),
        Kind::PersonName => format!("`{}` looks like the name of a person", single_line(written)),
        Kind::LikelyName => format!("`{}` may be the name of a person", single_line(written)),
        Kind::EventDate | Kind::Age | Kind::Citation => format!("`{}` is {name}", single_line(written)),
        Kind::Press | Kind::Court => format!("`{what}` is {name}"),
    }
}

/// The last three characters of a number.
fn ending(what: &str) -> &str {
    what.char_indices().rev().nth(2).map_or(what, |(at, _)| &what[at..])
}

fn single_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What to do.
pub(super) fn help(kind: Kind) -> &'static str {
    match kind {
        Kind::SealedName => "write the pseudonym, or take the name out; `--reveal` shows what stands there",
        Kind::BirthDate => "take it out; an age band or a year says enough",
        Kind::NhsNumber
        | Kind::ChiNumber
        | Kind::InsuranceNumber
        | Kind::PupilNumber
        | Kind::PassportNumber
        | Kind::HospitalNumber
        | Kind::RecordNumber => "take it out; no reader needs it",
        Kind::LikelyNumber | Kind::UnlabelledNumber => {
            "make sure that it is a reference, and that no person has it as a number"
        }
        Kind::Postcode | Kind::StreetAddress | Kind::Phone | Kind::Email | Kind::Vehicle => {
            "take it out, or, if it is that of a public body, add it to `data/allowed.yaml`"
        }
        Kind::EventDate => {
            "write the month or the season, unless the day is needed to understand what happened"
        }
        Kind::Age => "write an age band, as \"a teenager\" or \"of primary school age\"",
        Kind::School | Kind::Surgery | Kind::Ward | Kind::Street | Kind::Place | Kind::LikelyPlace => {
            "write what it is (\"a primary school\"), or, if it may be named, add it to `data/allowed.yaml`"
        }
        Kind::PersonName | Kind::LikelyName => {
            "write a pseudonym or a role, or, if the person may be named, list them under `people` in the front matter"
        }
        Kind::Press | Kind::Court | Kind::Citation => {
            "read what it leads to: whoever is named there is named here as well"
        }
    }
}

/// Several of one kind in a file: `3 NHS numbers`.
pub(super) fn counted(kind: Kind, count: usize) -> String {
    let many = match kind {
        _ if count == 1 => return kind.name().to_owned(),
        Kind::SealedName => "sealed names",
        Kind::BirthDate => "dates of birth",
        Kind::NhsNumber => "NHS numbers",
        Kind::ChiNumber => "CHI numbers",
        Kind::InsuranceNumber => "national insurance numbers",
        Kind::PupilNumber => "unique pupil numbers",
        Kind::PassportNumber => "passport numbers",
        Kind::HospitalNumber => "hospital numbers",
        Kind::RecordNumber => "numbers of personal records",
        Kind::LikelyNumber => "numbers that could be NHS numbers",
        Kind::UnlabelledNumber => "numbers that could be somebody's",
        Kind::Postcode => "full postcodes",
        Kind::StreetAddress => "street addresses",
        Kind::Phone => "telephone numbers",
        Kind::Email => "e-mail addresses",
        Kind::Vehicle => "vehicle registrations",
        Kind::EventDate => "exact dates",
        Kind::Age => "exact ages",
        Kind::School => "names of schools",
        Kind::Surgery => "names of surgeries or hospitals",
        Kind::Ward => "names of wards",
        Kind::Street => "names of streets",
        Kind::Place | Kind::LikelyPlace => "names of places",
        Kind::LikelyName => "words that may be names",
        Kind::PersonName => "words that look like names of people",
        Kind::Press => "links to the press",
        Kind::Court => "links to courts or inquests",
        Kind::Citation => "citations or numbers of cases",
    };
    format!("{count} {many}")
}
