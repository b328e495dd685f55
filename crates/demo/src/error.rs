//! Why a demo could not be made or served.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use viche_auth::keys::KeyError;
use viche_domain::problem::Problem;
use viche_jobs::SetupError;

/// Why a demo could not be made or served, as a sentence for whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder is no finished demo, and not empty either.
    #[error(
        "{path} is not empty and holds no finished demo. If its making was interrupted, delete the folder; or choose \
         another with --data DIR", path = .0.display()
    )]
    NotEmpty(PathBuf),
    /// The folder's record of the demo can't be understood.
    #[error(
        "{path} does not tell of a demo ({source}); choose another folder with --data DIR", path = path.display()
    )]
    Record {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A file or folder can't be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The address can't be listened on.
    #[error("{address} can't be listened on ({source}); choose another address with --bind ADDR")]
    Address {
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database.
    #[error("the database: {0}")]
    Database(#[from] viche_store::Error),
    /// A use case that is not reached through the API.
    #[error("the service refused: {0}")]
    Refused(#[from] Problem),
    /// The API was not reached.
    #[error("the API was not reached: {0}")]
    Unreached(#[from] reqwest::Error),
    /// The API answered with something else than success.
    #[error("the API answered {request} with {status}: {body}")]
    Unexpected {
        /// The method and the path.
        request: String,
        /// The status.
        status: u16,
        /// The answer.
        body: String,
    },
    /// The API's answer is not what its document says.
    #[error("the API's answer to {request} can't be understood: {source}")]
    Unreadable {
        /// The method and the path.
        request: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The sender of letters.
    #[error("mail.from: {0}")]
    Mail(#[from] SetupError),
    /// A letter that should be there.
    #[error("no letter to {recipient} with a link to verify the address is in {folder}", folder = folder.display())]
    NoLetter {
        /// The recipient.
        recipient: String,
        /// Where letters are.
        folder: PathBuf,
    },
    /// The HTTP server or the signals that stop it.
    #[error("the server: {0}")]
    Server(io::Error),
}

impl DemoError {
    /// For `map_err`, where a file or folder can't be read or written.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }
}
