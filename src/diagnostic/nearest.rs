//! "Did you mean": the known name that is nearest to a misspelt one.

/// How often each letter stands in a name: two names can not be nearer than half the difference of these.
///
/// Measuring the distance itself costs a table of both lengths; this sorts out nearly all names for a few
/// nanoseconds each, which counts where an archive has a thousand words that no registry knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters([u8; 32]);

impl Letters {
    /// Counts the letters of a name, whatever their case.
    pub fn of(name: &str) -> Self {
        let mut counts = [0u8; 32];
        // Only ASCII counts: a change of another letter changes several bytes.
        for byte in name.bytes().filter(u8::is_ascii) {
            let slot = &mut counts[usize::from(byte & 31)];
            *slot = slot.saturating_add(1);
        }
        Self(counts)
    }

    /// The least distance that two names with these letters can have.
    fn least_distance(&self, other: &Self) -> usize {
        let differences = self.0.iter().zip(&other.0).map(|(a, b)| u32::from(a.abs_diff(*b)));
        differences.sum::<u32>().div_ceil(2) as usize
    }
}

/// The known name that is nearest to a misspelt one, if any is near enough to be meant.
///
/// ```
/// assert_eq!(briefpress::diagnostic::nearest("reveiw_due", ["date", "review_due"]), Some("review_due"));
/// assert_eq!(briefpress::diagnostic::nearest("colour", ["date", "title"]), None);
/// ```
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_by_letters(written, known.into_iter().map(|name| (name, Letters::of(name))))
}

/// The same over names whose letters were counted before.
pub fn nearest_by_letters<'a>(
    written: &str,
    known: impl IntoIterator<Item = (&'a str, Letters)>,
) -> Option<&'a str> {
    let letters = Letters::of(written);
    let written = written.to_lowercase();
    let length = written.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for (name, of_name) in known {
        // Bytes are at least as many as characters, so nothing that is near enough is passed over.
        let most = most_changes(name.len().max(length));
        if letters.least_distance(&of_name) > best.map_or(most, |(distance, _)| distance.min(most)) {
            continue;
        }
        let most = most_changes(name.chars().count().max(length));
        let found = (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name);
        if found.0 <= most && best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    }
    best.map(|(_, name)| name)
}

/// How many letters of a name may be wrong: a third of them, but no more than three. Who is further off means
/// something else, and a wrong suggestion is worse than none.
fn most_changes(length: usize) -> usize {
    (length / 3).clamp(1, 3)
}
