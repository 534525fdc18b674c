//! Puts a look at the clock into the loops of a template, so that one which writes nothing can be stopped as well.
//!
//! Tera runs a loop to its end whatever it does. A call of [`LOOK`] at the start of a body gives the program a say;
//! it writes nothing and keeps the trimming of white space as it was. Loops that can not be long go without.

/// The function that is called; [`super::stopwatch`] registers it.
pub(super) const LOOK: &str = "__look_at_clock";

/// A template with looks, and where they stand.
pub(super) struct Watched {
    /// The text to compile.
    pub(super) text: String,
    /// The offsets in `text` and lengths of what was put in, in order.
    looks: Vec<(usize, usize)>,
}

impl Watched {
    /// The offset in the template as written.
    pub(super) fn written_offset(&self, offset: usize) -> usize {
        let mut added = 0;
        for (at, length) in &self.looks {
            if offset <= *at {
                break;
            }
            added += (*length).min(offset - at);
        }
        offset - added
    }
}

/// Adds a look to every component, to every loop within a loop, and, where `every` says so, to every loop.
pub(super) fn watch(text: &str, every: bool) -> Watched {
    let every = every || text.contains("range");
    let mut watched = Watched { text: String::with_capacity(text.len() + 64), looks: Vec::new() };
    let mut depth = 0_usize;
    let mut copied = 0;
    for tag in Tags::of(text) {
        let repeats = match tag.word {
            "for" => {
                depth += 1;
                every || depth > 1
            }
            "component" => true,
            "endfor" => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => false,
        };
        if repeats {
            watched.text.push_str(&text[copied..tag.end]);
            copied = tag.end;
            let trim = if tag.trims { "-" } else { "" };
            let look = format!("{{{{ {LOOK}() {trim}}}}}");
            watched.looks.push((watched.text.len(), look.len()));
            watched.text.push_str(&look);
        }
    }
    watched.text.push_str(&text[copied..]);
    watched
}

/// One `{% ... %}`.
struct Tag<'a> {
    word: &'a str,
    end: usize,
    trims: bool,
}

/// The tags of a template, without those in comments and in `raw` parts.
struct Tags<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The offset after the mark that closes an expression; a mark in a string does not.
    fn close(&self, from: usize, mark: &str) -> Option<usize> {
        let mut quote = None;
        let mut escaped = false;
        for (at, character) in self.text[from..].char_indices() {
            match quote {
                _ if escaped => escaped = false,
                Some(_) if character == '\\' => escaped = true,
                Some(open) if open == character => quote = None,
                None if self.text[from + at..].starts_with(mark) => return Some(from + at + mark.len()),
                None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
                _ => {}
            }
        }
        None
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let open = self.at + self.text[self.at..].find('{')?;
            let inner = open + 2;
            match self.text.as_bytes().get(open + 1)? {
                b'#' => self.at = inner + self.text[inner..].find("#}")? + 2,
                b'{' => self.at = self.close(inner, "}}")?,
                b'%' => {
                    let end = self.close(inner, "%}")?;
                    self.at = end;
                    let body = &self.text[inner..end - 2];
                    let body = body.strip_prefix('-').unwrap_or(body).trim_start();
                    let word =
                        body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
                    if word == "raw" {
                        self.at += self.text[end..].find("endraw")?;
                        self.at = self.close(self.at, "%}")?;
                        continue;
                    }
                    return Some(Tag { word, end, trims: body.ends_with('-') });
                }
                _ => self.at = open + 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LOOK, watch};

    #[test]
    fn looks_stand_in_loops_that_can_be_long() {
        let cases = [
            ("{% for a in b %}x{% endfor %}", ""),
            ("{% for a in b %}{% for c in a -%} x{% endfor %}{% endfor %}", "c in a -%}L-"),
            ("{% for a in b %}x{% endfor %}{% for a in b %}{% endfor %}", ""),
            ("{%- for a in range(end=3) -%}x{% endfor %}", "range(end=3) -%}L-"),
            ("{# {% for a in range() %} #}", ""),
            ("{% raw %}{% for a in range() %}{% endraw %}", ""),
            ("{{ \"{% for a in range() %}\" }}", ""),
            ("{{ '}}' }}{% for a in range() %}", "range() %}L"),
            ("{% component A(b=\"%}\") %}x{% endcomponent A %}", "A(b=\"%}\") %}L"),
            ("{ {% format %} } {", ""),
            ("{% for a in b", ""),
        ];
        for (text, expected) in cases {
            let watched = watch(text, false);
            let short = watched
                .text
                .replace(&format!("{{{{ {LOOK}() }}}}"), "L")
                .replace(&format!("{{{{ {LOOK}() -}}}}"), "L-");
            if expected.is_empty() {
                assert_eq!(short, text);
            } else {
                assert!(short.contains(expected), "{text}: {short}");
            }
        }
    }

    #[test]
    fn offsets_lead_back_to_the_template_as_written() {
        let text = "{% for a in range() %}é{% for b in c %}{{ d }}{% endfor %}{% endfor %}";
        let watched = watch(text, false);
        for needle in ["{% for a", "é", "{% for b", "{{ d", "endfor"] {
            let at = watched.text.find(needle).unwrap();
            assert_eq!(watched.written_offset(at), text.find(needle).unwrap(), "{needle}");
        }
        let look = watched.text.find(LOOK).unwrap();
        assert_eq!(watched.written_offset(look), text.find('é').unwrap());
        assert_eq!(watched.written_offset(watched.text.len()), text.len());
    }
}
