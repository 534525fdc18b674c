//! Links between files: every slot of every document gets its value, or is reported.

use std::sync::atomic::Ordering;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::load::AssetKind;
use crate::parse::{Document, Heading, RESERVED_IDS, Slot, SlotKind, Target};
use crate::source::{OutputPath, Place, Slug, SourcePath};

use super::SlotValue;
use super::addresses::{Unpublishable, asset_output};
use super::targets::{Held, Targets};
use super::withhold::Withheld;

const BROKEN: Code = Code("links/broken-internal");
const BROKEN_ANCHOR: Code = Code("links/broken-anchor");
const OUTSIDE: Code = Code("links/outside-site");
const WITHHELD: Code = Code("links/withheld");
const NOT_AN_IMAGE: Code = Code("links/not-an-image");
const UNPUBLISHABLE: Code = Code("links/unpublishable-file");

/// How many broken links get a "did you mean"; looking for the nearest name compares with every file.
const SUGGESTIONS: u32 = 20;

impl Targets<'_> {
    /// The values of all slots of one document: those of its HTML, and after them those of what was lifted out of it.
    pub(super) fn resolve_slots(
        &self,
        source: &SourcePath,
        document: &Document,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<SlotValue> {
        let all = document.slots.iter().chain(&document.lifted.slots);
        all.map(|slot| self.resolve(source, document, slot, diagnostics)).collect()
    }

    fn resolve(
        &self,
        source: &SourcePath,
        document: &Document,
        slot: &Slot,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> SlotValue {
        let value = self.find(source, document, &slot.target).and_then(|value| match (slot.kind, &value) {
            (SlotKind::Image, SlotValue::Asset(at)) if self.is_image(*at) => match self.last_day(*at) {
                None => Ok(value),
                Some(last) => Err(shown_for_a_time(&slot.target, last)),
            },
            (SlotKind::Image, SlotValue::Over) => match self.held.last_day(source, &slot.target) {
                Some(last) => Err(shown_for_a_time(&slot.target, last)),
                None => Ok(value),
            },
            // A file with an error is no target, and the error is said there.
            (SlotKind::Link, _) | (_, SlotValue::Broken) => Ok(value),
            (SlotKind::Image, SlotValue::Page(output, _)) if self.is_picture_of_the_site(output) => {
                Err(picture_of_the_site(&slot.target))
            }
            (SlotKind::Image, _) => Err(not_an_image(&slot.target)),
        });
        value.unwrap_or_else(|diagnostic| {
            diagnostics.push(diagnostic.at(slot.place.clone()));
            SlotValue::Broken
        })
    }

    /// The file that an attachment names.
    pub(super) fn resolve_attachment(
        &self,
        source: &SourcePath,
        file: &str,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<u32> {
        let target = Target { path: file.to_owned(), fragment: None };
        match self.find_path(source, &target) {
            Ok(SlotValue::Asset(at)) => Some(at),
            // A document whose time is over leaves the site; the briefing stays.
            Ok(SlotValue::Over) => None,
            Ok(_) => {
                diagnostics.push(
                    Diagnostic::error(UNPUBLISHABLE, format!("`{file}` is a page, not a file to download"))
                        .at(place.clone())
                        .help("link to it from the text instead"),
                );
                None
            }
            Err(diagnostic) => {
                diagnostics.push(diagnostic.at(place.clone()));
                None
            }
        }
    }

    fn last_day(&self, at: u32) -> Option<Date> {
        self.files.get(at as usize).and_then(|file| self.held.retention.last_day(&file.path))
    }

    fn is_image(&self, at: u32) -> bool {
        self.files.get(at as usize).is_some_and(|file| matches!(file.kind, AssetKind::Image { .. }))
    }

    fn is_picture_of_the_site(&self, output: &OutputPath) -> bool {
        self.statics
            .iter()
            .any(|file| file.output == *output && matches!(file.asset.kind, AssetKind::Image { .. }))
    }

    fn find(
        &self,
        source: &SourcePath,
        document: &Document,
        target: &Target,
    ) -> Result<SlotValue, Diagnostic> {
        if target.path.is_empty() {
            let anchor = target.fragment.as_deref().unwrap_or_default();
            return match anchor_in(document, anchor) {
                Some(anchor) => Ok(SlotValue::Anchor(anchor.into())),
                None => Err(broken_anchor(anchor, document, "this page")),
            };
        }
        self.find_path(source, target)
    }

    fn find_path(&self, source: &SourcePath, target: &Target) -> Result<SlotValue, Diagnostic> {
        let Some(path) = path_of(source, target) else {
            return Err(Diagnostic::error(
                OUTSIDE,
                format!("`{}` leads out of the site's folder", target.path),
            )
            .help("copy the file beside the briefing and link to the copy"));
        };
        if let Some(page) = self.sources.get(&path) {
            let Some(wish) = target.fragment.as_deref() else {
                return Ok(SlotValue::Page(page.output.clone(), None));
            };
            return match anchor_in(page.document, wish) {
                Some(anchor) => Ok(SlotValue::Page(page.output.clone(), Some(anchor.into()))),
                None => Err(broken_anchor(wish, page.document, &format!("`{path}`"))),
            };
        }
        if let Some(withheld) = self.held.withheld.get(&path) {
            if *withheld == Withheld::NotUnderstood {
                return Ok(SlotValue::Broken);
            }
            let message = format!("this leads to `{path}`, which {}", withheld.reason());
            let help = match withheld {
                Withheld::Purged => "take the link out",
                _ => "take the link out until that briefing is published",
            };
            return Err(Diagnostic::error(WITHHELD, message).help(help));
        }
        if let Some(at) = self.assets.get(&path) {
            if let Some((owner, why)) = self.held.retention.withheld(&path) {
                if *why == Withheld::NotUnderstood {
                    return Ok(SlotValue::Broken);
                }
                return Err(belongs_to_withheld(&path, owner, *why));
            }
            if self.held.retention.is_over(&path, self.held.today) {
                return Ok(SlotValue::Over);
            }
            return asset_output(&path)
                .map(|_| SlotValue::Asset(*at))
                .map_err(|why| unpublishable(&path, &why));
        }
        self.find_address(target).ok_or_else(|| self.broken(source, &path, target))
    }

    /// A link from the site's root to an address (`/themes/neglect/`), with or without the closing slash.
    fn find_address(&self, target: &Target) -> Option<SlotValue> {
        let address = target.path.strip_prefix('/')?;
        let output = self.addresses.get(address).or_else(|| self.addresses.get(&format!("{address}/")));
        let Some(output) = output else {
            // As with a file that has errors: they are said there.
            let may_come = self.unfinished.is_some_and(|unfinished| unfinished.may_be_at(address));
            return may_come.then_some(SlotValue::Broken);
        };
        Some(SlotValue::Page(output.clone(), target.fragment.as_deref().map(Into::into)))
    }

    /// What is written as a file of the site and is something else.
    fn mistaken(&self, path: &SourcePath, target: &Target) -> Option<String> {
        if target.path.starts_with("www.") {
            return Some(format!("write the whole address of another site: `https://{}`", target.path));
        }
        if target.path.contains('\\') {
            return Some(
                "readers can not open a path of a computer or a server: put a copy of the document beside this file \
                 and link to that"
                    .to_owned(),
            );
        }
        let whole = SourcePath::new(format!("{path}#{}", target.fragment.as_deref()?));
        let is_there = self.sources.contains_key(&whole) || self.assets.contains_key(&whole);
        is_there.then(|| format!("a `#` in the name of a file is written `%23`: `{whole}` is there"))
    }

    fn broken(&self, source: &SourcePath, path: &SourcePath, target: &Target) -> Diagnostic {
        if path.as_str().is_empty() {
            return Diagnostic::error(BROKEN, format!("`{}` is the site's folder, not a file", target.path))
                .help("a link to the first page is written `/`");
        }
        let diagnostic = Diagnostic::error(BROKEN, format!("there is no file `{path}`"));
        if let Some(help) = self.mistaken(path, target) {
            return diagnostic.help(help);
        }
        if self.suggested.fetch_add(1, Ordering::Relaxed) >= SUGGESTIONS {
            return diagnostic.help("check the spelling of the link, capital letters included");
        }
        // Nobody who links to another file means the one in which the link stands.
        let sources = self.sources.keys().filter(|known| *known != source).map(SourcePath::as_str);
        let known = sources.chain(self.assets.keys().map(SourcePath::as_str));
        match nearest(path.as_str(), known) {
            Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
            None if target.path.starts_with('/') => {
                let addresses = self.addresses.keys().map(|address| address.trim_end_matches('/'));
                diagnostic.help(match nearest(path.as_str().trim_end_matches('/'), addresses) {
                    Some(near) => format!("did you mean `/{near}/`?"),
                    None => "a link that begins with `/` counts from the site's folder".to_owned(),
                })
            }
            None => diagnostic.help("a link counts from the folder of the file it stands in"),
        }
    }
}

impl Held {
    fn last_day(&self, source: &SourcePath, target: &Target) -> Option<Date> {
        self.retention.last_day(&path_of(source, target)?)
    }
}

/// The file that a link names, if it stays within the site.
pub(super) fn path_of(source: &SourcePath, target: &Target) -> Option<SourcePath> {
    match target.path.strip_prefix('/') {
        Some(from_root) => SourcePath::new("x").join(from_root),
        None => source.join(&target.path),
    }
}

fn belongs_to_withheld(path: &SourcePath, owner: &SourcePath, why: Withheld) -> Diagnostic {
    let message = format!("`{path}` belongs to `{owner}`, which {}", why.reason());
    let help = if why == Withheld::Purged {
        "take the link out; what was purged must not come back by another way"
    } else {
        "take the link out until that briefing is published, or list the file under `attachments` here as well"
    };
    Diagnostic::error(WITHHELD, message).help(help)
}

/// A picture can not leave a text without leaving a hole in it, and nobody is there on the night when it would.
fn shown_for_a_time(target: &Target, last: Date) -> Diagnostic {
    Diagnostic::error(
        NOT_AN_IMAGE,
        format!(
            "`{}` is shown in the text, but is an attachment that is public until {last} only",
            target.path
        ),
    )
    .help("show a copy of the picture under another name, or take `retain_until` away from the attachment")
}

/// The anchor that a link to a part of a page leads to. Where a heading wanted an anchor that pages have of themselves, and
/// was given another, that heading is what the author means.
fn anchor_in<'a>(document: &'a Document, wish: &'a str) -> Option<&'a str> {
    let is_known = wish.is_empty()
        || document.headings.iter().any(|heading| heading.id == wish)
        || wish.starts_with("fn-")
        || wish.starts_with("fnref-");
    if is_known {
        return Some(wish);
    }
    if !RESERVED_IDS.contains(&wish) {
        return None;
    }
    let is_moved = |heading: &&Heading| {
        let number = heading.id.strip_prefix(wish).and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
            && Slug::from_text(&heading.text).is_ok_and(|asked| asked.as_str() != heading.id)
    };
    Some(document.headings.iter().find(is_moved).map_or(wish, |heading| &heading.id))
}

fn broken_anchor(anchor: &str, document: &Document, what: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(BROKEN_ANCHOR, format!("{what} has no heading `#{anchor}`"));
    // A heading as it is written, in any script, gives the anchor that it has.
    let written = Slug::from_text(anchor).ok().map(|slug| slug.as_str().to_owned());
    let ids = || document.headings.iter().map(|heading| heading.id.as_str());
    let exact = ids().find(|id| written.as_deref() == Some(*id));
    match exact.or_else(|| nearest(anchor, ids())) {
        Some(id) => diagnostic.help(format!("did you mean `#{id}`?")),
        None => diagnostic.help(
            "an anchor is the heading in lower case with hyphens: `## What happened` is `#what-happened`",
        ),
    }
}

/// What stands in `static/` is public from the first build on; a picture comes and goes with its text.
fn picture_of_the_site(target: &Target) -> Diagnostic {
    let name = target.path.rsplit('/').next().unwrap_or_default();
    let message = format!("`{}` is in `static/`, which is public whether this text is or not", target.path);
    Diagnostic::error(NOT_AN_IMAGE, message).help(format!(
        "move the picture beside the text and write `![...]({name})`; it is then published with the text"
    ))
}

fn not_an_image(target: &Target) -> Diagnostic {
    Diagnostic::error(NOT_AN_IMAGE, format!("`{}` is not a picture", target.path))
        .help("a picture is a PNG, JPEG, GIF, WebP, AVIF or SVG file; to link to a file leave out the `!`")
}

fn unpublishable(path: &SourcePath, why: &Unpublishable) -> Diagnostic {
    match why {
        Unpublishable::Kind(kind) => Diagnostic::error(
            UNPUBLISHABLE,
            format!("`{path}` is a file of a kind that is not published (`{kind}`)"),
        )
        .help("publish a PDF, Office, text, picture, sound or film file"),
        Unpublishable::Name => {
            Diagnostic::error(UNPUBLISHABLE, format!("the name of `{path}` can not stand in an address"))
                .help("rename the file with letters, digits and hyphens")
        }
    }
}
