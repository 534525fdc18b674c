//! What names a briefing: id, slug, former addresses, template and language.

use crate::diagnostic::Code;
use crate::source::{OutputPath, Placed, Slug, SlugError, Spanned};
use crate::yaml::Fields;

use super::lowering::{Lowering, shortened};

const BAD_ID: Code = Code("front-matter/bad-id");
const BAD_SLUG: Code = Code("front-matter/bad-slug");
const BAD_ALIAS: Code = Code("front-matter/bad-alias");
const BAD_TEMPLATE: Code = Code("front-matter/bad-template");
const BAD_LANGUAGE: Code = Code("front-matter/bad-language");

const ID_LENGTH_LIMIT: usize = 120;

impl Lowering<'_> {
    pub(super) fn id(&mut self, fields: &mut Fields<'_>) -> Option<Placed<String>> {
        let id = self.spanned_text(fields, "id")?;
        if is_id(id.value) && id.value.len() <= ID_LENGTH_LIMIT {
            return Some(self.placed(id.value.to_owned(), id.span));
        }
        let message = format!("`{}` can not be an id", shortened(id.value));
        self.reader.report(BAD_ID, id.span, message, |d| match mended_id(id.value) {
            Some(mended) => d.help(format!("write `id: {mended}`")),
            None => d.help(
                "an id is made of small letters, digits, `-`, `_` and `.`, as `2015-07-children-a-and-b`",
            ),
        });
        None
    }

    pub(super) fn slug(&mut self, fields: &mut Fields<'_>) -> Option<Placed<Slug>> {
        let written = self.spanned_text(fields, "slug")?;
        let problem = match Slug::parse(written.value) {
            Ok(slug) => return Some(self.placed(slug, written.span)),
            Err(problem) => slug_problem(&problem),
        };
        let message = format!("`{}` can not be a slug: {problem}", shortened(written.value));
        self.reader.report(BAD_SLUG, written.span, message, |d| match Slug::from_text(written.value) {
            Ok(mended) => d.help(format!("write `slug: {mended}`")),
            Err(_) => {
                d.help("a slug is made of small letters, digits and single hyphens, as `children-a-and-b`")
            }
        });
        None
    }

    pub(super) fn aliases(&mut self, fields: &mut Fields<'_>) -> Vec<Placed<String>> {
        let written = fields.texts("aliases", &mut self.reader);
        let mut aliases = Vec::with_capacity(written.len());
        for alias in written {
            match alias_path(alias.value) {
                Ok(path) => aliases.push(self.placed(path, alias.span)),
                Err(problem) => self.report_alias(&alias, &problem),
            }
        }
        aliases
    }

    fn report_alias(&mut self, alias: &Spanned<&str>, problem: &str) {
        let message = format!("`{}` can not be a former address: {problem}", shortened(alias.value));
        self.reader.report(BAD_ALIAS, alias.span, message, |d| {
            d.help("write the path on this site as it was, without the host, as `/news/old-briefing/`")
        });
    }

    pub(super) fn template(&mut self, fields: &mut Fields<'_>) -> Option<Placed<String>> {
        let name = self.spanned_text(fields, "template")?;
        let stem = name.value.strip_suffix(".html").unwrap_or("");
        let is_named = !stem.is_empty() && !stem.ends_with('/');
        if is_named && OutputPath::file(name.value).is_ok() {
            return Some(self.placed(name.value.to_owned(), name.span));
        }
        let message = format!("`{}` can not be the name of a template", shortened(name.value));
        self.reader.report(BAD_TEMPLATE, name.span, message, |d| {
            d.help("write the name of a file in the theme's `templates` folder, as `briefing.html`")
        });
        None
    }

    pub(super) fn lang(&mut self, fields: &mut Fields<'_>) -> Option<String> {
        let tag = self.spanned_text(fields, "lang")?;
        if is_language(tag.value) {
            return Some(tag.value.to_owned());
        }
        let message = format!("`{}` is not a language tag", shortened(tag.value));
        let mended = tag.value.replace('_', "-");
        self.reader.report(BAD_LANGUAGE, tag.span, message, |d| match language_by_name(tag.value) {
            Some(code) => d.help(format!("write `lang: {code}`")),
            None if is_language(&mended) => d.help(format!("write `lang: {mended}`")),
            None => d.help(
                "write `en` or `en-GB` for English, `cy` for Welsh; other languages have tags as short",
            ),
        });
        None
    }
}

fn is_id(text: &str) -> bool {
    let is_start = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.as_bytes().first().is_some_and(is_start)
        && text.bytes().all(|byte| is_start(&byte) || matches!(byte, b'.' | b'_' | b'-'))
}

fn mended_id(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace([' ', '/'], "-");
    let lower = lower.trim_start_matches(['-', '.', '_']);
    if is_id(lower) && lower.len() <= ID_LENGTH_LIMIT {
        return Some(lower.to_owned());
    }
    Slug::from_text(text).ok().map(|slug| slug.as_str().to_owned())
}

fn slug_problem(problem: &SlugError) -> String {
    match problem {
        SlugError::Empty => "it is empty".to_owned(),
        SlugError::Character(' ') => "it holds a space".to_owned(),
        SlugError::Character(c) if c.is_ascii_uppercase() => format!("`{c}` is a capital letter"),
        SlugError::Character(c) => format!("it holds `{}`", c.escape_debug()),
        SlugError::Hyphen => "hyphens stand singly, and only between letters or digits".to_owned(),
        SlugError::TooLong(length) => format!("it has {length} characters"),
        SlugError::Reserved => "Windows keeps the name for a device".to_owned(),
    }
}

/// A former address relative to the site's root, ending in `/` unless it names an HTML file.
fn alias_path(written: &str) -> Result<String, String> {
    if written.contains("://") || written.starts_with("//") {
        return Err("it names a host".to_owned());
    }
    let path = written.strip_prefix('/').unwrap_or(written);
    let folder = path.strip_suffix('/').unwrap_or(path);
    if folder.is_empty() {
        return Err("it is the front page".to_owned());
    }
    OutputPath::file(folder).map_err(|problem| alias_problem(&problem))?;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_page = extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm");
    Ok(if is_page { path.to_owned() } else { format!("{folder}/") })
}

fn alias_problem(problem: &crate::source::OutputPathError) -> String {
    use crate::source::OutputPathError as Problem;
    match problem {
        Problem::Traversal => "a part of it is empty, `.` or `..`".to_owned(),
        Problem::Character('?' | '#') => {
            "it has a query or a fragment, which no redirect on a static host sees".to_owned()
        }
        Problem::Character(' ') => "it holds a space".to_owned(),
        Problem::Character(c) => format!("it holds `{}`", c.escape_debug()),
        Problem::Reserved => {
            "a part of it begins with a hyphen, ends with a full stop or is kept by Windows".to_owned()
        }
        Problem::TooLong => "a part of it is too long".to_owned(),
    }
}

/// The shape of BCP 47: a language of two or three letters, then subtags of up to eight letters and digits.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    tag.len() <= 35
        && matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
        && tag.rsplit('-').next().is_some_and(|last| last.len() > 1)
}

fn language_by_name(name: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 6] = [
        ("english", "en"),
        ("welsh", "cy"),
        ("cymraeg", "cy"),
        ("irish", "ga"),
        ("gaelic", "gd"),
        ("polish", "pl"),
    ];
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code)
}
