//! The demo's identity provider: it believes what its code says. A real one takes its place here.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};
use viche_app::people::identity::{BuiltIn, Passport, Provider};

use crate::texts::Person;

/// Whom the demo's service asks.
pub(crate) fn providers() -> Vec<Arc<dyn Provider>> {
    vec![Arc::new(BuiltIn)]
}

/// The body of a login as somebody: `POST /v1/external-sessions`.
pub(crate) fn login(person: &Person) -> Value {
    login_with(&Passport {
        full_name: person.full_name.clone(),
        rnokpp: person.rnokpp.clone(),
        birth_date: Some(person.birth_date),
        email: Some(person.email.clone()),
    })
}

/// What people are told: how codes are made, with the code of somebody whom the demo has not met.
pub(crate) struct Introduction {
    /// The provider's name.
    pub provider: &'static str,
    /// What stands in the code.
    pub says: String,
    /// The body of the login.
    pub login: Value,
}

/// The provider as it introduces itself.
pub(crate) fn introduction() -> Introduction {
    let newcomer = Passport {
        full_name: "Коваленко Олена Петрівна".to_owned(),
        rnokpp: "3300900180".to_owned(),
        birth_date: NaiveDate::from_ymd_opt(1990, 5, 17),
        email: Some("newcomer@example.org".to_owned()),
    };
    Introduction { provider: BuiltIn::NAME, says: json!(newcomer).to_string(), login: login_with(&newcomer) }
}

fn login_with(passport: &Passport) -> Value {
    json!({ "provider": BuiltIn::NAME, "code": BuiltIn::code(passport) })
}
