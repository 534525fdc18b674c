//! What could tell who somebody is: sealed names, numbers that stand for one person, places, and what only a human can
//! judge. Looks at any text, wherever it comes from; knows no file and no site. No I/O.
//!
//! [`Scanner::scan`] reads a text once and says what stands where. What becomes of a [`Hit`] is the business of `check`.

mod above;
mod age_cues;
mod ages;
mod allowed;
mod at_once;
mod contacts;
mod coordinates;
mod dates;
mod doers;
mod fiction;
mod forms;
mod given_names;
mod hit;
mod honorifics;
mod known_words;
mod leads;
mod lexicon;
mod look_alikes;
mod memo;
mod names;
mod numbers;
mod phrases;
mod places;
mod plain;
mod proceedings;
mod references;
mod scanner;
mod seal;
mod sealed_chance;
mod sealed_forms;
mod sealed_given;
mod sealed_lists;
mod sealed_surnames;
#[cfg(test)]
mod sealed_tests;
mod sealed_words;
mod signs;
mod squeezed;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod titles;
mod word_starts;
mod words;

pub use above::{Above, Labelled};
pub use allowed::Allowed;
pub use dates::month;
pub use forms::births_in_fields;
pub use given_names::may_be_name;
pub use hit::{Hit, Kind};
pub use known_words::nations;
pub use lexicon::Lexicon;
pub use memo::Memo;
pub use plain::{blocks_of_html, plain_of_html, plain_of_markup};
pub use scanner::{COVER, Scanner, Setup};
pub use seal::{Change, KeyError, Seal, SealError, SealFile, SealKey};
pub use signs::may_be_certain;
pub use text::{as_name, without_possessive};
pub use word_starts::WordStarts;
