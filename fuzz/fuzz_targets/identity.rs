//! Texts as they are, as HTML and as data: what is found of them stands in them, and nothing of a sealed name is left where it
//! is covered.

#![no_main]

use std::sync::LazyLock;

use briefpress::identity::{
    Allowed, Hit, Kind, Scanner, Seal, SealFile, SealKey, Setup, blocks_of_html, may_be_certain, plain_of_html,
    plain_of_markup,
};
use libfuzzer_sys::fuzz_target;

static SCANNER: LazyLock<Scanner> =
    LazyLock::new(|| Scanner::new(Setup { seal: Some(seal()), allowed: Allowed::default() }));

fn seal() -> Seal {
    let key = SealKey::of("a key that is for trying only").expect("the key is long enough");
    let mut file = SealFile::default();
    for name in ["Keziah Mary Brannigan", "Amy Young", "Siobhán O'Tarragh-Bell", "Ikram bint Zahouri", "D'Ambrelle"] {
        file.add(name, &key).expect("these are names");
    }
    file.open(&key).expect("the key is that of the file")
}

fuzz_target!(|text: &str| {
    let blocks: Vec<&str> = blocks_of_html(text).collect();
    assert_eq!(blocks.concat(), text);
    for read in [text, &plain_of_html(text), &plain_of_markup(text)] {
        look(read);
    }
});

fn look(text: &str) {
    let (mut found, mut certain) = (Vec::new(), Vec::new());
    SCANNER.scan(text, &mut found);
    SCANNER.scan_certain(text, &mut certain);
    for hits in [&found, &certain] {
        assert!(hits.iter().all(|hit| !text[hit.range.clone()].is_empty()), "{hits:?}");
        assert!(hits.is_sorted_by_key(|hit| hit.range.start), "{hits:?}");
    }
    let is_sealed = |hit: &Hit| hit.kind == Kind::SealedName;
    assert!(may_be_certain(text) || certain.iter().all(is_sealed), "{certain:?}");

    let covered = SCANNER.covered(text);
    assert_eq!(covered.is_some(), found.iter().any(is_sealed), "{found:?}");
    let Some(covered) = covered else { return };
    assert_eq!(covered.chars().count(), text.chars().count());
    assert_eq!(covered.lines().count(), text.lines().count());
    for text in [Some(covered), SCANNER.masked(text)].into_iter().flatten() {
        assert_eq!(SCANNER.covered(&text), None, "a sealed name is left in {text:?}");
    }
}
