//! Petitions as clients name them: by id or by public number.

use viche_app::petitions::Reference;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

/// Petitions that one request may ask about at most.
const KNOWN_SET: usize = 100;

/// A petition's id or public number from an address; what is neither names no petition.
pub fn petition(text: &str) -> Result<Reference, Problem> {
    Reference::parse(text).ok_or_else(|| Code::PetitionNotFound.into())
}

/// Petitions named in a query parameter.
pub fn known_set(parameter: &str, texts: &[String]) -> Result<Vec<Reference>, Problem> {
    let bad = |fault| Problem::new(Code::BadParameter).fault(fault);
    if texts.len() > KNOWN_SET {
        return Err(bad(Fault::parameter(parameter, FaultCode::TooMany).with("max", KNOWN_SET)));
    }
    texts
        .iter()
        .map(|text| petition(text).map_err(|_| bad(Fault::parameter(parameter, FaultCode::Malformed))))
        .collect()
}
