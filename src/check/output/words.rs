//! The words of a piece of a page.

use super::html::{Scanner, Token, unescaped};

/// The words of a piece of HTML as a screen reader would say them: text, and the words of pictures.
pub(in crate::check) fn words_of(html: &str) -> String {
    let mut words = String::new();
    let (mut done, mut is_title) = (0, false);
    let mut scanner = Scanner::new(html, false);
    while let Some(token) = scanner.next() {
        match token {
            Token::Start { name, at, end } => {
                push_words(&mut words, html.get(done..at).unwrap_or_default());
                done = end;
                is_title = name.eq_ignore_ascii_case("title");
                if name.eq_ignore_ascii_case("img") {
                    words.push(' ');
                    push_words(&mut words, scanner.attribute("alt").unwrap_or_default());
                    words.push(' ');
                }
                if let Some(label) = scanner.attribute("aria-label") {
                    push_words(&mut words, label);
                }
                if name.eq_ignore_ascii_case("br") {
                    words.push(' ');
                }
            }
            Token::End { at, end, .. } => {
                push_words(&mut words, html.get(done..at).unwrap_or_default());
                done = end;
            }
            // The title of a drawing is its words; a style sheet within one is none.
            Token::Raw { text } => {
                done += text.len();
                if is_title {
                    push_words(&mut words, text);
                }
            }
            Token::Declaration { .. } => {}
        }
    }
    push_words(&mut words, html.get(done..).unwrap_or_default());
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_words(words: &mut String, text: &str) {
    words.push_str(&unescaped(text));
}
