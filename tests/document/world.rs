//! A world in which every operation's example has its place.

use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{BIRTH_DATE, Caller, DEPARTMENT, PASSWORD, Petition, Service, address, rnokpp};

use super::operations::{Operation, example, text};

/// A city where something of everything has happened.
pub struct World<'a> {
    service: &'a Service,
    /// The first petition published on the day that the tests begin: the one of the examples' number.
    published: Petition,
    /// Somebody of the staff who has signed and follows it.
    reader: Caller,
}

/// A request that the service takes as it stands.
#[derive(Clone)]
pub struct Request {
    pub caller: Caller,
    pub operation: Operation,
    /// The path, its parameters filled.
    pub path: String,
    /// The query of the example, with its `?`; empty where there is none.
    pub query: String,
    pub body: Option<Value>,
}

impl Request {
    /// Sends it.
    pub async fn send(&self) -> viche_testkit::Answer {
        let bytes = self.body.as_ref().map(|body| body.to_string().into_bytes());
        self.send_bytes(&self.query, bytes).await
    }

    /// Sends it with another query and another body.
    pub async fn send_bytes(&self, query: &str, body: Option<Vec<u8>>) -> viche_testkit::Answer {
        let path = format!("{}{query}", self.path);
        let body = body.map(|bytes| ("application/json", bytes));
        self.caller.send(self.operation.method.clone(), &path, body).await
    }
}

/// Who calls an operation, and what takes the place of its examples.
struct Given {
    caller: Caller,
    path: Vec<(&'static str, String)>,
    body: Vec<(&'static str, Value)>,
    query: Vec<(&'static str, String)>,
}

impl Given {
    fn by(caller: &Caller) -> Self {
        Self { caller: caller.clone(), path: Vec::new(), body: Vec::new(), query: Vec::new() }
    }

    fn at(mut self, id: impl AsRef<str>) -> Self {
        self.path.push(("id", id.as_ref().to_owned()));
        self
    }

    fn writing(mut self, pointer: &'static str, value: impl Into<Value>) -> Self {
        self.body.push((pointer, value.into()));
        self
    }

    fn asking(mut self, name: &'static str, value: &str) -> Self {
        self.query.push((name, value.to_owned()));
        self
    }

    /// Over the version that is there.
    async fn over(mut self, path: &str) -> Self {
        let etag = self.caller.get(path).await.is(200).etag();
        self.caller = self.caller.with("If-Match", &etag);
        self
    }
}

impl<'a> World<'a> {
    pub async fn new(service: &'a Service) -> Self {
        let published = service.petition_in(State::Collecting).await;
        service.petition_in(State::Collecting).await;
        let reader = service.responder(DEPARTMENT).await;
        reader.signs(&published).await.is(201);
        reader.follows(&published).await.is(204);
        service.moderator().await.assigns(&published, DEPARTMENT).await.is(201);
        reader.drafts().await;
        Self { service, published, reader }
    }

    /// The request of an operation's example, to be sent once.
    pub async fn request(&self, operation: &Operation) -> Request {
        let mut given = self.given(operation.id).await;
        let mut path = operation.path.to_owned();
        for parameter in operation.parameters("path") {
            let name = parameter["name"].as_str().unwrap();
            let own = given.path.iter().find(|(of, _)| *of == name).map(|(_, value)| value.clone());
            path = path.replace(&format!("{{{name}}}"), &own.unwrap_or_else(|| text(example(parameter))));
        }
        // Cursors are the service's to make: an example can't have one that is good.
        let query = operation.parameters("query").filter(|parameter| parameter["name"] != "cursor");
        let query: Vec<_> = query
            .map(|parameter| {
                let name = parameter["name"].as_str().unwrap();
                let own = given.query.iter().find(|(of, _)| *of == name).map(|(_, value)| value.clone());
                format!("{name}={}", own.unwrap_or_else(|| text(example(parameter))))
            })
            .collect();
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        let body = operation.has_body().then(|| operation.body()["example"].clone());
        let body = body.map(|mut body| {
            for (pointer, value) in std::mem::take(&mut given.body) {
                *body.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
            }
            body
        });
        Request { caller: given.caller, operation: operation.clone(), path, query, body }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each operation")]
    async fn given(&self, operation: &str) -> Given {
        let service = self.service;
        let nobody = Given::by(&service.nobody());
        match operation {
            "get_service"
            | "get_health"
            | "get_readiness"
            | "get_jwks"
            | "get_city"
            | "get_calendar"
            | "list_categories"
            | "list_departments"
            | "list_labels"
            | "list_policies"
            | "get_current_policy"
            | "get_policy"
            | "register"
            | "request_email_verification"
            | "request_password_reset"
            | "log_in_externally"
            | "list_petitions" => nobody,
            "get_petition" | "list_history" | "list_signatures" => nobody.at(&self.published),
            "list_similar" => Given::by(&self.published.author).at(&self.published),
            "get_me"
            | "get_current_session"
            | "list_my_petitions"
            | "list_my_signatures"
            | "list_followed_petitions"
            | "list_my_petition_states"
            | "create_petition" => Given::by(&self.reader),
            "follow_petition" | "unfollow_petition" | "sign_petition" => {
                Given::by(&service.citizen("Ганна").await).at(&self.published)
            }
            "withdraw_signature" => {
                let signer = service.citizen("Ганна").await;
                signer.signs(&self.published).await.is(201);
                Given::by(&signer).at(&self.published)
            }
            "log_out" => Given::by(&service.citizen("Ганна").await),
            "edit_petition" => {
                let draft = service.petition_in(State::Draft).await;
                Given::by(&draft.author).at(&draft).over(&format!("/v1/petitions/{}", draft.id)).await
            }
            "submit_petition" | "delete_draft" => self.of_author(State::Draft).await,
            "correct_petition" => self.of_author(State::Refused).await,
            "withdraw_petition" => self.of_author(State::Collecting).await,
            "publish_petition" | "refuse_petition" => {
                let submitted = service.petition_in(State::Submitted).await;
                Given::by(&service.moderator().await).at(submitted)
            }
            "remove_petition" => {
                self.by_administrator().await.at(service.petition_in(State::Collecting).await)
            }
            "assign_petition" => {
                let collecting = service.petition_in(State::Collecting).await;
                Given::by(&service.moderator().await).at(collecting)
            }
            "accept_assignment" | "return_assignment" => {
                let collecting = service.petition_in(State::Collecting).await;
                service.moderator().await.assigns(&collecting, DEPARTMENT).await.is(201);
                Given::by(&service.responder(DEPARTMENT).await).at(collecting)
            }
            "announce_review" => {
                let reviewed = service.petition_in(State::UnderReview).await;
                Given::by(&service.responder(DEPARTMENT).await).at(reviewed)
            }
            "answer_petition" | "list_queue" => {
                let reviewed = service.petition_in(State::UnderReview).await;
                let responder = service.responder(DEPARTMENT).await;
                responder.announces_review(&reviewed, DEPARTMENT).await.is(201);
                Given::by(&responder).at(reviewed).asking("overdue", "false")
            }
            "count_queue" => Given::by(&service.responder(DEPARTMENT).await),
            "list_refused_petitions" => {
                service.petition_in(State::Refused).await;
                Given::by(&service.moderator().await).asking("q", "велодоріжк")
            }
            "list_audit" => {
                let given = self.by_administrator().await;
                let published =
                    format!("/v1/audit?object_id={}&action=petition.published", self.published.id);
                let by = given.caller.get(&published).await.is(200).text("/data/0/account_id");
                given.asking("object_id", &self.published.id).asking("account_id", &by)
            }
            "add_policy" => self.by_administrator().await,
            "edit_city" => self.by_administrator().await.over("/v1/city").await,
            "set_calendar_range" | "set_calendar_day" | "remove_calendar_day" => {
                self.by_administrator().await.over("/v1/calendar").await
            }
            "find_accounts" => {
                service.known_as("Олена", &rnokpp(700), Some("olena@example.org")).await;
                let given = self.by_administrator().await;
                let found = given.caller.get("/v1/accounts?email=olena@example.org").await.is(200);
                let roles = format!("/v1/accounts/{}/roles", found.text("/data/0/id"));
                given
                    .caller
                    .post(&roles, json!({ "role": "responder", "department": DEPARTMENT }))
                    .await
                    .is(201);
                given
            }
            "get_account" | "revoke_role" => self.by_administrator().await.at(&self.staff().await.id),
            "grant_role" => self.by_administrator().await.at(&service.citizen("Ганна").await.id),
            "confirm_identity" => {
                let clerk = service.staff(Role::Clerk, None).await;
                Given::by(&clerk).writing("/account_id", self.unidentified_responder().await)
            }
            "verify_email" => {
                let email = address(service.next_person());
                let account = json!({ "email": email, "password": PASSWORD, "full_name": "Ганна Коваль" });
                service.nobody().post("/v1/accounts", account).await.is(202);
                service.work().await;
                nobody.writing("/token", service.letter_to(&email).token())
            }
            "search_accounts" => {
                let olena = service.citizen("Олена").await;
                Given::by(&service.staff(Role::Clerk, None).await)
                    .writing("/full_name", olena.name.as_str())
                    .writing("/birth_date", BIRTH_DATE)
            }
            "list_identifications" => {
                let clerk = service.staff(Role::Clerk, None).await;
                let id = self.second_look(&clerk).await;
                let account =
                    clerk.get(&format!("/v1/identifications/{id}")).await.is(200).text("/account_id");
                Given::by(&clerk).asking("account_id", &account)
            }
            "get_identification" | "reverse_identification" => {
                let clerk = service.staff(Role::Clerk, None).await;
                let made = clerk
                    .identifies(&service.registered("Ганна").await, &rnokpp(service.next_person()))
                    .await
                    .is(201);
                Given::by(&clerk).at(made.text("/id"))
            }
            "approve_identification" | "refuse_identification" => {
                let clerk = service.staff(Role::Clerk, None).await;
                let id = self.second_look(&clerk).await;
                Given::by(&service.staff(Role::Clerk, None).await).at(&id)
            }
            "change_password" => {
                Given::by(&service.registered("Ганна").await).writing("/current_password", PASSWORD)
            }
            "confirm_password_reset" => {
                let email = service.registered("Ганна").await.get("/v1/me").await.is(200).text("/email");
                service.nobody().post("/v1/password-resets", json!({ "email": email })).await.is(202);
                service.work().await;
                nobody.writing("/token", service.letter_to(&email).token())
            }
            "log_in" | "refresh_session" => {
                let email = service.registered("Ганна").await.get("/v1/me").await.is(200).text("/email");
                if operation == "log_in" {
                    return nobody.writing("/email", email).writing("/password", PASSWORD);
                }
                let login = json!({ "email": email, "password": PASSWORD });
                let session = service.nobody().post("/v1/sessions", login).await.is(201);
                nobody.writing("/refresh_token", session.text("/refresh_token"))
            }
            unknown => panic!("the operation {unknown} has no world: say who calls it and on what"),
        }
    }

    async fn by_administrator(&self) -> Given {
        Given::by(&self.service.administrator().await)
    }

    async fn of_author(&self, state: State) -> Given {
        let petition = self.service.petition_in(state).await;
        Given::by(&petition.author).at(&petition)
    }

    async fn unidentified_responder(&self) -> String {
        let somebody = self.service.registered("Ганна").await;
        let roles = format!("/v1/accounts/{}/roles", somebody.id);
        let administrator = self.service.administrator().await;
        administrator.post(&roles, json!({ "role": "responder", "department": DEPARTMENT })).await.is(201);
        somebody.id
    }

    /// An identification of somebody under another name than that of somebody known.
    async fn second_look(&self, clerk: &Caller) -> String {
        let number = rnokpp(self.service.next_person());
        self.service.known_as("Ганна", &number, None).await;
        let papers = json!({
            "account_id": self.service.registered("Ганна").await.id, "full_name": "Коваленко Ганна Петрівна",
            "birth_date": BIRTH_DATE, "rnokpp": number, "reason": "Показала свідоцтво про шлюб: прізвище змінено."
        });
        clerk.post("/v1/identifications", papers).await.is(201).text("/id")
    }

    async fn staff(&self) -> Caller {
        self.service.responder(DEPARTMENT).await
    }
}
