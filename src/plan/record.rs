//! What one build remembers for the next: of what each output was made. As text, one line for each thing.
//!
//! A record that can not be read counts as none: everything is made anew.

use std::fmt::Write as _;

use ahash::{HashMap, HashMapExt as _};
use rayon::prelude::*;

use crate::model::Site;
use crate::source::{Fingerprint, OutputPath, SourcePath};

use super::{Plan, PlanInputs, Setup, Task, TaskInputs};

const TITLE: &str = "briefpress-record 1";

/// The inputs of the outputs of one build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildRecord {
    /// The hash of the output's manifest: what the record says is true of that output and no other.
    pub manifest: Fingerprint,
    /// What the whole site was made of.
    pub setup: Setup,
    outputs: HashMap<Box<str>, TaskInputs>,
    summaries: HashMap<Box<str>, Fingerprint>,
}

impl BuildRecord {
    /// What an output was made of.
    pub fn output(&self, path: &OutputPath) -> Option<&TaskInputs> {
        self.outputs.get(path.as_str())
    }

    /// The hash of the summary that a briefing had.
    pub fn summary(&self, source: &SourcePath) -> Option<Fingerprint> {
        self.summaries.get(source.as_str()).copied()
    }

    /// The record of a build that was not written, for the next one of the same process.
    pub fn of(site: &Site, plan: &Plan, inputs: &PlanInputs) -> Self {
        let summaries = site.briefings.iter().zip(&inputs.summaries);
        let outputs = plan.tasks.iter().zip(&inputs.tasks);
        let made_of = |inputs: &TaskInputs| {
            let TaskInputs { template, source, links, summaries, listed: _ } = *inputs;
            TaskInputs { template, source, links, summaries, listed: Vec::new() }
        };
        Self {
            manifest: Fingerprint::default(),
            setup: inputs.setup.clone(),
            outputs: outputs.map(|(task, inputs)| (task.output.as_str().into(), made_of(inputs))).collect(),
            summaries: summaries.map(|(briefing, hash)| (briefing.source.as_str().into(), *hash)).collect(),
        }
    }

    /// Whether the record says the same as one of this build would.
    pub fn holds(&self, manifest: Fingerprint, site: &Site, plan: &Plan, inputs: &PlanInputs) -> bool {
        let is_known = |(task, now): (&Task, &TaskInputs)| {
            self.output(&task.output).is_some_and(|before| before.is_same(now))
        };
        self.manifest == manifest
            && self.setup == inputs.setup
            && (self.outputs.len(), self.summaries.len()) == (plan.tasks.len(), site.briefings.len())
            && plan.tasks.par_iter().zip(&inputs.tasks).all(is_known)
            && site
                .briefings
                .par_iter()
                .zip(&inputs.summaries)
                .all(|(briefing, hash)| self.summary(&briefing.source) == Some(*hash))
    }

    /// Writes the record of a build.
    pub fn write(manifest: Fingerprint, site: &Site, plan: &Plan, inputs: &PlanInputs) -> String {
        let mut text = String::with_capacity(128 + plan.tasks.len() * 320 + site.briefings.len() * 128);
        let Setup { program, settings, registries } = &inputs.setup;
        // Writing to a string can not fail.
        let _ = writeln!(text, "{TITLE}");
        for hash in [&manifest, program, settings, registries] {
            let _ = writeln!(text, "{}", hash.to_hex());
        }
        let _ = writeln!(text, "{}", site.briefings.len());
        for (briefing, hash) in site.briefings.iter().zip(&inputs.summaries) {
            let _ = writeln!(text, "{} {}", hash.to_hex(), briefing.source);
        }
        for (task, inputs) in plan.tasks.iter().zip(&inputs.tasks) {
            let TaskInputs { template, source, links, summaries, listed: _ } = inputs;
            for hash in [template, source, links, summaries] {
                text.push_str(&hash.to_hex());
                text.push(' ');
            }
            let _ = writeln!(text, "{}", task.output.as_str());
        }
        text.push_str("end\n");
        text
    }

    /// Reads a record; `None` where it is cut, damaged or of another version.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix("end\n")?.lines();
        if lines.next()? != TITLE {
            return None;
        }
        let mut hash = || Fingerprint::from_hex(lines.next()?);
        let (manifest, program, settings, registries) = (hash()?, hash()?, hash()?, hash()?);
        let count: usize = lines.next()?.parse().ok()?;
        let mut summaries = HashMap::with_capacity(count.min(text.len() / 66));
        for _ in 0..count {
            let (hash, source) = lines.next()?.split_once(' ')?;
            summaries.insert(source.into(), Fingerprint::from_hex(hash)?);
        }
        let mut outputs = HashMap::with_capacity(lines.size_hint().0);
        for line in lines {
            let mut words = line.splitn(5, ' ');
            let mut hash = || Fingerprint::from_hex(words.next()?);
            let inputs = TaskInputs {
                template: hash()?,
                source: hash()?,
                links: hash()?,
                summaries: hash()?,
                listed: Vec::new(),
            };
            outputs.insert(words.next()?.into(), inputs);
        }
        Some(Self { manifest, setup: Setup { program, settings, registries }, outputs, summaries })
    }
}
