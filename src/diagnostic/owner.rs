//! Who can mend a finding.

use std::fmt;

/// Who can mend a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Owner {
    /// Whoever writes the briefing.
    #[default]
    Author,
    /// Whoever answers for what may be public.
    InformationGovernance,
    /// Whoever looks after the site: its settings, its theme, its host.
    Web,
}

impl Owner {
    /// Every owner.
    pub const ALL: [Self; 3] = [Self::Author, Self::InformationGovernance, Self::Web];

    /// The name in documents and for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::InformationGovernance => "information-governance",
            Self::Web => "web",
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Author => "the author",
            Self::InformationGovernance => "information governance",
            Self::Web => "whoever looks after the site",
        })
    }
}
