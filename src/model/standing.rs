//! Pages that every site should have. A site that does not write one gets it made from its settings.

use crate::config::Config;
use crate::source::OutputPath;

use super::{Alias, Page, PublishedAsset, Site};

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

    /// Its title in the language of a site.
    pub fn title(self, site: &Site) -> &'static str {
        if is_welsh(&site.config.language) {
            return match self {
                Self::About => "Am y briffiau hyn",
                Self::Accessibility => "Datganiad hygyrchedd",
                Self::Privacy => "Preifatrwydd",
                Self::GetHelpNow => "Cael help nawr",
                Self::Glossary => "Geirfa",
            };
        }
        match self {
            Self::About => "About these briefings",
            Self::Accessibility => "Accessibility statement",
            Self::Privacy => "Privacy",
            Self::GetHelpNow => "Get help now",
            Self::Glossary => "Glossary",
        }
    }

    /// The template of its text in the language of a site.
    pub fn template(self, site: &Site) -> String {
        let language = if is_welsh(&site.config.language) { ".cy" } else { "" };
        format!("standing/{}{language}.html", self.key())
    }

    /// Its file in the output.
    pub fn path(self) -> String {
        format!("{}/index.html", self.key())
    }
}

fn is_in(language: &str, tag: &str) -> bool {
    tag == language || tag.strip_prefix(language).is_some_and(|rest| rest.starts_with('-'))
}

fn is_welsh(tag: &str) -> bool {
    is_in("cy", tag)
}

/// The pages to make: those whose address the site has not given to anything else. Their text is English or Welsh, so a
/// site in another language has none of them.
pub(super) fn standing_pages(
    config: &Config,
    pages: &[Page],
    statics: &[PublishedAsset],
    aliases: &[Alias],
) -> Vec<Standing> {
    let language = config.language.as_str();
    if !is_in("en", language) && !is_welsh(language) {
        return Vec::new();
    }
    let taken = |standing: &Standing| {
        let path = standing.path();
        let is_there = |output: &OutputPath| output.folded() == path;
        pages.iter().any(|page| is_there(&page.output))
            || statics.iter().any(|file| is_there(&file.output))
            || aliases.iter().any(|alias| is_there(&alias.from.value))
    };
    Standing::ALL.into_iter().filter(|standing| !taken(standing)).collect()
}
