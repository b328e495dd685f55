//! Letters by SMTP.

use std::net::IpAddr;
use std::time::Duration;

use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::{Letter, MailError, Mailer, SetupError, message, sender};

/// How long a mail server may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For each step of the conversation.
    pub step: Duration,
    /// For the last, after the whole letter was handed over: whoever leaves sooner doesn't know whether it was taken.
    pub end: Duration,
}

/// RFC 5321, 4.5.3.2.6, asks for ten minutes at the end.
const PATIENCE: Patience = Patience { step: Duration::from_secs(30), end: Duration::from_mins(10) };

/// Sends letters by a mail server.
pub struct SmtpMailer {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    from: Mailbox,
    pub(super) patience: Patience,
}

/// When the conversation is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    /// Never.
    Nothing,
    /// Once the server has said that it can.
    StartTls,
    /// From the first byte.
    Tls,
}

impl SmtpMailer {
    /// A mailer for a URL: `smtps://` is TLS from the first byte, `smtp://` requires STARTTLS but for a server on this
    /// machine, and `smtp://…?tls=none` does without. `from` is `ADDRESS` or `NAME <ADDRESS>`.
    pub fn new(url: &str, from: &str) -> Result<Self, SetupError> {
        let url = Url::parse(url).map_err(|error| SetupError::Url(error.to_string()))?;
        let security = security(&url)?;
        let host = url.host_str().ok_or_else(|| SetupError::Url("no host".to_owned()))?;
        let port = url.port().unwrap_or(match security {
            Security::Nothing => 25,
            Security::StartTls => 587,
            Security::Tls => 465,
        });
        let decoded = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
        let credentials =
            url.password().map(|password| Credentials::new(decoded(url.username()), decoded(password)));
        let host = host.trim_matches(['[', ']']).to_owned();
        Ok(Self { host, port, security, credentials, from: sender(from)?, patience: PATIENCE })
    }

    fn connect(&self) -> Result<SmtpConnection, Error> {
        let parameters = || TlsParameters::new(self.host.clone());
        let (name, at) = (ClientId::default(), (self.host.as_str(), self.port));
        let wrapper = if self.security == Security::Tls { Some(parameters()?) } else { None };
        let mut server =
            SmtpConnection::connect(at, Some(self.patience.step), &name, wrapper.as_ref(), None)?;
        if self.security == Security::StartTls {
            server.starttls(&parameters()?, &name)?;
        }
        if let Some(credentials) = &self.credentials {
            server.auth(DEFAULT_MECHANISMS, credentials)?;
        }
        Ok(server)
    }
}

impl Mailer for SmtpMailer {
    fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = message(letter, &self.from, Body::new(letter.text.clone()))?;
        let mut server = self.connect().map_err(|error| early(&error))?;
        let outcome = hand_over(&mut server, &message, self.patience.end);
        match outcome {
            Ok(()) => drop(server.quit()),
            Err(_) => server.abort(),
        }
        outcome
    }
}

fn hand_over(
    server: &mut SmtpConnection,
    message: &lettre::Message,
    at_the_end: Duration,
) -> Result<(), MailError> {
    let envelope = message.envelope();
    // Addresses are ASCII: others are not taken at registration.
    server.command(Mail::new(envelope.from().cloned(), Vec::new())).map_err(|error| early(&error))?;
    for to in envelope.to() {
        server.command(Rcpt::new(to.clone(), Vec::new())).map_err(|error| {
            if error.is_permanent() { MailError::NoSuchAddress(error.to_string()) } else { early(&error) }
        })?;
    }
    server.command(Data).map_err(|error| early(&error))?;
    server.set_timeout(Some(at_the_end))?;
    match server.message(&message.formatted()) {
        Ok(_) => Ok(()),
        Err(error) if error.is_permanent() => Err(MailError::RefusedForGood(error.to_string())),
        Err(error) if error.status().is_some() => Err(MailError::Refused(error.to_string())),
        Err(error) => Err(MailError::Unknown(error.to_string())),
    }
}

/// What went wrong before the letter was handed over: it was not taken.
fn early(error: &Error) -> MailError {
    match error.status() {
        Some(_) => MailError::Refused(error.to_string()),
        None => MailError::Unreachable(error.to_string()),
    }
}

fn security(url: &Url) -> Result<Security, SetupError> {
    match (url.scheme(), url.query()) {
        ("smtps", None) => Ok(Security::Tls),
        ("smtp", Some("tls=none")) => Ok(Security::Nothing),
        ("smtp", None) if is_this_machine(url) => Ok(Security::Nothing),
        ("smtp", None | Some("tls=required")) => Ok(Security::StartTls),
        ("smtp" | "smtps", Some(_)) => Err(SetupError::Url("unknown parameter".to_owned())),
        _ => Err(SetupError::Url("unknown scheme".to_owned())),
    }
}

fn is_this_machine(url: &Url) -> bool {
    // The URL's scheme is none of the web's, so an IPv4 address is still text.
    match url.host() {
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Security, SmtpMailer};

    #[test]
    fn only_this_machine_or_an_explicit_wish_goes_without_tls() {
        for (url, host, port, security) in [
            ("smtps://u:p@mail.example.org", "mail.example.org", 465, Security::Tls),
            ("smtp://u:p@mail.example.org:587", "mail.example.org", 587, Security::StartTls),
            ("smtp://10.0.0.25", "10.0.0.25", 587, Security::StartTls),
            ("smtp://mail.example.org?tls=required", "mail.example.org", 587, Security::StartTls),
            ("smtp://mail.example.org:25?tls=none", "mail.example.org", 25, Security::Nothing),
            ("smtp://localhost:1025", "localhost", 1025, Security::Nothing),
            ("smtp://127.0.0.1", "127.0.0.1", 25, Security::Nothing),
            ("smtp://[::1]:1025", "::1", 1025, Security::Nothing),
        ] {
            let mailer = SmtpMailer::new(url, "viche@example.org").unwrap();
            assert_eq!((&*mailer.host, mailer.port, mailer.security), (host, port, security), "{url}");
        }
    }

    #[test]
    fn other_urls_are_refused_without_repeating_them() {
        for wrong in [
            "",
            "mail.example.org",
            "http://u:secret@h",
            "smtp://u:secret@h?tls=perhaps",
            "smtps://h?tls=none",
        ] {
            let refused = SmtpMailer::new(wrong, "viche@example.org").err().expect("a wrong URL").to_string();
            assert!(refused.contains("expected smtp://") && !refused.contains("secret"), "{refused}");
        }
    }
}
