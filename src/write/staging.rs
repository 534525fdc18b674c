//! A generation of the output in the making.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::io::Errno;

use super::disk::{self, Folder, Status};
use super::exchange::{self, Exchange};
use super::manifest::{MANIFEST, Manifest, ManifestEntry};
use super::target::{self, Holding, Surroundings, Target};
use super::tree::{clear_way, remove_tree};
use super::work_folder::{NEXT, WorkFolder};
use super::{Published, WriteError};
use crate::source::{Fingerprint, OutputPath, SourcePath};

/// How a site is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether everything is brought to safety on the disk before it is published, so that not even a power cut
    /// leaves a torn site.
    pub durable: bool,
}

/// A generation of the output in the making. Dropped without [`Self::publish`] it leaves no trace.
///
/// All that adds files takes `&self` and may be called from many threads.
#[derive(Debug)]
pub struct Staging {
    pub(super) options: Options,
    pub(super) exchange: Exchange,
    pub(super) target: Target,
    pub(super) root: PathBuf,
    pub(super) parent: Folder,
    pub(super) work: WorkFolder,
    pub(super) live: Option<Live>,
    pub(super) next: OnceLock<Folder>,
    /// Whether this build made the folder of the generation, so that nothing old is in it.
    pub(super) is_fresh: AtomicBool,
    pub(super) is_published: bool,
    opening: Mutex<()>,
    records: [Mutex<Vec<Record>>; SHARDS],
    written: Volume,
    made_parents: Vec<PathBuf>,
}

/// Enough that two threads seldom meet.
const SHARDS: usize = 16;

/// What is at the output's place before the build.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) folder: Folder,
    pub(super) status: Status,
    /// Nothing where the folder counts as empty.
    pub(super) manifest: Option<Manifest>,
    /// What is known of the manifest's own file.
    written: Status,
}

/// One file of the new generation.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) path: OutputPath,
    pub(super) fingerprint: Fingerprint,
    pub(super) size: u64,
    pub(super) is_written: bool,
}

/// How much was written: what is lacking on a full disk is estimated from it.
#[derive(Debug, Default)]
struct Volume {
    files: AtomicUsize,
    bytes: AtomicU64,
    expected_files: AtomicUsize,
}

impl Staging {
    /// Opens the output of the site at `root` for a build: refuses folders that must not be written into, locks
    /// out other builds, mends what an interrupted one left, and makes sure that writing is possible.
    ///
    /// `state` is the site's `.briefpress` folder.
    pub fn open(output: &Path, root: &Path, state: &Path, options: Options) -> Result<Self, WriteError> {
        let home = std::env::home_dir();
        Self::open_in(output, &Surroundings { root, state, home: home.as_deref() }, options)
    }

    pub(super) fn open_in(
        output: &Path,
        around: &Surroundings<'_>,
        options: Options,
    ) -> Result<Self, WriteError> {
        let target = target::resolve(output, around)?;
        // Seen before anything is made beside a folder that is none of ours.
        open_live(&target)?;
        let made_parents = make_parents(&target)?;
        let opened = Self::open_locked(target, around, options, &made_parents);
        if opened.is_err() {
            remove_folders(&made_parents);
        }
        opened
    }

    fn open_locked(
        target: Target,
        around: &Surroundings<'_>,
        options: Options,
        made_parents: &[PathBuf],
    ) -> Result<Self, WriteError> {
        let parent =
            Folder::open(&target.parent).map_err(|errno| WriteError::new(&target.parent, errno.into()))?;
        let work = WorkFolder::open(&parent, &target)?;
        let live = exchange::recover(&work, &parent, &target)
            .and_then(|()| open_live(&target))
            .inspect_err(|_| work.remove_if_new(&parent))?
            .map(Live::verified);
        let staging = Self {
            options,
            exchange: Exchange::default(),
            root: around.root.to_owned(),
            target,
            parent,
            work,
            live,
            next: OnceLock::new(),
            is_fresh: AtomicBool::new(false),
            is_published: false,
            opening: Mutex::new(()),
            records: Default::default(),
            written: Volume::default(),
            made_parents: made_parents.to_vec(),
        };
        if staging.previous().is_none() {
            // A first build: what an interrupted one left would only have to be compared.
            remove_tree(&staging.work.folder, NEXT).map_err(|errno| staging.fail(errno.into()))?;
            staging.next()?;
        }
        Ok(staging)
    }

    /// What the live output holds: every file that the last build wrote and that is still there unharmed.
    pub fn previous(&self) -> Option<&Manifest> {
        self.live.as_ref()?.manifest.as_ref()
    }

    /// The output folder, every link resolved.
    pub fn output(&self) -> PathBuf {
        self.target.path()
    }

    /// Makes the folders of the given outputs.
    ///
    /// Optional: [`Self::write`] makes what is lacking. One thread that makes them all while another one is busy
    /// elsewhere costs a third less than two that stand in each other's way.
    pub fn create_folders<'a>(
        &self,
        paths: impl IntoIterator<Item = &'a OutputPath>,
    ) -> Result<(), WriteError> {
        let mut last = "";
        for path in paths {
            self.written.expected_files.fetch_add(1, Ordering::Relaxed);
            let folder = path.as_str().rfind('/').map_or("", |slash| &path.as_str()[..slash]);
            if folder != last && !self.has_folder(folder) {
                let next = self.next()?;
                let made = next.make_parents(path.as_str().as_bytes());
                // A file of the last generation that stands there is removed when the path is written.
                made.or_else(|errno| if errno == Errno::NOTDIR { Ok(()) } else { Err(errno) })
                    .map_err(|errno| self.fail(errno.into()))?;
            }
            last = folder;
        }
        Ok(())
    }

    /// The spare has nearly every folder of the live generation; the rest is made on demand.
    fn has_folder(&self, folder: &str) -> bool {
        folder.is_empty() || self.previous().is_some()
    }

    /// Adds a file. One that is live with the same content is not written again.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> Result<Fingerprint, WriteError> {
        let fingerprint = Fingerprint::of(bytes);
        let size = bytes.len() as u64;
        let is_written = !self.is_live(path, fingerprint);
        if is_written {
            let file = self.make_file(path)?;
            disk::write_whole(file, bytes).map_err(|cause| self.abandon(path, cause))?;
            self.written.add(size);
        }
        self.record(Record { path: path.clone(), fingerprint, size, is_written });
        Ok(fingerprint)
    }

    /// Adds a file of the site as it is, provided that it still is what was read before.
    pub fn copy(
        &self,
        path: &OutputPath,
        from: &SourcePath,
        expected: Fingerprint,
    ) -> Result<(), WriteError> {
        if let Some(live) = self.live_entry(path).filter(|live| live.fingerprint == expected) {
            self.record(Record {
                path: path.clone(),
                fingerprint: expected,
                size: live.size,
                is_written: false,
            });
            return Ok(());
        }
        let mut source = self.open_source(from)?;
        let mut file = self.make_file(path)?;
        let mut hasher = blake3::Hasher::new();
        let mut size = 0;
        let mut unwritten = None;
        let read = disk::read_blocks(&mut source, |block| {
            hasher.update(block);
            size += block.len() as u64;
            std::io::Write::write_all(&mut file, block).map_err(|cause| {
                unwritten = Some(cause);
                std::io::ErrorKind::Other.into()
            })
        });
        if let Err(cause) = read {
            return Err(match unwritten {
                Some(cause) => self.abandon(path, cause),
                None => self.unreadable(path, from, cause),
            });
        }
        self.written.add(size);
        self.record(Record { path: path.clone(), fingerprint: expected, size, is_written: true });
        if Fingerprint::from_hasher(&hasher) == expected {
            Ok(())
        } else {
            Err(WriteError::SourceChanged { path: from.clone() })
        }
    }

    /// Takes over a file of the live output, which [`Self::previous`] has.
    pub fn keep(&self, path: &OutputPath) -> Result<(), WriteError> {
        let Some(live) = self.live_entry(path) else {
            return Err(WriteError::OutputChanged { output: self.target.named.clone() });
        };
        self.record(Record {
            path: path.clone(),
            fingerprint: live.fingerprint,
            size: live.size,
            is_written: false,
        });
        Ok(())
    }

    /// Makes what was added the live output, in one step.
    pub fn publish(self) -> Result<Published, WriteError> {
        super::publish::publish(self)
    }

    fn live_entry(&self, path: &OutputPath) -> Option<ManifestEntry<'_>> {
        self.previous()?.get(path.as_str())
    }

    fn is_live(&self, path: &OutputPath, fingerprint: Fingerprint) -> bool {
        self.live_entry(path).is_some_and(|live| live.fingerprint == fingerprint)
    }

    fn open_source(&self, from: &SourcePath) -> Result<std::fs::File, WriteError> {
        let changed = || WriteError::SourceChanged { path: from.clone() };
        let root = Folder::open(&self.root).map_err(|errno| WriteError::new(&self.root, errno.into()))?;
        let file = root.read_file(from.as_str().as_bytes()).map_err(|errno| match errno {
            Errno::NOENT | Errno::NOTDIR | Errno::LOOP | Errno::NXIO => changed(),
            other => WriteError::Unreadable { path: from.clone(), cause: other.into() },
        })?;
        match file.metadata() {
            Ok(metadata) if metadata.is_file() => Ok(file),
            Ok(_) => Err(changed()),
            Err(cause) => Err(WriteError::Unreadable { path: from.clone(), cause }),
        }
    }

    /// Removes a file that could not be finished.
    fn abandon(&self, path: &OutputPath, cause: std::io::Error) -> WriteError {
        if let Some(next) = self.next.get() {
            let _ = next.remove_file(path.as_str().as_bytes());
        }
        self.fail(cause)
    }

    fn unreadable(&self, path: &OutputPath, from: &SourcePath, cause: std::io::Error) -> WriteError {
        let _ = self.abandon(path, std::io::ErrorKind::Other.into());
        WriteError::Unreadable { path: from.clone(), cause }
    }

    /// Makes a file in the new generation; what the last one had at that path goes.
    fn make_file(&self, path: &OutputPath) -> Result<std::fs::File, WriteError> {
        let taken = || WriteError::Taken { path: path.as_str().to_owned() };
        if path.as_str() == MANIFEST {
            return Err(taken());
        }
        let next = self.next()?;
        let bytes = path.as_str().as_bytes();
        match next.make_file(bytes) {
            Ok(file) => return Ok(file),
            Err(Errno::EXIST | Errno::NOTDIR | Errno::ISDIR) if !self.is_fresh.load(Ordering::Relaxed) => {}
            Err(Errno::EXIST | Errno::NOTDIR | Errno::ISDIR) => return Err(taken()),
            Err(errno) => return Err(self.fail(errno.into())),
        }
        // Two threads may clear the same way: whoever comes second tries again.
        let mut last = Errno::EXIST;
        for _ in 0..8 {
            match clear_way(next, bytes).and_then(|()| next.make_file(bytes)) {
                Ok(file) => return Ok(file),
                Err(errno) => last = errno,
            }
        }
        Err(self.fail(last.into()))
    }

    /// The folder of the new generation: the spare, or a new one.
    pub(super) fn next(&self) -> Result<&Folder, WriteError> {
        if let Some(next) = self.next.get() {
            return Ok(next);
        }
        let _guard = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(next) = self.next.get() {
            return Ok(next);
        }
        match self.work.folder.make_folder(NEXT) {
            Ok(()) => self.is_fresh.store(true, Ordering::Relaxed),
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(self.fail(errno.into())),
        }
        let next = self.work.folder.open_below(NEXT).map_err(|errno| self.fail(errno.into()))?;
        Ok(self.next.get_or_init(|| next))
    }

    fn record(&self, record: Record) {
        let shard = usize::from(record.fingerprint.as_bytes()[0]) % SHARDS;
        self.records[shard].lock().unwrap_or_else(PoisonError::into_inner).push(record);
    }

    /// Everything that was added, sorted by path.
    pub(super) fn take_records(&self) -> Result<Vec<Record>, WriteError> {
        let mut records = Vec::new();
        for shard in &self.records {
            records.append(&mut shard.lock().unwrap_or_else(PoisonError::into_inner));
        }
        records.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        match records.windows(2).find(|two| two[0].path == two[1].path) {
            Some(two) => Err(WriteError::Taken { path: two[0].path.as_str().to_owned() }),
            None => Ok(records),
        }
    }

    /// Takes back what [`Self::take_records`] gave.
    pub(super) fn put_back(&self, records: Vec<Record>) {
        *self.records[0].lock().unwrap_or_else(PoisonError::into_inner) = records;
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.is_fresh.load(Ordering::Relaxed)
    }

    /// Sorts what the system reports about the output.
    pub(super) fn fail(&self, cause: std::io::Error) -> WriteError {
        match WriteError::new(&self.target.path(), cause) {
            WriteError::Full { .. } => WriteError::Full {
                output: self.target.named.clone(),
                needed: self.written.lacking(self.previous().map_or(0, Manifest::len)),
            },
            other => other,
        }
    }
}

impl Volume {
    fn add(&self, bytes: u64) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// About how many bytes the files that are not yet written will take; blocks of 4 kB, and one for the folder.
    fn lacking(&self, previous_files: usize) -> u64 {
        const BLOCK: u64 = 4096;
        let files = self.files.load(Ordering::Relaxed) as u64;
        let expected = self.expected_files.load(Ordering::Relaxed).max(previous_files) as u64;
        let each = self.bytes.load(Ordering::Relaxed) / files.max(1) + BLOCK + BLOCK / 2;
        each * expected.saturating_sub(files).max(files / 4).max(64)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.is_published {
            return;
        }
        // What was not published must not lie about: it may hold what was withheld for a reason.
        if self.is_fresh.load(Ordering::Relaxed) {
            let _ = remove_tree(&self.work.folder, NEXT);
        } else if let Some(next) = self.next.get() {
            for shard in &self.records {
                for record in
                    shard.lock().unwrap_or_else(PoisonError::into_inner).iter().filter(|r| r.is_written)
                {
                    let _ = next.remove_file(record.path.as_str().as_bytes());
                }
            }
        }
        self.work.remove_if_new(&self.parent);
        remove_folders(&self.made_parents);
    }
}

/// What is at the output's place; nothing if it does not exist.
fn open_live(target: &Target) -> Result<Option<Live>, WriteError> {
    let path = target.path();
    let fail = |errno: Errno| WriteError::new(&path, errno.into());
    let folder = match Folder::open(&path) {
        Ok(folder) => folder,
        Err(Errno::NOENT) => return Ok(None),
        Err(errno) => return Err(fail(errno)),
    };
    let status = folder.own_status().map_err(fail)?;
    let (manifest, written) = match target::holding(&folder, target)? {
        Holding::Empty => (None, status),
        Holding::Ours(manifest, written) => (Some(manifest), written),
    };
    Ok(Some(Live { folder, status, manifest, written }))
}

impl Live {
    /// Finds out what of the manifest is no longer so.
    fn verified(mut self) -> Self {
        if let Some(manifest) = &mut self.manifest {
            manifest.verify(|entry| is_intact(&self.folder, entry, self.written));
        }
        self
    }
}

/// Whether a live file is as it was written. A file that was changed after the manifest was written is read;
/// the others are believed, for nothing but a build writes here.
fn is_intact(folder: &Folder, entry: ManifestEntry<'_>, manifest: Status) -> bool {
    let path = entry.path.as_bytes();
    let Ok(status) = folder.status(path) else { return false };
    if !status.is_file || status.size != entry.size {
        return false;
    }
    if status.modified <= manifest.modified {
        return true;
    }
    let mut hasher = blake3::Hasher::new();
    let read = folder.read_file(path).map_err(std::io::Error::from).and_then(|mut file| {
        disk::read_blocks(&mut file, |block| {
            hasher.update(block);
            Ok(())
        })
    });
    read.is_ok() && Fingerprint::from_hasher(&hasher) == entry.fingerprint
}

/// Makes the folders that the output lies in; gives those that were not there.
fn make_parents(target: &Target) -> Result<Vec<PathBuf>, WriteError> {
    let mut missing: Vec<PathBuf> =
        target.parent.ancestors().take_while(|path| !path.exists()).map(Path::to_owned).collect();
    missing.reverse();
    for (index, path) in missing.iter().enumerate() {
        if let Err(cause) = std::fs::create_dir(path)
            && cause.kind() != std::io::ErrorKind::AlreadyExists
        {
            remove_folders(&missing[..index]);
            return Err(WriteError::new(path.parent().unwrap_or(path), cause));
        }
    }
    Ok(missing)
}

/// Removes folders again that were made in vain, unless something is in them.
fn remove_folders(paths: &[PathBuf]) {
    for path in paths.iter().rev() {
        let _ = std::fs::remove_dir(path);
    }
}
