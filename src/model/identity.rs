//! Ids, slugs and addresses of source files.

use ahash::{HashMap, HashMapExt as _};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{FrontMatter, ParsedSource};
use crate::source::{OutputPath, Place, Placed, Slug, SlugError, SourcePath};

const DUPLICATE_ID: Code = Code("site/duplicate-id");
const FILE_NAME: Code = Code("site/file-name");

/// The name that a file gives where the front matter does not: its stem, or the folder's name for an `index.md`.
pub(super) fn stem(path: &SourcePath) -> &str {
    match path.file_stem() {
        "index" => path.folder().rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("index"),
        stem => stem,
    }
}

/// The slug of a source file. A file name that yields none is reported.
pub(super) fn slug_of(
    path: &SourcePath,
    written: Option<&Placed<Slug>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Slug> {
    if let Some(slug) = written {
        return Some(slug.value.clone());
    }
    if path.file_stem() == "index" && !path.folder().contains('/') {
        diagnostics.push(index_of_all(path));
        return None;
    }
    match Slug::from_text(stem(path)) {
        Ok(slug) => Some(slug),
        Err(error) => {
            diagnostics.push(unusable_name(path, &error));
            None
        }
    }
}

/// Elsewhere an `index.md` is the first page of the site, or the list of its folder: both are made here from the
/// briefings, and the name of the folder (`/pages/`) is not what anybody means.
fn index_of_all(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        FILE_NAME,
        format!("`{path}` has no address: the first page is made from the briefings"),
    )
    .at(Place::of_file(path))
    .help("rename the file, as `about.md`, or give it a `slug:`")
}

fn unusable_name(path: &SourcePath, error: &SlugError) -> Diagnostic {
    let why = match error {
        SlugError::Reserved => "is the name of a device on Windows",
        _ => "has no letter or digit that can stand in an address",
    };
    Diagnostic::error(FILE_NAME, format!("the file name `{}` {why}", path.file_name()))
        .at(Place::of_file(path))
        .help("give the briefing a `slug:` in its front matter, or rename the file")
}

/// The output of a plain page: its path below `pages/`, slug by slug.
pub(super) fn page_output(
    path: &SourcePath,
    front: &FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<OutputPath> {
    let below = path.folder().strip_prefix("pages").unwrap_or_default();
    let mut folders: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
    if path.file_stem() == "index" {
        folders.pop();
    }
    let mut slugs = Vec::with_capacity(folders.len() + 1);
    for folder in folders {
        match Slug::from_text(folder) {
            Ok(slug) => slugs.push(slug),
            Err(error) => diagnostics.push(unusable_name(path, &error)),
        }
    }
    slugs.push(slug_of(path, front.slug.as_ref(), diagnostics)?);
    Some(OutputPath::page(&slugs))
}

/// The id of a briefing; `None` where an error in its front matter hides it.
fn id_of(source: &ParsedSource) -> Option<&str> {
    let front = source.readable().filter(|_| source.knows("id"))?;
    Some(front.id.as_ref().map_or_else(|| stem(&source.path), |id| id.value.as_str()))
}

fn place_of_id(source: &ParsedSource) -> Place {
    let front = source.readable();
    let place = front.and_then(|front| front.id.as_ref().map(|id| &id.place).or(front.place.as_ref()));
    place.cloned().unwrap_or_else(|| Place::of_file(&source.path))
}

/// Reports ids that two files have. Withheld files count: an id is never used again.
pub(super) fn report_duplicate_ids(briefings: &[ParsedSource], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, &ParsedSource> = HashMap::with_capacity(briefings.len());
    for source in briefings {
        let Some(id) = id_of(source) else { continue };
        if let Some(first) = seen.get(id) {
            diagnostics.push(
                Diagnostic::error(DUPLICATE_ID, format!("the id `{id}` is given to two briefings"))
                    .at(place_of_id(source))
                    .related(place_of_id(first), "first given here")
                    .help("give one of them an `id:` of its own; an id is never used again")
                    .because("where no `id` is written, the file name without `.md` is the id"),
            );
        } else {
            seen.insert(id, source);
        }
    }
}
