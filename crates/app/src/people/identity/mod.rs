//! Confirming who somebody is: by an external provider, or by a clerk who saw the papers.

mod built_in;
mod clerk;
mod confirm;
mod external;
mod identification;
mod second_look;

use std::pin::Pin;

use chrono::NaiveDate;
use viche_domain::person::identity::IdentityNumber;
use viche_domain::problem::Problem;

pub use built_in::{BuiltIn, Passport};
pub use clerk::{DocumentNumber, Papers, confirm_papers};
pub use external::{ExternalLogin, log_in};
pub use identification::{Identification, get, list};
pub use second_look::{IdentificationDecision, decide};

/// A person as confirmed by somebody whom the city trusts with it.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// The full name.
    pub full_name: String,
    /// The birth date, where it is known.
    pub birth_date: Option<NaiveDate>,
}

/// What an external provider says of somebody who logs in.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// What the provider calls the person, always the same.
    pub subject: String,
    /// Who it is.
    pub person: Confirmed,
    /// The number that the person is known by.
    pub number: IdentityNumber,
    /// An address that the provider has verified.
    pub email: Option<String>,
}

/// The outcome of asking a provider.
pub type Asking<'a> = Pin<Box<dyn Future<Output = Result<Assertion, Problem>> + Send + 'a>>;

/// An external identity provider.
pub trait Provider: Send + Sync {
    /// Its name in the API.
    fn name(&self) -> &str;

    /// Exchanges the code that the person's client brought for what the provider knows; `bad_assertion` where it
    /// stands for nobody.
    fn redeem<'a>(&'a self, code: &'a str) -> Asking<'a>;
}
