//! Pages that every site should have. A site that does not write one gets it made from its settings.

use crate::model::Site;

/// A page that is made unless the site has one at its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// What the briefings are and who publishes them.
    About,
    /// The accessibility statement.
    Accessibility,
    /// What is known about readers.
    Privacy,
    /// Whom to ring.
    GetHelpNow,
    /// Short forms, spelt out.
    Glossary,
}

impl Standing {
    const ALL: [Self; 5] =
        [Self::About, Self::Accessibility, Self::GetHelpNow, Self::Glossary, Self::Privacy];

    /// Its address, without slashes.
    pub fn key(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Accessibility => "accessibility",
            Self::Privacy => "privacy",
            Self::GetHelpNow => "get-help-now",
            Self::Glossary => "glossary",
        }
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::About => "About these briefings",
            Self::Accessibility => "Accessibility statement",
            Self::Privacy => "Privacy",
            Self::GetHelpNow => "Get help now",
            Self::Glossary => "Glossary",
        }
    }

    /// The template of its text.
    pub fn template(self) -> String {
        format!("standing/{}.html", self.key())
    }

    /// Its file in the output.
    pub(super) fn path(self) -> String {
        format!("{}/index.html", self.key())
    }
}

/// The pages to make: those whose address the site has not given to anything else. Their text is English, so a site
/// in another language has none of them.
pub fn standing_pages(site: &Site) -> impl Iterator<Item = Standing> + '_ {
    let language = site.config.language.as_str();
    let english = language == "en" || language.starts_with("en-");
    let taken = |standing: &Standing| {
        let path = standing.path();
        let is_there = |output: &crate::source::OutputPath| output.folded() == path;
        site.pages.iter().any(|page| is_there(&page.output))
            || site.statics.iter().any(|file| is_there(&file.output))
            || site.aliases.iter().any(|alias| is_there(&alias.from.value))
    };
    Standing::ALL.into_iter().filter(move |standing| english && !taken(standing))
}
