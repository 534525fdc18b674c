//! A picture, style sheet or script of this site that is not there.

use crate::check::output::{Findings, Lead, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("links/missing-file"),
    owner: Owner::Web,
    severity: Severity::Error,
    document: include_str!("missing_file.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for (resource, lead) in page.resources() {
        let Lead::Inside(path, _) = lead else { continue };
        if !resource.is_file || page.is_there(path) {
            continue;
        }
        let address = &resource.address;
        let mut diagnostic =
            RULE.finding(format!("the file `{address}`, which `{}` needs, is not in this site", resource.by));
        diagnostic.help = Some(page.nearest(path).map_or_else(
            || {
                "add the file, or take out what names it; templates name files of the theme by `| asset`"
                    .into()
            },
            |near| format!("did you mean `{near}`?").into(),
        ));
        found.add(page, diagnostic, resource.at, &[address]);
    }
}
