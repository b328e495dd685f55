use super::{EMAIL, length};
use crate::problem::{Fault, FaultCode};

/// An e-mail address in two forms.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    /// As it was written, with the domain in lower case: where mail is sent.
    pub address: String,
    /// All in lower case: what makes it one account's.
    pub key: String,
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Email(…)")
    }
}

/// Checks an e-mail address: ASCII, at most 254 characters, `local@domain` as in RFC 5321 without quoted local parts and
/// address literals. An internationalised domain is written in its `xn--` form.
pub fn email(pointer: &str, raw: &str) -> Result<Email, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Fault::at(pointer, FaultCode::Blank));
    }
    length(pointer, raw, &EMAIL)?;
    match raw.split_once('@') {
        Some((local, domain)) if is_local_part(local) && is_domain(domain) => Ok(Email {
            address: format!("{local}@{}", domain.to_ascii_lowercase()),
            key: raw.to_ascii_lowercase(),
        }),
        _ => Err(Fault::at(pointer, FaultCode::BadEmail)),
    }
}

fn is_local_part(text: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
    };
    text.len() <= 64 && text.split('.').all(is_atom)
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top_is_a_name =
        text.rsplit_once('.').is_some_and(|(_, top)| top.bytes().any(|b| b.is_ascii_alphabetic()));
    top_is_a_name && text.split('.').all(is_label)
}
