//! What changes on disk, as paths of the site.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::ServeError;
use super::coalesce::Change;
use crate::load::{SITE_FOLDERS, is_of_site};
use crate::source::SourcePath;

/// Watches a site until it is dropped.
#[derive(Debug)]
pub(super) struct Watcher {
    watcher: RecommendedWatcher,
    root: PathBuf,
}

impl Watcher {
    /// Watches the folders of a site. `root` has to be the folder's one true path.
    pub(super) fn start(root: &Path, sender: Sender<Change>) -> Result<Self, ServeError> {
        let own = root.to_owned();
        let tell = move |event: notify::Result<Event>| {
            for change in changes(&own, event) {
                // Whoever listened has gone, and the watcher goes with it.
                let _ = sender.send(change);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = Self {
            watcher: RecommendedWatcher::new(tell, config).map_err(ServeError::Watch)?,
            root: root.to_owned(),
        };
        watcher.watcher.watch(root, RecursiveMode::NonRecursive).map_err(ServeError::Watch)?;
        watcher.watch_folders()?;
        Ok(watcher)
    }

    /// Watches the folders that are there now; those that came, and those that came back.
    pub(super) fn watch_folders(&mut self) -> Result<(), ServeError> {
        for folder in SITE_FOLDERS {
            let folder = self.root.join(folder);
            let is_folder = || folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
            while is_folder() {
                match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                    Ok(()) => break,
                    // It has gone meanwhile, or a folder in it has; those that are still there are watched.
                    Err(notify::Error { kind: notify::ErrorKind::PathNotFound, .. }) => {}
                    Err(error) => return Err(ServeError::Watch(error)),
                }
            }
        }
        Ok(())
    }
}

/// Whether a change is that of a folder of the site itself, which has to be watched anew.
pub(super) fn is_folder_of_site(path: &str) -> bool {
    SITE_FOLDERS.contains(&path)
}

/// What an event says of the site.
fn changes(root: &Path, event: notify::Result<Event>) -> Vec<Change> {
    let Ok(event) = event else { return vec![Change::Unknown] };
    if event.need_rescan() {
        return vec![Change::Unknown];
    }
    // A build reads every file; that is no change.
    let is_change = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    if !is_change {
        return Vec::new();
    }
    event.paths.iter().filter_map(|path| change_at(root, path)).collect()
}

fn change_at(root: &Path, path: &Path) -> Option<Change> {
    let Ok(below) = path.strip_prefix(root) else { return Some(Change::Unknown) };
    let Some(below) = below.to_str() else { return Some(Change::Unknown) };
    if below.is_empty() {
        // The folder of the site itself was moved or removed.
        return Some(Change::Unknown);
    }
    let below = below.replace('\\', "/");
    is_of_site(&SourcePath::new(below.as_str())).then_some(Change::Path(below))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, EventKind, Flag, ModifyKind};
    use notify::event::{RemoveKind, RenameMode};
    use notify::{Error, Event};

    use super::changes;
    use crate::serve::coalesce::Change;

    fn told(kind: EventKind, paths: &[&str]) -> Vec<Change> {
        let event = paths.iter().fold(Event::new(kind), |event, path| event.add_path(PathBuf::from(path)));
        changes(Path::new("/site"), Ok(event))
    }

    #[test]
    fn what_editors_do_is_told_as_paths_of_the_site() {
        let path = |path: &str| Change::Path(path.to_owned());
        let data = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        for (kind, paths, wanted) in [
            (data, &["/site/briefings/a.md"][..], vec![path("briefings/a.md")]),
            (EventKind::Create(CreateKind::File), &["/site/site.yaml"], vec![path("site.yaml")]),
            (EventKind::Remove(RemoveKind::Folder), &["/site/pages"], vec![path("pages")]),
            // Written beside and renamed, as vim, Emacs and most others do.
            (renamed, &["/site/briefings/.a.md.swp", "/site/briefings/a.md"], vec![path("briefings/a.md")]),
            (renamed, &["/site/briefings/a.md", "/site/briefings/a.md~"], vec![path("briefings/a.md")]),
            (
                renamed,
                &["/site/briefings/a.md___jb_tmp___", "/site/briefings/a.md"],
                vec![path("briefings/a.md")],
            ),
            (EventKind::Create(CreateKind::File), &["/site/briefings/.#a.md"], vec![]),
            (
                EventKind::Create(CreateKind::File),
                &["/site/static/.well-known/x"],
                vec![path("static/.well-known/x")],
            ),
            // What is built, kept or read is no change.
            (data, &["/site/output/index.html"], vec![]),
            (data, &["/site/.briefpress/manifest"], vec![]),
            (data, &["/site/.git/index"], vec![]),
            (data, &["/site/README.md"], vec![]),
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), &["/site/briefings/a.md"], vec![]),
            (EventKind::Access(AccessKind::Close(AccessMode::Read)), &["/site/briefings/a.md"], vec![]),
            (
                EventKind::Access(AccessKind::Close(AccessMode::Write)),
                &["/site/briefings/a.md"],
                vec![path("briefings/a.md")],
            ),
            (EventKind::Any, &["/elsewhere/a.md"], vec![Change::Unknown]),
            (EventKind::Remove(RemoveKind::Folder), &["/site"], vec![Change::Unknown]),
        ] {
            assert_eq!(told(kind, paths), wanted, "{kind:?} {paths:?}");
        }
    }

    #[test]
    fn lost_events_mean_that_anything_may_have_changed() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(changes(Path::new("/site"), Ok(lost)), [Change::Unknown]);
        assert_eq!(changes(Path::new("/site"), Err(Error::generic("x"))), [Change::Unknown]);
    }
}
