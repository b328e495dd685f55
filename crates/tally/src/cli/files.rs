//! Files of a folder, several at once.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::progress::Bar;

/// The `.pb` files of a folder, in the order of their names.
pub(super) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(unreadable)?.path();
        let is_pb = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pb"));
        if is_pb && !path.is_dir() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(format!("{}: expected .pb files, found none", folder.display()));
    }
    paths.sort();
    Ok(paths)
}

/// Applies a function to each path on so many threads; results in the order of the paths. Shows progress.
pub(super) fn in_parallel<T: Send>(
    paths: &[PathBuf],
    jobs: usize,
    work: impl Fn(&Path, &Bar) -> T + Sync,
) -> Vec<T> {
    let bar = Bar::new(paths.len());
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<T>>> = paths.iter().map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..jobs.min(paths.len()) {
            scope.spawn(|| {
                while let Some((path, slot)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    paths.get(index).zip(results.get(index))
                } {
                    let result = work(path, &bar);
                    *slot.lock().expect("each slot is locked once") = Some(result);
                    bar.counted();
                }
            });
        }
    });
    bar.clear();
    let taken =
        |slot: Mutex<Option<T>>| slot.into_inner().ok().flatten().expect("every path has been worked on");
    results.into_iter().map(taken).collect()
}
