//! A generation of the output in the making.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::fs::Mode;
use rustix::io::Errno;

use super::disk::{self, Folder, Item};
use super::exchange::{self, Exchange};
use super::live::{Live, open_live};
use super::manifest::{MANIFEST, Manifest, ManifestEntry};
use super::target::{self, Surroundings, Target, remove_folders};
use super::tree::{clear_way, remove_tree};
use super::work_folder::{NEXT, WorkFolder};
use super::{Published, Refusal, WriteError, stamp};
use crate::source::{Fingerprint, OutputPath};

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
    /// Whether the new generation is what is live: nothing of it may be taken back.
    pub(super) is_live: AtomicBool,
    /// The foreign files in the spare, where it is known to be a full copy of the live generation.
    pub(super) carried: OnceLock<Option<Vec<Item>>>,
    opening: Mutex<()>,
    records: [Mutex<Vec<Record>>; SHARDS],
    pub(super) written: Volume,
    made_parents: Vec<PathBuf>,
}

/// Enough that two threads seldom meet.
const SHARDS: usize = 16;

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
pub(super) struct Volume {
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
        let seen = open_live(&target, None)?;
        let made_parents = target.make_parents()?;
        let opened = Self::open_locked(target, seen, around, options, &made_parents);
        if opened.is_err() {
            remove_folders(&made_parents);
        }
        opened
    }

    fn open_locked(
        target: Target,
        seen: Option<Live>,
        around: &Surroundings<'_>,
        options: Options,
        made_parents: &[PathBuf],
    ) -> Result<Self, WriteError> {
        let parent =
            Folder::open(&target.parent).map_err(|errno| WriteError::new(&target.parent, errno.into()))?;
        let work = WorkFolder::open(&parent, &target)?;
        let live = exchange::recover(&work, &parent, &target)
            .and_then(|()| open_live(&target, seen))
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
            is_live: AtomicBool::new(false),
            carried: OnceLock::new(),
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
        let is_written = !self.has_live(path, fingerprint);
        if is_written {
            let file = self.make_file(path)?;
            disk::write_whole(file, bytes).map_err(|cause| self.abandon(path, cause))?;
            self.written.add(size);
        }
        self.record(Record { path: path.clone(), fingerprint, size, is_written });
        Ok(fingerprint)
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
        super::publish::publish(&self)
    }

    pub(super) fn live_entry(&self, path: &OutputPath) -> Option<ManifestEntry<'_>> {
        self.previous()?.get(path.as_str())
    }

    fn has_live(&self, path: &OutputPath, fingerprint: Fingerprint) -> bool {
        self.live_entry(path).is_some_and(|live| live.fingerprint == fingerprint)
    }

    /// Removes a file that could not be finished.
    pub(super) fn abandon(&self, path: &OutputPath, cause: std::io::Error) -> WriteError {
        if let Some(next) = self.next.get() {
            let _ = next.remove_file(path.as_str().as_bytes());
        }
        self.fail(cause)
    }

    /// Makes a file in the new generation; what the last one had at that path goes.
    pub(super) fn make_file(&self, path: &OutputPath) -> Result<std::fs::File, WriteError> {
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
        let carried = match &self.live {
            Some(Live { manifest: Some(manifest), status, .. }) => {
                stamp::take(&self.work.folder, manifest, *status)
            }
            _ => self.work.folder.remove_file(stamp::STAMP).map(|()| None),
        };
        let carried = carried.map_err(|errno| self.fail(errno.into()))?;
        match self.work.folder.make_folder(NEXT) {
            Ok(()) => self.is_fresh.store(true, Ordering::Relaxed),
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(self.fail(errno.into())),
        }
        let next = self.work.folder.open_below(NEXT).map_err(|errno| self.fail(errno.into()))?;
        if let Some(live) = &self.live {
            // Before anything is in it: files get the group of their folder where its mode says so.
            next.set_owner_of(&live.status)
                .and_then(|()| next.set_mode(live.status.mode | Mode::RWXU))
                .map_err(|errno| self.fail(errno.into()))?;
        }
        let _ = self.carried.set(carried.filter(|_| !self.is_fresh()));
        Ok(self.next.get_or_init(|| next))
    }

    pub(super) fn record(&self, record: Record) {
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
        if cause.kind() == std::io::ErrorKind::CrossesDevices {
            return WriteError::Refused { output: self.target.named.clone(), why: Refusal::Divided };
        }
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
    pub(super) fn add(&self, bytes: u64) {
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
        if self.is_live.load(Ordering::Relaxed) {
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
