//! A new briefing, as `new` makes it: the parts that its format expects, each with a question to its author.

use std::fmt::Write as _;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::ScaffoldError;
use super::placing::{NewFiles, place};
use super::schema_files::{BRIEFING_SCHEMA, schema_files};
use super::series::SeriesSoFar;
use super::theme::read_config;
use crate::config::{Format, Named, Part, Registries, Registry, ReviewType, parse_registries};
use crate::diagnostic::has_errors;
use crate::load::{KnownPictures, load_snapshot};
use crate::source::{Slug, SourcePath};

/// The format of a briefing that names none.
const USUAL_FORMAT: &str = "learning-brief";

/// What a new briefing is to be.
#[derive(Debug, Clone, Copy)]
pub struct NewBriefing<'a> {
    /// Its title; the name of its file is made from it.
    pub title: &'a str,
    /// Its format, by key or label; `None`: a learning briefing.
    pub format: Option<&'a str>,
    /// The type of the review that it reports on, by key, label or short form.
    pub review: Option<&'a str>,
    /// Its series; `None`: that of the newest briefing, if it has one.
    pub series: Option<&'a str>,
    /// The day it is dated.
    pub today: Date,
}

/// What was put into the site.
#[derive(Debug)]
pub struct Placed {
    /// The new briefing.
    pub briefing: SourcePath,
    /// Files that editors need, where they were not there yet.
    pub schemas: Vec<SourcePath>,
    /// Briefings that have mistakes, so that the next number of the series may be taken already.
    pub unread: usize,
}

/// Makes a briefing with the parts that its format expects, as a draft. A file that is there already stays as it is.
pub fn new_briefing(root: &Path, wanted: NewBriefing<'_>) -> Result<Placed, ScaffoldError> {
    if !root.join("site.yaml").exists() && !root.join("briefings").is_dir() {
        return Err(ScaffoldError::NoSite);
    }
    let title = wanted.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let has_control = title.chars().any(char::is_control);
    let slug = Slug::from_text(&title)
        .ok()
        .filter(|_| !has_control)
        .ok_or_else(|| ScaffoldError::Title(title.clone()))?;
    let config = read_config(root)?;
    let snapshot = load_snapshot(root, &config, &KnownPictures::default())?;
    let mut found = Vec::new();
    let registries = parse_registries(&snapshot.data, &mut found);
    if has_errors(&found) {
        return Err(ScaffoldError::Settings(found));
    }
    let format = find(&registries.formats, wanted.format.unwrap_or(USUAL_FORMAT), "format")?;
    let review = wanted.review.map(|name| find_review(&registries, name)).transpose()?;
    let path = SourcePath::new(format!("briefings/{slug}.md"));
    // A file of that name in another folder would have the same address.
    let is_twin = |other: &&SourcePath| other.as_str().rsplit('/').next() == path.as_str().rsplit('/').next();
    if let Some(twin) = snapshot.briefings.iter().map(crate::load::TextFile::path).find(is_twin) {
        return Err(ScaffoldError::Exists(twin.clone()));
    }
    let series = SeriesSoFar::of(&snapshot, &config, &registries)?;
    let text =
        Draft { title: &title, format, review, series: series.next(wanted.series), today: wanted.today };
    let mut files = NewFiles::from([(path.clone(), text.write().into_bytes().into())]);
    files.extend(schema_files().into_iter().filter(|(path, _)| !root.join(path.as_str()).exists()));
    let mut schemas = place(root, files)?;
    schemas.retain(|made| *made != path);
    Ok(Placed { briefing: path, schemas, unread: series.unread })
}

fn find<'r, T>(
    registry: &'r Registry<T>,
    name: &str,
    noun: &'static str,
) -> Result<&'r Named<T>, ScaffoldError> {
    registry.find(name).ok_or_else(|| ScaffoldError::UnknownWord {
        noun,
        word: name.to_owned(),
        nearest: registry.nearest(name).map(|near| near.term.key.to_string()),
        known: registry.iter().map(|entry| entry.term.key.to_string()).collect(),
    })
}

fn find_review<'r>(registries: &'r Registries, name: &str) -> Result<&'r Named<ReviewType>, ScaffoldError> {
    let types = &registries.review_types;
    let is_short = |entry: &&Named<ReviewType>| {
        entry.detail.abbreviation.as_ref().is_some_and(|short| short.eq_ignore_ascii_case(name))
    };
    types.iter().find(is_short).map_or_else(|| find(types, name, "type of review"), Ok)
}

/// The text of a new briefing, before it is written.
struct Draft<'a> {
    title: &'a str,
    format: &'a Named<Format>,
    review: Option<&'a Named<ReviewType>>,
    series: Option<(String, u32)>,
    today: Date,
}

impl Draft<'_> {
    fn write(&self) -> String {
        let mut text = String::from("---\n");
        self.write_front_matter(&mut text);
        text.push_str("---\n");
        text.push_str(OPENING);
        let parts = &self.format.detail.expects;
        for part in parts {
            let (heading, prompts) = prompts(*part);
            let _ = write!(text, "\n## {heading}\n\n{prompts}");
        }
        text
    }

    fn write_front_matter(&self, text: &mut String) {
        let Self { today, .. } = self;
        let _ = writeln!(text, "# yaml-language-server: $schema=../{BRIEFING_SCHEMA}");
        let _ = writeln!(text, "title: {}", quoted(self.title));
        let _ = writeln!(text, "date: {today}");
        let _ = writeln!(text, "# As long as this line is here, the briefing is not published.");
        let _ = writeln!(text, "draft: true");
        if let Some((name, number)) = &self.series {
            let _ = writeln!(text, "series: {{name: {}, number: {number}}}", quoted(name));
        }
        let _ = writeln!(text, "format: {}", self.format.term.key);
        if let Some(review) = self.review {
            let _ = writeln!(text, "review:\n  type: {}", review.term.key);
            let _ = writeln!(text, "  # Pseudonyms only, never a true name:\n  # subjects: [Child A]");
            let _ = writeln!(
                text,
                "  # none, pending or concluded; while they are pending nothing is published:"
            );
            let _ = writeln!(text, "  # proceedings: none");
        }
        text.push_str(FOUND_BY);
        let due = today.checked_add(1.year()).unwrap_or(*today);
        let _ = writeln!(text, "approval:\n  state: draft\nlifecycle:\n  review_due: {due}");
    }
}

/// What comes before the parts. A question in square brackets that still stands when the briefing is no draft any more
/// is an error (`language/open-prompt`).
const OPENING: &str = "
[What happened, in three sentences, without anything by which somebody could be known?]

[Why does it matter to the people who read this?]
";

const FOUND_BY: &str = "\
# What it is found by: words of the site's lists, by key or as people say them.
# themes: [escalation, information sharing]
# harms: [neglect]
# agencies: [police, general practice]
# audiences: [social workers, GPs]
";

/// The heading of a part, and the questions that its author answers there.
fn prompts(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::KeyMessages => (
            "Key messages",
            "- [What must somebody know who reads nothing else?]\n- [What should they do differently tomorrow?]\n- [What should they stop doing?]\n",
        ),
        Part::GoodPractice => {
            ("Good practice", "- [Who did something well, and what difference did it make?]\n")
        }
        Part::Improvements => {
            ("What needs to change", "- [What has to be different, for whom, and how will they notice?]\n")
        }
        Part::Questions => (
            "Questions for your team",
            "1. [How would this have gone here?]\n2. [What would make it hard to do better, and what would help?]\n3. [What will we do before we meet again?]\n",
        ),
        Part::Actions => (
            "Actions",
            "| Action | Owner | Due | Status |\n|---|---|---|---|\n| [What will be done?] | [Which agency will do it?] | | planned |\n",
        ),
        Part::Quotes => ("Quotations", "> [Whose words stay in the mind?]\n"),
    }
}

/// A text in double quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
