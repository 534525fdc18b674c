//! Where sentences end: `s.47`, `e.g.`, `Dr Jones`, `Child A.` and a question within quotation marks are traps.

use crate::parse::{Block, BlockKind, Prose};

use super::abbreviations::{Stop, is_starter, stop_after};
use super::words::{Word, Words};
use super::{Reading, Sentence};

/// Reads one block.
pub(super) struct Splitter<'a> {
    prose: &'a Prose,
    text: &'a str,
    block: &'a Block,
}

impl<'a> Splitter<'a> {
    pub(super) fn new(prose: &'a Prose, block: &'a Block) -> Self {
        Self { prose, text: prose.text(), block }
    }

    /// Adds the sentences, words and short forms of the block.
    pub(super) fn read(&self, reading: &mut Reading<'_>) {
        let text = self.text;
        let mut words = Words::new(text, self.block.range()).peekable();
        let mut sentence: Option<Sentence> = None;
        let mut before = 0..0;
        while let Some(word) = words.next() {
            let is_first = sentence.is_none();
            let empty = word.token.start..word.token.start;
            let kind = self.block.kind;
            let open = sentence.get_or_insert(Sentence { range: empty, kind, words: 0, syllables: 0 });
            open.range.end = word.token.end;
            if !word.core.is_empty() {
                let core = &text[word.core.clone()];
                open.words += 1;
                open.syllables += word.syllables(text);
                reading.words += 1;
                let known = reading.short_forms.len();
                word.short_forms(text, &mut reading.short_forms);
                // Few words have one, so only of those it is asked whether they are addresses.
                if reading.short_forms.len() > known && (core.contains("://") || core.contains('@')) {
                    reading.short_forms.truncate(known);
                }
            }
            let ends =
                words.peek().is_none_or(|next| self.ends_after(&word, &text[before.clone()], next, is_first));
            before = word.core;
            if ends && let Some(sentence) = sentence.take() {
                self.keep(sentence, reading);
            }
        }
    }

    /// Headings and titles are no sentences; what has no word is none either.
    fn keep(&self, sentence: Sentence, reading: &mut Reading<'_>) {
        let is_line = matches!(self.block.kind, BlockKind::Heading | BlockKind::Title);
        if sentence.words > 0 && !is_line {
            reading.sentences.push(sentence);
        }
    }

    /// Whether a sentence ends after a word, `next` being the one behind it.
    fn ends_after(&self, word: &Word, before: &str, next: &Word, is_first: bool) -> bool {
        let last = self.text.as_bytes()[word.token.end - 1];
        if last.is_ascii_alphanumeric() || matches!(last, b',' | b';' | b':' | b'-') {
            return false;
        }
        let marked = self.text[word.token.clone()]
            .trim_end_matches(['"', '\'', ')', ']', '\u{201D}', '\u{2019}', '*']);
        let Some(mark) = marked.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…')) else {
            return false;
        };
        let next_core = &self.text[next.core.clone()];
        let Some(first) = next_core.chars().next() else { return false };
        // A name that is written as code begins a sentence as it is.
        if first.is_lowercase() && !self.prose.is_code(&next.core) {
            return false;
        }
        if mark != '.' {
            return true;
        }
        let core = &self.text[word.core.clone()];
        if is_first && core.len() <= 2 && core.bytes().all(|byte| byte.is_ascii_digit()) {
            // The number of a point.
            return false;
        }
        if core.len() == 1 && next_core.len() == 1 && self.text[next.token.clone()].ends_with('.') {
            // Initials.
            return false;
        }
        match stop_after(core, before) {
            Stop::GoesOn => false,
            Stop::GoesOnBeforeNumber => !first.is_ascii_digit(),
            Stop::EndsBeforeStarter => is_starter(next_core),
            Stop::Ends => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use crate::config::{Config, Registries};
    use crate::parse::{GlossaryMatcher, ParseContext, SourceKind, parse_source};
    use crate::source::{Fingerprint, SourcePath, SourceText};

    fn sentences(body: &str) -> Vec<String> {
        let config = Config::default();
        let registries = Registries::embedded();
        let glossary = GlossaryMatcher::new(registries);
        let context = ParseContext { config: &config, registries, glossary: &glossary };
        let text = format!("---\ntitle: T\ndate: 2019-01-01\n---\n{body}\n");
        let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
        let parsed = parse_source(&source, Fingerprint::default(), SourceKind::Briefing, context);
        let reading = Reading::of(&parsed.prose);
        reading.sentences.iter().map(|sentence| reading.text[sentence.range.clone()].to_owned()).collect()
    }

    /// `|` marks where sentences end.
    const SPLIT: [&str; 26] = [
        "The s.47 enquiry began. |It ended.",
        "A s. 47 enquiry began. |It ended.",
        "Under ss. 17 and 47 of the Act. |Then no more.",
        "Ask, e.g. Health, who knows. |Write it down.",
        "Ask others, i.e. the GP. |Write it down.",
        "Dr. Jones rang. |Nobody answered.",
        "Dr Jones and Mrs. Smith rang.",
        "A 5-7-minute briefing. |Read it.",
        "\"Who knows her?\" she asked. |Nobody did.",
        "She asked \"Who knows?\" |Nobody did.",
        "It was Child A. |The school knew.",
        "Children A and B. |Both were seen.",
        "The review by J. Smith and K. L. Brown was read.",
        "It closed at 5 p.m. |The team had gone.",
        "See No. 7 and para. 3.2 of the report.",
        "No. |That is wrong.",
        "Bring toys, books, etc. |The child chooses.",
        "1. Ask who knows.",
        "The U.K. Government replied. |Nothing followed.",
        "Why? |Because. |Really!",
        "It cost 2.5 million. |5 children were seen.",
        "Visit www.example.org. |Then ring.",
        "He said (twice). |She left.",
        "It ended. |`match` limits it. |Then no more.",
        "See e.g. `match` and etc. `more` of it.",
        "In Re X and Y [2012] EWCA Civ 1500. |The summary was enough.",
    ];

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for case in SPLIT {
            // Brackets and numbers at the start mean something else to Markdown.
            let text = case.replace('|', "").replace("[2012]", "\\[2012\\]").replace("1. Ask", "1\\. Ask");
            let expected: Vec<String> =
                case.replace('`', "").split('|').map(|part| part.trim().to_owned()).collect();
            assert_eq!(sentences(&text), expected, "{case}");
        }
    }
}
