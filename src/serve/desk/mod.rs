//! The author's desk: every briefing with its state, what is wrong and who can mend it, and what is due.

mod due;
mod finding;
mod html;
mod row;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use crate::build::Previewed;
use crate::diagnostic::{Counts, Diagnostic, Owner, Severity};

use self::due::actions_due;
use self::finding::finding;
use self::html::text;
use self::row::{Row, rows};
use super::dress::SCRIPT;
use super::stage::{Now, Trouble};

/// More rows than this are shown on request only.
const ROWS: usize = 300;

/// Of the findings of one owner this many are shown; the terminal has all of them.
const FINDINGS: usize = 100;

/// The whole page. `root` is the folder of the site, for links into an editor.
pub(super) fn page(now: &Now, root: &str, everything: bool, nonce: &str) -> String {
    let main = match &now.previewed {
        Some(previewed) => contents(previewed, now, root, everything),
        None => format!("<h1>The desk</h1>{}", trouble(&now.trouble, root)),
    };
    let title = now.previewed.as_ref().map_or("", |previewed| previewed.site.config.title.as_str());
    frame(&format!("The desk – {title}"), &main, " data-desk", nonce)
}

/// What is shown instead of a page while the site could not be built once.
pub(super) fn not_yet(wrong: &Trouble, root: &str, is_building: bool, nonce: &str) -> String {
    let main = if is_building {
        "<h1>The site is being built</h1><p role=\"status\">This page shows it as soon as it is there.</p>"
            .to_owned()
    } else {
        format!(
            "<h1>There is nothing to show yet</h1><p>The site has mistakes that have to be mended first. This page shows it \
             as soon as they are.</p>{}",
            trouble(wrong, root)
        )
    };
    frame("Nothing to show yet", &main, "", nonce)
}

fn frame(title: &str, main: &str, marks: &str, nonce: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"/_desk/desk.css\">\n\
         <script src=\"{SCRIPT}\" nonce=\"{nonce}\" data-seen=\"\"{marks} defer></script>\n</head>\n<body>\n\
         <main id=\"desk\">\n{main}\n</main>\n</body>\n</html>\n",
        text(title)
    )
}

/// What is wrong, as a part of a page.
pub(super) fn trouble(wrong: &Trouble, root: &str) -> String {
    match wrong {
        Trouble::None => String::new(),
        Trouble::Failure(message) => {
            format!("<p class=\"finding error\"><strong>error</strong> {}</p>", html::sentence(message))
        }
        Trouble::Findings(found) => {
            let errors: Vec<&Diagnostic> = found.iter().filter(|d| d.severity == Severity::Error).collect();
            // Where warnings block, there may be no error.
            let grave = if errors.is_empty() {
                found.iter().filter(|d| d.severity == Severity::Warning).collect()
            } else {
                errors
            };
            list(&grave, root)
        }
    }
}

/// Findings as a list, as many as one can take in.
fn list(found: &[&Diagnostic], root: &str) -> String {
    let items: String = found.iter().take(FINDINGS).map(|found| finding(found, root)).collect();
    let more = found.len().saturating_sub(FINDINGS);
    let more = match more {
        0 => String::new(),
        more => format!(
            "<p>and {more} more; the terminal shows them, or <code>briefpress check --verbose</code></p>"
        ),
    };
    format!("<ul class=\"findings\">{items}</ul>{more}")
}

fn contents(previewed: &Previewed, now: &Now, root: &str, everything: bool) -> String {
    let Previewed { outcome, site, .. } = previewed;
    let rows = rows(previewed, now.edition.base());
    let mut html = format!(
        "<header><p class=\"kicker\">{}</p><h1>The desk</h1><p class=\"standing\" role=\"status\">{}</p>\
         <p class=\"home\"><a href=\"{}\">The site</a></p></header>",
        text(&site.config.title),
        standing(now, Counts::of(&outcome.diagnostics)),
        text(now.edition.base()),
    );
    html.push_str(&tally(&rows));
    html.push_str(&findings(&outcome.diagnostics, root));
    html.push_str(&actions_due(site, now.edition.base(), root));
    html.push_str(&table(&rows, root, everything));
    html
}

/// In one sentence: is what can be seen the newest?
fn standing(now: &Now, counts: Counts) -> String {
    match &now.trouble {
        Trouble::None => format!("The preview shows your last change. {counts}."),
        Trouble::Findings(_) => format!("<strong>The preview shows the last good site</strong>: {counts}."),
        Trouble::Failure(message) => {
            format!("<strong>The preview shows the last good site</strong>: {}", html::sentence(message))
        }
    }
}

/// How many briefings are in each state.
fn tally(rows: &[Row]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for row in rows {
        match counts.iter_mut().find(|(word, _)| *word == row.state.word()) {
            Some((_, count)) => *count += 1,
            None => counts.push((row.state.word(), 1)),
        }
    }
    let items: Vec<String> =
        counts.iter().map(|(word, count)| format!("<li><b>{count}</b> {word}</li>")).collect();
    let items = items.concat();
    format!("<ul class=\"tally\" aria-label=\"Briefings by state\">{items}</ul>")
}

/// The findings by who can mend them, the gravest first.
fn findings(found: &[Diagnostic], root: &str) -> String {
    let mut html =
        String::from("<section aria-labelledby=\"findings\"><h2 id=\"findings\">What to mend</h2>");
    for owner in Owner::ALL {
        let mut own: Vec<&Diagnostic> = found.iter().filter(|found| found.owner == owner).collect();
        own.sort_by_key(|found| std::cmp::Reverse(found.severity));
        // Writing to a string does not fail.
        let _ = write!(
            html,
            "<h3>For {owner}: {}</h3>",
            if own.is_empty() { "nothing".to_owned() } else { own.len().to_string() }
        );
        if !own.is_empty() {
            let open = if own.iter().any(|found| found.severity == Severity::Error) { " open" } else { "" };
            let _ = write!(html, "<details{open}><summary>Show them</summary>{}</details>", list(&own, root));
        }
    }
    html.push_str("</section>");
    html
}

fn table(rows: &[Row], root: &str, everything: bool) -> String {
    let shown = if everything { rows.len() } else { ROWS.min(rows.len()) };
    let lines: String = rows[..shown].iter().map(|row| row.html(root)).collect();
    let more = if shown < rows.len() {
        format!(
            "<p><a href=\"/_desk/?all\">Show all {} briefings</a>, those that need nothing among them.</p>",
            rows.len()
        )
    } else {
        String::new()
    };
    format!(
        "<section aria-labelledby=\"briefings\"><h2 id=\"briefings\">Briefings</h2><div class=\"wide\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Table of briefings\"><table><thead><tr><th scope=\"col\">State</th><th scope=\"col\">Briefing</th>\
         <th scope=\"col\">Read aloud</th><th scope=\"col\">Findings</th></tr></thead><tbody>{lines}</tbody></table></div>{more}</section>"
    )
}
