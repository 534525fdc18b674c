//! What hosts do not take of the files that are made for them.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Site;
use crate::plan::HostFile;

use super::azure::azure;
use super::iis::iis;
use super::{redirects, unindexed};

/// Cloudflare Pages takes 2,000 lines of redirects from one address to another, and each address has two.
const CLOUDFLARE_REDIRECTS: usize = 1_000;

/// Cloudflare Pages takes headers for 100 addresses, two of which are those of the whole site and of the theme.
const CLOUDFLARE_FILES: usize = 98;

/// What of a file can find no room.
struct Entries {
    code: Code,
    what: &'static str,
    help: &'static str,
    because: &'static str,
}

const REDIRECTS: Entries = Entries {
    code: Code("site/redirects-left"),
    what: "redirects",
    help: "nothing, if your site is elsewhere; else set the rest up at the host",
    because: "pages stand at the other former addresses, and lead on to the new ones",
};

const FILES: Entries = Entries {
    code: Code("site/noindex-left"),
    what: "files that search engines are to leave out",
    help: "nothing, if your site is elsewhere; else take out files that nobody needs, or set the rest up at the host",
    because: "search engines may keep the other files, though the pages that have them are withdrawn",
};

/// Says which hosts do not take all redirects from former addresses, and which not all files that search engines are asked to
/// leave out.
pub fn report_left_by_hosts(site: &Site) -> Vec<Diagnostic> {
    let (moved, files) = (redirects(site).count(), unindexed(site).count());
    if moved + files == 0 {
        return Vec::new();
    }
    let (iis, azure) = (iis(site), azure(site));
    let left = [
        (
            REDIRECTS,
            moved,
            "Cloudflare Pages",
            HostFile::Redirects,
            moved.saturating_sub(CLOUDFLARE_REDIRECTS),
        ),
        (REDIRECTS, moved, "IIS", HostFile::Iis, iis.redirects_left),
        (REDIRECTS, moved, "Azure Static Web Apps", HostFile::Azure, azure.redirects_left),
        (FILES, files, "Cloudflare Pages", HostFile::Headers, files.saturating_sub(CLOUDFLARE_FILES)),
        (FILES, files, "IIS", HostFile::Iis, iis.files_left),
        (FILES, files, "Azure Static Web Apps", HostFile::Azure, azure.files_left),
    ];
    let is_own = |file: HostFile| site.statics.iter().any(|own| own.output.folded() == file.name());
    let told = left.into_iter().filter(|(.., file, left)| *left > 0 && !is_own(*file));
    told.map(|(Entries { code, what, help, because }, all, host, file, left)| {
        let (taken, name) = (all - left, file.name());
        Diagnostic::note(code, format!("{host} takes no more than {taken} of {all} {what} from `{name}`"))
            .help(help)
            .because(because)
    })
    .collect()
}
