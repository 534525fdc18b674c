//! The measures of a drawing, as a browser takes them.

use roxmltree::Node;

/// What browsers take where a drawing says nothing.
pub(super) const DEFAULT: (u32, u32) = (300, 150);

/// Largest measure, in pixels; more is no picture but a mistake.
const LARGEST: f64 = 65_535.0;

/// Width and height in pixels: the attributes, else the view box, else what browsers take.
pub(super) fn measure(root: Node<'_, '_>) -> (u32, u32) {
    let width = root.attribute("width").and_then(pixels);
    let height = root.attribute("height").and_then(pixels);
    let shape = root.attribute("viewBox").and_then(view_box);
    let (width, height) = match (width, height, shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(shape)) => shape,
        (width, height, None) => {
            (width.unwrap_or(f64::from(DEFAULT.0)), height.unwrap_or(f64::from(DEFAULT.1)))
        }
    };
    (whole(width), whole(height))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped to what fits")]
fn whole(measure: f64) -> u32 {
    measure.round().clamp(1.0, LARGEST) as u32
}

/// A length in pixels; nothing for one that depends on the page, such as `100%`.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let end = length.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(length.len());
    let (number, unit) = length.split_at(end);
    let scale = match unit.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    positive(number).map(|number| number * scale)
}

/// Width and height of a view box.
fn view_box(text: &str) -> Option<(f64, f64)> {
    let mut numbers =
        text.split(|c: char| c == ',' || c.is_ascii_whitespace()).filter(|part| !part.is_empty());
    let across = positive(numbers.nth(2)?)?;
    let down = positive(numbers.next()?)?;
    numbers.next().is_none().then_some((across, down))
}

fn positive(number: &str) -> Option<f64> {
    number.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}
