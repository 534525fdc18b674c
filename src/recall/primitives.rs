//! Numbers, texts, dates, lists, and what the other files are made of.

use std::borrow::Cow;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::Kept;
use super::reader::Reader;
use super::writer::Writer;
use crate::config::{Moment, Term};
use crate::source::{Fingerprint, Placed, Slug};

impl Kept for bool {
    fn put(&self, to: &mut Writer<'_>) {
        to.byte(u8::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Kept for u8 {
    fn put(&self, to: &mut Writer<'_>) {
        to.byte(*self);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.byte()
    }
}

impl Kept for u32 {
    fn put(&self, to: &mut Writer<'_>) {
        to.number(u64::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.number()?.try_into().ok()
    }
}

impl Kept for i64 {
    fn put(&self, to: &mut Writer<'_>) {
        to.bytes(&self.to_le_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::from_le_bytes(from.bytes(8)?.try_into().ok()?))
    }
}

impl Kept for f64 {
    fn put(&self, to: &mut Writer<'_>) {
        to.bytes(&self.to_le_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::from_le_bytes(from.bytes(8)?.try_into().ok()?))
    }
}

impl Kept for Cow<'static, str> {
    fn put(&self, to: &mut Writer<'_>) {
        to.text(self);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(|text| Cow::Owned(text.to_owned()))
    }
}

impl Kept for String {
    fn put(&self, to: &mut Writer<'_>) {
        to.text(self);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl<T: Kept> Kept for Option<T> {
    fn put(&self, to: &mut Writer<'_>) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(if bool::take(from)? { Some(T::take(from)?) } else { None })
    }
}

impl<T: Kept> Kept for Box<T> {
    fn put(&self, to: &mut Writer<'_>) {
        (**self).put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        T::take(from).map(Self::new)
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn put(&self, to: &mut Writer<'_>) {
        to.number(self.len() as u64);
        for item in self {
            item.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let length = from.length()?;
        // Room for all at once, for what is collected through `Option` grows step by step; but no damage asks for much.
        let mut items = Self::with_capacity(length.min(1024));
        for _ in 0..length {
            items.push(T::take(from)?);
        }
        Some(items)
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn put(&self, to: &mut Writer<'_>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl Kept for Range<u32> {
    fn put(&self, to: &mut Writer<'_>) {
        self.start.put(to);
        self.end.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(u32::take(from)?..u32::take(from)?)
    }
}

impl Kept for Date {
    fn put(&self, to: &mut Writer<'_>) {
        to.bytes(&self.year().to_le_bytes());
        to.bytes(&[self.month().to_le_bytes()[0], self.day().to_le_bytes()[0]]);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let year = i16::from_le_bytes(from.bytes(2)?.try_into().ok()?);
        let [month, day] = from.bytes(2)?.try_into().ok()?;
        Self::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
    }
}

impl Kept for Moment {
    fn put(&self, to: &mut Writer<'_>) {
        match self {
            Self::Day(day) => {
                to.byte(0);
                day.put(to);
            }
            Self::Local(local) => {
                to.byte(1);
                local.date().put(to);
                let (hour, minute, second) = (local.hour(), local.minute(), local.second());
                to.bytes(&[hour, minute, second].map(|number| number.to_le_bytes()[0]));
            }
            Self::Fixed(at) => {
                to.byte(2);
                to.bytes(&at.as_second().to_le_bytes());
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Date::take(from).map(Self::Day),
            1 => {
                let day = Date::take(from)?;
                let [hour, minute, second] = from.bytes(3)?.try_into().ok()?;
                let [hour, minute, second] =
                    [hour, minute, second].map(|number: u8| i8::try_from(number).ok());
                Time::new(hour?, minute?, second?, 0).ok().map(|time| Self::Local(day.to_datetime(time)))
            }
            2 => {
                let seconds = i64::from_le_bytes(from.bytes(8)?.try_into().ok()?);
                Timestamp::from_second(seconds).ok().map(Self::Fixed)
            }
            _ => None,
        }
    }
}

impl Kept for Fingerprint {
    fn put(&self, to: &mut Writer<'_>) {
        to.bytes(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::from_bytes(from.bytes(32)?.try_into().ok()?))
    }
}

impl Kept for Slug {
    fn put(&self, to: &mut Writer<'_>) {
        to.text(self.as_str());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.slug()
    }
}

impl Kept for Term {
    fn put(&self, to: &mut Writer<'_>) {
        let Self { key, label, is_of_program } = self;
        key.put(to);
        to.text(label);
        is_of_program.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.term()
    }
}

impl<T: Kept> Kept for Placed<T> {
    fn put(&self, to: &mut Writer<'_>) {
        let Self { value, place } = self;
        value.put(to);
        place.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self { value: T::take(from)?, place: Kept::take(from)? })
    }
}
