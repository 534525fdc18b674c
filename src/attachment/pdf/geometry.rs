//! Where things are on a page, as far as it takes to tell what lies over what.

/// How a space lies in another one: `[a b c d e f]` of the specification.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The matrix of six numbers; any other count leaves things where they are.
    pub(super) fn of(numbers: &[f64]) -> Self {
        numbers.try_into().map_or(Self::UNIT, Self)
    }

    /// This one, and then another.
    #[expect(clippy::many_single_char_names, reason = "the specification names them so")]
    pub(super) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [k, l, m, n, o, p]) = (self.0, other.0);
        Self([
            a * k + b * m,
            a * l + b * n,
            c * k + d * m,
            c * l + d * n,
            e * k + f * m + o,
            e * l + f * n + p,
        ])
    }

    #[expect(clippy::many_single_char_names, reason = "the specification names them so")]
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// By how many quarters, against the clock, things of this space are turned, as near as that can be told.
    pub(super) fn quarters(self) -> u8 {
        let [across, up, ..] = self.0;
        match (across.abs() >= up.abs(), across >= 0.0, up >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        }
    }

    /// The upright box around a box of this space.
    pub(super) fn area(self, x: f64, y: f64, width: f64, height: f64) -> Area {
        let corners = [
            self.point(x, y),
            self.point(x + width, y),
            self.point(x, y + height),
            self.point(x + width, y + height),
        ];
        Area::around(&corners)
    }
}

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
}

impl Area {
    /// The box around points.
    pub(super) fn around(points: &[(f64, f64)]) -> Self {
        let start = Self {
            left: f64::INFINITY,
            bottom: f64::INFINITY,
            right: f64::NEG_INFINITY,
            top: f64::NEG_INFINITY,
        };
        points.iter().fold(start, |area, (x, y)| Self {
            left: area.left.min(*x),
            bottom: area.bottom.min(*y),
            right: area.right.max(*x),
            top: area.top.max(*y),
        })
    }

    /// The box as it stands once the page is turned so that what was turned by quarters is upright.
    pub(super) fn upright(self, quarters: u8) -> Self {
        let Self { left, bottom, right, top } = self;
        match quarters {
            1 => Self { left: bottom, bottom: -right, right: top, top: -left },
            2 => Self { left: -right, bottom: -top, right: -left, top: -bottom },
            3 => Self { left: -top, bottom: left, right: -bottom, top: right },
            _ => self,
        }
    }

    /// How high it is, and at least one point.
    pub(super) fn height(self) -> f64 {
        (self.top - self.bottom).abs().max(1.0)
    }

    /// Whether the letters of a text stand on the line of others.
    pub(super) fn is_on_line_of(self, last: Self) -> bool {
        (self.bottom - last.bottom).abs() <= last.height() * 0.6
    }

    /// Whether there is a blank between a text and another one of its line, whichever stands first.
    pub(super) fn is_apart_from(self, last: Self) -> bool {
        (self.left - last.right).max(last.left - self.right) > last.height() * 0.2
    }

    fn size(self) -> f64 {
        (self.right - self.left).max(0.0) * (self.top - self.bottom).max(0.0)
    }

    /// Which part of another box lies in this one, 0 to 1.
    pub(super) fn covers(self, other: Self) -> f64 {
        let common = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        let size = other.size();
        if size > 0.0 { common.size() / size } else { 0.0 }
    }
}

/// A colour as red, green and blue, each from 0 to 1.
pub(super) type Colour = [f64; 3];

pub(super) const BLACK: Colour = [0.0; 3];
pub(super) const WHITE: Colour = [1.0; 3];

/// Whether nobody could tell two colours apart.
pub(super) fn are_alike(one: Colour, other: Colour) -> bool {
    one.iter().zip(other).all(|(a, b)| (a - b).abs() < 0.05)
}

/// The colour of one, three or four components.
pub(super) fn colour(components: &[f64]) -> Option<Colour> {
    match components {
        [grey] => Some([*grey; 3]),
        [red, green, blue] => Some([*red, *green, *blue]),
        [cyan, magenta, yellow, black] => {
            let part = |ink: f64| (1.0 - ink) * (1.0 - black);
            Some([part(*cyan), part(*magenta), part(*yellow)])
        }
        _ => None,
    }
}
