//! The file of a picture: opened before counting, written after it.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// A file that can be written. What it holds stays until there is a picture.
pub(super) struct Target {
    file: File,
    path: PathBuf,
    is_new: bool,
}

impl Target {
    /// Opens a path for the picture of what is counted from these files.
    pub(super) fn open(path: &Path, inputs: &[&Path]) -> Result<Self, String> {
        if let Some(folder) = inputs.iter().find(|input| input.is_dir()) {
            return Err(format!("{}: --svg draws one file, not a folder", folder.display()));
        }
        let is_same = |input: &&Path| {
            path.canonicalize().is_ok_and(|path| input.canonicalize().is_ok_and(|other| other == path))
        };
        if inputs.iter().any(is_same) {
            return Err(format!("{}: the picture would replace what is counted", path.display()));
        }
        let (file, is_new) = create(path).map_err(|error| sentence(path, &error))?;
        Ok(Self { file, path: path.to_owned(), is_new })
    }

    /// Writes the picture; without one, a file that wasn't there before is removed.
    pub(super) fn finish(mut self, picture: Option<&str>) -> Result<(), String> {
        let done = match picture {
            Some(picture) => self.write(picture),
            None if self.is_new => std::fs::remove_file(&self.path),
            None => Ok(()),
        };
        done.map_err(|error| sentence(&self.path, &error))
    }

    fn write(&mut self, picture: &str) -> io::Result<()> {
        // Pipes and devices have no length.
        if self.file.metadata()?.is_file() {
            self.file.set_len(0)?;
        }
        self.file.write_all(picture.as_bytes())
    }
}

/// Opens a file without emptying it; whether it is new.
fn create(path: &Path) -> io::Result<(File, bool)> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => Ok((file, true)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Ok((OpenOptions::new().write(true).open(path)?, false))
        }
        Err(error) => Err(error),
    }
}

fn sentence(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}
