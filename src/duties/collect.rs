//! Looks through a site for days to come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan as _};

use crate::config::{Registries, time_zone};
use crate::model::{Briefing, EmbargoEnd, Site, Withheld, WithheldBriefing};
use crate::parse::{ActionStatus, AttachmentAfter, LifecycleState, Waiver};
use crate::source::{Fingerprint, Place, SourcePath};

use super::{Duty, DutyKind, Release, is_shown_twice};

/// After this the record of a helpline has to be compared again.
const HELPLINE_MONTHS: i32 = 12;

/// The moments until a day, that day included, at which embargoes end.
pub fn ends_of_embargoes(withheld: &[WithheldBriefing], until: Date) -> BTreeSet<Timestamp> {
    let ends = withheld.iter().filter_map(end_of_embargo);
    ends.filter(|end| end.local.date() <= until).map(|end| end.moment).collect()
}

/// Everything that happens or is due until a day, that day included; what is overdue stands first. `releases` has the site as
/// it will be at the end of each embargo, for what is due then of what comes out.
pub fn duties(
    site: &Site,
    withheld: &[WithheldBriefing],
    releases: &BTreeMap<Timestamp, Release>,
    until: Date,
) -> Vec<Duty> {
    let mut all = Vec::new();
    of_briefings(site, |_| true, &mut all);
    for page in &site.pages {
        of_waivers(&page.source, Some(&page.front.title), &page.front.waivers, &mut all);
    }
    of_embargoes(site, withheld, releases, &mut all);
    of_helplines(site, &mut all);
    all.retain(|duty| duty.day <= until);
    number_twins(&mut all);
    all.sort_by(|a, b| {
        let key = |duty: &Duty| (duty.day, duty.moment.map(|(at, _)| at), duty.kind, duty.source.clone());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    all
}

/// A duty of a briefing; `part` tells it from others of its kind there.
fn duty(day: Date, kind: DutyKind, what: String, briefing: &Briefing, part: &str) -> Duty {
    Duty {
        day,
        moment: None,
        kind,
        what,
        title: Some(briefing.front.title.clone()),
        id: id(kind, Some(&briefing.source), part),
        place: Some(briefing.place()),
        source: Some(briefing.source.clone()),
    }
}

fn id(kind: DutyKind, source: Option<&SourcePath>, part: &str) -> String {
    let source = source.map(SourcePath::as_str).unwrap_or_default();
    let hash = Fingerprint::of_parts([kind.key(), source, part].map(str::as_bytes)).to_hex();
    format!("{}-{}", kind.key(), &hash[..20])
}

/// Two actions with the same words have two names.
fn number_twins(all: &mut [Duty]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for duty in all {
        let count = seen.entry(duty.id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            duty.id = format!("{}-{count}", duty.id);
        }
    }
}

fn of_briefings(site: &Site, is_meant: impl Fn(&Briefing) -> bool, all: &mut Vec<Duty>) {
    for briefing in site.briefings.iter().filter(|briefing| is_meant(briefing)) {
        of_lifecycle(site, briefing, all);
        of_actions(briefing, all);
    }
    for briefing in site.briefing_pages().filter(|briefing| is_meant(briefing)) {
        of_files(site, briefing, all);
        of_waivers(&briefing.source, Some(&briefing.front.title), &briefing.front.waivers, all);
    }
}

fn of_lifecycle(site: &Site, briefing: &Briefing, all: &mut Vec<Duty>) {
    let lifecycle = &briefing.front.lifecycle;
    let is_archived = lifecycle.state.as_ref().is_some_and(|state| state.value == LifecycleState::Archived);
    if let Some(day) = lifecycle.review_due.filter(|_| !is_archived) {
        let what = "see whether it is still good advice".to_owned();
        all.push(duty(day, DutyKind::Review, what, briefing, ""));
    }
    if let Some(day) = lifecycle.retain_until {
        let what = "decide whether it is kept: its time ends".to_owned();
        all.push(duty(day, DutyKind::Retention, what, briefing, ""));
    }
    if let Some(day) = lifecycle.min_until.filter(|day| *day >= site.today) {
        let what = "the time ends for which it has to be public".to_owned();
        all.push(duty(day, DutyKind::Minimum, what, briefing, ""));
    }
}

fn of_actions(briefing: &Briefing, all: &mut Vec<Duty>) {
    for action in &briefing.actions {
        let is_open = matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::UnderWay));
        let Some(day) = action.due.filter(|_| is_open) else { continue };
        let owner = action.owner.as_deref().map(|owner| format!(" ({owner})")).unwrap_or_default();
        let part = action.id.as_ref().map_or(action.text.as_str(), |id| id.value.as_str());
        let mut due =
            duty(day, DutyKind::Action, format!("action due: {}{owner}", action.text), briefing, part);
        due.place = action.place.clone().or(due.place);
        due.source = due.place.as_ref().map(|place| place.path.clone());
        all.push(due);
    }
}

fn of_files(site: &Site, briefing: &Briefing, all: &mut Vec<Duty>) {
    for attachment in &briefing.front.attachments {
        let Some(day) = attachment.retain_until.filter(|day| *day >= site.today) else { continue };
        let file = &attachment.file;
        let after = match attachment.after {
            Some(AttachmentAfter::Remove) => "it is removed",
            Some(AttachmentAfter::OnRequest) | None => "copies are on request",
        };
        let what = format!("last day of `{}`, then {after}", file.value);
        let mut leaves = duty(day, DutyKind::FileLeaves, what, briefing, &file.value);
        leaves.place = Some(file.place.clone());
        all.push(leaves);
    }
}

fn of_waivers(source: &SourcePath, title: Option<&String>, waivers: &[Waiver], all: &mut Vec<Duty>) {
    for waiver in waivers {
        let part = format!("{} {}", waiver.code.value, waiver.matches.as_deref().unwrap_or_default());
        all.push(Duty {
            day: waiver.until,
            moment: None,
            kind: DutyKind::Waiver,
            what: format!("the waiver of `{}` ends ({})", waiver.code.value, waiver.by),
            title: title.cloned(),
            id: id(DutyKind::Waiver, Some(source), &part),
            place: Some(waiver.code.place.clone()),
            source: Some(source.clone()),
        });
    }
}

/// When a briefing comes out that is under embargo.
fn end_of_embargo(briefing: &WithheldBriefing) -> Option<EmbargoEnd> {
    match briefing.why {
        Withheld::Embargo(end) => Some(end),
        _ => None,
    }
}

/// The end of an embargo as `--today` takes it: with its distance from UTC where clocks show it twice.
fn as_today(end: EmbargoEnd, zone: &TimeZone) -> String {
    let form = if is_shown_twice(end.local, zone) { "%Y-%m-%dT%H:%M%:z" } else { "%Y-%m-%dT%H:%M" };
    end.moment.to_zoned(zone.clone()).strftime(form).to_string()
}

fn of_embargoes(
    site: &Site,
    withheld: &[WithheldBriefing],
    releases: &BTreeMap<Timestamp, Release>,
    all: &mut Vec<Duty>,
) {
    let zone = time_zone(&site.config.timezone);
    for briefing in withheld {
        let Some(end) = end_of_embargo(briefing) else { continue };
        let release = releases.get(&end.moment);
        let what = match release.map_or(0, |release| release.errors) {
            0 => "comes out: build and upload the site".to_owned(),
            errors => {
                let (them, keep) =
                    if errors == 1 { ("1 error", "keeps") } else { (&*format!("{errors} errors"), "keep") };
                let when = as_today(end, &zone);
                format!(
                    "comes out, but {them} then {keep} the site from being built: see `briefpress check --today {when}`"
                )
            }
        };
        all.push(Duty {
            day: end.local.date(),
            moment: Some((end.moment, end.local)).filter(|_| end.local.time() != Time::midnight()),
            kind: DutyKind::Embargo,
            what,
            title: briefing.title.clone(),
            id: id(DutyKind::Embargo, Some(&briefing.source), ""),
            place: Some(Place::of_file(&briefing.source)),
            source: Some(briefing.source.clone()),
        });
        if let Some(release) = release {
            of_briefings(&release.site, |coming| coming.source == briefing.source, all);
        }
    }
}

/// Of the helplines that the site shows.
fn of_helplines(site: &Site, all: &mut Vec<Duty>) {
    for key in shown_helplines(site) {
        let Some(entry) = site.registries.helplines.find(&key) else { continue };
        let year: Span = HELPLINE_MONTHS.months();
        let due = entry.detail.verified.map_or(site.today, |day| day.saturating_add(year));
        let what = match entry.detail.verified {
            Some(day) => format!("compare the helpline \"{}\" again, last done on {day}", entry.term.label),
            None => format!("compare the helpline \"{}\": nobody has noted that it was", entry.term.label),
        };
        all.push(Duty {
            day: due,
            moment: None,
            kind: DutyKind::Helpline,
            what,
            title: None,
            id: id(DutyKind::Helpline, None, entry.term.key.as_str()),
            place: None,
            source: None,
        });
    }
}

fn shown_helplines(site: &Site) -> BTreeSet<String> {
    let registries: &Registries = &site.registries;
    let fronts = site.briefings.iter().map(|briefing| &briefing.front);
    let mut keys = BTreeSet::new();
    for front in fronts {
        let of_harms = front.harms.iter().filter_map(|harm| registries.harms.find(harm.key.as_str()));
        let of_harms = of_harms.flat_map(|harm| &harm.detail.helplines);
        keys.extend(front.helplines.iter().chain(of_harms).map(|key| key.as_str().to_owned()));
    }
    keys
}
