//! What was found.

use std::ops::Range;

use crate::diagnostic::Severity;

/// Something in a text that could tell who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What tells it from others of its kind: of a sealed name the number under which it is sealed, never the name; of
    /// everything else what stands there, without the spaces and hyphens that people put in as they like.
    pub what: String,
}

impl Hit {
    /// How grave it is by itself.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A name of the seal, in whatever form.
    SealedName,
    /// A date of birth, by its label.
    BirthDate,
    /// An NHS number: ten digits of which the last checks the others.
    NhsNumber,
    /// A community health index number (Scotland): a date of birth and four digits, of which the last checks.
    ChiNumber,
    /// A national insurance number.
    InsuranceNumber,
    /// A unique pupil number, whose first letter checks the digits.
    PupilNumber,
    /// A passport number, by its label.
    PassportNumber,
    /// The number of a patient in a hospital, by its label.
    HospitalNumber,
    /// The number of somebody in the records of a prison, the police or social care, by its label.
    RecordNumber,
    /// Ten digits that could be an NHS number but are said to be something else, or are said to be one and can not.
    LikelyNumber,
    /// A number that nothing says the register of, and that is formed as those of people's records are; or that is said to be that of
    /// a call, an incident or a case.
    UnlabelledNumber,
    /// A full postcode.
    Postcode,
    /// A house number or name with a street.
    StreetAddress,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A vehicle registration.
    Vehicle,
    /// The day of an event.
    EventDate,
    /// An exact age.
    Age,
    /// A school, college or nursery by its name.
    School,
    /// A doctors' surgery, clinic or hospital by its name.
    Surgery,
    /// A ward by its name.
    Ward,
    /// A street by its name.
    Street,
    /// A home, a prison, an estate, a park or another place by its name.
    Place,
    /// A word that no list has, where a place stands.
    LikelyPlace,
    /// What looks like the name of a person.
    PersonName,
    /// A word that no list has, where a name may stand.
    LikelyName,
    /// A link to a newspaper or broadcaster.
    Press,
    /// A link to a court, a judgment or an inquest.
    Court,
    /// A neutral citation or the number of a case.
    Citation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 29] = [
        Self::SealedName,
        Self::BirthDate,
        Self::NhsNumber,
        Self::ChiNumber,
        Self::InsuranceNumber,
        Self::PupilNumber,
        Self::PassportNumber,
        Self::HospitalNumber,
        Self::RecordNumber,
        Self::LikelyNumber,
        Self::UnlabelledNumber,
        Self::Postcode,
        Self::StreetAddress,
        Self::Phone,
        Self::Email,
        Self::Vehicle,
        Self::EventDate,
        Self::Age,
        Self::School,
        Self::Surgery,
        Self::Ward,
        Self::Street,
        Self::Place,
        Self::LikelyPlace,
        Self::PersonName,
        Self::LikelyName,
        Self::Press,
        Self::Court,
        Self::Citation,
    ];

    /// How grave a hit is by itself. Only what can hardly be anything else blocks.
    pub fn severity(self) -> Severity {
        match self {
            Self::SealedName
            | Self::BirthDate
            | Self::NhsNumber
            | Self::ChiNumber
            | Self::InsuranceNumber
            | Self::PupilNumber
            | Self::PassportNumber
            | Self::HospitalNumber
            | Self::RecordNumber => Severity::Error,
            Self::Postcode | Self::StreetAddress | Self::Phone | Self::Email | Self::Vehicle => {
                Severity::Warning
            }
            _ => Severity::Review,
        }
    }

    /// What it is called in a message, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::SealedName => "a sealed name",
            Self::BirthDate => "a date of birth",
            Self::NhsNumber => "an NHS number",
            Self::ChiNumber => "a CHI number",
            Self::InsuranceNumber => "a national insurance number",
            Self::PupilNumber => "a unique pupil number",
            Self::PassportNumber => "a passport number",
            Self::HospitalNumber => "a hospital number",
            Self::RecordNumber => "the number of a personal record",
            Self::LikelyNumber => "a number that could be an NHS number",
            Self::UnlabelledNumber => "a number that could be somebody's",
            Self::Postcode => "a full postcode",
            Self::StreetAddress => "a street address",
            Self::Phone => "a telephone number",
            Self::Email => "an e-mail address",
            Self::Vehicle => "a vehicle registration",
            Self::EventDate => "an exact date",
            Self::Age => "an exact age",
            Self::School => "the name of a school",
            Self::Surgery => "the name of a surgery or hospital",
            Self::Ward => "the name of a ward",
            Self::Street => "the name of a street",
            Self::Place => "the name of a place",
            Self::LikelyPlace => "what may be the name of a place",
            Self::PersonName => "what looks like the name of a person",
            Self::LikelyName => "what may be a name",
            Self::Press => "a lead to the press",
            Self::Court => "a lead to a court or an inquest",
            Self::Citation => "the citation or number of a case",
        }
    }
}
