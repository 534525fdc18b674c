//! What the briefing says in lists: messages, practice, questions, quotations, and the people it may name.

use std::ops::Range;

use crate::config::Term;
use crate::diagnostic::Code;
use crate::parse::BlockKind;
use crate::source::Spanned;
use crate::yaml::{Fields, Node};

use super::lowering::{Entry, Lowering};

const KEY_MESSAGE_LONG: Code = Code("front-matter/key-message-long");

/// Words that a key message may have.
const KEY_MESSAGE_WORDS: usize = 25;

/// A key message, a good practice or an area for improvement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// Plain text.
    pub text: String,
    /// The same as safe HTML, where the body's Markdown had inline marks.
    pub html: Option<String>,
    /// Which of the body's [`Lifted::slots`](crate::parse::Lifted::slots) are in that HTML.
    pub slots: Range<u32>,
    /// The theme it belongs to.
    pub theme: Option<Term>,
    /// The agencies it concerns.
    pub agencies: Vec<Term>,
}

/// A reflective question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Question {
    /// Plain text.
    pub text: String,
    /// The same as safe HTML, where the body's Markdown had inline marks.
    pub html: Option<String>,
    /// Which of the body's [`Lifted::slots`](crate::parse::Lifted::slots) are in that HTML.
    pub slots: Range<u32>,
    /// Whom it is for; empty: everyone.
    pub audiences: Vec<Term>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Who said them.
    pub by: Option<String>,
    /// In which role.
    pub role: Option<String>,
}

/// A person in a public role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The role.
    pub role: Option<String>,
}

impl Lowering<'_> {
    pub(super) fn key_messages(&mut self, fields: &mut Fields<'_>) -> Vec<Point> {
        self.points_with(fields, "key_messages", Self::check_key_message)
    }

    pub(super) fn points(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Point> {
        self.points_with(fields, key, |_, _| {})
    }

    fn points_with(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        check: fn(&mut Self, &Spanned<&str>),
    ) -> Vec<Point> {
        let nodes = fields.list(key, &mut self.reader);
        let mut points = Vec::with_capacity(nodes.len());
        for node in nodes {
            points.extend(self.point(node, key, check));
        }
        points
    }

    fn point(
        &mut self,
        node: &Node,
        key: &'static str,
        check: fn(&mut Self, &Spanned<&str>),
    ) -> Option<Point> {
        match self.entry(node, key, &["text", "theme", "agencies"])? {
            Entry::Text(text) => {
                self.take_prose(BlockKind::Point, &text);
                check(self, &text);
                Some(Point { text: text.value.to_owned(), ..Point::default() })
            }
            Entry::Group(mut fields) => {
                let text = self.required_text(&mut fields, "text", "text: ...");
                let theme = self.theme(&mut fields);
                let agencies = self.agencies(&mut fields);
                fields.finish(&mut self.reader);
                let text = text?;
                self.take_prose(BlockKind::Point, &text);
                check(self, &text);
                Some(Point { text: text.value.to_owned(), theme, agencies, ..Point::default() })
            }
        }
    }

    fn check_key_message(&mut self, text: &Spanned<&str>) {
        let words = text.value.split_whitespace().count();
        if words > KEY_MESSAGE_WORDS {
            let message = format!("the key message has {words} words, more than {KEY_MESSAGE_WORDS}");
            self.warn(KEY_MESSAGE_LONG, text.span, message, |d, _| {
                d.help("say one thing in one short sentence, or make two messages of it")
            });
        }
    }

    pub(super) fn questions(&mut self, fields: &mut Fields<'_>) -> Vec<Question> {
        let nodes = fields.list("questions", &mut self.reader);
        let mut questions = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.entry(node, "questions", &["text", "audiences"]) {
                Some(Entry::Text(text)) => {
                    self.take_prose(BlockKind::Point, &text);
                    questions.push(Question { text: text.value.to_owned(), ..Question::default() });
                }
                Some(Entry::Group(mut fields)) => {
                    let text = self.required_text(&mut fields, "text", "text: ...");
                    let audiences = self.audiences(&mut fields);
                    fields.finish(&mut self.reader);
                    if let Some(text) = &text {
                        self.take_prose(BlockKind::Point, text);
                    }
                    questions.extend(text.map(|text| Question {
                        text: text.value.to_owned(),
                        html: None,
                        slots: 0..0,
                        audiences,
                    }));
                }
                None => {}
            }
        }
        questions
    }

    pub(super) fn quotes(&mut self, fields: &mut Fields<'_>) -> Vec<Quote> {
        let nodes = fields.list("quotes", &mut self.reader);
        let mut quotes = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.entry(node, "quotes", &["text", "by", "role"]) {
                Some(Entry::Text(text)) => {
                    self.take_prose(BlockKind::Quotation, &text);
                    quotes.push(Quote { text: text.value.to_owned(), by: None, role: None });
                }
                Some(Entry::Group(mut fields)) => {
                    let text = self.required_text(&mut fields, "text", "text: ...");
                    let by = self.text(&mut fields, "by");
                    let role = self.text(&mut fields, "role");
                    fields.finish(&mut self.reader);
                    if let Some(text) = &text {
                        self.take_prose(BlockKind::Quotation, text);
                    }
                    quotes.extend(text.map(|text| Quote { text: text.value.to_owned(), by, role }));
                }
                None => {}
            }
        }
        quotes
    }

    pub(super) fn people(&mut self, fields: &mut Fields<'_>) -> Vec<Person> {
        let nodes = fields.list("people", &mut self.reader);
        let mut people = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.entry(node, "people", &["name", "role"]) {
                Some(Entry::Text(name)) => people.push(Person { name: name.value.to_owned(), role: None }),
                Some(Entry::Group(mut fields)) => {
                    let name = self.required_text(&mut fields, "name", "name: ...");
                    let role = self.text(&mut fields, "role");
                    fields.finish(&mut self.reader);
                    people.extend(name.map(|name| Person { name: name.value.to_owned(), role }));
                }
                None => {}
            }
        }
        people
    }
}
