//! What single phrases tell: ages, days that have a name, courts and the press, and web addresses; in one pass.

use std::sync::LazyLock;

use memchr::memmem;

use super::age_cues::{AGE_CUES, COUNTS, age_around};
use super::ages;
use super::contacts;
use super::dates::{NAMED_DAYS, ORDINALS, day_in_words, judge_day, named_day};
use super::fiction::{self, Excuse};
use super::hit::{Hit, Kind};
use super::leads;
use super::lexicon::Lexicon;
use super::proceedings;
use super::word_starts::WordStarts;

/// What a phrase is a sign of; a number is its place in its list.
#[derive(Debug, Clone, Copy)]
enum Sign {
    Age,
    Year,
    Joint(usize),
    Subject,
    Count,
    NamedDay,
    Ordinal(usize),
    At,
    Trial,
    Court,
    Said(Kind),
    OfSomebody(Kind),
    Dot,
    Led(usize),
    Excuse(Excuse),
    Link,
}

/// Every phrase with what it is a sign of.
fn signs() -> impl Iterator<Item = (&'static str, Sign)> {
    fn all(phrases: &'static [&'static str], sign: Sign) -> impl Iterator<Item = (&'static str, Sign)> {
        phrases.iter().map(move |phrase| (*phrase, sign))
    }
    let joints = ages::JOINTS.iter().enumerate().map(|(at, (joint, _))| (*joint, Sign::Joint(at)));
    let ordinals = ORDINALS.iter().enumerate().map(|(at, ordinal)| (*ordinal, Sign::Ordinal(at)));
    all(&AGE_CUES, Sign::Age)
        .chain(all(&ages::YEARS, Sign::Year))
        .chain(joints)
        .chain(all(&ages::SUBJECTS, Sign::Subject))
        .chain(all(&COUNTS, Sign::Count))
        .chain(all(&NAMED_DAYS, Sign::NamedDay))
        .chain(ordinals)
        .chain(all(&["at) ", "at] "], Sign::At))
        .chain(all(&["dot "], Sign::Dot))
        .chain(all(&proceedings::TRIALS, Sign::Trial))
        .chain(all(&proceedings::COURTS, Sign::Court))
        .chain(all(&proceedings::PAPERS, Sign::Said(Kind::Press)))
        .chain(all(&proceedings::REPORTED, Sign::Said(Kind::Press)))
        .chain(all(&proceedings::HEARD, Sign::Said(Kind::Court)))
        .chain(proceedings::OF_SOMEBODY.iter().map(|(phrase, kind)| (*phrase, Sign::OfSomebody(*kind))))
        .chain(proceedings::LED.iter().enumerate().map(|(at, (phrase, ..))| (*phrase, Sign::Led(at))))
        .chain(all(&fiction::MADE_UP, Sign::Excuse(Excuse::MadeUp)))
        .chain(all(&fiction::NOT_THE_NAME, Sign::Excuse(Excuse::NotTheName)))
        .chain(all(&fiction::CALLED_SO, Sign::Excuse(Excuse::CalledSo)))
        .chain([("www.", Sign::Link)])
}

/// Looks for every phrase, for web addresses, and for what excuses what else is found.
pub(super) fn phrases(
    text: &str,
    starts: &WordStarts,
    hits: &mut Vec<Hit>,
    excuses: &mut Vec<(usize, Excuse)>,
) {
    static CUES: LazyLock<(Lexicon, Vec<Sign>)> = LazyLock::new(|| {
        let (phrases, signs): (Vec<&str>, Vec<Sign>) = signs().unzip();
        (Lexicon::new(phrases), signs)
    });
    let (lexicon, signs) = &*CUES;
    let mut links = schemes(text);
    for (number, range) in lexicon.find(text, starts, |_| true) {
        match signs[number] {
            Sign::Age => age_around(text, &range, hits),
            Sign::Year => ages::year_of_life(text, &range, hits),
            Sign::Joint(at) => ages::joined(text, &range, ages::JOINTS[at].1, hits),
            Sign::Subject => ages::behind_subject(text, &range, hits),
            Sign::Count => ages::in_words(text, &range, hits),
            Sign::NamedDay => named_day(text, range, hits),
            Sign::Ordinal(at) => {
                if let Some(day) = day_in_words(text, &range, at) {
                    judge_day(text, day, true, hits);
                }
            }
            Sign::At => contacts::spelt_email(text, &range, hits),
            Sign::Dot => contacts::spoken_email(text, &range, hits),
            Sign::Trial => proceedings::trial(text, &range, hits),
            Sign::Court => proceedings::court(text, &range, hits),
            Sign::Said(kind) => proceedings::said(text, range, kind, hits),
            Sign::OfSomebody(kind) => proceedings::said_of_somebody(text, range, kind, hits),
            Sign::Led(at) => proceedings::said_behind(text, range, at, hits),
            Sign::Excuse(excuse) => excuses.push((range.start, excuse)),
            Sign::Link => links.push(range.start),
        }
    }
    links.sort_unstable();
    let mut link_end = 0;
    for start in links {
        if start >= link_end {
            let before = hits.len();
            leads::link(text, start, hits);
            link_end = hits.get(before).map_or(link_end, |hit| hit.range.end);
        }
    }
}

/// Where each `http://` and `https://` begins.
fn schemes(text: &str) -> Vec<usize> {
    static SIGNS: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("://"));
    let starts = |at: usize| {
        ["https", "http"].iter().find_map(|scheme| {
            let start = at.checked_sub(scheme.len())?;
            text.as_bytes()[start..at].eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
        })
    };
    SIGNS.find_iter(text.as_bytes()).filter_map(starts).collect()
}
