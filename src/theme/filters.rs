//! The filters that templates have besides Tera's own. None reads disk, clock, environment or chance.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::fmt::strtime::{self, BrokenDownTime};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::mistakes::HELP_FOLLOWS;
use super::words::{self, Words};
use super::{Setting, ThemeAsset, escape};
use crate::diagnostic::nearest;
use crate::source::Slug;

/// Every filter that a template can use.
pub(super) const FILTERS: [&str; 42] = [
    "abs",
    "asset",
    "capitalize",
    "date",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "json",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "slugify",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "url",
    "values",
    "wordcount",
];

/// Every test that a template can use.
pub(super) const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Every function that a template can use.
pub(super) const FUNCTIONS: [&str; 6] =
    ["range", words::SAID_IN, "super", "throw", words::WORD, words::WRITTEN_IN];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// Gives a Tera the project's own filters.
pub(super) fn register(tera: &mut Tera, setting: Setting<'_>, assets: &[ThemeAsset], words: &Words) {
    let words = words.clone();
    tera.register_filter("date", move |text: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let language = kwargs.get::<&str>("language")?.unwrap_or_else(|| words.spoken());
        shown_date(text, kwargs.get::<&str>("format")?, language)
    });
    tera.register_filter("slugify", |text: &str, _: Kwargs, _: &State<'_>| -> String {
        Slug::from_text(text).map(|slug| slug.to_string()).unwrap_or_default()
    });
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State<'_>| json(&value));
    tera.register_filter("escape_xml", |text: &str, _: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let mut escaped = Vec::with_capacity(text.len());
        escape::escape(text, &mut escaped)?;
        Ok(Value::safe_string(&String::from_utf8(escaped)?))
    });
    let base_path = setting.base_path.to_owned();
    tera.register_filter("url", move |path: &str, _: Kwargs, _: &State<'_>| address(&base_path, path));
    let urls: BTreeMap<String, String> =
        assets.iter().map(|asset| (asset.name.clone(), asset.url.clone())).collect();
    tera.register_filter("asset", move |name: &str, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
        urls.get(name).cloned().ok_or_else(|| unknown_asset(name, &urls))
    });
}

fn unknown_asset(name: &str, urls: &BTreeMap<String, String>) -> Error {
    let help = match nearest(name, urls.keys().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put the file into the folder `static/` of the theme".to_owned(),
    };
    Error::message(format!("the theme has no asset `{name}`{HELP_FOLLOWS}{help}"))
}

fn json(value: &Value) -> TeraResult<Value> {
    if value.is_undefined() {
        return Err(Error::message("the filter `json` was given a value that is not defined"));
    }
    let json = serde_json::to_string(value).map_err(Error::message)?;
    Ok(Value::safe_string(&escape::escape_json(&json)))
}

/// Puts the path of the site before a path from its root; a whole address stays.
fn address(base_path: &str, path: &str) -> TeraResult<String> {
    let scheme =
        path.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        Some("http" | "https" | "mailto" | "tel") => Ok(path.to_owned()),
        None if path.starts_with('#') => Ok(path.to_owned()),
        None if !path.starts_with("//") => Ok(format!("{base_path}{}", path.trim_start_matches('/'))),
        _ => Err(Error::message(format!(
            "`{path}` is not an address that a page may link to{HELP_FOLLOWS}write a path of this site as `/themes/`"
        ))),
    }
}

/// A date as people read it. `2015-11` and `2015` stay as vague as they are.
fn shown_date(text: &str, format: Option<&str>, language: &str) -> TeraResult<String> {
    let written = text.split_once('T').map_or(text, |(day, _)| day);
    let Some((year, month, day)) = parts(written) else {
        return Err(Error::message(format!(
            "`{text}` is not a date{HELP_FOLLOWS}the filter `date` takes `2015-11-03`, `2015-11` or `2015`"
        )));
    };
    match format {
        None => {
            let months = if language.starts_with("cy") { WELSH_MONTHS } else { MONTHS };
            let name = month.and_then(|month| months.get(usize::from(month.unsigned_abs()).wrapping_sub(1)));
            Ok(match (day, name) {
                (Some(day), Some(name)) => format!("{day} {name} {year}"),
                (None, Some(name)) => format!("{name} {year}"),
                _ => year.to_string(),
            })
        }
        Some("iso") => Ok(written.to_owned()),
        Some(format) => {
            let formatted = match (month, day) {
                (Some(month), Some(day)) => {
                    Date::new(year, month, day).and_then(|date| strtime::format(format, date))
                }
                _ => partial(year, month).and_then(|time| time.to_string(format)),
            };
            formatted.map_err(|error| {
                Error::message(format!(
                    "the format `{format}` does not fit the date `{text}`: {error}{HELP_FOLLOWS}`%-d %B %Y` gives `3 November 2015`"
                ))
            })
        }
    }
}

fn partial(year: i16, month: Option<i8>) -> Result<BrokenDownTime, jiff::Error> {
    let mut time = BrokenDownTime::default();
    time.set_year(Some(year))?;
    time.set_month(month)?;
    Ok(time)
}

/// The year, month and day of `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
fn parts(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let mut split = text.splitn(3, '-');
    let year = split.next().filter(|part| digits(part, 4))?.parse().ok()?;
    let Some(month) = split.next() else { return Some((year, None, None)) };
    let month =
        Some(month).filter(|part| digits(part, 2))?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let Some(day) = split.next() else { return Some((year, Some(month), None)) };
    let day = Some(day).filter(|part| digits(part, 2))?.parse().ok()?;
    Date::new(year, month, day).ok()?;
    Some((year, Some(month), Some(day)))
}
