//! The words that briefings are found by: looked up in the registries, free where the list is open.

use crate::config::{FoldedName, Registry, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Slug, SlugError, Span, Spanned};
use crate::yaml::{Asked, Fields};

use super::lowering::{Lowering, shortened};

const DUPLICATE_TERM: Code = Code("vocabulary/duplicate-term");
const NO_SLUG: Code = Code("vocabulary/no-slug");

/// One of the vocabularies: how it is spoken of, and the code for a word that is not in it.
struct Vocabulary {
    noun: &'static str,
    unknown: Code,
    file: &'static str,
    /// Whether its words have pages of their own.
    has_pages: bool,
}

const THEME: Vocabulary = Vocabulary {
    noun: "theme",
    unknown: Code("vocabulary/unknown-theme"),
    file: "data/themes.yaml",
    has_pages: true,
};
const HARM: Vocabulary = Vocabulary {
    noun: "harm",
    unknown: Code("vocabulary/unknown-harm"),
    file: "data/harms.yaml",
    has_pages: true,
};
const AGENCY: Vocabulary = Vocabulary {
    noun: "agency",
    unknown: Code("vocabulary/unknown-agency"),
    file: "data/agencies.yaml",
    has_pages: true,
};
const AUDIENCE: Vocabulary = Vocabulary {
    noun: "audience",
    unknown: Code("vocabulary/unknown-audience"),
    file: "data/audiences.yaml",
    has_pages: true,
};
const AGE_BAND: Vocabulary = Vocabulary {
    noun: "age band",
    unknown: Code("vocabulary/unknown-age-band"),
    file: "data/age-bands.yaml",
    has_pages: false,
};
const SETTING: Vocabulary = Vocabulary {
    noun: "setting",
    unknown: Code("vocabulary/unknown-setting"),
    file: "data/settings.yaml",
    has_pages: false,
};
const FORMAT: Vocabulary = Vocabulary {
    noun: "format",
    unknown: Code("vocabulary/unknown-format"),
    file: "data/formats.yaml",
    has_pages: true,
};
const REVIEW_TYPE: Vocabulary = Vocabulary {
    noun: "type of review",
    unknown: Code("vocabulary/unknown-review-type"),
    file: "data/review-types.yaml",
    has_pages: true,
};
const HELPLINE: Vocabulary = Vocabulary {
    noun: "helpline",
    unknown: Code("vocabulary/unknown-helpline"),
    file: "data/helplines.yaml",
    has_pages: false,
};

/// Most words of a closed list that are named to whoever wrote another one.
const MOST_NAMED: usize = 16;

impl Lowering<'_> {
    pub(super) fn themes(&mut self, fields: &mut Fields<'_>) -> Vec<Term> {
        self.terms(fields, "themes", |this, name| this.open_term(name, &this.registries.themes, &THEME))
    }

    pub(super) fn theme(&mut self, fields: &mut Fields<'_>) -> Option<Term> {
        let name = self.spanned_text(fields, "theme")?;
        self.open_term(&name, &self.registries.themes, &THEME)
    }

    pub(super) fn harms(&mut self, fields: &mut Fields<'_>) -> Vec<Term> {
        self.terms(fields, "harms", |this, name| this.open_term(name, &this.registries.harms, &HARM))
    }

    pub(super) fn audiences(&mut self, fields: &mut Fields<'_>) -> Vec<Term> {
        self.terms(fields, "audiences", |this, name| {
            this.open_term(name, &this.registries.audiences, &AUDIENCE)
        })
    }

    pub(super) fn age_bands(&mut self, fields: &mut Fields<'_>) -> Vec<Term> {
        self.terms(fields, "age_bands", |this, name| {
            this.open_term(name, &this.registries.age_bands, &AGE_BAND)
        })
    }

    pub(super) fn settings(&mut self, fields: &mut Fields<'_>) -> Vec<Term> {
        self.terms(fields, "settings", |this, name| this.open_term(name, &this.registries.settings, &SETTING))
    }

    pub(super) fn tags(&mut self, fields: &mut Fields<'_>) -> Vec<Term> {
        self.terms(fields, "tags", Self::free_term)
    }

    /// Agencies by their role, or by a body that has one: a commissioning group of 2015 and a care board of 2024
    /// stand under one filter.
    pub(super) fn agencies(&mut self, fields: &mut Fields<'_>) -> Vec<Term> {
        self.terms(fields, "agencies", |this, name| {
            this.note_words(name.span, &this.registries.agencies);
            match this.role_of_body(name.value) {
                Some(term) => Some(term),
                None => this.open_term(name, &this.registries.agencies, &AGENCY),
            }
        })
    }

    /// The role of a body, or the body itself where it has none. A role by the same name goes first.
    fn role_of_body(&self, name: &str) -> Option<Term> {
        let registries = self.registries;
        let folded = FoldedName::of(name);
        if registries.agencies.find_folded(&folded).is_some() {
            return None;
        }
        let is_short_form = |short: &String| short.eq_ignore_ascii_case(name);
        let body = registries.bodies.find_folded(&folded).or_else(|| {
            registries.bodies.iter().find(|body| body.detail.abbreviation.as_ref().is_some_and(is_short_form))
        })?;
        let role = body.detail.role.as_ref().and_then(|role| registries.agencies.find(role.as_str()));
        Some(role.map_or_else(|| body.term.clone(), |role| role.term.clone()))
    }

    pub(super) fn format(&mut self, fields: &mut Fields<'_>) -> Option<Term> {
        let name = self.spanned_text(fields, "format")?;
        self.closed_term(&name, &self.registries.formats, &FORMAT)
    }

    pub(super) fn review_type(&mut self, fields: &mut Fields<'_>) -> Option<Term> {
        let name = self.spanned_text(fields, "type")?;
        let short = |short: &String| short.eq_ignore_ascii_case(name.value);
        let types = &self.registries.review_types;
        self.note_words(name.span, types);
        let by_short_form =
            || types.iter().find(|entry| entry.detail.abbreviation.as_ref().is_some_and(short));
        match types.find(name.value).or_else(by_short_form) {
            Some(entry) => Some(entry.term.clone()),
            None => self.closed_term(&name, types, &REVIEW_TYPE),
        }
    }

    pub(super) fn helplines(&mut self, fields: &mut Fields<'_>) -> Vec<Slug> {
        let terms = self.terms(fields, "helplines", |this, name| {
            this.closed_term(name, &this.registries.helplines, &HELPLINE)
        });
        terms.into_iter().map(|term| term.key).collect()
    }

    /// A list of terms, each kept once.
    fn terms(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        read: impl Fn(&mut Self, &Spanned<&str>) -> Option<Term>,
    ) -> Vec<Term> {
        let names = fields.texts(key, &mut self.reader);
        let mut terms: Vec<Term> = Vec::with_capacity(names.len());
        let mut spans: Vec<Span> = Vec::with_capacity(names.len());
        for name in names {
            let Some(term) = read(self, &name) else { continue };
            if let Some(at) = terms.iter().position(|known| known.key == term.key) {
                self.warn_duplicate(&term, key, spans[at], name.span);
            } else {
                terms.push(term);
                spans.push(name.span);
            }
        }
        terms
    }

    /// Two bodies with one role are no mistake; one name written twice is.
    fn warn_duplicate(&mut self, term: &Term, key: &str, first: Span, again: Span) {
        if key == "agencies" {
            let written = |span| self.reader.source.slice(span);
            let is_role = |span| self.registries.agencies.find(written(span)).is_some();
            if written(first) != written(again) && !(is_role(first) && is_role(again)) {
                return;
            }
        }
        let message = format!("`{}` stands twice in `{key}`", term.label);
        self.warn(DUPLICATE_TERM, again, message, |d, source| {
            d.related(source.place(first), "first given here").help("remove one of them")
        });
    }

    /// A word of an open list: one that the registry does not know is reported and becomes a term all the same.
    fn open_term<T>(
        &mut self,
        name: &Spanned<&str>,
        registry: &Registry<T>,
        of: &Vocabulary,
    ) -> Option<Term> {
        self.note_words(name.span, registry);
        if let Some(entry) = registry.find(name.value) {
            return Some(entry.term.clone());
        }
        let span = name.span;
        let written = name.value;
        let term = self.free_term(name)?;
        if let Some(entry) = registry.find(term.key.as_str()) {
            return Some(entry.term.clone());
        }
        if registry.is_whole() && self.may_warn() {
            let help = self.help_for(written, registry, of);
            let message = format!("`{}` is not a known {}", shortened(written), of.noun);
            self.warn(of.unknown, span, message, |d, _| {
                if of.has_pages {
                    d.help(help).because("it gets a page of its own, beside those of the known words")
                } else {
                    d.help(help).because("it is shown as it is written")
                }
            });
        }
        Some(term)
    }

    /// A word of a closed list.
    fn closed_term<T>(
        &mut self,
        name: &Spanned<&str>,
        registry: &Registry<T>,
        of: &Vocabulary,
    ) -> Option<Term> {
        self.note_words(name.span, registry);
        if let Some(entry) = registry.find(name.value) {
            return Some(entry.term.clone());
        }
        if !registry.is_whole() {
            // The file of the registry has an error, so nothing is published of this.
            return None;
        }
        let help = self.help_for(name.value, registry, of);
        let help = match help.strip_prefix("check the spelling") {
            Some(or_add) if (1..=MOST_NAMED).contains(&registry.iter().count()) => {
                let keys: Vec<String> =
                    registry.iter().map(|entry| format!("`{}`", entry.term.key)).collect();
                format!("write one of {}{or_add}", keys.join(", "))
            }
            _ => help,
        };
        let message = format!("`{}` is not a known {}", shortened(name.value), of.noun);
        self.reader.report(of.unknown, name.span, message, |d| d.help(help));
        None
    }

    /// For the description of the schema: the words that a list knows.
    pub(super) fn note_words<T>(&mut self, span: Span, registry: &Registry<T>) {
        self.reader
            .note(span, || Asked::Words(registry.iter().map(|entry| entry.term.key.to_string()).collect()));
    }

    fn help_for<T>(&self, written: &str, registry: &Registry<T>, of: &Vocabulary) -> String {
        if let Some(key) = self.known_elsewhere(written) {
            return format!("this word belongs under `{key}`");
        }
        match (written.len() <= 80).then(|| registry.nearest(written)).flatten() {
            Some(entry) => format!("did you mean `{}` ({})?", entry.term.key, entry.term.label),
            None => format!("check the spelling, or add it to `{}`", of.file),
        }
    }

    /// The key under which another vocabulary knows the word.
    fn known_elsewhere(&self, name: &str) -> Option<&'static str> {
        let all = self.registries;
        let name = &FoldedName::of(name);
        let is_agency = all.agencies.find_folded(name).is_some() || all.bodies.find_folded(name).is_some();
        let known = [
            (all.harms.find_folded(name).is_some(), "harms"),
            (all.themes.find_folded(name).is_some(), "themes"),
            (is_agency, "agencies"),
            (all.audiences.find_folded(name).is_some(), "audiences"),
            (all.settings.find_folded(name).is_some(), "settings"),
            (all.age_bands.find_folded(name).is_some(), "age_bands"),
            (all.formats.find_folded(name).is_some(), "format"),
            (all.review_types.find_folded(name).is_some(), "review"),
        ];
        known.into_iter().find(|(is_known, _)| *is_known).map(|(_, key)| key)
    }

    /// A word that no list restricts; its address is made from it.
    pub(super) fn free_term(&mut self, name: &Spanned<&str>) -> Option<Term> {
        match Slug::from_text(name.value) {
            Ok(key) => {
                let label = super::lowering::one_line(name.value).into();
                Some(Term { key, label, is_of_program: false })
            }
            Err(problem) => {
                self.report_no_slug(name, &problem);
                None
            }
        }
    }

    fn report_no_slug(&mut self, name: &Spanned<&str>, problem: &SlugError) {
        let message = format!("no address can be made of `{}`", shortened(name.value));
        let finish = |d: Diagnostic| match problem {
            SlugError::Reserved => d.help("choose another word: Windows keeps this one for a device"),
            _ => d.help("write a name with at least one letter or digit"),
        };
        self.reader.report(NO_SLUG, name.span, message, finish);
    }
}
