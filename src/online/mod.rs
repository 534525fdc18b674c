//! Whether addresses of other hosts answer: asks politely, and remembers what was said.
//!
//! Who is asked, how often and what an answer means is decided here, without a network. The part that opens connections
//! is a [`Carrier`], which the cargo feature `online` brings.

#[cfg(feature = "online")]
mod carrier;
mod memory;
mod reach;
mod robots;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use serde::{Deserialize, Serialize};

#[cfg(feature = "online")]
pub use carrier::Web;
pub use memory::{MEMORY_FILE, Memory};
pub use reach::is_public;
use robots::Robots;

/// How many hosts are asked at once; each of them only one thing at a time.
const HOSTS_AT_ONCE: usize = 8;

/// How often a host may fail to answer before it is left alone.
const PATIENCE: usize = 2;

/// What an address says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// There is something.
    Fine,
    /// There is nothing any more, and the host says so: its status, 404 or 410.
    Gone(u16),
    /// There is no such host.
    NoHost,
    /// Nobody knows, and why.
    Unknown(String),
    /// It was not asked, or could not be, and why; another network or another run may change that in a minute.
    Unasked(String),
}

/// What came back for one request, redirects followed.
pub type Response = Result<u16, Trouble>;

/// Why nothing came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The name has no address.
    NoHost,
    /// It, or where it leads, is an address that the public can not reach.
    Private,
    /// It took too long.
    Slow,
    /// Anything else, as it follows "but".
    Other(String),
}

/// How to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Only whether it is there.
    Head,
    /// For the thing itself, of which nothing is read: many hosts answer the other wrongly.
    Get,
}

/// What opens connections.
pub trait Carrier: Sync {
    /// Asks once.
    fn ask(&self, method: Method, address: &str) -> Response;

    /// Asks for a text, and reads no more of it than a file of rules may have; its status, and the text.
    fn read(&self, address: &str) -> Result<(u16, String), Trouble>;

    /// Waits before the same host is asked again, at least as long as the host wants.
    fn pause(&self, wanted: Duration);
}

/// Asks for all addresses of which nothing is remembered that still counts on a day.
pub fn ask_all(
    addresses: &BTreeSet<String>,
    memory: &mut Memory,
    carrier: &dyn Carrier,
) -> BTreeMap<String, Answer> {
    let mut of_hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses.iter().filter(|address| memory.find(address).is_none()) {
        of_hosts.entry(host_of(address)).or_default().push(address);
    }
    let waiting = Mutex::new(of_hosts.into_values());
    let asked = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..HOSTS_AT_ONCE {
            scope.spawn(|| {
                while let Some(host) = next(&waiting) {
                    let answers = ask_host(&host, carrier);
                    locked(&asked).extend(answers);
                }
            });
        }
    });
    let mut asked = asked.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    doubt_missing_hosts(&mut asked);
    memory.keep(addresses, &asked);
    let known = addresses.iter().filter_map(|address| Some((address.clone(), memory.find(address)?.clone())));
    asked.extend(known.collect::<Vec<_>>());
    asked
}

fn next<'a>(waiting: &Mutex<impl Iterator<Item = Vec<&'a str>>>) -> Option<Vec<&'a str>> {
    locked(waiting).next()
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The name and port of a host: what stands between `//` and the next `/`.
fn host_of(address: &str) -> &str {
    let after = address.split_once("://").map_or(address, |(_, after)| after);
    after.split(['/', '?']).next().unwrap_or(after)
}

/// Scheme and host of an address, and its path with its query.
fn origin_and_path(address: &str) -> (&str, &str) {
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..].find(['/', '?']).map_or(address.len(), |at| start + at);
    address.split_at(end)
}

/// Asks one host for one thing after the other, first for its rules, until it has failed too often.
fn ask_host(addresses: &[&str], carrier: &dyn Carrier) -> Vec<(String, Answer)> {
    let mut answers = Vec::new();
    let mut failed = 0;
    // Scheme by scheme: a host may have other rules where the connection is not encrypted.
    let mut rules: BTreeMap<&str, Result<Robots, Answer>> = BTreeMap::new();
    let mut delay = Duration::ZERO;
    for address in addresses {
        if failed >= PATIENCE {
            let why = "it was not asked, for other addresses of the host did not answer";
            answers.push(((*address).to_owned(), Answer::Unasked(why.to_owned())));
            continue;
        }
        let (origin, path) = origin_and_path(address);
        if !rules.contains_key(origin) {
            if !rules.is_empty() {
                carrier.pause(delay);
            }
            rules.insert(origin, rules_of(origin, carrier));
        }
        let answer = match &rules[origin] {
            Ok(robots) if robots.allows(path) => {
                delay = delay.max(robots.delay());
                carrier.pause(delay);
                ask_one(address, delay, carrier)
            }
            // Nobody failed, and there may be more that it does not mind.
            Ok(_) => {
                let why = "its host asks programs not to look there (`robots.txt`)";
                answers.push(((*address).to_owned(), Answer::Unknown(why.to_owned())));
                continue;
            }
            Err(answer) => answer.clone(),
        };
        failed += usize::from(!matches!(answer, Answer::Fine | Answer::Gone(_)));
        answers.push(((*address).to_owned(), answer));
    }
    answers
}

/// What a host lets be asked for. Without a file of rules that is everything; a host that can not say is not asked further.
fn rules_of(origin: &str, carrier: &dyn Carrier) -> Result<Robots, Answer> {
    match carrier.read(&format!("{origin}/robots.txt")) {
        Ok((200..=299, text)) => Ok(Robots::of(&text)),
        Ok((status @ 500..=599, _)) => Err(meaning(Ok(status))),
        Ok(_) => Ok(Robots::default()),
        Err(trouble) => Err(meaning(Err(trouble))),
    }
}

fn ask_one(address: &str, delay: Duration, carrier: &dyn Carrier) -> Answer {
    match carrier.ask(Method::Head, address) {
        Ok(200..=399) => Answer::Fine,
        Ok(_) | Err(Trouble::Other(_)) => {
            carrier.pause(delay);
            meaning(carrier.ask(Method::Get, address))
        }
        trouble => meaning(trouble),
    }
}

fn meaning(response: Response) -> Answer {
    let why = match response {
        Ok(200..=399) => return Answer::Fine,
        Ok(status @ (404 | 410)) => return Answer::Gone(status),
        Err(Trouble::NoHost) => return Answer::NoHost,
        Ok(401 | 403) => "it lets no program in".to_owned(),
        Ok(429) => "it was asked too often".to_owned(),
        Ok(status @ 500..=599) => format!("something is wrong there (status {status})"),
        Ok(status) => format!("it answers with status {status}"),
        Err(Trouble::Private) => {
            return Answer::Unasked("it leads to a place that the public can not reach".to_owned());
        }
        Err(Trouble::Slow) => "it took too long".to_owned(),
        Err(Trouble::Other(why)) => why,
    };
    Answer::Unknown(why)
}

/// Where no host answered at all, it is the network that is missing and not the hosts.
fn doubt_missing_hosts(asked: &mut BTreeMap<String, Answer>) {
    if asked.values().any(|answer| matches!(answer, Answer::Fine | Answer::Gone(_))) {
        return;
    }
    for answer in asked.values_mut().filter(|answer| **answer == Answer::NoHost) {
        *answer = Answer::Unasked("its name was not found, nor did any other host answer".to_owned());
    }
}
