//! What says that a word is the name of a place: the words before it, and its ending.

use std::ops::Range;

use crate::identity::text::before;

/// Whether a word is the last one of a text behind a comma and ends as names of places do: `a man living alone, Exampleworth`.
pub(super) fn is_place_at_the_end(text: &str, range: &Range<usize>) -> bool {
    const ENDS: [&str; 26] = [
        "worth", "mere", "bury", "stead", "combe", "ton", "ham", "ley", "ford", "wick", "port", "mouth",
        "dale", "field", "shire", "wold", "don", "hurst", "thorpe", "minster", "chester", "pool", "bridge",
        "haven", "stow", "burgh",
    ];
    let is_last = text[range.end..]
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '"' | ']' | '\n' | '\r' | '.' | '|' | ')'));
    is_last
        && text[..range.start].ends_with(", ")
        && ENDS.iter().any(|end| text[range.clone()].ends_with(end))
}

/// Whether the words before say where somebody was.
pub(super) fn is_where(text: &str, start: usize) -> bool {
    const WHERE: [&str; 13] = [
        " in", " at", " near", " from", " outside", " around", " into", " through", " off", " towards",
        " on", " behind", " across",
    ];
    const WENT: [&str; 17] = [
        "come",
        "came",
        "moved",
        "went",
        "go",
        "gone",
        "drove",
        "driven",
        "travelled",
        "returned",
        "taken",
        "sent",
        "back",
        "move",
        "flew",
        "transferred",
        "relocated",
    ];
    const LEFT: [&str; 10] = [
        "left",
        "leaving",
        "leave",
        "set off",
        "set out",
        "departed",
        "headed",
        "heading",
        "bound",
        "travelling",
    ];
    const OF: [&str; 10] = [
        "village",
        "town",
        "hamlet",
        "parish",
        "valley",
        "suburb",
        "island",
        "borough",
        "market town",
        "townland",
    ];
    let near = before(text, start, 20);
    let Some(lead) = near.strip_suffix(' ') else { return false };
    let is_start = |word: &str| lead == word.trim_start();
    lead.strip_suffix(" of").is_some_and(|lead| OF.iter().any(|place| lead.ends_with(place)))
        || WHERE.iter().any(|word| lead.ends_with(word) || is_start(word))
        || lead.strip_suffix(" for").is_some_and(|lead| LEFT.iter().any(|left| lead.ends_with(left)))
        || lead.strip_suffix(" to").is_some_and(|lead| WENT.iter().any(|went| lead.ends_with(went)))
}
