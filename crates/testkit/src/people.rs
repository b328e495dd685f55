//! People: each call makes somebody new, with a taxpayer number of their own.

use std::sync::atomic::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use viche_app::people::accounts::{Registration, create_administrator};
use viche_domain::person::roles::Role;

use crate::{Answer, Caller, Service};

/// The password of everybody who registers.
pub const PASSWORD: &str = "тихий-Тетерів-1902";
/// The birth date that every number of [`rnokpp`] carries.
pub const BIRTH_DATE: &str = "1968-06-12";
const SESSIONS: &str = "/v1/sessions";

impl Service {
    /// Somebody whom the identity provider knows, with a verified address. A name without a surname gets one.
    pub async fn citizen(&self, name: &str) -> Caller {
        let n = self.next_person();
        self.known_as(name, &rnokpp(n), Some(&address(n))).await
    }

    /// Somebody whom the identity provider knows, with a verified address, who reads in this language, `uk` or `en`.
    pub async fn citizen_reading(&self, language: &str) -> Caller {
        let (n, caller) = (self.next_person(), self.nobody().with("Accept-Language", language));
        enters(caller, "Ірина", &rnokpp(n), Some(&address(n))).await
    }

    /// Somebody whom the identity provider knows by this number, and with this address if with any.
    pub async fn known_as(&self, name: &str, rnokpp: &str, email: Option<&str>) -> Caller {
        enters(self.nobody(), name, rnokpp, email).await
    }

    /// So many people whom the identity provider knows.
    pub async fn citizens(&self, count: usize) -> Vec<Caller> {
        let mut people = Vec::with_capacity(count);
        for _ in 0..count {
            people.push(self.citizen("Марія").await);
        }
        people
    }

    /// Somebody who registered, followed the link in the letter and logged in with [`PASSWORD`].
    pub async fn registered(&self, name: &str) -> Caller {
        let (name, email) = (full(name), address(self.next_person()));
        let account = json!({ "email": email, "password": PASSWORD, "full_name": name });
        self.nobody().post("/v1/accounts", account).await.is(202);
        self.work().await;
        let token = self.letter_to(&email).token();
        self.nobody().post("/v1/email-verifications", json!({ "token": token })).await.is(204);
        self.logs_in(&name, &email).await
    }

    /// The administrator that the command line made.
    pub async fn administrator(&self) -> Caller {
        let first = async {
            let (email, full_name) = ("admin@example.org".to_owned(), full("Адміністратор"));
            let password = PASSWORD.to_owned();
            let registration = Registration { email, password, full_name: full_name.clone(), locale: None };
            let email = registration.email.clone();
            create_administrator(&self.app, registration).await.expect("an administrator");
            self.logs_in(&full_name, &email).await
        };
        self.administrator.get_or_init(|| first).await.clone()
    }

    /// Somebody new of the staff; responders and experts are of a department.
    pub async fn staff(&self, role: Role, department: Option<&str>) -> Caller {
        let somebody = self.citizen("Олена").await;
        let mut grant = json!({ "role": role });
        if let Some(code) = department {
            grant["department"] = json!(code);
        }
        let path = format!("/v1/accounts/{}/roles", somebody.id);
        self.administrator().await.post(&path, grant).await.is(201);
        somebody
    }

    /// Somebody new who publishes and refuses petitions.
    pub async fn moderator(&self) -> Caller {
        self.staff(Role::Moderator, None).await
    }

    /// Somebody new who answers for a department.
    pub async fn responder(&self, department: &str) -> Caller {
        self.staff(Role::Responder, Some(department)).await
    }

    /// The number of somebody who has not yet been.
    pub fn next_person(&self) -> u32 {
        self.people.fetch_add(1, Ordering::Relaxed)
    }

    async fn logs_in(&self, name: &str, email: &str) -> Caller {
        self.nobody().logs_in(name, SESSIONS, json!({ "email": email, "password": PASSWORD })).await
    }
}

/// Logs in by the identity provider, which says who somebody is.
async fn enters(caller: Caller, name: &str, rnokpp: &str, email: Option<&str>) -> Caller {
    let name = full(name);
    let code = code(&json!({ "full_name": name, "rnokpp": rnokpp, "birth_date": null, "email": email }));
    let body = json!({ "provider": "built_in", "code": code });
    caller.logs_in(&name, "/v1/external-sessions", body).await
}

impl Caller {
    /// The address that the caller logs in by.
    pub async fn email(&self) -> String {
        self.get("/v1/me").await.is(200).text("/email")
    }

    /// Confirms, as a clerk who saw the papers, that an account is of the person with this number of [`rnokpp`].
    pub async fn identifies(&self, account: &Self, rnokpp: &str) -> Answer {
        let papers = json!({
            "account_id": account.id, "full_name": account.name, "birth_date": BIRTH_DATE, "rnokpp": rnokpp
        });
        self.post("/v1/identifications", papers).await
    }
}

fn full(name: &str) -> String {
    if name.contains(' ') { name.to_owned() } else { format!("{name} Бондаренко") }
}

/// The address of the `n`-th person.
pub fn address(n: u32) -> String {
    format!("person{n}@example.org")
}

/// The taxpayer number (РНОКПП) of the `n`-th person, with its check digit.
pub fn rnokpp(n: u32) -> String {
    const WEIGHTS: [i32; 9] = [-1, 5, 7, 9, 4, 6, 10, 5, 7];
    // The first five digits count days since 31 December 1899: BIRTH_DATE.
    let digits = format!("{}", 250_000_000 + n);
    let sum: i32 =
        WEIGHTS.iter().zip(digits.bytes()).map(|(weight, digit)| weight * i32::from(digit - b'0')).sum();
    format!("{digits}{}", sum.rem_euclid(11) % 10)
}

/// What the built-in provider takes for a person's consent: base64url of JSON.
fn code(passport: &Value) -> String {
    URL_SAFE_NO_PAD.encode(passport.to_string())
}
