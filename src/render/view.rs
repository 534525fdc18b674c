//! Builds the maps that templates see.

use tera::{Map, Value};

/// A map under construction.
#[derive(Default, Clone)]
pub(super) struct View(Map);

impl View {
    /// An empty map with room.
    pub(super) fn with_capacity(entries: usize) -> Self {
        Self(Map::with_capacity(entries))
    }

    /// A map with the entries of another, and room for more.
    pub(super) fn extending(base: &Value, more: usize) -> Self {
        let mut view = Self::with_capacity(base.as_map().map_or(0, Map::len) + more);
        if let Some(map) = base.as_map() {
            view.0.extend(map.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        view
    }

    /// Sets an entry.
    pub(super) fn set(&mut self, key: &'static str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(key.into(), value.into());
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
        Self::from(view.0)
    }
}

/// A map of a label and an address: what most links need.
pub(super) fn link(label: &str, url: Option<&str>) -> Value {
    let mut view = View::with_capacity(2);
    view.set("label", label).text("url", url);
    view.into()
}

/// A date as templates see it: `2015-11-03`.
pub(super) fn date(date: Option<jiff::civil::Date>) -> Value {
    date.map_or_else(Value::none, |date| Value::from(date.to_string()))
}
