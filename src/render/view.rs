//! Builds the maps that templates see.

use std::sync::OnceLock;

use tera::{Map, Value};

use crate::config::Term;
use crate::model::Site;

/// The keys of a kind of map, in their order.
///
/// Every map of a kind has the same keys, so the table that finds them is made once and copied: hashing each key for
/// each map anew was a twentieth of a build.
pub(super) struct Shape {
    /// The shape whose keys stand before these.
    base: Option<&'static Shape>,
    keys: &'static [&'static str],
    empty: OnceLock<Map>,
}

impl Shape {
    /// A shape of keys, each once.
    pub(super) const fn of(keys: &'static [&'static str]) -> Self {
        Self { base: None, keys, empty: OnceLock::new() }
    }

    /// A shape that begins with the keys of another.
    pub(super) const fn extending(base: &'static Shape, keys: &'static [&'static str]) -> Self {
        Self { base: Some(base), keys, empty: OnceLock::new() }
    }

    /// A map that has all keys, with none for each.
    pub(super) fn view(&self) -> View {
        let empty = || {
            let mut map = self.base.map_or_else(Map::default, |base| base.view().map);
            map.extend(self.keys.iter().map(|key| ((*key).into(), Value::none())));
            map
        };
        View { map: self.empty.get_or_init(empty).clone(), next: 0 }
    }
}

/// A map under construction.
#[derive(Default, Clone)]
pub(super) struct View {
    map: Map,
    /// Where the key that is set next is expected: keys are set in the order of the shape.
    next: usize,
}

impl View {
    /// An empty map with room.
    pub(super) fn with_capacity(entries: usize) -> Self {
        Self { map: Map::with_capacity(entries), next: 0 }
    }

    /// A map with the entries of another, and room for more.
    pub(super) fn extending(base: &Value, more: usize) -> Self {
        let mut view = Self::with_capacity(base.as_map().map_or(0, Map::len) + more);
        if let Some(map) = base.as_map() {
            view.map.extend(map.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        view.next = view.map.len();
        view
    }

    /// Sets the entries of another map whose keys the shape begins with.
    pub(super) fn take_all(&mut self, base: &Value) -> &mut Self {
        for (key, value) in base.as_map().into_iter().flatten() {
            match self.map.get_index_mut(self.next) {
                Some((expected, place)) if expected == key => *place = value.clone(),
                _ => drop(self.map.insert(key.clone(), value.clone())),
            }
            self.next += 1;
        }
        self
    }

    /// Sets an entry.
    pub(super) fn set(&mut self, key: &'static str, value: impl Into<Value>) -> &mut Self {
        match self.map.get_index_mut(self.next) {
            Some((expected, place)) if expected.as_str() == Some(key) => {
                *place = value.into();
                self.next += 1;
            }
            _ => self.next = self.map.insert_full(key.into(), value.into()).0 + 1,
        }
        self
    }

    /// Sets an entry to a text, or to none.
    pub(super) fn text(&mut self, key: &'static str, text: Option<&str>) -> &mut Self {
        self.set(key, text.map_or_else(Value::none, Value::from))
    }

    /// Sets an entry to HTML that needs no escaping.
    pub(super) fn html(&mut self, key: &'static str, html: &str) -> &mut Self {
        self.set(key, Value::safe_string(html))
    }
}

impl From<View> for Value {
    fn from(view: View) -> Self {
        Self::from(view.map)
    }
}

/// A label without a page of its own, as a link that leads nowhere.
pub(super) fn plain_label(of_site: &str, term: &Term) -> Value {
    static LINK: Shape = Shape::of(&["label", "url", "language"]);
    let mut view = LINK.view();
    view.set("label", &*term.label).text("url", None).text("language", term.other_language(of_site));
    view.into()
}

/// The language of a label, where that is another one than the site's.
pub(super) fn language_of(site: &Site, term: &Term) -> Option<&'static str> {
    term.other_language(&site.config.language)
}

/// A date as templates see it: `2015-11-03`.
pub(super) fn date(date: Option<jiff::civil::Date>) -> Value {
    date.map_or_else(Value::none, |date| Value::from(date.to_string()))
}
