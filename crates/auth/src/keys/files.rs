//! Files that hold secrets: written for their owner alone, read only if they have stayed so.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use super::KeyError;

/// Makes the folder, for its owner alone, unless it is there.
pub(super) fn create_folder(dir: &Path) -> Result<(), KeyError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(|source| failed(dir, source))
}

/// Writes a new file, readable by its owner alone, down to the disk.
pub(super) fn create_file(path: &Path, text: &str) -> Result<(), KeyError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = |mut file: File| file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    options.open(path).and_then(write).map_err(|source| failed(path, source))
}

/// Writes a file in one step: a reader sees the old text or the new.
pub(super) fn replace_file(path: &Path, text: &str) -> Result<(), KeyError> {
    let new = path.with_extension("new");
    create_file(&new, text)?;
    fs::rename(&new, path).map_err(|source| failed(path, source))
}

/// The text of a file that others can't read.
pub(super) fn read(path: &Path) -> Result<String, KeyError> {
    let mut file = File::open(path).map_err(|source| failed(path, source))?;
    if is_exposed(&file).map_err(|source| failed(path, source))? {
        return Err(KeyError::Exposed(path.to_owned()));
    }
    io::read_to_string(&mut file).map_err(|source| failed(path, source))
}

/// What the folder holds.
pub(super) fn list(dir: &Path) -> Result<Vec<PathBuf>, KeyError> {
    fs::read_dir(dir)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|source| failed(dir, source))
}

/// A group may read: that is how orchestrators hand secrets to an unprivileged user.
#[cfg(unix)]
fn is_exposed(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o007 != 0)
}

#[cfg(not(unix))]
fn is_exposed(_file: &File) -> io::Result<bool> {
    Ok(false)
}

fn failed(path: &Path, source: io::Error) -> KeyError {
    let path = path.to_owned();
    match source.kind() {
        ErrorKind::NotFound => KeyError::Missing(path),
        ErrorKind::AlreadyExists => KeyError::Exists(path),
        _ => KeyError::Io { path, source },
    }
}
