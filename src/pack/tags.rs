//! Which elements of a page the pack shows as they are: those that say what a text is. Of all others the words stay.

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A part of a line.
    Inline(&'static str),
    /// A part of the page, under this name.
    Block(&'static str),
    /// An element without content.
    Single(&'static str),
    Link,
    Picture,
    /// A box or field of a form.
    Field,
    /// Nothing of it or in it is words.
    Dropped,
    /// Its words stay.
    Unwrapped,
}

/// What becomes of an element by its name. Headings go two levels down, below those of the pack; parts that a reader of
/// screens would take for parts of the pack are plain ones.
pub(super) fn role(name: &str) -> Role {
    const INLINE: [&str; 23] = [
        "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    ];
    const BLOCK: [&str; 18] = [
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "blockquote",
        "figcaption",
        "pre",
    ];
    if let Some(name) = INLINE.iter().find(|known| **known == name) {
        return Role::Inline(name);
    }
    if let Some(name) = BLOCK.iter().find(|known| **known == name) {
        return Role::Block(name);
    }
    match name {
        "h1" => Role::Block("h3"),
        "h2" => Role::Block("h4"),
        "h3" => Role::Block("h5"),
        "h4" | "h5" | "h6" => Role::Block("h6"),
        "figure" => Role::Block("figure"),
        "a" => Role::Link,
        "img" => Role::Picture,
        "br" => Role::Single("br"),
        "hr" => Role::Single("hr"),
        "wbr" => Role::Single("wbr"),
        "input" => Role::Field,
        "var" => Role::Inline("var"),
        "script" | "style" | "link" | "meta" | "base" | "source" | "track" | "col" | "param" => Role::Dropped,
        "summary" => Role::Block("p"),
        "div" | "section" | "article" | "aside" | "header" | "footer" | "nav" | "details" | "address"
        | "form" | "fieldset" | "legend" | "option" | "main" | "body" | "svg" | "video" | "audio"
        | "iframe" | "object" | "noscript" | "template" | "title" => Role::Block("div"),
        _ => Role::Unwrapped,
    }
}

/// Elements that fetch something or run: what they do is not in the pack, and it says so.
pub(super) fn is_active(name: &str) -> Option<&'static str> {
    Some(match name {
        "script" => "a script",
        "iframe" => "a page within the page",
        "object" | "embed" => "an embedded object",
        "video" => "a film",
        "audio" => "a recording",
        "svg" => "a drawing",
        "form" => "a form",
        _ => return None,
    })
}

/// Attributes that are kept as they are.
pub(super) fn is_kept(attribute: &str) -> bool {
    matches!(
        attribute,
        "lang" | "dir" | "datetime" | "colspan" | "rowspan" | "scope" | "start" | "reversed" | "value"
    )
}
