//! What addresses said, for the days on which they need not be asked again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Answer;

/// The file below the folder of what builds remember.
pub const MEMORY_FILE: &str = "online.json";

/// For how many days it counts that an address was there.
const DAYS_OF_FINE: i32 = 7;

/// What is remembered, as of a day.
#[derive(Debug)]
pub struct Memory {
    today: Date,
    known: BTreeMap<String, Known>,
}

/// What one address said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    /// The day.
    asked: String,
    answer: Answer,
}

impl Memory {
    /// Reads what was kept; text that is damaged counts as nothing.
    pub fn read(text: &str, today: Date) -> Self {
        let known: BTreeMap<String, Known> = serde_json::from_str(text).unwrap_or_default();
        let known = known.into_iter().filter(|(_, known)| known.counts_on(today)).collect();
        Self { today, known }
    }

    /// As it is kept.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(&self.known).unwrap_or_default() + "\n"
    }

    /// What an address said.
    pub(super) fn find(&self, address: &str) -> Option<&Answer> {
        self.known.get(address).map(|known| &known.answer)
    }

    /// Adds what was asked today, and forgets what no page leads to any more.
    pub(super) fn keep(&mut self, addresses: &BTreeSet<String>, asked: &BTreeMap<String, Answer>) {
        self.known.retain(|address, _| addresses.contains(address));
        let asked = asked.iter().filter(|(_, answer)| !matches!(answer, Answer::Unasked(_))).map(
            |(address, answer)| {
                (address.clone(), Known { asked: self.today.to_string(), answer: answer.clone() })
            },
        );
        self.known.extend(asked);
    }
}

impl Known {
    /// A failure may be over tomorrow, and what is dated later than today was kept by a clock that was wrong.
    fn counts_on(&self, today: Date) -> bool {
        let days = self.asked.parse::<Date>().and_then(|asked| today.since(asked));
        let days = days.map_or(-1, |span| span.get_days());
        match self.answer {
            Answer::Fine => (0..=DAYS_OF_FINE).contains(&days),
            _ => days == 0,
        }
    }
}
