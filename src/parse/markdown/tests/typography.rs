//! What is no Markdown is set as Markdown is.

use crate::config::Config;
use crate::parse::typography::typeset;
use crate::parse::{ParseContext, SourceKind, parse_source};
use crate::source::{Fingerprint, SourcePath, SourceText};

use super::{GlossaryMatcher, parse_with, registries};

#[test]
fn front_matter_is_set_as_a_paragraph_is() {
    let texts = [
        "\"It's\" -- so --- well...",
        "From \"did not attend\" to \"was not brought\"",
        "Whose words fill our assessments most -- the child's or the adults'?",
        "the children's '90s, and 'lifestyle choice' (\"so called\")",
        "He said, \"They told us 'no'.\" Nobody asked.",
        "\"a\" 'b' c'd' (\"e\") [f]'g' 'h",
        "6' 2\" and 3\"-4\"",
        "one-to-one - - 1--2 a----b -----c ------d -------e",
        "\u{201C}set\u{201D} already, and \u{2026} and wait....",
        "\u{e9}'\u{e9} '\u{e9}' \"\u{2014}\" \"",
        "a quotation \"that is never closed",
        "nothing to set",
    ];
    for text in texts {
        let set = typeset(text);
        let escaped = set.replace('"', "&quot;");
        assert_eq!(format!("<p>{escaped}</p>\n"), parse_with(text, &[], true).html(), "{text}");
        assert_eq!(set, typeset(&set), "set again");
    }
}

#[test]
fn what_readers_get_of_a_front_matter_is_set_where_the_site_asks_for_it() {
    let text = "---\ntitle: What \"no\" means\ndate: 2015-11-03\nsummary: The child's view...\npeople: [{name: Ann O'Hara}]\n\
                key_messages: [Don't wait -- ring.]\ngood_practice: [{text: \"It's good\"}]\n\
                questions: [Whose \"choice\"?]\nquotes: [{text: We weren't asked.}]\ncontent_note: It's hard.\n\
                actions: [{text: Ask the child's school, progress: They've begun}]\n\
                updates: [{date: 2016-01-01, note: The board's name}]\n---\n\nIt's so.\n";
    let front = |smart_punctuation| {
        let config = Config { smart_punctuation, ..Config::default() };
        let registries = registries(&[]);
        let glossary = GlossaryMatcher::new(&registries);
        let context = ParseContext { config: &config, registries: &registries, glossary: &glossary };
        let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
        let fingerprint = Fingerprint::of(text.as_bytes());
        let parsed = parse_source(&source, fingerprint, SourceKind::Briefing, context);
        format!("{:?}", parsed.readable().unwrap())
    };
    let (plain, set) = (front(false), front(true));
    for shown in [
        "What \u{201C}no\u{201D} means",
        "The child\u{2019}s view\u{2026}",
        "Don\u{2019}t wait \u{2013} ring.",
        "It\u{2019}s good",
        "Whose \u{201C}choice\u{201D}?",
        "We weren\u{2019}t asked.",
        "It\u{2019}s hard.",
        "Ask the child\u{2019}s school",
        "They\u{2019}ve begun",
        "The board\u{2019}s name",
    ] {
        assert!(set.contains(shown) && !plain.contains(shown), "{shown}\n{set}");
    }
    assert!(set.contains("Ann O'Hara"), "names are compared as they are written: {set}");
}
