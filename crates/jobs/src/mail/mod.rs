//! E-mail on its way out.

mod folder;
mod smtp;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use lettre::address::AddressError;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, SinglePart};
use lettre::{Address, Message};
use viche_app::Id;

pub use folder::FolderMailer;
pub use smtp::SmtpMailer;

/// A letter, ready to be sent.
pub struct Letter {
    /// Its id in the outbox. The Message-ID is made of it, so that a letter sent twice can be told.
    pub id: Id,
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

/// Hands letters over. The call blocks until the letter is taken or refused, ten minutes where a server takes its time.
pub trait Mailer: Send + Sync {
    /// Sends one letter.
    fn send(&self, letter: &Letter) -> Result<(), MailError>;
}

/// Why a letter was not taken. The sentence may name the recipient: it is no matter for logs.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address or a header can't be written down.
    #[error("the letter can't be written: {0}")]
    Malformed(String),
    /// The mail server takes no letters for this address, now or later.
    #[error("the mail server takes no letters for this address: {0}")]
    NoSuchAddress(String),
    /// The mail server does not take this letter, however often it is offered.
    #[error("the mail server refused the letter for good: {0}")]
    RefusedForGood(String),
    /// The letter was handed over, and the mail server did not say what became of it: it may have been taken.
    #[error("the mail server did not say whether it took the letter: {0}")]
    Unknown(String),
    /// The mail server said no, or not now.
    #[error("the mail server refused the letter: {0}")]
    Refused(String),
    /// The mail server was not reached, or the connection broke.
    #[error("the mail server can't be reached: {0}")]
    Unreachable(String),
    /// The folder can't be written to.
    #[error("the folder of letters can't be written to: {0}")]
    Folder(#[from] std::io::Error),
}

impl MailError {
    /// What happened, in one word that names nobody.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::NoSuchAddress(_) => "no_such_address",
            Self::RefusedForGood(_) => "refused_for_good",
            Self::Unknown(_) => "unknown",
            Self::Refused(_) => "refused",
            Self::Unreachable(_) => "unreachable",
            Self::Folder(_) => "folder",
        }
    }
}

/// Why mail can't be sent as configured. The URL itself is not repeated: it holds a password.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The address of the mail server.
    #[error(
        "the mail server's URL can't be used ({0}); expected smtp://USER:PASSWORD@HOST:587, \
         smtps://USER:PASSWORD@HOST:465, or smtp://HOST:25?tls=none"
    )]
    Url(String),
    /// The sender.
    #[error("{0:?} is no sender's address; expected ADDRESS or NAME <ADDRESS>")]
    From(String),
    /// The folder of letters.
    #[error("letters can't be written into {folder} ({source})", folder = folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

fn sender(from: &str) -> Result<Mailbox, SetupError> {
    from.parse().map_err(|_| SetupError::From(from.to_owned()))
}

fn message(letter: &Letter, from: &Mailbox, body: Body) -> Result<Message, MailError> {
    let to: Address =
        letter.to.parse().map_err(|error: AddressError| MailError::Malformed(error.to_string()))?;
    // RFC 3834: no automatic replies to this, please.
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    Message::builder()
        .from(from.clone())
        .to(to.into())
        .subject(&letter.subject)
        .date(letter.written_at.into())
        .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(body))
        .map_err(|error| MailError::Malformed(error.to_string()))
}
