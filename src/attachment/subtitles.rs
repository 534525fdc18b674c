//! Subtitles: what is said in a film, a few words at a time.

use super::reading::{Reading, Step};
use super::text::{known, numbered, plain};
use crate::source::SourcePath;

/// Whether a file has what is said in a film, a few words at a time.
pub(super) fn is_subtitles(path: &SourcePath) -> bool {
    matches!(path.extension().as_deref(), Some("vtt" | "srt"))
}

/// Reads subtitles as they are, and what is said in them as one text: a name may go over two of them.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    plain(reading, bytes)?;
    let text = known(bytes)?;
    reading.steps(text.len() as u64 / 64)?;
    let (mut said, mut numbers) = (String::new(), Vec::new());
    let is_time = |line: &str| line.contains("-->");
    let mut all = (1..).zip(text.lines()).peekable();
    while let Some((number, line)) = all.next() {
        // Above its time stands the number or the name of each.
        let is_name = all.peek().is_some_and(|(_, next)| is_time(next));
        if is_time(line) || is_name || line.trim().is_empty() {
            continue;
        }
        let mut rest = line;
        while let Some((before, (_, behind))) =
            rest.split_once('<').and_then(|(before, mark)| Some((before, mark.split_once('>')?)))
        {
            said.push_str(before);
            rest = behind;
        }
        said.push_str(rest);
        said.push('\n');
        numbers.push(number);
    }
    numbered(reading, &said, &numbers);
    Ok(())
}
