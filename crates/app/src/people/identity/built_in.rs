//! The provider of the demo and of tests: it believes whatever its code says, so nothing else may configure it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use viche_domain::person::identity::{IdentityNumber, Rnokpp};
use viche_domain::problem::{Code, Problem};

use super::{Asking, Assertion, Confirmed, Provider};

/// The built-in identity provider. Its codes are base64url of JSON.
#[derive(Debug)]
pub struct BuiltIn;

/// What a code says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passport {
    /// The full name.
    pub full_name: String,
    /// The taxpayer number.
    pub rnokpp: String,
    /// The birth date.
    pub birth_date: Option<NaiveDate>,
    /// A verified address.
    pub email: Option<String>,
}

impl BuiltIn {
    /// Its name in the API.
    pub const NAME: &'static str = "built_in";

    /// The code that stands for a person.
    pub fn code(passport: &Passport) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(passport).expect("a struct of texts"))
    }
}

impl Provider for BuiltIn {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn redeem<'a>(&'a self, code: &'a str) -> Asking<'a> {
        Box::pin(async move { read(code).ok_or_else(|| Problem::new(Code::BadAssertion)) })
    }
}

fn read(code: &str) -> Option<Assertion> {
    let passport: Passport = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(code).ok()?).ok()?;
    let number = Rnokpp::parse(&passport.rnokpp).ok()?;
    Some(Assertion {
        subject: passport.rnokpp,
        person: Confirmed {
            full_name: viche_domain::text::person_name("", &passport.full_name).ok()?,
            birth_date: passport.birth_date.or_else(|| Some(number.birth_date())),
        },
        number: IdentityNumber::Rnokpp(number),
        email: passport.email,
    })
}
