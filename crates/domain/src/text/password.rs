use super::{PASSWORD, fold, length};
use crate::problem::{Fault, FaultCode};

/// Passwords of ten characters and more that guessers try first.
const COMMON: &str = include_str!("../../data/common-passwords.txt");

/// Checks a new password: 10 to 128 characters, none of the common ones, and neither the e-mail address nor its local
/// part; letter case makes no difference to that. It is used exactly as written.
pub fn password(pointer: &str, raw: &str, email: &str) -> Result<(), Fault> {
    length(pointer, raw, &PASSWORD)?;
    let (password, email) = (fold(raw), fold(email));
    let local = email.split('@').next().unwrap_or_default();
    if password == email || password == local || COMMON.lines().any(|common| common == password) {
        return Err(Fault::at(pointer, FaultCode::WeakPassword));
    }
    Ok(())
}
