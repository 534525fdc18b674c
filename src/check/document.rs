//! The document of a rule, taken apart: the same text is what `explain` prints, what `docs/checks.md` is made of and
//! what the tests build.

use std::fmt::Write as _;

use crate::diagnostic::Severity;

use super::{Rule, rules};

/// The parts of a rule's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Document<'a> {
    /// What it finds.
    pub finds: &'a str,
    /// Why that matters, with law or source.
    pub why: &'a str,
    /// A small site in which it fires: files under `=== path` lines, or one briefing.
    pub fires: &'a str,
    /// A small site in which it does not.
    pub passes: &'a str,
    /// The way out.
    pub mend: &'a str,
}

impl Rule {
    /// The document, taken apart.
    pub fn parts(&self) -> Document<'static> {
        const NAMES: [&str; 4] = ["\n## Why\n", "\n## Fires\n", "\n## Passes\n", "\n## Mend\n"];
        let text = self.document.trim();
        let begins = NAMES.map(|name| text.find(name));
        let section = |at: usize| {
            let Some(begin) = begins[at] else { return "" };
            let end = begins.iter().flatten().filter(|next| **next > begin).min().copied();
            text[begin + NAMES[at].len()..end.unwrap_or(text.len())].trim()
        };
        let first = begins.iter().flatten().min().copied().unwrap_or(text.len());
        let (finds, mend) = short(without_title(&text[..first]));
        Document {
            finds,
            why: section(0),
            fires: within_fence(section(1)),
            passes: within_fence(section(2)),
            mend: if mend.is_empty() { section(3) } else { mend },
        }
    }

    /// Everything there is to say about it, as Markdown under a heading of the second level.
    pub fn markdown(&self) -> String {
        let Document { finds, why, fires, passes, mend } = self.parts();
        let mut text = format!("### {}\n\n{finds}\n\n", self.code);
        let _ = writeln!(text, "*{}. Who can mend it: {}.{}*\n", self.grade(), self.owner, self.bounds());
        if !why.is_empty() {
            let _ = writeln!(text, "**Why it matters.** {why}\n");
        }
        if !mend.is_empty() {
            let _ = writeln!(text, "**How to mend it.** {}\n", capitalised(mend));
        }
        for (title, example) in [("It fires on", fires), ("It does not fire on", passes)] {
            if !example.is_empty() {
                let _ = writeln!(text, "{title}:\n\n````text\n{}\n````\n", example.trim_end());
            }
        }
        text
    }

    /// The same for a terminal.
    pub fn plain(&self) -> String {
        let Document { finds, why, fires, passes, mend } = self.parts();
        let mut text = format!("{}\n\n{finds}\n\n", self.code);
        let _ = writeln!(text, "{}. Who can mend it: {}.{}", self.grade(), self.owner, self.bounds());
        for (title, part) in [("Why it matters", why), ("How to mend it", mend)] {
            if !part.is_empty() {
                let _ = writeln!(text, "\n{title}\n\n{}", capitalised(part));
            }
        }
        for (title, example) in [("It fires on", fires), ("It does not fire on", passes)] {
            if !example.is_empty() {
                let _ = writeln!(text, "\n{title}\n");
                for line in example.trim_end().lines() {
                    let _ = writeln!(text, "    {line}");
                }
            }
        }
        if !self.is_fixed() {
            let code = self.code;
            let _ = writeln!(
                text,
                "\nHow to change or waive it\n\nIn `site.yaml`, for the whole site (off, note, review, warning or error):\n\n    checks:\n      {code}: note\n\nIn one briefing, with a reason and an end:\n\n    waivers:\n      - code: {code}\n        match: words that the finding is about\n        reason: why it may stand\n        by: who says so\n        until: 2027-03-31"
            );
        }
        text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
    }

    /// The severity as the beginning of a sentence.
    fn grade(&self) -> &'static str {
        match self.severity {
            Severity::Error => "Error: nothing is written while it stands",
            Severity::Warning => "Warning: blocks only with `--deny warnings`",
            Severity::Review => "Review: a person has to look and decide",
            Severity::Note => "Note: worth knowing",
        }
    }

    fn bounds(&self) -> &'static str {
        if self.is_fixed() { " It can be neither switched off nor waived." } else { "" }
    }

    /// The first sentence of what it finds.
    pub fn headline(&self) -> &'static str {
        let finds = self.parts().finds;
        let end = finds.find(". ").or_else(|| finds.find(".\n")).unwrap_or(finds.len());
        finds[..end].trim_end_matches('.')
    }
}

/// Some ways out are the `help` of the finding, which begins in lower case as all of a finding does.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The reference of all checks: what stands in `docs/checks.md`.
pub fn reference() -> String {
    with_every_rule(format!("# {TITLE}\n\n{ABOUT_REFERENCE}\n\n{INTRODUCTION}"))
}

/// The same as a page of a site, for `pages/`: for those who write briefings and have no copy of the program.
pub fn reference_page() -> String {
    with_every_rule(format!("---\ntitle: {TITLE}\nsummary: {ABOUT_PAGE}\n---\n\n{INTRODUCTION}"))
}

fn with_every_rule(mut text: String) -> String {
    let mut family = "";
    for rule in rules() {
        if rule.family() != family {
            family = rule.family();
            let _ = writeln!(text, "- [{family}](#{family})");
        }
    }
    family = "";
    for rule in rules() {
        if rule.family() != family {
            family = rule.family();
            let _ = writeln!(text, "\n## {family}");
        }
        text.push('\n');
        text.push_str(rule.markdown().trim_end());
        text.push('\n');
    }
    text
}

const TITLE: &str = "What Briefpress checks";

const ABOUT_PAGE: &str = "What is looked for in every briefing before it goes out, why, and how to mend it.";

const ABOUT_REFERENCE: &str = "\
This page is made of the documents of the rules: `briefpress explain --all > docs/checks.md` writes it anew, and a test
holds that it is what the program says. `briefpress explain CODE` prints one entry, `briefpress explain --list` one line
for each, and `briefpress explain --page` all of this as a page of a site.";

const INTRODUCTION: &str = "\
How grave a finding is can be set for the whole site in `site.yaml`: `off`, `note`, `review`, `warning` or `error`.

```yaml
checks:
  language/long-sentence: off
  actions/overdue: error
```

One briefing can be excused from one kind of finding in its front matter, with a reason and an end. `match` limits it to
findings whose message or line has these words.

```yaml
waivers:
  - code: language/long-sentence
    match: the law's own wording
    reason: The sentence is quoted from the Act
    by: Business manager
    until: 2027-03-31
```

A waiver that has expired no longer waives, and one that nothing needs is reported. An unknown code is an error in both
places. Errors about what can not be understood or can not be published safely can be neither switched off nor waived.

The families:

";

/// A short document has its way out in its last paragraph.
fn short(text: &str) -> (&str, &str) {
    text.split_once("Mend: ").map_or((text, ""), |(finds, mend)| (finds.trim(), mend.trim()))
}

fn without_title(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, text)| text).trim(),
        None => text.trim(),
    }
}

/// What stands between the first line of backticks and the last.
fn within_fence(text: &str) -> &str {
    let inner = || {
        let begin = text.find("```")?;
        let begin = begin + text[begin..].find('\n')? + 1;
        let end = text.rfind("```")?;
        text.get(begin..text[..end].rfind('\n')? + 1)
    };
    inner().unwrap_or_default()
}
