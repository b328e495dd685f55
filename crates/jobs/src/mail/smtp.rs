//! Letters by SMTP.

use std::net::IpAddr;
use std::time::Duration;

use lettre::message::{Body, Mailbox};
use lettre::{SmtpTransport, Transport};
use url::{Host, Url};

use super::{Letter, MailError, Mailer, SetupError, message, sender};

/// How long each step of the conversation with the mail server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends letters by a mail server.
pub struct SmtpMailer {
    transport: SmtpTransport,
    from: Mailbox,
}

impl SmtpMailer {
    /// A mailer for a URL: `smtps://` is TLS from the first byte, `smtp://` requires STARTTLS but for a server on this
    /// machine, and `smtp://…?tls=none` does without. `from` is `ADDRESS` or `NAME <ADDRESS>`.
    pub fn new(url: &str, from: &str) -> Result<Self, SetupError> {
        let transport = SmtpTransport::from_url(&as_lettre_reads_it(url)?)
            .map_err(|error| SetupError::Url(error.to_string()))?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { transport, from: sender(from)? })
    }
}

impl Mailer for SmtpMailer {
    fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = message(letter, &self.from, Body::new(letter.text.clone()))?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            Err(error) if error.status().is_some() => Err(MailError::Refused(error.to_string())),
            Err(error) => Err(MailError::Unreachable(error.to_string())),
        }
    }
}

/// In lettre's URLs it is plain SMTP that goes without saying, and STARTTLS that is asked for.
fn as_lettre_reads_it(url: &str) -> Result<String, SetupError> {
    let mut url = Url::parse(url).map_err(|error| SetupError::Url(error.to_string()))?;
    match (url.scheme(), url.query()) {
        ("smtps", None) | ("smtp", Some("tls=required")) => {}
        ("smtp", Some("tls=none")) => url.set_query(None),
        ("smtp", None) if is_this_machine(&url) => {}
        ("smtp", None) => url.set_query(Some("tls=required")),
        ("smtp" | "smtps", Some(_)) => return Err(SetupError::Url("unknown parameter".to_owned())),
        _ => return Err(SetupError::Url("unknown scheme".to_owned())),
    }
    Ok(url.into())
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
    use super::as_lettre_reads_it;

    #[test]
    fn only_this_machine_or_an_explicit_wish_goes_without_tls() {
        for (ours, expected) in [
            ("smtps://u:p@mail.example.org", "smtps://u:p@mail.example.org"),
            ("smtp://u:p@mail.example.org:587", "smtp://u:p@mail.example.org:587?tls=required"),
            ("smtp://10.0.0.25", "smtp://10.0.0.25?tls=required"),
            ("smtp://mail.example.org?tls=required", "smtp://mail.example.org?tls=required"),
            ("smtp://mail.example.org:25?tls=none", "smtp://mail.example.org:25"),
            ("smtp://localhost:1025", "smtp://localhost:1025"),
            ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025"),
            ("smtp://[::1]:1025", "smtp://[::1]:1025"),
        ] {
            assert_eq!(as_lettre_reads_it(ours).unwrap(), expected, "{ours}");
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
            let refusal = as_lettre_reads_it(wrong).unwrap_err().to_string();
            assert!(refusal.contains("expected smtp://") && !refusal.contains("secret"), "{refusal}");
        }
    }
}
