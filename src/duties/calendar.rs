//! Duties as a calendar by RFC 5545, for the programs that people plan their weeks with.

use jiff::civil::Date;

use crate::model::Site;

use super::Duty;

/// Octets of a line without its end; longer ones go on in the next line, after a space.
const LINE: usize = 75;

/// The calendar. The same duties on the same day make the same bytes; an event keeps its name when its day changes, so that
/// a calendar moves it.
pub fn calendar(site: &Site, duties: &[Duty]) -> String {
    let mut lines = Lines(String::new());
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Briefpress//duties//EN");
    lines.add("CALSCALE:GREGORIAN");
    lines.text("NAME", &format!("{}: what is due", site.config.title));
    lines.text("X-WR-CALNAME", &format!("{}: what is due", site.config.title));
    let rest = site.config.base_url.as_str().split("://").nth(1).unwrap_or_default();
    let host = rest.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost");
    for duty in duties {
        event(duty, host, site.today, &mut lines);
    }
    lines.add("END:VCALENDAR");
    lines.0
}

fn event(duty: &Duty, host: &str, today: Date, lines: &mut Lines) {
    lines.add("BEGIN:VEVENT");
    lines.add(&format!("UID:{}@{host}", duty.id));
    lines.add(&format!("DTSTAMP:{}T000000Z", compact(today)));
    match duty.moment {
        Some((at, _)) => {
            lines.add(&format!("DTSTART:{}", at.strftime("%Y%m%dT%H%M%SZ")));
        }
        None => lines.add(&format!("DTSTART;VALUE=DATE:{}", compact(duty.day))),
    }
    let about = duty.title.as_deref().map(|title| format!("{title}: ")).unwrap_or_default();
    let late = if duty.is_overdue(today) { "Overdue. " } else { "" };
    lines.text("SUMMARY", &format!("{late}{about}{}", duty.what));
    if let Some(source) = &duty.source {
        lines.text("DESCRIPTION", &format!("{source} says so."));
    }
    lines.add(&format!("CATEGORIES:{}", duty.kind.key().to_uppercase()));
    lines.add("TRANSP:TRANSPARENT");
    lines.add("END:VEVENT");
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Lines of content, folded, each ended by carriage return and line feed.
struct Lines(String);

impl Lines {
    /// Adds a property whose value is a text.
    fn text(&mut self, name: &str, text: &str) {
        let mut value = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => value.extend(['\\', c]),
                '\n' => value.push_str("\\n"),
                c if c.is_control() => {}
                c => value.push(c),
            }
        }
        self.add(&format!("{name}:{value}"));
    }

    /// Adds a line, in pieces where it is too long; no character is cut in two.
    fn add(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
