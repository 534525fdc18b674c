//! Lowers `site.yaml`: what can not be read is reported, and the default stands in its place.

use jiff::tz;

use super::forms::{FormError, check_email, check_language, check_phone, check_url};
use super::logo::lower_logo;
use super::{BaseUrl, CheckLevel, CheckSetting, Colour, Colours, Config, Contact, Licence};
use crate::diagnostic::{Diagnostic, has_errors, nearest};
use crate::source::{FILE_SIZE_LIMIT, Placed, Slug, SourceText, Span, Spanned};
use crate::yaml::{Asked, Entry, Family, Fields, Node, Reader, Trace, Value, parse_yaml, parse_yaml_up_to};

/// Most briefings on one page of a list.
const PAGINATE_BY_LIMIT: u32 = 1000;

/// Most entries of a feed.
const FEED_ENTRIES_LIMIT: u32 = 1000;

/// The limits that a site may set for a file, in bytes.
const FILE_LIMITS: std::ops::RangeInclusive<u32> = 1_000..=1_000_000_000;

/// Reads `site.yaml`. Total: every mistake is reported, and the defaults stand where a value can not be used.
pub fn parse_config(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut config = Config::default();
    let known = diagnostics.len();
    let whole = Span::new(0, source.text().len());
    let limit = usize::try_from(FILE_SIZE_LIMIT).unwrap_or(usize::MAX);
    let Some(node) = parse_yaml_up_to(source, whole, limit, diagnostics) else {
        return Config { is_whole: false, ..config };
    };
    let mut reader = Reader::new(source, diagnostics, Family::SITE);
    if let Some(fields) = Fields::of(&node, "site.yaml", &mut reader) {
        lower(fields, &mut config, &mut reader);
    }
    config.is_whole = !has_errors(&diagnostics[known..]);
    config
}

/// What `site.yaml` asks of the values of a specimen, and what is wrong in it.
pub fn trace_config(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Option<(Node, Trace)> {
    let node = parse_yaml(source, Span::new(0, source.text().len()), diagnostics)?;
    let mut reader = Reader::tracing(source, diagnostics, Family::SITE);
    let fields = Fields::of(&node, "site.yaml", &mut reader)?;
    lower(fields, &mut Config::default(), &mut reader);
    let trace = reader.into_trace();
    Some((node, trace))
}

fn lower(mut fields: Fields<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    if let Some(title) = fields.text("title", reader) {
        title.value.clone_into(&mut config.title);
    }
    config.description = owned(fields.text("description", reader));
    if let Some(written) = fields.text("base_url", reader) {
        config.base_url_given = true;
        match BaseUrl::parse(written.value) {
            Ok(base_url) => config.base_url = base_url,
            Err(message) => {
                let help =
                    "write the whole address of the site, as `https://www.example.org/learning/`".to_owned();
                bad(written.span, FormError { message, help }, reader);
            }
        }
    }
    if let Some(language) = checked("language", check_language, &mut fields, reader) {
        config.language = language;
    }
    if let Some(timezone) = fields.text("timezone", reader) {
        lower_timezone(&timezone, config, reader);
    }
    config.publisher = owned(fields.text("publisher", reader));
    if let Some(theme) = fields.text("theme", reader) {
        match check_theme(theme.value) {
            Ok(()) => {
                theme.value.clone_into(&mut config.theme);
                config.theme_place = Some(reader.source.place(theme.span));
            }
            Err(error) => bad(theme.span, error, reader),
        }
    }
    if let Some(count) = number_in("paginate_by", 1..=PAGINATE_BY_LIMIT, &mut fields, reader) {
        config.paginate_by = count as usize;
    }
    if let Some(count) = number_in("feed_entries", 1..=FEED_ENTRIES_LIMIT, &mut fields, reader) {
        config.feed_entries = count as usize;
    }
    if let Some(wanted) = fields.boolean("smart_punctuation", reader) {
        config.smart_punctuation = wanted.value;
    }
    if let Some(wanted) = fields.boolean("exit_control", reader) {
        config.exit_control = wanted.value;
    }
    if let Some(url) = checked("exit_url", check_url, &mut fields, reader) {
        config.exit_url = url;
    }
    config.logo = lower_logo(&mut fields, reader);
    config.colours = lower_colours(&mut fields, reader);
    config.contact = lower_contact(&mut fields, reader);
    config.licence = lower_licence(&mut fields, reader);
    config.footer = owned(fields.text("footer", reader));
    if let Some(mut limits) = fields.fields("limits", reader) {
        if let Some(bytes) = number_in("file", FILE_LIMITS, &mut limits, reader) {
            config.file_size_limit = u64::from(bytes);
        }
        limits.finish(reader);
    }
    config.checks = lower_checks(&mut fields, reader);
    fields.finish(reader);
}

fn lower_timezone(written: &Spanned<&str>, config: &mut Config, reader: &mut Reader<'_>) {
    // A machine without any time zone data can not say that a name is wrong.
    if tz::db().is_definitively_empty() {
        written.value.clone_into(&mut config.timezone);
        return;
    }
    if let Ok(zone) = tz::TimeZone::get(written.value) {
        zone.iana_name().unwrap_or(written.value).clone_into(&mut config.timezone);
        return;
    }
    let names: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
    let spelt = written.value.replace(' ', "_");
    let city = names.iter().find(|name| {
        name.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&spelt)) && name.contains('/')
    });
    let near = city.map(String::as_str).or_else(|| nearest(&spelt, names.iter().map(String::as_str)));
    let help = near.map_or_else(
        || "write a continent and a city, as `Europe/London`".to_owned(),
        |name| format!("did you mean `{name}`?"),
    );
    let message = format!("there is no time zone `{}`", written.value);
    bad(written.span, FormError { message, help }, reader);
}

/// Which codes there are is known to those who check.
fn lower_checks(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<CheckSetting> {
    const LEVELS: [(&str, CheckLevel); 5] = [
        ("off", CheckLevel::Off),
        ("note", CheckLevel::Note),
        ("review", CheckLevel::Review),
        ("warning", CheckLevel::Warning),
        ("error", CheckLevel::Error),
    ];
    let Some(node) = fields.node("checks") else { return Vec::new() };
    reader.note(node.span, || Asked::AnyKeys);
    let Value::Map(map) = &node.value else {
        reader.wrong_type(node, "checks", "a group of keys");
        return Vec::new();
    };
    let setting = |entry: &Entry| {
        let level = reader.choice(&entry.node, &entry.key, &LEVELS);
        if level.is_none() && entry.node.value == Value::Empty {
            let message = format!("`{}` has no value", entry.key);
            let help = "write `off`, `note`, `review`, `warning` or `error` after it".to_owned();
            bad(entry.key_span, FormError { message, help }, reader);
        }
        let place = reader.source.place(entry.key_span);
        Some(CheckSetting { code: Placed { value: entry.key.to_string(), place }, level: level?.value })
    };
    map.entries.iter().filter_map(setting).collect()
}

fn lower_colours(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Colours {
    let Some(mut fields) = fields.fields("colours", reader) else {
        return Colours::default();
    };
    let mut colour = |key: &'static str| {
        let written = fields.text(key, reader)?;
        Colour::parse(written.value).map_err(|error| bad(written.span, error, reader)).ok()
    };
    let colours = Colours { accent: colour("accent"), attention: colour("attention") };
    fields.finish(reader);
    colours
}

fn lower_contact(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Contact {
    let Some(mut fields) = fields.fields("contact", reader) else {
        return Contact::default();
    };
    let contact = Contact {
        name: owned(fields.text("name", reader)),
        email: checked("email", check_email, &mut fields, reader),
        phone: checked("phone", check_phone, &mut fields, reader),
        url: checked("url", check_url, &mut fields, reader),
    };
    fields.finish(reader);
    contact
}

/// A licence is its name, or a group of its name and the address of its text.
fn lower_licence(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<Licence> {
    let node = fields.node("licence")?;
    if let Value::Scalar(_) = node.value {
        let name = reader.text(node, "licence")?;
        return Some(Licence { name: name.value.to_owned(), url: None });
    }
    let mut fields = Fields::of(node, "licence", reader)?;
    let name = owned(fields.text("name", reader));
    let url = checked("url", check_url, &mut fields, reader);
    fields.require("name", "name: Open Government Licence v3.0", reader);
    fields.finish(reader);
    name.map(|name| Licence { name, url })
}

fn check_theme(name: &str) -> Result<(), FormError> {
    match Slug::parse(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(FormError {
            message: format!("`{name}` can not be the name of a theme"),
            help: "give the name of a folder in `themes/`: small letters, digits and single hyphens"
                .to_owned(),
        }),
    }
}

/// A text that has to have a certain form; one that has not is reported, and there is none.
pub(super) fn checked(
    key: &'static str,
    check: fn(&str) -> Result<(), FormError>,
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
) -> Option<String> {
    let written = fields.text(key, reader)?;
    match check(written.value) {
        Ok(()) => Some(written.value.to_owned()),
        Err(error) => {
            bad(written.span, error, reader);
            None
        }
    }
}

/// A number within a range; the message names the range.
pub(super) fn number_in(
    key: &'static str,
    range: std::ops::RangeInclusive<u32>,
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
) -> Option<u32> {
    let number = fields.number(key, reader)?;
    if range.contains(&number.value) {
        return Some(number.value);
    }
    let message = format!("`{key}` can not be {}", number.value);
    let help = format!("write a number from {} to {}", range.start(), range.end());
    bad(number.span, FormError { message, help }, reader);
    None
}

pub(super) fn bad(span: Span, error: FormError, reader: &mut Reader<'_>) {
    reader.report(reader.family.bad_value, span, error.message, |finding| finding.help(error.help));
}

pub(super) fn owned(text: Option<Spanned<&str>>) -> Option<String> {
    text.map(|text| text.value.to_owned())
}
