//! Words that stand between a day and what says that it is one of birth, and behind that.

/// What a day of birth is called.
pub(super) const NAMES: [&str; 11] = [
    "date of birth",
    "date-of-birth",
    "d.o.b",
    "d/o/b",
    "d o b",
    "dob",
    "birth date",
    "birthdate",
    "birthday",
    "dyddiad geni",
    "ddyddiad geni",
];
/// Words between a day and what says that it is one of birth.
pub(super) const LEADING: [&str; 62] = [
    "the", "a", "an", "his", "her", "their", "my", "our", "day", "date", "on", "which", "when", "is", "was",
    "were", "being", "as", "it", "given", "recorded", "shown", "noted", "listed", "stated", "entered", "put",
    "down", "only", "actual", "real", "true", "correct", "also", "same", "first", "second", "third",
    "fourth", "fifth", "one", "had", "has", "will", "would", "have", "at", "about", "around", "am", "pm",
    "hours", "and", "or", "later", "yn", "oedd", "yw", "ei", "eu", "young", "adult",
];
/// Words behind which a sentence goes on that was whole.
pub(super) const GOES_ON: [&str; 24] = [
    "and",
    "but",
    "on",
    "in",
    "at",
    "according",
    "which",
    "when",
    "so",
    "he",
    "she",
    "they",
    "for",
    "given",
    "as",
    "by",
    "to",
    "or",
    "per",
    "from",
    "though",
    "while",
    "not",
    "with",
];
/// Words behind which a remark in brackets says who told of a birth.
pub(super) const SOURCES: [&str; 7] = ["per", "from", "according", "as", "by", "via", "given"];
/// What becomes of somebody on a birthday.
pub(super) const TURNS: [&str; 14] = [
    "turned", "turns", "turn", "became", "becomes", "become", "reached", "reaches", "reach", "attained",
    "attains", "attain", "be", "been",
];
