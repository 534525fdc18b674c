//! The words that a theme itself says, in every language that it speaks.
//!
//! A page is told in its own language if the theme speaks it, else in that of the site, else in English. Templates ask
//! for a word by its key; what a template says of a page's content is not here, but how it marks the language of it is.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::mistakes::HELP_FOLLOWS;
use super::templates::Templates;
use super::{FILE, about, embedded, escape};
use crate::config::is_right_to_left;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::load::ThemeFile;
use crate::parse::AddedWordKind;
use crate::source::{Fingerprint, Place, SourceText, Span};
use crate::yaml::{self, Entry, Node, Reader, parse_yaml};

/// The function by which a template asks for a word.
pub(super) const WORD: &str = "word";
/// The function that gives the attributes `lang` and `dir` where the theme's words are in another language than the page.
pub(super) const SAID_IN: &str = "said_in";
/// The function that gives the attributes `lang` and `dir` of what is written in a language.
pub(super) const WRITTEN_IN: &str = "written_in";

/// The folder of the words within a theme.
pub(super) const FOLDER: &str = "words/";

const BAD_VALUE: Code = Code("theme/bad-value");

/// The language of which the theme has every word.
const COMPLETE: &str = "en";

// As with the time that a page may take: functions can not be given anything of the page that its templates could not
// see as well, and a page is rendered on one thread from beginning to end.
thread_local! {
    static SPEAKING: Cell<Speaking> = const {
        Cell::new(Speaking { language: 0, is_other: false, page_is_right_to_left: false })
    };
}

#[derive(Debug, Clone, Copy)]
struct Speaking {
    /// The number of the language.
    language: usize,
    /// Whether it is another one than that of the page.
    is_other: bool,
    /// Whether the page is written from right to left.
    page_is_right_to_left: bool,
}

/// One word, or its forms by number: `one`, `two` and so on where a language has them, else `other`.
#[derive(Debug, Clone)]
enum Word {
    /// A text without places to fill, ready to be printed: most are, and a page has dozens.
    Ready(Value),
    Text(String),
    Forms(BTreeMap<String, String>),
}

impl Word {
    /// The word with each place filled by what is given for its name; what is given for `n` chooses its form as well.
    fn say(&self, key: &str, given: impl Fn(&str) -> TeraResult<Option<String>>) -> TeraResult<Value> {
        let mut rest = match self {
            Self::Ready(text) => return Ok(text.clone()),
            Self::Text(text) => text.as_str(),
            Self::Forms(forms) => form_of(forms, &given("n")?.unwrap_or_default())
                .ok_or_else(|| Error::message(format!("the word `{key}` has no form `other`")))?,
        };
        let mut said = String::with_capacity(rest.len() + 8);
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| Error::message(format!("the word `{key}` has a `{{` that is not closed")))?;
            said += &given(name)?.ok_or_else(|| {
                Error::message(format!("the word `{key}` has a place for `{name}`, which is not given here"))
            })?;
            rest = after;
        }
        said.push_str(rest);
        Ok(Value::from(said))
    }

    /// Its texts: one, or one for each form.
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Ready(_) => Vec::new(),
            Self::Text(text) => vec![text],
            Self::Forms(forms) => forms.values().map(String::as_str).collect(),
        }
    }

    /// Says what keeps a word from being said wherever the theme says `model`, and the way out.
    fn check(&self, key: &str, model: Option<&Self>) -> Result<(), (String, String)> {
        if let Self::Forms(forms) = self {
            let all =
                "the forms of a word are `zero`, `one`, `two` and `other`, and `other` is always needed";
            if let Some(form) = forms.keys().find(|form| !FORMS.contains(&form.as_str())) {
                return Err((format!("the word `{key}` has a form `{form}`, which is none"), all.to_owned()));
            }
            if !forms.contains_key("other") {
                return Err((format!("the word `{key}` has no form `other`"), all.to_owned()));
            }
        }
        let filled: Option<Vec<&str>> =
            model.map(|model| model.texts().into_iter().flat_map(places).flatten().collect());
        for place in self.texts().into_iter().flat_map(places) {
            let Some(name) = place else {
                let message = format!("the word `{key}` has a `{{` that is not closed");
                return Err((message, "close it with `}` behind the name, or take it out".to_owned()));
            };
            if filled.as_ref().is_some_and(|filled| !filled.contains(&name)) {
                let mut known = filled.unwrap_or_default();
                known.dedup();
                let help = match known.as_slice() {
                    [] => "take it out: nothing is put into this word".to_owned(),
                    known => format!("what is put into this word is `{{{}}}`", known.join("}`, `{")),
                };
                let message = format!("the word `{key}` has a place for `{name}`, which nothing fills");
                return Err((message, help));
            }
        }
        Ok(())
    }
}

/// The names in the braces of a text, in order; none where a brace is not closed.
fn places(text: &str) -> impl Iterator<Item = Option<&str>> {
    text.split('{').skip(1).map(|rest| Some(rest.split_once('}')?.0))
}

/// The forms that a word can have.
const FORMS: [&str; 4] = ["zero", "one", "two", "other"];

type Vocabulary = BTreeMap<String, Word>;

/// What a theme says, by language.
#[derive(Debug, Clone)]
pub(super) struct Words(Arc<Vec<(String, Vocabulary)>>);

impl Words {
    /// Puts what the site says in the place of what the theme says, word by word.
    pub(super) fn collect(files: &[ThemeFile], templates: &Templates, found: &mut Vec<Diagnostic>) -> Self {
        let mut languages: BTreeMap<String, Vocabulary> = BTreeMap::new();
        let known = embedded::embedded_theme_files().filter(|file| language_of(file).is_some());
        for file in known {
            let Some(language) = language_of(&file) else { continue };
            let words = read(&file, embedded::embedded_words(language), found)
                .into_iter()
                .map(|(key, word, _)| (key, word));
            languages.entry(language.to_owned()).or_default().extend(words);
        }
        let complete = languages.get(COMPLETE).cloned().unwrap_or_default();
        for file in files {
            let Some(language) = language_of(file) else { continue };
            let vocabulary = languages.entry(language.to_owned()).or_default();
            for (key, word, place) in read(file, None, found) {
                let quoted = format!("\"{key}\"");
                // A template of the site's own may fill what those of the program do not; what stands in bodies is filled by
                // the program.
                let is_asked_anew =
                    templates.own().any(|(_, source)| source.text().contains(&quoted)) && !is_added(&key);
                let model = vocabulary.get(&key).or_else(|| complete.get(&key)).filter(|_| !is_asked_anew);
                if let Err((message, help)) = word.check(&key, model) {
                    found.push(Diagnostic::error(BAD_VALUE, message).at(place.clone()).help(help));
                }
                // What the theme says in English may be said in any language; some of it no template asks for.
                let is_known = vocabulary.contains_key(&key) || complete.contains_key(&key);
                if !is_known && !templates.iter().any(|(_, text)| text.contains(&quoted)) {
                    found.push(unused(&key, vocabulary.keys().chain(complete.keys()), place));
                }
                vocabulary.insert(key, word);
            }
        }
        Self(Arc::new(languages.into_iter().collect()))
    }

    /// The hash of all words.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(format!("{:?}", self.0).as_bytes())
    }

    /// Speaks the language of a page from now on, on this thread.
    pub(super) fn speak(&self, context: &Context) {
        let language =
            |input: &str| Some(context.get(input)?.get_from_path("language")?.as_str()?.to_owned());
        let site = language("site");
        let page = language("page").or_else(|| site.clone());
        SPEAKING.set(self.speaking(page.as_deref(), site.as_deref()));
    }

    /// What is spoken on a page of a language, of a site of a language.
    fn speaking(&self, page: Option<&str>, site: Option<&str>) -> Speaking {
        let at = |tag: Option<&str>| tag.and_then(|tag| self.find(tag));
        let of_page = at(page);
        let spoken = of_page.or_else(|| at(site)).or_else(|| self.find(COMPLETE)).unwrap_or(0);
        Speaking {
            language: spoken,
            is_other: of_page.is_none() && page.is_some(),
            page_is_right_to_left: page.is_some_and(is_right_to_left),
        }
    }

    /// What says words outside of templates, on a page of a language or, if it names none, of that of the site.
    pub(super) fn speaker(&self, page: Option<&str>, site: &str) -> Speaker<'_> {
        Speaker { words: self, speaking: self.speaking(page.or(Some(site)), Some(site)) }
    }

    /// The number of a language: that of `cy-GB` is that of `cy`, where there is no other.
    fn find(&self, tag: &str) -> Option<usize> {
        let primary = tag.split('-').next().unwrap_or(tag);
        let number = |tag: &str| self.0.iter().position(|(language, _)| language.eq_ignore_ascii_case(tag));
        number(tag).or_else(|| number(primary))
    }

    /// The language that is spoken on this thread now, for the names of months.
    pub(super) fn spoken(&self) -> &str {
        self.0.get(SPEAKING.get().language).map_or(COMPLETE, |(language, _)| language)
    }

    fn word(&self, key: &str, speaking: Speaking) -> Option<&Word> {
        let complete = || self.0.get(self.find(COMPLETE)?)?.1.get(key);
        let (_, spoken) = self.0.get(speaking.language)?;
        spoken.get(key).or_else(complete)
    }

    /// A word without places to fill in a language, or in English where that language has none for it.
    pub(super) fn plain(&self, tag: &str, key: &str) -> Option<&str> {
        let in_language = |tag: &str| match self.0.get(self.find(tag)?)?.1.get(key)? {
            Word::Ready(text) => text.as_str(),
            Word::Text(_) | Word::Forms(_) => None,
        };
        in_language(tag).or_else(|| in_language(COMPLETE))
    }

    fn say(&self, arguments: &Kwargs) -> TeraResult<Value> {
        let key = arguments.must_get::<&str>("key")?;
        let Some(word) = self.word(key, SPEAKING.get()) else {
            let keys = self.0.iter().flat_map(|(_, words)| words.keys().map(String::as_str));
            let help = match nearest(key, keys) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write it into `{FOLDER}{COMPLETE}.yaml` of the theme"),
            };
            return Err(Error::message(format!("the theme has no word `{key}`{HELP_FOLLOWS}{help}")));
        };
        word.say(key, |name| Ok(arguments.get::<Value>(name)?.map(|value| value.to_string())))
    }
}

/// The form of a word for a number.
fn form_of<'w>(forms: &'w BTreeMap<String, String>, number: &str) -> Option<&'w String> {
    let name = match number {
        "0" => "zero",
        "1" => "one",
        "2" => "two",
        _ => "other",
    };
    forms.get(name).or_else(|| forms.get("other"))
}

/// Says the words that the program, and no template, puts into a page.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'t> {
    words: &'t Words,
    speaking: Speaking,
}

impl Speaker<'_> {
    /// The attribute ` lang="..."` where another language is spoken than that of the page; else nothing.
    pub fn language_attribute(&self) -> String {
        language_attribute(
            self.words.0.get(self.speaking.language).map(|(tag, _)| tag.as_str()),
            self.speaking,
        )
    }

    /// A word with its places filled by numbers; `n` chooses its form as well. A word that can not be said, for there is none
    /// of that key, is its key: what has no number was refused when the words were read.
    pub fn say(&self, key: &str, numbers: &[(&str, u32)]) -> String {
        let number = |name: &str| numbers.iter().find(|(known, _)| *known == name);
        let said = self.words.word(key, self.speaking).and_then(|word| {
            word.say(key, |name| Ok(number(name).map(|(_, number)| number.to_string()))).ok()
        });
        said.as_ref().and_then(Value::as_str).unwrap_or(key).to_owned()
    }
}

/// The attributes of words in the language of the theme, which is the name of a file and needs no escaping.
fn language_attribute(tag: Option<&str>, speaking: Speaking) -> String {
    let around = Some(speaking.page_is_right_to_left);
    let tag = tag.filter(|_| speaking.is_other);
    tag.map_or_else(String::new, |tag| format!(" lang=\"{tag}\"{}", direction(tag, around)))
}

/// Gives a Tera the functions that speak.
pub(super) fn register(tera: &mut Tera, words: &Words) {
    let speaker = words.clone();
    tera.register_function(WORD, move |arguments: Kwargs, _: &State<'_>| speaker.say(&arguments));
    let languages: Vec<String> = words.0.iter().map(|(language, _)| language.clone()).collect();
    tera.register_function(SAID_IN, move |_: Kwargs, _: &State<'_>| -> Value {
        let speaking = SPEAKING.get();
        Value::safe_string(&language_attribute(
            languages.get(speaking.language).map(String::as_str),
            speaking,
        ))
    });
    tera.register_function(WRITTEN_IN, |arguments: Kwargs, _: &State<'_>| written_in(&arguments));
}

/// Marks what is written in a language: nothing where that is not known, or is the one `within` which it stands.
fn written_in(arguments: &Kwargs) -> TeraResult<Value> {
    let tag = |name: &str| {
        let value = arguments.get::<Value>(name)?.filter(|value| !value.is_none() && !value.is_undefined());
        Ok::<_, Error>(value.map(|value| value.to_string()))
    };
    let within = tag("within")?;
    let marked = tag("language")?.filter(|language| within.as_ref() != Some(language));
    let around = within.as_deref().map(is_right_to_left);
    let attributes = marked.map(|language| attributes(&language, around)).transpose()?;
    Ok(Value::safe_string(&attributes.unwrap_or_default()))
}

/// The attribute `lang`, and `dir` unless what is around it is known to be written in the same direction.
fn attributes(tag: &str, around_is_right_to_left: Option<bool>) -> TeraResult<String> {
    let mut escaped = Vec::with_capacity(tag.len());
    escape::escape(tag, &mut escaped)?;
    Ok(format!(" lang=\"{}\"{}", String::from_utf8(escaped)?, direction(tag, around_is_right_to_left)))
}

fn direction(tag: &str, around_is_right_to_left: Option<bool>) -> &'static str {
    match is_right_to_left(tag) {
        it if around_is_right_to_left == Some(it) => "",
        true => " dir=\"rtl\"",
        false => " dir=\"ltr\"",
    }
}

/// Whether a word stands in bodies, where the program puts it.
fn is_added(key: &str) -> bool {
    AddedWordKind::ALL.iter().any(|kind| kind.key() == key)
}

fn language_of(file: &ThemeFile) -> Option<&str> {
    let tag = file.name.strip_prefix(FOLDER)?.strip_suffix(".yaml")?;
    let is_tag = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then_some(tag)
}

/// Whether a file has words.
pub(super) fn has_words(file: &ThemeFile) -> bool {
    language_of(file).is_some()
}

/// The words of a file, each with its place; its nodes may be known already.
fn read(file: &ThemeFile, nodes: Option<Node>, found: &mut Vec<Diagnostic>) -> Vec<(String, Word, Place)> {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        found.push(about::not_text(file));
        return Vec::new();
    };
    let source = SourceText::new(file.path.clone(), text);
    let span = Span::new(0, source.text().len());
    let Some(node) = nodes.or_else(|| parse_yaml(&source, span, found)) else { return Vec::new() };
    let mut reader = Reader::new(&source, found, about::FAMILY);
    let yaml::Value::Map(map) = &node.value else {
        if node.value != yaml::Value::Empty {
            reader.wrong_type(&node, "the words of a theme", "keys with a text each");
        }
        return Vec::new();
    };
    let words = map.entries.iter().filter_map(|Entry { key, key_span, node }| {
        let word = word_of(key, node, &mut reader)?;
        Some((key.to_string(), word, source.place(*key_span)))
    });
    words.collect()
}

fn word_of(key: &str, node: &Node, reader: &mut Reader<'_>) -> Option<Word> {
    let yaml::Value::Map(forms) = &node.value else {
        let text = reader.text(node, key)?.value;
        return Some(if text.contains('{') { Word::Text(text.to_owned()) } else { Word::Ready(text.into()) });
    };
    let forms = forms.entries.iter().filter_map(|form| {
        Some((form.key.to_string(), reader.text(&form.node, &form.key)?.value.to_owned()))
    });
    Some(Word::Forms(forms.collect()))
}

fn unused<'k>(key: &str, known: impl Iterator<Item = &'k String>, place: Place) -> Diagnostic {
    let finding = Diagnostic::warning(FILE, format!("no template asks for the word `{key}`")).at(place);
    match nearest(key, known.map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("take it out, or ask for it with `{{ word(key=\"...\") }}`"),
    }
}
