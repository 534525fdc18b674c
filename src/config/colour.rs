//! Colours that a publisher chooses, and whether text in them can be read.

use std::fmt::{self, Write as _};

use super::forms::FormError;

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The ground of the default theme in light.
const PAPER: Colour = Colour(0xfb, 0xfa, 0xf6);
/// The ground of the default theme in the dark.
const DARK_PAPER: Colour = Colour(0x14, 0x19, 0x1b);

const WHITE: Colour = Colour(255, 255, 255);
const BLACK: Colour = Colour(0, 0, 0);

/// The least contrast of text with its ground, by WCAG 2.2, 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;
/// What the derived colour of the dark scheme has at least.
const DARK_CONTRAST: f64 = 7.0;
/// How much of the accent is in the tint of boxes, in hundredths.
const TINT: u16 = 8;

impl Colour {
    /// Reads `#0b5d5e`, and takes only a colour in which text can be read on the paper and on its own tint.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let part = |from: usize| digits.get(from..from + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
        let parts = (part(0), part(2), part(4));
        let (6, (Some(red), Some(green), Some(blue))) = (digits.len(), parts) else {
            return Err(FormError {
                message: format!("`{text}` is not a colour"),
                help: "write six digits of the web's colours in quotes, as `\"#0b5d5e\"`".to_owned(),
            });
        };
        let colour = Self(red, green, blue);
        if colour.is_readable() {
            return Ok(colour);
        }
        let passes = colour.nearest(BLACK, Self::is_readable);
        Err(FormError {
            message: format!(
                "text in `{colour}` has a contrast of {:.1}:1 with its ground, and {LEAST_CONTRAST}:1 is the least",
                colour.contrast(PAPER).min(colour.contrast(colour.tint(PAPER)))
            ),
            help: format!("the nearest colour that can be read is `\"{passes}\"`"),
        })
    }

    fn is_readable(self) -> bool {
        self.contrast(PAPER) >= LEAST_CONTRAST && self.contrast(self.tint(PAPER)) >= LEAST_CONTRAST
    }

    /// The same hue, light enough for dark ground.
    #[must_use]
    pub fn for_dark(self) -> Self {
        self.nearest(WHITE, |colour| colour.contrast(DARK_PAPER) >= DARK_CONTRAST)
    }

    /// A ground with a little of the colour in it.
    #[must_use]
    pub fn tint(self, ground: Self) -> Self {
        ground.mix(self, TINT)
    }

    /// The first colour on the way to another one that passes.
    fn nearest(self, to: Self, passes: impl Fn(Self) -> bool) -> Self {
        (0..=100).map(|share| self.mix(to, share)).find(|colour| passes(*colour)).unwrap_or(to)
    }

    /// Some hundredths of the way to another colour.
    fn mix(self, to: Self, share: u16) -> Self {
        let part = |from: u8, to: u8| {
            let mixed = (u16::from(from) * (100 - share) + u16::from(to) * share + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self(part(self.0, to.0), part(self.1, to.1), part(self.2, to.2))
    }

    /// The contrast of two colours, as WCAG defines it: from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colours of a publisher; where one is not given, the theme's own stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Colours {
    /// Of links and marks.
    pub accent: Option<Colour>,
    /// Of what needs attention.
    pub attention: Option<Colour>,
}

impl Colours {
    /// What is put after the style sheet to set them; nothing where none is given.
    pub fn style(&self) -> String {
        let (mut light, mut dark) = (String::new(), String::new());
        let chosen = [("accent", "tint", self.accent), ("amber", "warm", self.attention)];
        for (name, ground, colour) in chosen {
            let Some(colour) = colour else { continue };
            let by_night = colour.for_dark();
            let _ = write!(light, "--{name}:{colour};--{ground}:{};", colour.tint(PAPER));
            let _ = write!(dark, "--{name}:{by_night};--{ground}:{};", by_night.tint(DARK_PAPER));
        }
        if light.is_empty() {
            return light;
        }
        // The sheet sets black for paper in a rule of the same weight, so that these must not reach it.
        format!(
            "@media screen{{:root{{{light}}}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((Colour(0x76, 0x76, 0x76).contrast(WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_pale_colour_is_refused_with_the_nearest_that_can_be_read() {
        let error = Colour::parse("#33aaff").unwrap_err();
        let nearest = error.help.split('"').nth(1).unwrap();
        assert!(Colour::parse(nearest).is_ok(), "{nearest}");
        assert!(error.message.contains("4.5:1 is the least"), "{}", error.message);
        for (wrong, word) in [("blue", "six digits"), ("#12345", "six digits"), ("#12345g", "six digits")] {
            assert!(Colour::parse(wrong).unwrap_err().help.contains(word), "{wrong}");
        }
    }

    #[test]
    fn a_chosen_colour_can_be_read_in_the_dark_too() {
        for text in ["#0b5d5e", "#5b2a86", "000000", "#8a1538"] {
            let colour = Colour::parse(text).unwrap();
            assert!(colour.for_dark().contrast(DARK_PAPER) >= DARK_CONTRAST, "{text}");
        }
    }

    #[test]
    fn the_papers_are_those_of_the_style_sheet() {
        let sheet = include_str!("../../themes/default/static/style.css");
        for paper in [PAPER, DARK_PAPER] {
            assert!(sheet.contains(&format!("--paper:{paper}")), "{paper}");
        }
    }

    #[test]
    fn only_what_is_chosen_is_set() {
        assert_eq!(Colours::default().style(), "");
        let colours = Colours { accent: Colour::parse("#5b2a86").ok(), attention: None };
        let style = colours.style();
        assert!(style.contains("--accent:#5b2a86;") && !style.contains("--amber"), "{style}");
    }
}
