//! The one look at a text, for all rules of the family.

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::{Levels, Looks, Rule, rules};
use crate::identity::{
    Above, Hit, Kind, Labelled, Memo, Scanner, Setup, WordStarts, births_in_fields, blocks_of_html,
    may_be_certain, plain_of_html,
};
use crate::source::{boundary_before, boundary_behind};

use super::{clusters, pseudonyms};

/// Looks for what could tell who somebody is; many threads use it.
#[derive(Debug)]
pub struct Guard {
    pub(super) scanner: Scanner,
    /// The rule that tells of a kind, by the number of the kind; nothing where the site does not want it.
    by_kind: [Option<&'static Rule>; Kind::ALL.len()],
    /// Whether anything is wanted but what is found of the seal, which is always.
    wants_signs: bool,
    pub(super) wants_clusters: bool,
    pub(super) wants_slips: bool,
    /// Blocks of finished outputs in which there is nothing to tell; where no output is looked at, it takes no room.
    clean: LazyLock<Memo>,
}

/// Blocks of outputs that are remembered.
const BLOCKS: usize = 1 << 16;

/// What is around the words of texts on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Frame {
    /// Templates of the program, which write no label of a person: every other one was read where it was written.
    Program,
    /// What the site itself wrote: a template, or the whole page.
    Site,
}

/// What has to be done behind a block.
enum Goes {
    Nowhere,
    /// A sealed name may go on in the next block.
    On,
    /// It was not read, for it has a label.
    Labelled(Labelled),
}

/// How closely a text is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Depth<'s> {
    /// For everything, also what only a person can judge, with the beginnings of its words.
    Whole(&'s WordStarts),
    /// For what needs no judgement.
    Certain,
}

impl Guard {
    /// A guard with the names and addresses of a site.
    pub fn new(setup: Setup, levels: &Levels) -> Self {
        let wanted = || rules().iter().filter(|rule| levels.wants(rule));
        let of = |kind: Kind| {
            wanted().find(|rule| matches!(rule.looks, Looks::Identity(kinds) if kinds.contains(&kind)))
        };
        let by_kind = Kind::ALL.map(of);
        let wants_signs = by_kind.iter().flatten().any(|rule| !rule.is_fixed());
        Self {
            scanner: Scanner::new(setup),
            by_kind,
            wants_signs,
            wants_clusters: levels.wants(&clusters::RULE),
            wants_slips: levels.wants(&pseudonyms::RULE),
            clean: LazyLock::new(|| Memo::new(BLOCKS)),
        }
    }

    /// The rule that tells of a kind.
    pub(super) fn rule(&self, kind: Kind) -> Option<&'static Rule> {
        self.by_kind[kind as usize]
    }

    /// Whether there is anything to look for.
    pub(super) fn wants_any(&self) -> bool {
        self.wants_signs || self.scanner.is_sealed()
    }

    /// Everything in a text that the site wants to be told of, in the order of the text.
    pub(super) fn hits(&self, text: &str, depth: Depth<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        match depth {
            _ if !self.wants_signs => self.scanner.sealed(text, &mut hits),
            Depth::Whole(starts) => self.scanner.scan_at(text, starts, &mut hits),
            Depth::Certain => self.scanner.scan_certain(text, &mut hits),
        }
        hits.retain(|hit| self.rule(hit.kind).is_some());
        hits
    }

    /// Gives each thing in a page that needs no judgement, with what stands there.
    pub(super) fn each_in_page(&self, page: &str, frame: Frame, tell: &mut impl FnMut(Hit, &str)) {
        let mut above = (frame == Frame::Site).then(|| Above::of(page));
        let wants_births = frame == Frame::Site && self.rule(Kind::BirthDate).is_some();
        let births = if wants_births { births_in_fields(page) } else { Vec::new() };
        for hit in &births {
            tell(hit.clone(), &hit.what);
        }
        // A label right above the fields may have told of it as well.
        let tell = &mut |hit: Hit, written: &str| {
            if births.is_empty()
                || hit.kind != Kind::BirthDate
                || !births.iter().any(|birth| is_same(birth, &hit))
            {
                tell(hit, written);
            }
        };
        let (mut end, mut read) = (0, 0);
        for block in blocks_of_html(page) {
            let start = end;
            end += block.len();
            if end <= read || !self.scanner.is_sealed() && !may_be_certain(block) {
                continue;
            }
            match self.each_in_block(page, start..end, above.as_mut(), tell) {
                Goes::Nowhere => {}
                Goes::On => self.each_over(page, end, tell),
                Goes::Labelled(Labelled { lines, range }) => {
                    read = range.end;
                    self.each_below(lines, &page[range], tell);
                    if self.goes_on(&page[..read]) {
                        self.each_over(page, read, tell);
                    }
                }
            }
        }
    }

    /// Whether a sealed name may go on behind the end of a block.
    fn goes_on(&self, block: &str) -> bool {
        self.scanner.is_sealed() && self.scanner.may_go_on(end_of(block))
    }

    /// Gives each sealed name that goes over the end of a block, as over two terms or rows.
    fn each_over(&self, page: &str, end: usize, tell: &mut impl FnMut(Hit, &str)) {
        const BEFORE: usize = 300;
        const BEHIND: usize = 600;
        let from = boundary_before(page, end.saturating_sub(BEFORE));
        let to = boundary_before(page, end + BEHIND);
        let plain = plain_of_html(&page[from..to]);
        let mut hits = Vec::new();
        self.scanner.sealed(&plain, &mut hits);
        for hit in hits {
            let written = plain[hit.range.clone()].to_owned();
            tell(hit, &written);
        }
    }

    /// Gives each thing in a block or row of a page, read with the lines that say what it is.
    fn each_below(&self, lines: String, html: &str, tell: &mut impl FnMut(Hit, &str)) {
        let first = lines.len();
        let text = lines + plain_of_html(html).trim_start_matches('\n');
        self.each_in_text(&text, &mut |hit, written| {
            if hit.range.end > first {
                tell(hit, written);
            }
        });
    }

    /// Gives each thing in a block of a page that needs no judgement, unless a label says what it is. A block that stood on another page
    /// and had nothing in it is not read again, and no label is looked for where none can say anything.
    fn each_in_block(
        &self,
        page: &str,
        range: Range<usize>,
        above: Option<&mut Above<'_>>,
        tell: &mut impl FnMut(Hit, &str),
    ) -> Goes {
        let block = &page[range.clone()];
        let key = self.clean.key_of(block.as_bytes());
        if self.clean.get(key) == Some(true) {
            return Goes::Nowhere;
        }
        // Of a block that has nothing in it as long as it has no label.
        let without_label = key.beside();
        let is_clean_alone = self.clean.get(without_label) == Some(true);
        let plain = if is_clean_alone { String::new() } else { plain_of_html(block) };
        let may_have_label = above.is_none() || is_clean_alone || Above::may_label(&plain);
        if may_have_label
            && let Some(above) = above
            && let Some(labelled) = above.label(&range)
        {
            return Goes::Labelled(labelled);
        }
        if is_clean_alone {
            return Goes::Nowhere;
        }
        let hits = self.hits(&plain, Depth::Certain);
        let is_clean = hits.is_empty();
        // Figures under the name of a register are counts in a table of years.
        if !is_clean && let Some(labelled) = Above::with_head(page, &range) {
            return Goes::Labelled(labelled);
        }
        tell_all(hits, &plain, tell);
        let goes_on = self.goes_on(block);
        self.clean.put(if may_have_label { without_label } else { key }, is_clean && !goes_on);
        if goes_on { Goes::On } else { Goes::Nowhere }
    }

    /// Gives each thing in a text that needs no judgement, with what stands there; whether there is nothing.
    pub(super) fn each_in_text(&self, text: &str, tell: &mut impl FnMut(Hit, &str)) -> bool {
        let hits = self.hits(text, Depth::Certain);
        let is_clean = hits.is_empty();
        tell_all(hits, text, tell);
        is_clean
    }
}

/// Gives each of some hits with what stands there.
fn tell_all(hits: Vec<Hit>, text: &str, tell: &mut impl FnMut(Hit, &str)) {
    for hit in hits {
        let written = text.get(hit.range.clone()).unwrap_or_default();
        tell(hit, written);
    }
}

/// Whether two days have the same digits.
fn is_same(one: &Hit, other: &Hit) -> bool {
    let digits = |hit: &Hit| hit.what.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    digits(one) == digits(other)
}

/// The last words of a block, before the tags at its end.
fn end_of(block: &str) -> &str {
    const LONGEST: usize = 60;
    let mut rest = block.trim_end();
    while let Some((before, _)) = rest.strip_suffix('>').and_then(|tag| tag.rsplit_once('<')) {
        rest = before.trim_end();
    }
    &rest[boundary_behind(rest, rest.len().saturating_sub(LONGEST))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_that_stands_on_many_pages_is_told_each_time_or_never() {
        let guard = Guard::new(Setup::default(), &Levels::default());
        let told = |block: &str| {
            let mut told = Vec::new();
            guard.each_in_page(block, Frame::Site, &mut |hit, written| {
                told.push((hit.kind, written.to_owned()));
            });
            told
        };
        for _ in 0..3 {
            assert_eq!(told("<p>Nothing stands here.</p>"), []);
            assert_eq!(told("<p>Call 01632 960001.</p>"), [(Kind::Phone, "01632 960001".to_owned())]);
        }
    }

    /// What stands in pages whose labels and values are on lines of their own, as programs and people write them.
    #[test]
    fn a_label_is_read_with_its_value_wherever_a_page_has_the_two() {
        let guard = Guard::new(Setup::default(), &Levels::default());
        let told = |page: &str| {
            // What was clean on a page of the program need not be so below a label.
            guard.each_in_page(page, Frame::Program, &mut |_, _| ());
            let mut told = Vec::new();
            guard.each_in_page(page, Frame::Site, &mut |hit, written| {
                told.push((hit.kind, written.to_owned()));
            });
            told
        };
        let day = || (Kind::BirthDate, "12/03/2014".to_owned());
        let passport = || (Kind::PassportNumber, "512345678".to_owned());
        for page in [
            "<dl>\n<dt>Date of birth</dt>\n<dd>12/03/2014</dd>\n</dl>",
            "<DL>\n    <DT>Date of birth:\n    <DD>\n      <P>12/03/2014\n</DL>",
            "<dl>\n<div>\n<dt>DOB</dt>\n<dd class=\"x\">\n<p>\n<time datetime=\"x\">12/03/2014</time>\n</p>\n</dd>\n</div>\n</dl>",
            "<table>\n<tr>\n<th>Date of birth</th>\n<td>12/03/2014</td>\n</tr>\n</table>",
            "<table>\n<tr>\n<td><p>Child A's date of birth</p></td>\n<td>\n<p>12/03/2014</p>\n</td>\n</tr>\n</table>",
            "<table>\n<tr>\n<th>Who</th>\n<th>DOB</th>\n</tr>\n<tr>\n<td>aunt</td>\n<td>12/03/2014</td>\n</tr>\n</table>",
            "<table>\n<thead><tr><th>Name</th><th>DOB</th></tr></thead>\n<tbody>\n<tr><td>T</td><td>12/03/2014</td></tr>\n</tbody></table>",
            "<table><caption>Who</caption><thead><tr><th>Name<th><b>DOB</b> (UK)</thead>\n<tbody><tr>\n<td>T\n<td>12/03/2014</table>",
            "<TABLE>\n<TR><TH>DOB</TH></TR>\n<TR><TD>unknown</TD></TR>\n<TR><TD>12/03/2014</TD></TR>\n</TABLE>",
            "<table>\n<tr><th colspan=2>Children</th></tr>\n<tr><th>T</th><th>Date of<br>birth</th></tr>\n<tr><th>a</th>\n<td>\n<p>12/03/2014</p>\n</td>\n</tr></table>",
            "<table>\n<tr>\n<th class=\"a\">\nDate of\n birth\n</th>\n</tr>\n<tr>\n<td class=\"a\">\n<div>\n12/03/2014</div>\n</td></tr></table>",
            "<table>\n<tr><td colspan=2>Date of birth</td></tr>\n<tr><td>12/03/2014</td><td>aunt</td></tr>\n</table>",
            "<h3>Date of birth</h3>\n<p>12/03/2014</p>",
            "<h3 id=\"a\"><span>Date of birth</span></h3>\n\n  <div>\n    <p><strong>12/03/2014</strong></p>\n  </div>",
            "<p><strong>Date of birth</strong>:</p>\n<p>12/03/2014</p>",
            "<label for=\"a\">Date of birth</label>\n<span>12/03/2014</span>",
            "<label>Date of birth</label>\n<input name=\"a\" value=\"12/03/2014\">",
            "<label>DOB <input value=12/03/2014></label>",
            "<div class=row><div>DOB</div>\n<div>12/03/2014</div></div>",
            "<div class=row>\n<div class=col>\nDOB\n</div>\n<div class=col>\n12/03/2014\n</div>\n</div>",
            "<ul>\n<li><strong>DOB</strong><br>12/03/2014</li>\n</ul>",
            "<ul>\n<li><strong>DOB</strong><br>\n12/03/2014</li>\n</ul>",
            "<fieldset><legend>DOB</legend>\n<!-- a -->\n<p>12/03/2014</p></fieldset>",
            "<details>\n<summary>DOB</summary>\n<br>\n<p>12/03/2014</p>",
            "<ul>\n<li>DOB</li>\n<li>12/03/2014</li>\n</ul>",
            "<dl>\n<dt>ＤＯＢ</dt>\n<dd>12/03/2014</dd>\n</dl>",
            "<table>\n<tr><th>Who</th><th>𝐃𝐎𝐁</th></tr>\n<tr><td>T</td>\n<td>12/03/2014</td></tr>\n</table>",
            "<h3>DОB</h3>\n<p>12/03/2014</p>",
            "<table>\n<tr>\n<th>Dаte of birth</th>\n<td>12/03/2014</td>\n</tr>\n</table>",
        ] {
            assert_eq!(told(page), [day()], "{page}");
            let other = page.replace("12/03/2014", "512345678");
            let label =
                ["Child A's date of birth", "Date of birth", "Date of<br>birth", "Date of\n birth", "DOB"]
                    .iter();
            let label = label.chain(&["ＤＯＢ", "𝐃𝐎𝐁", "DОB", "Dаte of birth"]);
            let other = label.fold(other, |page, label| page.replace(label, "Passport number"));
            assert_eq!(told(&other), [passport()], "{other}");
        }
        for page in [
            "<form>\n<div>\n<label>Day</label>\n<input name=\"dob-day\" value=\"12\">\n</div>\n<div>\n<label>Month</label>\n<input name=\"dob-month\" value=\"03\">\n</div>\n<div>\n<label>Year</label>\n<input name=\"dob-year\" value=\"2014\">\n</div>\n</form>",
            "<label>Date of birth</label><input name=\"day\" value=\"12\"><input name=\"month\" value=\"03\"><input name=\"year\" value=\"2014\">",
        ] {
            assert_eq!(told(page), [day()], "{page}");
        }
        // Counts in rows of their own, whose head is another block.
        for page in [
            "<table>\n<thead>\n<tr><th>Authority</th><th>Mosaic</th></tr>\n</thead>\n<tbody>\n<tr><td>North</td><td>12345</td></tr>\n</tbody>\n</table>",
            "<table>\n<thead>\n<tr><th>System</th><th>Records</th></tr>\n</thead>\n<tbody>\n<tr><td>Mosaic</td><td>12345</td></tr>\n</tbody>\n</table>",
            "<table>\n<tr>\n<th>System</th>\n<th>2023</th>\n<th>2024</th>\n</tr>\n<tr>\n<td>Mosaic</td>\n<td>12345</td>\n<td>23456</td>\n</tr>\n</table>",
        ] {
            assert_eq!(told(page), [], "{page}");
            let mut of_program = Vec::new();
            guard.each_in_page(page, Frame::Program, &mut |hit, _| of_program.push(hit.kind));
            assert_eq!(of_program, [], "{page}");
            let others = [
                ("Authority", "Child"),
                ("System", ""),
                ("North", "Child A"),
                ("Records", "Child A"),
                ("2023", "Child A"),
            ];
            let of_people =
                others.iter().fold(page.to_owned(), |page, (one, other)| page.replace(one, other));
            let first = told(&of_people).into_iter().next();
            assert_eq!(first, Some((Kind::RecordNumber, "12345".to_owned())), "{of_people}");
        }
        for page in [
            "<h3>Record the date of birth</h3>\n<p>12/03/2014</p>",
            "<h3>Date of birth</h3>\n<p>Seen on 12/03/2014</p>",
            "<dt>Date of birth</dt>\n<dd>not known</dd>\n<dt>Date of review</dt>\n<dd>12/03/2014</dd>",
            "<table>\n<tr><th>DOB</th><th>Seen</th></tr>\n<tr><td>x</td><td>12/03/2014</td></tr>\n</table>",
            "<table>\n<tr><th>DOB</th></tr>\n</table>\n<table>\n<tr><th>Seen</th></tr>\n<tr><td>12/03/2014</td></tr>\n</table>",
            "<table>\n<tr><th>Who</th><th>Date</th></tr>\n<tr><td>born</td><td>x</td></tr>\n<tr><td>a</td><td>12/03/2014</td></tr>\n</table>",
            "<table>\n<tr><th>DOB</th></tr>\n<tr><td>x</td>\n</table>\n<p>12/03/2014</p>",
            "<table>\n<tr><th>Seen</th><th>DOB</th></tr>\n<tr><td>12/03/2014 to <td>x\n</table>",
            "<p>It was said that the child was born.</p>\n<p>12/03/2014</p>",
            "<h2>Patients</h2>\n<p>512345678</p>",
            "<h2>Published</h2>\n<p>12/03/2014</p>",
        ] {
            assert_eq!(told(page), [], "{page}");
        }
    }
}
