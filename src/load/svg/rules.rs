//! What in a drawing can act, or fetches something from elsewhere.

use std::ops::Range;

use roxmltree::{Attribute, Document, Node, NodeType};

use super::style::{fetches, runs, stays_inside};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::SVG_FINDINGS_LIMIT;

const ACTIVE: Code = Code("picture/active-content");
const OUTSIDE: Code = Code("picture/outside-reference");

const SVG: &str = "http://www.w3.org/2000/svg";
const HTML: &str = "http://www.w3.org/1999/xhtml";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that run something, or that hold a page within the drawing.
const ACTIVE_ELEMENTS: [&str; 12] = [
    "script",
    "foreignobject",
    "handler",
    "listener",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "form",
    "base",
];

/// Something in a drawing that forbids its publication.
pub(super) struct Peril {
    /// Where it stands.
    pub(super) range: Range<usize>,
    kind: Kind,
}

enum Kind {
    /// An element that acts.
    Element(String),
    /// An attribute that runs a script at some event, or an address that does.
    Script(String),
    /// An animation that changes such an attribute or address.
    Animation(String),
    /// Something is fetched from elsewhere.
    Outside(String),
}

/// Everything that forbids publication, from the top of the file.
pub(super) fn perils(document: &Document<'_>) -> Vec<Peril> {
    let mut found = Vec::new();
    for node in document.descendants() {
        match node.node_type() {
            NodeType::Element => element(node, &mut found),
            NodeType::PI => {
                let target = node.pi().map(|instruction| instruction.target).unwrap_or_default();
                if target.eq_ignore_ascii_case("xml-stylesheet") {
                    found.push(Peril { range: node.range(), kind: Kind::Outside(format!("<?{target}?>")) });
                }
            }
            _ => {}
        }
        if found.len() >= SVG_FINDINGS_LIMIT {
            found.truncate(SVG_FINDINGS_LIMIT);
            break;
        }
    }
    found
}

/// Whether an element is the one of SVG with a name.
pub(super) fn is_svg(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().namespace() == Some(SVG) && node.tag_name().name() == name
}

fn element(node: Node<'_, '_>, found: &mut Vec<Peril>) {
    let name = node.tag_name().name();
    let lower = name.to_ascii_lowercase();
    let namespace = node.tag_name().namespace();
    let start = node.range().start;
    let tag = start..start + 1 + name.len();
    let known = matches!(namespace, None | Some("" | SVG));
    if namespace == Some(HTML) || (known && ACTIVE_ELEMENTS.contains(&&*lower)) {
        found.push(Peril { range: tag, kind: Kind::Element(name.to_owned()) });
        return;
    }
    if lower == "style" && known {
        let style: String = node.descendants().filter_map(|part| part.text()).collect();
        if let Some(what) = fetches(&style) {
            found.push(Peril { range: tag, kind: Kind::Outside(what) });
        }
    }
    let animates = known && (lower == "set" || lower.starts_with("animate"));
    found.extend(node.attributes().filter_map(|attribute| {
        let kind = peril_of(&attribute, animates)?;
        Some(Peril { range: attribute.range(), kind })
    }));
}

fn peril_of(attribute: &Attribute<'_, '_>, animates: bool) -> Option<Kind> {
    let name = attribute.name().to_ascii_lowercase();
    let value = attribute.value();
    if attribute.namespace().is_none() && name.starts_with("on") {
        return Some(Kind::Script(attribute.name().to_owned()));
    }
    if animates && name == "attributename" {
        let target = value.trim().rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        if target.starts_with("on") || matches!(&*target, "href" | "src") {
            return Some(Kind::Animation(value.trim().to_owned()));
        }
    }
    if runs(value) {
        return Some(Kind::Script(attribute.name().to_owned()));
    }
    let is_address =
        matches!(&*name, "href" | "src") || (name == "base" && attribute.namespace() == Some(XML));
    if is_address && !stays_inside(value) {
        return Some(Kind::Outside(attribute.name().to_owned()));
    }
    fetches(value).map(Kind::Outside)
}

impl Peril {
    /// The finding about it, without its place.
    pub(super) fn finding(self) -> Diagnostic {
        let opened = "a drawing can be opened by itself, and then what it runs acts in the name of this site";
        match self.kind {
            Kind::Element(name) => Diagnostic::error(
                ACTIVE,
                format!("this drawing has a `<{name}>`, which can do more than draw"),
            )
            .help(format!("delete the `<{name}>` with all that is in it, or save the drawing as PNG"))
            .because(opened),
            Kind::Script(name) => {
                Diagnostic::error(ACTIVE, format!("this drawing runs a script by `{name}`"))
                    .help(format!("delete the attribute `{name}`, or save the drawing as PNG"))
                    .because(opened)
            }
            Kind::Animation(name) => {
                Diagnostic::error(ACTIVE, format!("this drawing changes `{name}` while it is shown"))
                    .help("delete the animation, or save the drawing as PNG")
                    .because(opened)
            }
            Kind::Outside(what) => Diagnostic::error(
                OUTSIDE,
                format!("this drawing refers to something outside itself by `{what}`"),
            )
            .help("embed what it needs or delete the reference; a link belongs into the text of the briefing")
            .because("whoever runs the other site would learn who reads this page"),
        }
    }
}
