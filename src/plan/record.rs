//! What one build remembers for the next: of what each output was made. As bytes, a row of hashes and a name for each thing.
//!
//! A record that can not be read counts as none: everything is made anew.

use ahash::{HashMap, HashMapExt as _};
use rayon::prelude::*;

use crate::model::Site;
use crate::source::{ByteReader, Fingerprint, OutputPath, SourcePath, put_number, put_text};

use super::{Plan, PlanInputs, Setup, Task, TaskInputs};

const TITLE: &[u8] = b"briefpress-record 3\n";

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
    pub fn write(manifest: Fingerprint, site: &Site, plan: &Plan, inputs: &PlanInputs) -> Vec<u8> {
        let mut to = Vec::with_capacity(256 + plan.tasks.len() * 192 + site.briefings.len() * 96);
        to.extend_from_slice(TITLE);
        let Setup { program, settings, registries } = &inputs.setup;
        put_row(&mut to, [manifest, *program, *settings, *registries], "");
        put_number(&mut to, site.briefings.len());
        for (briefing, hash) in site.briefings.iter().zip(&inputs.summaries) {
            put_row(&mut to, [*hash], briefing.source.as_str());
        }
        put_number(&mut to, plan.tasks.len());
        for (task, inputs) in plan.tasks.iter().zip(&inputs.tasks) {
            let TaskInputs { template, source, links, summaries, listed: _ } = inputs;
            put_row(&mut to, [*template, *source, *links, *summaries], task.output.as_str());
        }
        to
    }

    /// Reads a record; `None` where it is cut, damaged or of another version.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rows = Rows(ByteReader::new(bytes.strip_prefix(TITLE)?));
        let ([manifest, program, settings, registries], _) = rows.next()?;
        let count = rows.0.count()?;
        let mut summaries = HashMap::with_capacity(count.min(bytes.len() / 40));
        for _ in 0..count {
            let ([hash], source) = rows.next()?;
            summaries.insert(source.into(), hash);
        }
        let count = rows.0.count()?;
        let mut outputs = HashMap::with_capacity(count.min(bytes.len() / 40));
        for _ in 0..count {
            let ([template, source, links, summaries], output) = rows.next()?;
            let inputs = TaskInputs { template, source, links, summaries, listed: Vec::new() };
            outputs.insert(output.into(), inputs);
        }
        let setup = Setup { program, settings, registries };
        (rows.0.left() == 0).then_some(Self { manifest, setup, outputs, summaries })
    }
}

fn put_row<const N: usize>(to: &mut Vec<u8>, hashes: [Fingerprint; N], name: &str) {
    for hash in hashes {
        to.extend_from_slice(hash.as_bytes());
    }
    put_text(to, name);
}

/// What is left of the rows of a record.
struct Rows<'b>(ByteReader<'b>);

impl<'b> Rows<'b> {
    fn next<const N: usize>(&mut self) -> Option<([Fingerprint; N], &'b str)> {
        let mut hashes = [Fingerprint::default(); N];
        for hash in &mut hashes {
            *hash = Fingerprint::from_bytes(self.0.take(32)?.try_into().ok()?);
        }
        Some((hashes, self.0.text()?))
    }
}
