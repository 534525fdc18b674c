//! What each registry says of its entries, beside key, label, synonyms and definition.

use crate::source::Slug;

/// A theme of practice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Theme {}

/// A kind of harm.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Harm {
    /// Helplines that a page about it shows.
    pub helplines: Vec<Slug>,
    /// Whether a page about it carries the exit control.
    pub exit_control: bool,
    /// What a reader is told before reading.
    pub content_note: Option<String>,
}

/// The role of an agency.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agency {}

/// An audience.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Audience {}

/// A kind of body with its era.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// Short form.
    pub abbreviation: Option<String>,
    /// The agency role it has.
    pub role: Option<Slug>,
    /// The first day, year or month of its era, as written.
    pub from: Option<String>,
    /// The end of its era, as written.
    pub to: Option<String>,
    /// What took its place.
    pub successor: Option<Slug>,
    /// The nation it belongs to.
    pub nation: Option<String>,
}

/// A type of review with its law and era.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReviewType {
    /// Short form, as `SCR`.
    pub abbreviation: Option<String>,
    /// The law it rests on.
    pub law: Option<String>,
    /// The first day, year or month of its era, as written.
    pub from: Option<String>,
    /// The end of its era, as written.
    pub to: Option<String>,
    /// What took its place.
    pub successor: Option<Slug>,
    /// The nation it belongs to.
    pub nation: Option<String>,
}

/// A part that a format expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Key messages.
    KeyMessages,
    /// Good practice.
    GoodPractice,
    /// Areas for improvement.
    Improvements,
    /// Questions for the team.
    Questions,
    /// Actions.
    Actions,
    /// Quotations.
    Quotes,
}

/// A kind of publication.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Format {
    /// Time to read it aloud, in minutes.
    pub minutes: Option<u32>,
    /// Words it should not exceed.
    pub words: Option<u32>,
    /// Parts it should have.
    pub expects: Vec<Part>,
}

impl Format {
    /// Words that are read aloud in a minute, slowly enough for a team to follow.
    pub const WORDS_A_MINUTE: u32 = 130;

    /// The words that a briefing of this kind may have: what is said of them, or what its minutes allow.
    pub fn budget(&self) -> Option<u32> {
        self.words.or(self.minutes.map(|minutes| minutes * Self::WORDS_A_MINUTE))
    }
}

/// A helpline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Helpline {
    /// Telephone number.
    pub phone: Option<String>,
    /// Number for text messages.
    pub text: Option<String>,
    /// Web page.
    pub url: Option<String>,
    /// When someone answers.
    pub hours: Option<String>,
    /// The nation it serves.
    pub nation: Option<String>,
    /// When the record was last checked.
    pub verified: Option<jiff::civil::Date>,
    /// Where it was checked.
    pub source: Option<String>,
}

/// A term of the glossary: the label is the term as written (`MASH`), the definition what it means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GlossaryTerm {
    /// The words it stands for.
    pub expansion: String,
}

/// What is wrong with a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordingKind {
    /// It blames the person who was harmed.
    VictimBlaming,
    /// It has been given up.
    Dated,
    /// It shows harm in detail.
    Graphic,
}

/// Words about people that should not stand as they are: the label is one form of them, the synonyms are the others, and
/// the definition is the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// What is wrong with them.
    pub kind: WordingKind,
    /// What to write in their place.
    pub instead: Option<String>,
    /// They count only in a sentence with one of these.
    pub near: Vec<String>,
    /// They do not count in a sentence with one of these.
    pub unless: Vec<String>,
}

/// Somebody who may be named anywhere on the site; the label is the name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// What they are to the public: independent chair.
    pub role: Option<String>,
}

/// What may stand in public: a place or a person of the publisher, by whatever they are known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Allowed {
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// E-mail addresses; `@example.org` is every one of that host.
    pub emails: Vec<String>,
    /// Full postcodes.
    pub postcodes: Vec<String>,
    /// Streets, with or without a number, and buildings, schools and hospitals.
    pub streets: Vec<String>,
    /// Names of people in their public role.
    pub names: Vec<String>,
    /// Registrations of vehicles.
    pub vehicles: Vec<String>,
}
