//! Which parts of a document name people, and what is left of each.

use quick_xml::events::BytesStart;

use super::rewrite::{Change, Fate, rewrite};
use crate::attachment::reading::Step;
use crate::attachment::strip;

/// What stands where a person was named and something has to stand.
const SOMEBODY: &str = "Author";

/// Properties that readers are meant to see.
const KEPT: [&str; 8] = [
    "title",
    "subject",
    "description",
    "language",
    "keywords",
    "Application",
    "AppVersion",
    "document-statistic",
];

/// Whether a part is left out whole: a preview of the first page, where and how it was printed, earlier versions.
pub(super) fn is_dropped(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with("docprops/thumbnail")
        || lower.starts_with("thumbnails/")
        || lower.starts_with("versions/")
        || lower == "versionlist.xml"
        || lower.contains("printersettings/")
}

/// Whether a part may name somebody.
pub(super) fn is_looked_at(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let extension = lower.rsplit('.').next().unwrap_or_default();
    matches!(
        extension,
        "xml"
            | "rels"
            | "jpg"
            | "jpeg"
            | "jpe"
            | "png"
            | "gif"
            | "webp"
            | "tif"
            | "tiff"
            | "heic"
            | "heif"
            | "avif"
    ) && !lower.starts_with("customxml/")
}

/// A part without what names people.
pub(super) fn clean(name: &str, part: &[u8]) -> Step<Vec<u8>> {
    let lower = name.to_ascii_lowercase();
    match lower.rsplit('.').next() {
        Some("xml") if lower.starts_with("docprops/") || lower == "meta.xml" => {
            rewrite(part, &mut Properties)
        }
        Some("xml") if lower == "meta-inf/manifest.xml" || lower == "[content_types].xml" => {
            rewrite(part, &mut Lists)
        }
        Some("rels") => rewrite(part, &mut Lists),
        Some("xml") => rewrite(part, &mut People),
        _ => Ok(strip(part).unwrap_or_else(|| part.to_vec())),
    }
}

/// The properties of a document: those that readers are meant to see stay.
struct Properties;

impl Change for Properties {
    fn element(&mut self, name: &str, _: &BytesStart<'_>) -> Fate<'static> {
        let is_around = matches!(name, "coreProperties" | "Properties" | "document-meta" | "meta");
        if is_around || KEPT.contains(&name) { Fate::Stays } else { Fate::Goes }
    }

    fn attribute(&mut self, _: &str, _: &str, _: &str) -> Fate<'static> {
        Fate::Stays
    }
}

/// Lists of parts, without those that are left out.
struct Lists;

impl Change for Lists {
    fn element(&mut self, name: &str, element: &BytesStart<'_>) -> Fate<'static> {
        let names_preview = || {
            let mut all = element.attributes();
            all.with_checks(false);
            all.filter_map(Result::ok).any(|attribute| {
                let value = attribute.value.to_ascii_lowercase();
                value.ends_with("/metadata/thumbnail") || is_dropped(value.trim_start_matches('/'))
            })
        };
        let is_entry = matches!(name, "Relationship" | "Override" | "file-entry");
        if is_entry && names_preview() { Fate::Goes } else { Fate::Stays }
    }

    fn attribute(&mut self, _: &str, _: &str, _: &str) -> Fate<'static> {
        Fate::Stays
    }
}

/// Names of people in the text of a document, where nothing rests on them: of whoever commented, changed or saved it.
struct People;

impl Change for People {
    fn element(&mut self, name: &str, element: &BytesStart<'_>) -> Fate<'static> {
        match name {
            // Numbers of the sessions in which somebody wrote, and where a workbook was saved.
            "rsids" | "absPath" | "fileSharing" => Fate::Goes,
            // Where a person is an element with attributes, those are changed.
            "author" | "creator" | "initial-creator" | "creator-initials"
                if element.attributes().next().is_none() =>
            {
                Fate::Becomes(SOMEBODY.into())
            }
            _ => Fate::Stays,
        }
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str) -> Fate<'static> {
        let names_people = matches!(
            element,
            "comment"
                | "ins"
                | "del"
                | "moveFrom"
                | "moveTo"
                | "rPrChange"
                | "pPrChange"
                | "tblPrChange"
                | "sectPrChange"
                | "cellIns"
                | "cellDel"
                | "person"
                | "cmAuthor"
                | "author"
                | "presenceInfo"
        );
        match name {
            _ if name.starts_with("rsid") => Fate::Goes,
            // It names the settings of a printer, which are left out.
            "id" if element == "pageSetup" => Fate::Goes,
            "author" | "displayName" | "userId" if names_people && value != SOMEBODY => {
                Fate::Becomes(SOMEBODY.into())
            }
            "name" if matches!(element, "cmAuthor" | "author") && value != SOMEBODY => {
                Fate::Becomes(SOMEBODY.into())
            }
            "initials" if names_people && value != "A" => Fate::Becomes("A".into()),
            _ => Fate::Stays,
        }
    }
}
