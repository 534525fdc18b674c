//! The questions to authors that `briefpress new` writes.

/// Whether a text is such a question, which waits for its answer in its place.
pub(super) fn is_prompt(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('[') && text.ends_with("?]")
}
