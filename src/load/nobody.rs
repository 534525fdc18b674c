//! For tests of what is closed to a user: nothing is closed to the administrator, who runs tests in many containers.

use std::path::Path;

/// Runs something as a user to whom files can be closed: as the caller, or, where that is the administrator, on threads
/// of a user without rights, who gets the folder of the test. `None` where that can not be had.
pub(crate) fn as_nobody<T: Send>(folder: &Path, run: impl FnOnce() -> T + Send) -> Option<T> {
    if !rustix::process::geteuid().is_root() {
        return Some(run());
    }
    #[cfg(target_os = "linux")]
    {
        const NOBODY: u32 = 65_534;
        for entry in walkdir::WalkDir::new(folder) {
            std::os::unix::fs::lchown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        // The system keeps a user for each thread; these end with the pool.
        let become_nobody =
            |_| rustix::thread::set_thread_uid(rustix::process::Uid::from_raw(NOBODY)).unwrap();
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).start_handler(become_nobody);
        let threads = threads.build().unwrap();
        let is_in_reach = threads.install(|| std::fs::read_dir(folder).is_ok());
        is_in_reach.then(|| threads.install(run))
    }
    #[cfg(not(target_os = "linux"))]
    None
}
