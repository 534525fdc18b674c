//! Lowers one entry of a registry: the fields that all kinds have, and those of each kind.

use super::forms::{FormError, check_phone, check_url};
use super::kinds::{
    Agency, Allowed, Audience, Body, Format, GlossaryTerm, Harm, Helpline, Part, Person, ReviewType, Theme,
    Wording, WordingKind,
};
use super::references::{Reference, Target};
use super::site::{bad, checked, number_in, owned};
use crate::source::{Slug, SourceText, Spanned};
use crate::yaml::{Fields, Reader};

/// What a kind's own fields are read with.
pub(super) struct Lowering<'e, 'n, 's, 'd> {
    pub(super) fields: &'e mut Fields<'n>,
    pub(super) reader: &'e mut Reader<'d>,
    pub(super) source: &'s SourceText,
    pub(super) references: &'e mut Vec<Reference<'s>>,
}

/// A kind of registry entry.
pub(super) trait Kind: Sized + Send {
    /// The key under which the label stands.
    const LABEL: &'static str = "label";

    /// Reads the fields that only this kind has.
    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self;
}

impl Lowering<'_, '_, '_, '_> {
    fn text(&mut self, key: &'static str) -> Option<String> {
        owned(self.fields.text(key, self.reader))
    }

    fn texts(&mut self, key: &'static str) -> Vec<String> {
        self.fields.texts(key, self.reader).iter().map(|text| text.value.to_owned()).collect()
    }

    fn nation(&mut self) -> Option<String> {
        const NATIONS: [(&str, &str); 5] = [
            ("england", "england"),
            ("wales", "wales"),
            ("scotland", "scotland"),
            ("northern-ireland", "northern-ireland"),
            ("uk", "uk"),
        ];
        self.fields.choice("nation", &NATIONS, self.reader).map(|nation| nation.value.to_owned())
    }

    /// A year, a month or a day, as written.
    fn era(&mut self, key: &'static str) -> Option<String> {
        let node = self.fields.node(key)?;
        let written = self.reader.scalar(node, key, "a year, a month or a day")?.value.text.trim();
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let fits = match written.split_once('-') {
            None => digits(written, 4),
            Some((year, month)) if month.len() == 2 => {
                digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
            }
            Some(_) => return self.reader.date(node, key).map(|date| date.value.to_string()),
        };
        if fits {
            return Some(written.to_owned());
        }
        let message = format!("`{key}` can not be `{written}`");
        let help = "write a year (`2014`), a month (`2014-06`) or a day (`2014-06-30`)".to_owned();
        bad(node.span, FormError { message, help }, self.reader);
        None
    }

    fn refer(&mut self, key: &'static str, target: Target) -> Option<Slug> {
        let written = self.fields.text(key, self.reader)?;
        self.reference(&written, key, target)
    }

    fn reference(&mut self, written: &Spanned<&str>, what: &'static str, target: Target) -> Option<Slug> {
        let Ok(key) = Slug::parse(written.value) else {
            let message = format!("`{}` is not a key", written.value);
            let help = "name the other entry by its key: small letters, digits and hyphens".to_owned();
            bad(written.span, FormError { message, help }, self.reader);
            return None;
        };
        let reference = Reference { source: self.source, span: written.span, what, target, key: key.clone() };
        self.references.push(reference);
        Some(key)
    }
}

impl Kind for () {
    fn lower(_: &mut Lowering<'_, '_, '_, '_>) -> Self {}
}

impl Kind for Theme {
    fn lower(_: &mut Lowering<'_, '_, '_, '_>) -> Self {
        Self {}
    }
}

impl Kind for Agency {
    fn lower(_: &mut Lowering<'_, '_, '_, '_>) -> Self {
        Self {}
    }
}

impl Kind for Audience {
    fn lower(_: &mut Lowering<'_, '_, '_, '_>) -> Self {
        Self {}
    }
}

impl Kind for Harm {
    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        let helplines = from.fields.texts("helplines", from.reader);
        Self {
            helplines: helplines
                .iter()
                .filter_map(|helpline| from.reference(helpline, "helplines", Target::Helplines))
                .collect(),
            exit_control: from.fields.boolean("exit_control", from.reader).is_some_and(|wanted| wanted.value),
            content_note: from.text("content_note"),
        }
    }
}

impl Kind for Body {
    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        Self {
            abbreviation: from.text("abbr"),
            role: from.refer("role", Target::Agencies),
            from: from.era("from"),
            to: from.era("to"),
            successor: from.refer("successor", Target::Bodies),
            nation: from.nation(),
        }
    }
}

impl Kind for ReviewType {
    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        Self {
            abbreviation: from.text("abbr"),
            law: from.text("law"),
            from: from.era("from"),
            to: from.era("to"),
            successor: from.refer("successor", Target::ReviewTypes),
            nation: from.nation(),
        }
    }
}

impl Kind for Format {
    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        const PARTS: [(&str, Part); 6] = [
            ("key-messages", Part::KeyMessages),
            ("good-practice", Part::GoodPractice),
            ("improvements", Part::Improvements),
            ("questions", Part::Questions),
            ("actions", Part::Actions),
            ("quotes", Part::Quotes),
        ];
        Self {
            minutes: number_in("minutes", 1..=240, from.fields, from.reader),
            words: number_in("words", 1..=50_000, from.fields, from.reader),
            expects: from
                .fields
                .list("expects", from.reader)
                .iter()
                .filter_map(|part| from.reader.choice(part, "expects", &PARTS))
                .map(|part| part.value)
                .collect(),
        }
    }
}

impl Kind for Helpline {
    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        Self {
            phone: checked("phone", check_phone, from.fields, from.reader),
            text: checked("text", check_phone, from.fields, from.reader),
            url: checked("url", check_url, from.fields, from.reader),
            hours: from.text("hours"),
            nation: from.nation(),
            verified: from.fields.date("verified", from.reader).map(|date| date.value),
            source: checked("source", check_url, from.fields, from.reader),
        }
    }
}

impl Kind for Allowed {
    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        let mut texts = |key| -> Vec<String> {
            from.fields.texts(key, from.reader).iter().map(|text| text.value.to_owned()).collect()
        };
        Self {
            phones: texts("phones"),
            emails: texts("emails"),
            postcodes: texts("postcodes"),
            streets: texts("streets"),
            names: texts("names"),
            vehicles: texts("vehicles"),
        }
    }
}

impl Kind for Person {
    const LABEL: &'static str = "name";

    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        Self { role: from.text("role") }
    }
}

impl Kind for GlossaryTerm {
    const LABEL: &'static str = "term";

    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        let expansion = from.text("expansion").unwrap_or_default();
        from.fields.require("expansion", "expansion: multi-agency safeguarding hub", from.reader);
        Self { expansion }
    }
}

impl Kind for Wording {
    const LABEL: &'static str = "words";

    fn lower(from: &mut Lowering<'_, '_, '_, '_>) -> Self {
        const KINDS: [(&str, WordingKind); 3] = [
            ("victim-blaming", WordingKind::VictimBlaming),
            ("dated", WordingKind::Dated),
            ("graphic", WordingKind::Graphic),
        ];
        let kind = from.fields.choice("kind", &KINDS, from.reader);
        from.fields.require("kind", "kind: dated", from.reader);
        Self {
            kind: kind.map_or(WordingKind::Dated, |kind| kind.value),
            instead: from.text("instead"),
            near: from.texts("near"),
            unless: from.texts("unless"),
        }
    }
}
