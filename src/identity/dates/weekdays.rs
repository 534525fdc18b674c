//! Days of the week.

/// Days of the week.
pub(super) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// How they are written short.
pub(super) const SHORT: [&str; 11] =
    ["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"];
/// In Welsh, as they stand behind `dydd`.
const WELSH: [&str; 7] = ["llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul"];

/// A label without the day of the week at its end: `on wednesday `, `dob: wed. the `, `dydd mercher, `.
pub(super) fn without_weekday(label: &str) -> &str {
    let bare = label.trim_end_matches([' ', ',', '.']);
    let bare = bare.strip_suffix(" the").map_or(bare, |bare| bare.trim_end_matches([' ', ',', '.']));
    let length = bare.bytes().rev().take(9).take_while(u8::is_ascii_alphabetic).count();
    let (lead, word) = bare.split_at(bare.len() - length);
    if WEEKDAYS.contains(&word) || SHORT.contains(&word) {
        return lead;
    }
    let welsh = lead.strip_suffix("dydd ").filter(|_| WELSH.contains(&word));
    // `mawrth` is a month as well.
    welsh.or_else(|| (WELSH.contains(&word) && word != "mawrth").then_some(lead)).unwrap_or(label)
}
