//! Other outputs of a site: what one build takes back, they have until they are built again or deleted.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::load::load_state;
use crate::model::Site;
use crate::source::OutputPath;
use crate::write::{forget_state, outputs_file, pages_file, read_manifest, state_file, write_state};

use super::memory::not_kept;

const KEPT_ELSEWHERE: Code = Code("publication/kept-elsewhere");
const NOT_TAKEN_BACK: Code = Code("publication/not-taken-back");

/// How many addresses are named.
const NAMED: usize = 20;

/// The outputs that a site was ever built into, as far as it is remembered.
pub(super) struct Outputs {
    state: PathBuf,
    known: Vec<PathBuf>,
}

impl Outputs {
    /// Recalls them.
    pub(super) fn of(state: &Path) -> Self {
        let text = load_state(&outputs_file(state)).and_then(|bytes| String::from_utf8(bytes).ok());
        let known = text.unwrap_or_default().lines().map(PathBuf::from).collect();
        Self { state: state.to_owned(), known }
    }

    /// All of them.
    pub(super) fn known(&self) -> &[PathBuf] {
        &self.known
    }

    /// Notes one that was built. A path that no line of text can hold is not noted.
    pub(super) fn remember(&self, output: &Path) -> Option<Diagnostic> {
        let line = output.to_str().filter(|line| !line.contains('\n'))?;
        if self.known.iter().any(|known| known == output) {
            return None;
        }
        let known = self.known.iter().filter(|known| known.exists()).filter_map(|known| known.to_str());
        let text = known.chain([line]).fold(String::new(), |text, line| text + line + "\n");
        write_state(&outputs_file(&self.state), text.as_bytes()).err().map(|error| not_kept(&error))
    }

    /// Tells which other ones hold something that was purged.
    pub(super) fn report(&self, own: &Path, site: &Site) -> Vec<Diagnostic> {
        let holding = self.holding(own, site);
        holding
            .map(|(output, held)| {
                let output = output.display();
                Diagnostic::note(KEPT_ELSEWHERE, format!("`{output}` still holds {held}")).help(format!(
                    "delete that folder, or build into it again with `briefpress build --output {output}`"
                ))
            })
            .collect()
    }

    /// Tells that the output of a build that is refused holds something that was purged, and goes on holding it.
    pub(super) fn report_refused(own: &Path, site: &Site) -> Option<Diagnostic> {
        let (shown, held) = (own.display(), held(own, site));
        let base = site.config.base_url.as_str();
        let addresses: Vec<String> =
            held.iter().take(NAMED).map(|held| format!("{base}{}", held.address())).collect();
        let more = match held.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("`{shown}` still holds {}, until a build succeeds", in_words(&held)?);
        Some(
            Diagnostic::error(NOT_TAKEN_BACK, message)
                .because(format!("at {}{more}", addresses.join(", ")))
                .help(
                    "take it off the host now, and out of caches in front of it; then mend the other errors, and build",
                ),
        )
    }

    /// Forgets what is remembered of other ones that hold something that was purged: its words may be in it.
    pub(super) fn forget(&self, own: &Path, site: &Site) -> Option<Diagnostic> {
        let files = self
            .holding(own, site)
            .flat_map(|(output, _)| [state_file(&self.state, output), pages_file(&self.state, output)]);
        files.filter_map(|file| forget_state(&file).err()).last().map(|error| not_kept(&error))
    }

    /// Other outputs, each with what was purged in it, in words.
    fn holding<'a>(&'a self, own: &'a Path, site: &'a Site) -> impl Iterator<Item = (&'a PathBuf, String)> {
        let others = self.known.iter().filter(move |output| *output != own);
        others.filter_map(move |output| in_words(&held(output, site)).map(|held| (output, held)))
    }
}

/// What an output holds of what was purged. One that is not there any more, or can not be read, holds nothing that anybody
/// could be told of.
fn held<'s>(output: &Path, site: &'s Site) -> Vec<&'s OutputPath> {
    let mut gone = site.gone();
    let manifest = if gone.is_empty() { None } else { read_manifest(output).ok().flatten() };
    gone.retain(|address| manifest.as_ref().is_some_and(|manifest| manifest.owns(address.as_str())));
    gone
}

/// The same in words: a page by its name, for it is what people know, and how many other files. Nothing of nothing.
fn in_words(held: &[&OutputPath]) -> Option<String> {
    let is_page =
        |at: &&&OutputPath| at.as_str().starts_with("briefings/") && at.as_str().ends_with("/index.html");
    let named = held.iter().find(is_page).or(held.first())?.as_str();
    Some(match held.len() {
        1 => format!("`{named}`, which was purged"),
        2 => format!("`{named}` and another file that was purged with it"),
        all => format!("`{named}` and {} other files, which were purged", all - 1),
    })
}
