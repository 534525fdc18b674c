//! Files that may not be handed out, whoever links to them: their time is over, or they belong to a briefing that is not
//! public.

use std::collections::BTreeMap;

use ahash::{HashMap, HashSet};
use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::{ActionsFrom, Attachment, FrontMatter};
use crate::source::{Place, SourcePath};

use super::Briefing;
use super::withhold::Withheld;

const TWO_LAST_DAYS: Code = Code("publication/two-last-days");

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

    /// Gives each attachment of some briefings the last day that holds, for that is what pages promise, and tells of the files
    /// of which briefings say different things.
    pub(super) fn settle<'a>(
        &self,
        briefings: impl Iterator<Item = &'a mut Briefing>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.last_day.is_empty() {
            return;
        }
        let mut differing: BTreeMap<SourcePath, Differing> = BTreeMap::new();
        for briefing in briefings {
            for attachment in &mut briefing.front.attachments {
                let Some(path) = briefing.source.join(&attachment.file.value) else { continue };
                let Some(last) = self.last_day(&path) else { continue };
                let said = attachment.retain_until.replace(last);
                if said != Some(last) {
                    let place = attachment.file.place.clone();
                    let known = differing.entry(path).or_insert(Differing { said, last, place, others: 0 });
                    known.others += 1;
                }
            }
        }
        diagnostics.extend(differing.into_iter().map(|(path, differing)| differing.told(&path)));
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

/// What briefings say of the last day of a file, where it is not the one that holds.
struct Differing {
    /// What the first of them says.
    said: Option<Date>,
    last: Date,
    place: Place,
    /// How many there are.
    others: usize,
}

impl Differing {
    fn told(self, path: &SourcePath) -> Diagnostic {
        let said =
            self.said.map_or("no day is written here".to_owned(), |day| format!("{day} is written here"));
        let more = match self.others {
            1 => String::new(),
            all => format!(" and another or none in {} more", all - 1),
        };
        let message = format!("`{path}` leaves the site after {}, though {said}{more}", self.last);
        Diagnostic::new(Severity::Warning, TWO_LAST_DAYS, message)
            .at(self.place)
            .help("write one `retain_until` wherever the file is named, or give this briefing a file of its own")
            .because("of the days that briefings name for one file the earliest holds for all of them")
    }
}

fn attached<'a>(
    source: &'a SourcePath,
    front: &'a FrontMatter,
) -> impl Iterator<Item = (SourcePath, &'a Attachment)> {
    front.attachments.iter().filter_map(|one| Some((source.join(&one.file.value)?, one)))
}
