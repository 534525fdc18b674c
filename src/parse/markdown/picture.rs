//! Pictures: their words are collected as text, whatever marks they have.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};

use super::link::{Destination, classify, unsafe_link};

/// A picture while its words are read.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) range: Range<usize>,
    pub(super) words: String,
    depth: usize,
}

/// What an event within a picture asks for.
pub(super) enum Within {
    /// Nothing more.
    Taken,
    /// The picture is complete.
    Complete,
    /// The elements within it are nested too deep.
    TooDeep,
    /// It has to be reported.
    Report(Diagnostic),
    /// It is HTML.
    Html(String),
}

impl Picture {
    pub(super) fn new(address: &str, title: &str, range: Range<usize>) -> Self {
        Self { address: address.to_owned(), title: title.to_owned(), range, words: String::new(), depth: 0 }
    }

    /// Takes an event that lies between the brackets of the picture.
    pub(super) fn take(&mut self, event: &Event<'_>) -> Within {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > crate::source::MARKDOWN_DEPTH_LIMIT {
                    return Within::TooDeep;
                }
                if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = tag
                    && let Destination::Unsafe(peril) = classify(dest_url)
                {
                    return Within::Report(unsafe_link(&peril));
                }
            }
            Event::End(TagEnd::Image) if self.depth == 0 => return Within::Complete,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => self.words.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            Event::InlineHtml(html) | Event::Html(html) => return Within::Html(html.to_string()),
            _ => {}
        }
        Within::Taken
    }
}

/// The finding about a picture without words.
pub(super) fn without_words() -> Diagnostic {
    Diagnostic::warning(Code("accessibility/image-alt"), "the picture has no description")
        .help("say between the square brackets what it shows: `![Bar chart of ...](chart.png)`")
        .because("people who can not see it hear the description instead")
}
