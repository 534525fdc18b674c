//! What the checks want to know of a page.

use std::borrow::Cow;
use std::ops::Range;

/// A page as its readers get it.
#[derive(Debug, Default)]
pub(in crate::check) struct Facts<'p> {
    /// The whole page.
    pub(in crate::check) text: &'p str,
    /// Whether it is a whole page, and not a drawing, a style sheet or a piece of a page.
    pub(in crate::check) is_page: bool,
    /// Whether it sends its readers on at once to another address.
    pub(in crate::check) is_redirect: bool,
    /// The language that its first tag names.
    pub(in crate::check) language: Option<&'p str>,
    /// The direction that its first tag or its body is written in.
    pub(in crate::check) direction: Option<&'p str>,
    /// Its title, with entities.
    pub(in crate::check) title: Option<&'p str>,
    /// Its content security policy, where it brings one itself.
    pub(in crate::check) policy: Option<&'p str>,
    /// Everything that can be followed.
    pub(in crate::check) links: Vec<Link<'p>>,
    /// Everything that a browser fetches on its own.
    pub(in crate::check) resources: Vec<Resource<'p>>,
    /// Pictures.
    pub(in crate::check) images: Vec<Image<'p>>,
    /// Headings, in their order.
    pub(in crate::check) headings: Vec<Heading>,
    /// Identifiers, in their order.
    pub(in crate::check) ids: Vec<(&'p str, usize)>,
    /// Tables, in the order of their beginnings.
    pub(in crate::check) tables: Vec<Table>,
    /// Symbols with which a paragraph, an item or a line begins.
    pub(in crate::check) symbols: Vec<Symbol>,
    /// Where the part begins that only this page has.
    pub(in crate::check) main: Range<usize>,
}

/// Something that can be followed.
#[derive(Debug, Clone)]
pub(in crate::check) struct Link<'p> {
    /// The address, with entities; nothing where there is no such attribute.
    pub(in crate::check) address: Option<&'p str>,
    /// Words that stand in for what it shows: `aria-label`, `title`, or of an area `alt`.
    pub(in crate::check) label: Option<&'p str>,
    /// Whether it stands in the text, and not in the head of the page or on a map.
    pub(in crate::check) is_anchor: bool,
    /// Whether screen readers are told to pass over it.
    pub(in crate::check) is_hidden: bool,
    /// What it shows, as HTML.
    pub(in crate::check) content: Range<usize>,
    /// The first byte of its tag.
    pub(in crate::check) at: usize,
}

/// Something that a browser fetches on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Resource<'p> {
    /// The address, as a browser reads it.
    pub(in crate::check) address: Cow<'p, str>,
    /// By which element or attribute: `img`, `style`, `link`.
    pub(in crate::check) by: &'p str,
    /// Whether the address has to be that of a file; that of a connection is none.
    pub(in crate::check) is_file: bool,
    /// The first byte of its tag.
    pub(in crate::check) at: usize,
}

/// A picture.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Image<'p> {
    /// Its address.
    pub(in crate::check) address: &'p str,
    /// Its words; nothing where there is no such attribute.
    pub(in crate::check) alt: Option<&'p str>,
    /// Whether screen readers are told to pass over it.
    pub(in crate::check) is_hidden: bool,
    /// The first byte of its tag.
    pub(in crate::check) at: usize,
}

/// A heading.
#[derive(Debug, Clone)]
pub(in crate::check) struct Heading {
    /// 1 to 6.
    pub(in crate::check) level: u8,
    /// The first byte of its tag.
    pub(in crate::check) at: usize,
    /// What it shows, as HTML.
    pub(in crate::check) content: Range<usize>,
}

/// A table.
#[derive(Debug, Clone)]
pub(in crate::check) struct Table {
    /// Whether a cell of it is a heading.
    pub(in crate::check) has_header: bool,
    /// Whether it is said to serve the layout only.
    pub(in crate::check) is_layout: bool,
    /// Rows.
    pub(in crate::check) rows: u32,
    /// What it shows, as HTML.
    pub(in crate::check) content: Range<usize>,
}

/// A symbol with which a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Symbol {
    /// The symbol.
    pub(in crate::check) sign: char,
    /// Its first byte.
    pub(in crate::check) at: usize,
    /// The part of the page, counted by headings, sections and the like.
    pub(in crate::check) part: u32,
}

/// What kind of text a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Medium {
    /// A page.
    Html,
    /// A drawing.
    Svg,
    /// A style sheet.
    Css,
    /// A feed or another XML file, whose links are its readers'.
    Xml,
}

impl Medium {
    /// The kind of a file, by its name; nothing for what is not looked at.
    pub(in crate::check) fn of(name: &str) -> Option<Self> {
        let kind = name.rsplit('.').next()?;
        match kind.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "svg" => Some(Self::Svg),
            "css" => Some(Self::Css),
            "xml" | "xsl" | "xslt" | "rss" | "atom" => Some(Self::Xml),
            _ => None,
        }
    }
}

impl Facts<'_> {
    /// Whether a byte of the page is in the part that only this page has.
    pub(in crate::check) fn is_in_main(&self, at: usize) -> bool {
        self.main.contains(&at)
    }
}
