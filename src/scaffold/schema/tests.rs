//! Schema and parser say the same: of every key, of the repository's own site, and of every text that the tests of the
//! parser try.

use std::path::Path;
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value as Json;

use super::*;
use crate::diagnostic::{Diagnostic, Severity, has_errors};

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn of(of: SchemaOf) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("schema.json", schema(of)).unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { schemas, index }
    }
}

static BRIEFING: LazyLock<Validator> = LazyLock::new(|| Validator::of(SchemaOf::Briefing));
static PAGE: LazyLock<Validator> = LazyLock::new(|| Validator::of(SchemaOf::Page));
static SITE: LazyLock<Validator> = LazyLock::new(|| Validator::of(SchemaOf::Site));

/// What an editor that follows the schema says of a text: nothing where it takes it, or why not. `None` where the text
/// is not YAML to it.
fn verdict(of: SchemaOf, yaml: &str) -> Option<Result<(), String>> {
    let value: serde_yaml::Value = serde_yaml::from_str(yaml).ok()?;
    let value: Json = serde_json::to_value(value).ok()?;
    let validator = match of {
        SchemaOf::Briefing => &*BRIEFING,
        SchemaOf::Page => &*PAGE,
        SchemaOf::Site => &*SITE,
    };
    Some(validator.schemas.validate(&value, validator.index).map_err(|error| error.to_string()))
}

/// Holds one text to parser and schema: what the parser takes the schema takes, and what the parser refuses for its
/// keys, or for a word that is in no list, the schema refuses.
pub(crate) fn hold_to_both(of: SchemaOf, yaml: &str, found: &[Diagnostic]) {
    let Some(verdict) = verdict(of, yaml) else { return };
    if !has_errors(found) {
        assert_eq!(verdict, Ok(()), "the parser takes what the schema refuses:\n{yaml}");
    }
    let errors = || found.iter().filter(|found| found.severity == Severity::Error);
    let is_of_form = |found: &Diagnostic| {
        ["unknown-key", "missing-key", "not-in-list"].iter().any(|name| found.code.0.ends_with(name))
    };
    if errors().any(is_of_form) && !errors().any(|found| found.code.0.starts_with("yaml/")) {
        assert!(verdict.is_err(), "the schema takes what the parser refuses:\n{yaml}\n{found:?}");
    }
}

#[test]
fn specimens_are_without_mistakes_and_show_every_key() {
    for of in [SchemaOf::Briefing, SchemaOf::Page, SchemaOf::Site] {
        for text in of.specimens() {
            let source = SourceText::new(SourcePath::new("specimen.yaml"), *text);
            let mut found = Vec::new();
            assert!(of.trace(&source, &mut found).is_some());
            assert!(found.is_empty(), "{found:#?}");
        }
        assert_eq!(of.shape().gaps(of.title()), Vec::<String>::new());
    }
}

#[test]
fn a_specimen_that_lacks_a_key_is_noticed() {
    let text = include_str!("../files/specimen-briefing.yaml").replace("reviewer: ", "rewiever: ");
    let source = SourceText::new(SourcePath::new("specimen.yaml"), text);
    let mut found = Vec::new();
    let (node, trace) = SchemaOf::Briefing.trace(&source, &mut found).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let gaps = Shape::of(&node, &trace, &source).gaps("");
    assert_eq!(gaps, [".review.reviewer: not in the specimen", ".review.reviewer: without a description"]);
}

#[test]
fn the_example_site_is_what_the_schemas_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tried = 0;
    for (of, folder) in [(SchemaOf::Briefing, "briefings"), (SchemaOf::Page, "pages")] {
        for file in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(&path).unwrap();
                let yaml = text.split("\n---\n").next().unwrap().trim_start_matches("---\n");
                assert_eq!(verdict(of, yaml), Some(Ok(())), "{}", path.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 10);
    let settings = std::fs::read_to_string(root.join("site.yaml")).unwrap();
    assert_eq!(verdict(SchemaOf::Site, &settings), Some(Ok(())));
}

#[test]
fn schemas_refuse_what_is_not_in_them() {
    for (of, yaml) in [
        (SchemaOf::Briefing, "title: A"),
        (SchemaOf::Briefing, "title: ''\ndate: 2026-03-02"),
        (SchemaOf::Briefing, "title: A\ndate: 2026-03-02\ndrfat: true"),
        (SchemaOf::Briefing, "title: A\ndate: 2026-03-02\ndraft: maybe"),
        (SchemaOf::Briefing, "title: A\ndate: 2026-03-02\ndraft:"),
        (SchemaOf::Briefing, "title: A\ndate: 2 March 2026"),
        (SchemaOf::Briefing, "title: A\ndate: 2026-03-02\nlifecycle: {state: dead}"),
        (SchemaOf::Briefing, "title: A\ndate: 2026-03-02\nactions: [{owner: B}]"),
        (
            SchemaOf::Briefing,
            "title: A\ndate: 2026-03-02\nwaivers: [{code: a/b, reason: c, until: 2027-01-01}]",
        ),
        (SchemaOf::Page, "title: A\ndate: 2026-03-02"),
        (SchemaOf::Site, "titel: A"),
        (SchemaOf::Site, "checks: {a/b: loud}"),
        (SchemaOf::Site, "licence: {url: https://example.org/}"),
    ] {
        assert!(matches!(verdict(of, yaml), Some(Err(_))), "{yaml}");
    }
}
