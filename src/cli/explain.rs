//! `explain`: what a finding means, from the document of its rule.

use briefpress::check::{find_rule, nearest_rule, reference, reference_page, rules};

use super::DONE;
use super::arguments::{ExplainArguments, Format};
use super::failure::Failure;
use super::terminal::{Terminal, to_stdout};

/// Prints the document of one rule, a line for each, or the whole reference as a document or a page.
pub(super) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> u8 {
    if arguments.all {
        to_stdout(|out| out.write_all(reference().as_bytes()));
        return DONE;
    }
    if arguments.page {
        to_stdout(|out| out.write_all(reference_page().as_bytes()));
        return DONE;
    }
    let Some(code) = &arguments.code else {
        let width = rules().iter().map(|rule| rule.code.0.len()).max().unwrap_or_default();
        to_stdout(|out| {
            rules().iter().try_for_each(|rule| {
                let (code, severity) = (rule.code.0, rule.severity.word());
                writeln!(out, "{code:width$}  {severity:7}  {}", rule.headline())
            })
        });
        return DONE;
    };
    let Some(rule) = find_rule(code) else {
        let help = match nearest_rule(code) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`briefpress explain --list` names every code".to_owned(),
        };
        let failure = Failure::new(format!("there is no finding with the code `{code}`"), &help);
        return terminal.emit_failure(&failure, Format::Human);
    };
    to_stdout(|out| out.write_all(rule.plain().as_bytes()));
    DONE
}
