//! `site.yaml`: every setting has a default.

use crate::source::{Place, Placed};

use super::{BaseUrl, Colours, Logo};

/// The settings of a site.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own, or says one thing of the file"
)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// One sentence of purpose.
    pub description: Option<String>,
    /// Where the site will be hosted.
    pub base_url: BaseUrl,
    /// Whether `base_url` was given; without it feeds and sitemap name the local preview.
    pub base_url_given: bool,
    /// BCP 47 language of pages that do not say otherwise.
    pub language: String,
    /// IANA name of the time zone in which days begin.
    pub timezone: String,
    /// Who publishes, where a briefing does not say.
    pub publisher: Option<String>,
    /// The folder below `themes/`.
    pub theme: String,
    /// Where that is written; nothing where it is not.
    pub theme_place: Option<Place>,
    /// Briefings on one page of a list.
    pub paginate_by: usize,
    /// Entries in one feed.
    pub feed_entries: usize,
    /// Whether straight quotes, `--` and `...` become typographic ones, in texts and in what front matter tells readers.
    pub smart_punctuation: bool,
    /// Whether pages carry the exit control by default.
    pub exit_control: bool,
    /// Where the exit control leads.
    pub exit_url: String,
    /// The publisher's mark.
    pub logo: Option<Logo>,
    /// The publisher's colours.
    pub colours: Colours,
    /// Whom to ask.
    pub contact: Contact,
    /// Under what licence the content may be used.
    pub licence: Option<Licence>,
    /// A sentence at the foot of every page.
    pub footer: Option<String>,
    /// Largest source file, in bytes.
    pub file_size_limit: u64,
    /// How grave findings are here, where that is not what their rules say.
    pub checks: Vec<CheckSetting>,
    /// Whether all of `site.yaml` could be read: else nobody can say that a setting is missing.
    pub is_whole: bool,
}

/// How grave the findings of one code are in this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSetting {
    /// The code, which may be none that there is.
    pub code: Placed<String>,
    /// How grave.
    pub level: CheckLevel,
}

/// How grave a finding is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckLevel {
    /// It is not looked for.
    Off,
    /// Worth knowing.
    Note,
    /// Needs a human tick.
    Review,
    /// Should be mended.
    Warning,
    /// Blocks.
    Error,
}

/// Whom to ask about the site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// The name of the unit.
    pub name: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its web page.
    pub url: Option<String>,
}

/// A licence for the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Where its text stands.
    pub url: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Learning briefings".to_owned(),
            description: None,
            base_url: BaseUrl::default(),
            base_url_given: false,
            language: "en-GB".to_owned(),
            timezone: "Europe/London".to_owned(),
            publisher: None,
            theme: "default".to_owned(),
            theme_place: None,
            paginate_by: 50,
            feed_entries: 20,
            smart_punctuation: false,
            exit_control: false,
            exit_url: "https://www.bbc.co.uk/weather".to_owned(),
            logo: None,
            colours: Colours::default(),
            contact: Contact::default(),
            licence: None,
            footer: None,
            file_size_limit: crate::source::FILE_SIZE_LIMIT,
            checks: Vec::new(),
            is_whole: true,
        }
    }
}
