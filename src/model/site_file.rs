//! Files that the program makes once for every site.

/// A file at the root of every site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteFile {
    /// The page for addresses that do not exist.
    NotFound,
    /// The feed of all briefings.
    Feed,
    /// What crawlers may read.
    Robots,
    /// The open data of all briefings.
    BriefingsJson,
    /// The table of all actions.
    ActionsCsv,
    /// What the filters of the index read.
    FilterJson,
    /// The list of all pages for search engines.
    Sitemap,
}

impl SiteFile {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::NotFound,
        Self::Feed,
        Self::Robots,
        Self::BriefingsJson,
        Self::ActionsCsv,
        Self::FilterJson,
        Self::Sitemap,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotFound => "404.html",
            Self::Feed => FEED,
            Self::Robots => "robots.txt",
            Self::BriefingsJson => "briefings.json",
            Self::ActionsCsv => "actions.csv",
            Self::FilterJson => "filter.json",
            Self::Sitemap => "sitemap.xml",
        }
    }
}

/// What a feed is called, of the site and of a term.
pub const FEED: &str = "feed.xml";
