//! Mistakes in `site.yaml` and in `data/`, and what people are told.

use super::*;

#[test]
fn embedded_registries_are_without_a_finding() {
    let mut diagnostics = Vec::new();
    let registries = parse_registries(&[], &mut diagnostics);
    assert_eq!(diagnostics, []);
    assert!(registries.themes.iter().count() > 20);
}
