//! What is kept comes back as it was; what is damaged does not come back at all.

use super::reader::{Names, Reader};
use super::source::{put_source, take_source};
use super::writer::Writer;
use super::{Shard, ShardWriter, shard_of};
use crate::config::{Config, Registries};
use crate::parse::{Document, GlossaryMatcher, Lifted, ParseContext, ParsedSource, SourceKind, parse_source};
use crate::source::{Fingerprint, SourcePath, SourceText};

/// A briefing with every key, findings of several kinds, and a body with links, a picture and lists that are lifted.
const RICH: &str = include_str!("rich.md");

const MISTAKEN: &str = "---\ntitle: One\ndate: 2026-02-30\ncolour: red\n---\n[Two](two.md#there)\n";

const PLAIN: &str = "---\ntitle: Two\ndate: 2026-01-02\nactions: actions.csv\n---\nA first paragraph.\n";

fn parsed(path: &str, text: &str) -> ParsedSource {
    let (config, registries) = (Config::default(), Registries::embedded());
    let glossary = GlossaryMatcher::new(registries);
    let context = ParseContext { config: &config, registries, glossary: &glossary };
    let source = SourceText::new(SourcePath::new(path), text);
    parse_source(&source, Fingerprint::of(text.as_bytes()), SourceKind::Briefing, context)
}

/// What should come back.
fn outline(source: &ParsedSource) -> String {
    let ParsedSource { path, fingerprint, front_matter, partial, document, prose: _, diagnostics } = source;
    let document = Document {
        html: String::new(),
        is_outline: true,
        lifted: Lifted { slots: document.lifted.slots.clone(), ..Lifted::default() },
        ..document.clone()
    };
    format!("{path:?} {fingerprint:?} {front_matter:#?} {partial:#?} {document:#?} {diagnostics:#?}")
}

fn bytes_of(source: &ParsedSource) -> Vec<u8> {
    let (mut bytes, mut writer) = (Vec::new(), Writer::new(&source.path));
    put_source(source, &mut writer);
    writer.finish(&mut bytes);
    bytes
}

fn source_of(bytes: &[u8], like: &ParsedSource) -> Option<ParsedSource> {
    let mut names = Names::default();
    let (mut reader, rest) = Reader::new(bytes, &like.path, &mut names)?;
    take_source(&mut reader, like.fingerprint).filter(|_| rest.is_empty())
}

#[test]
fn the_rich_briefing_has_a_value_for_every_key() {
    let source = parsed("briefings/rich.md", RICH);
    let front = source.front_matter.as_ref().expect("no error");
    let shown = format!("{front:#?}");
    let bare: Vec<&str> =
        shown.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     ")).collect();
    let missing: Vec<_> =
        bare.iter().filter(|line| line.ends_with(": None,") || line.ends_with(": [],")).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(!source.diagnostics.is_empty() && !source.document.slots.is_empty(), "{source:#?}");
}

#[test]
fn what_is_kept_comes_back() {
    for text in [RICH, MISTAKEN, PLAIN, "no front matter"] {
        let source = parsed("briefings/a.md", text);
        let bytes = bytes_of(&source);
        let back = source_of(&bytes, &source);
        assert_eq!(outline(&back.expect("whole")), outline(&source), "{text}");
    }
}

#[test]
fn what_is_cut_does_not_come_back() {
    let source = parsed("briefings/a.md", RICH);
    let bytes = bytes_of(&source);
    for length in 0..bytes.len() {
        let cut = source_of(&bytes[..length], &source);
        assert!(cut.is_none(), "{length} of {} bytes", bytes.len());
    }
}

/// The checksum is what finds damage; this holds that what it could miss neither panics nor asks for much memory.
#[test]
fn no_damage_is_a_panic() {
    let source = parsed("briefings/a.md", RICH);
    let bytes = bytes_of(&source);
    for at in 0..bytes.len() {
        for value in [0, 0x7F, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] = value;
            source_of(&damaged, &source);
        }
    }
}

#[test]
fn a_part_recalls_only_the_same_bytes_under_the_same_setup() {
    let [one, other] = ["one", "other"].map(|setup| Fingerprint::of(setup.as_bytes()));
    let (rich, plain) = (parsed("briefings/rich.md", RICH), parsed("briefings/plain.md", PLAIN));
    let mut writer = ShardWriter::default();
    writer.keep(&rich);
    writer.keep(&plain);
    let bytes = writer.finish(None, one);
    assert!(Shard::read(bytes.clone(), other).is_none());
    let mut shard = Shard::read(bytes.clone(), one).expect("whole");
    assert_eq!(shard.len(), 2);
    assert!(shard.recall(&rich.path, plain.fingerprint).is_none());
    assert!(shard.recall(&SourcePath::new("briefings/no.md"), rich.fingerprint).is_none());
    let back = shard.recall(&plain.path, plain.fingerprint).expect("kept");
    assert_eq!(outline(&back), outline(&plain));
    let mut again = ShardWriter::default();
    again.keep_recalled(&plain.path, plain.fingerprint);
    assert!(!again.is_as(&shard));
    let mut shard = Shard::read(again.finish(Some(&shard), one), one).expect("whole");
    assert!(again.is_as(&shard));
    assert!(shard.recall(&plain.path, plain.fingerprint).is_some() && shard.len() == 1);
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert!(Shard::read(damaged, one).is_none(), "byte {at}");
        assert!(Shard::read(bytes[..at].to_vec(), one).is_none(), "{at} bytes");
    }
}

#[test]
fn every_file_has_its_part() {
    let parts: std::collections::BTreeSet<usize> =
        (0..2_000).map(|n| shard_of(&SourcePath::new(format!("briefings/{n}.md")))).collect();
    assert_eq!(parts.len(), super::SHARDS);
}
