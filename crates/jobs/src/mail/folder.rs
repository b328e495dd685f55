//! Letters as files, for the demo and for development: nobody gets them.

use std::fs;
use std::path::PathBuf;

use lettre::message::header::ContentTransferEncoding;
use lettre::message::{Body, Mailbox};

use super::{Letter, MailError, Mailer, SetupError, message, sender};

/// Of a recipient's address so much stands in the file's name, whose length is limited.
const NAMED: usize = 100;
/// What is written and removed to see whether anything can be.
const PROBE: &str = ".viche-was-here";
/// Bytes of a line, without its end (RFC 5322, 2.1.1).
const LONGEST_LINE: usize = 998;

/// Writes letters into a folder as `<time>-<recipient>-<id>.eml`, so that names sort by time.
pub struct FolderMailer {
    folder: PathBuf,
    from: Mailbox,
}

impl FolderMailer {
    /// A mailer for a folder, which is made where it is not there, and must be one that can be written to. `from` is
    /// `ADDRESS` or `NAME <ADDRESS>`.
    pub fn new(folder: impl Into<PathBuf>, from: &str) -> Result<Self, SetupError> {
        let (folder, from) = (folder.into(), sender(from)?);
        let probe = folder.join(PROBE);
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&probe, []))
            .and_then(|()| fs::remove_file(&probe));
        match written {
            Ok(()) => Ok(Self { folder, from }),
            Err(source) => Err(SetupError::Folder { folder, source }),
        }
    }
}

impl Mailer for FolderMailer {
    fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = message(letter, &self.from, readable(&letter.text))?.formatted();
        fs::create_dir_all(&self.folder)?;
        let file = self.folder.join(file_name(letter));
        // A reader sees the whole letter or none.
        let unfinished = file.with_extension("part");
        fs::write(&unfinished, message)?;
        fs::rename(unfinished, file)?;
        Ok(())
    }
}

/// Unencoded where the lines are no longer than RFC 5322 allows, so that people can read the file as it is.
fn readable(text: &str) -> Body {
    if text.lines().all(|line| line.len() <= LONGEST_LINE) {
        let lines = text.replace('\n', "\r\n").into_bytes();
        Body::dangerous_pre_encoded(lines, ContentTransferEncoding::EightBit)
    } else {
        Body::new(text.to_owned())
    }
}

fn file_name(letter: &Letter) -> String {
    let recipient: String = letter
        .to
        .chars()
        .take(NAMED)
        .map(|c| if c.is_ascii_alphanumeric() || "@._+-".contains(c) { c } else { '_' })
        .collect();
    format!("{}-{recipient}-{}.eml", letter.written_at.format("%Y%m%dT%H%M%SZ"), letter.id)
}
