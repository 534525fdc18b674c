//! Files that may not be handed out, whoever links to them: their time is over, or they belong to a briefing that is not
//! public.

use ahash::{HashMap, HashSet};
use jiff::civil::Date;

use crate::parse::{ActionsFrom, Attachment, FrontMatter};
use crate::source::SourcePath;

use super::Briefing;
use super::withhold::Withheld;

/// What is known of the files that briefings call their own.
#[derive(Debug, Default)]
pub(super) struct Retention {
    /// The last day on which a file may be public. Of two briefings that name one file, the earlier day holds.
    last_day: HashMap<SourcePath, Date>,
    /// Files of which a published briefing says that they are its attachments.
    attached: HashSet<SourcePath>,
    /// Files of briefings that are withheld.
    withheld: HashMap<SourcePath, (SourcePath, Withheld)>,
}

impl Retention {
    /// Notes the files of a published briefing.
    pub(super) fn publish(&mut self, briefing: &Briefing) {
        for (path, attachment) in attached(&briefing.source, &briefing.front) {
            if let Some(last) = attachment.retain_until {
                let known = self.last_day.entry(path.clone()).or_insert(last);
                *known = last.min(*known);
            }
            self.attached.insert(path);
        }
    }

    /// Notes the files of a briefing that is withheld.
    pub(super) fn withhold(&mut self, source: &SourcePath, front: &FrontMatter, why: Withheld) {
        let table = match &front.actions {
            ActionsFrom::Csv(file) => source.join(&file.value),
            ActionsFrom::FrontMatter(_) => None,
        };
        for path in attached(source, front).map(|(path, _)| path).chain(table) {
            // What was purged weighs more than what is to come.
            let purged = why == Withheld::Purged;
            let known = self.withheld.get(&path).is_some_and(|(_, known)| *known == Withheld::Purged);
            if purged || !known {
                self.withheld.insert(path, (source.clone(), why));
            }
        }
    }

    /// Whether the time of a file is over.
    pub(super) fn is_over(&self, path: &SourcePath, today: Date) -> bool {
        self.last_day.get(path).is_some_and(|last| *last < today)
    }

    /// The last day of a file, where it has one.
    pub(super) fn last_day(&self, path: &SourcePath) -> Option<Date> {
        self.last_day.get(path).copied()
    }

    /// The briefing whose file it is, where that briefing is withheld. A file that a published briefing names as its own
    /// too, such as a sheet that comes with every briefing, is public through that one, unless the other was purged.
    pub(super) fn withheld(&self, path: &SourcePath) -> Option<&(SourcePath, Withheld)> {
        let owner = self.withheld.get(path)?;
        (owner.1 == Withheld::Purged || !self.attached.contains(path)).then_some(owner)
    }
}

fn attached<'a>(
    source: &'a SourcePath,
    front: &'a FrontMatter,
) -> impl Iterator<Item = (SourcePath, &'a Attachment)> {
    front.attachments.iter().filter_map(|one| Some((source.join(&one.file.value)?, one)))
}
