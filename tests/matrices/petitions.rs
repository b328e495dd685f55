//! Petitions in every state.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use viche_domain::change::Change;
use viche_domain::city::calendar::Calendar;
use viche_domain::person::identity::Level;
use viche_domain::person::roles::{Permission, Role};
use viche_domain::petition::{Action, Assignment, Decision, Lifecycle, Policy, State, Window};
use viche_domain::problem::{Code, Problem};
use viche_testkit::{Answer, Caller, DEPARTMENT, Service, petition_path, start_time};

use super::company::{Somebody, company};
use super::scenes::Kind;
use crate::document::operations::Operation;

pub const HEAD: &str = "\
# Who may do what with a petition in each state: yes, or the code of the refusal. The signer has signed what has a
# signature; the department in charge, if one is, is that of the responder, and each responder speaks for the own.
# Written by the tests with VICHE_BLESS=1.
";

/// What its author alone does.
const OF_AUTHORS: [&str; 5] =
    ["edit_petition", "delete_draft", "submit_petition", "correct_petition", "withdraw_petition"];
/// What a responder of the department in charge does; of any where none is.
const OF_RESPONDERS: [&str; 4] =
    ["announce_review", "answer_petition", "accept_assignment", "return_assignment"];
/// What a responder names the department for.
const NAMING_IT: [&str; 2] = ["announce_review", "answer_petition"];
/// The department of the other responder.
const OTHER: &str = "education";
/// Signatures that bring a petition under review.
const THRESHOLD: i64 = 2;

/// A step on the way of a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Submit,
    Refuse,
    Publish,
    Sign,
    Assign,
    Accept,
    Return,
    Announce,
    Reply,
    Lapse,
    Withdraw,
    Remove,
}

use Step::{Accept, Announce, Assign, Lapse, Publish, Refuse, Remove, Reply, Return, Sign, Submit, Withdraw};

/// How a draft comes into each state.
const SCENES: [(&str, &[Step]); 18] = [
    ("draft", &[]),
    ("submitted", &[Submit]),
    ("submitted, assigned", &[Submit, Assign]),
    ("submitted, handed back", &[Submit, Assign, Return]),
    ("refused", &[Submit, Refuse]),
    ("collecting", &[Submit, Publish, Sign]),
    ("collecting, assigned", &[Submit, Publish, Sign, Assign]),
    ("collecting, accepted", &[Submit, Publish, Sign, Assign, Accept]),
    ("under_review", &[Submit, Publish, Sign, Sign]),
    ("under_review, assigned", &[Submit, Publish, Sign, Sign, Assign]),
    ("under_review, announced", &[Submit, Publish, Sign, Sign, Announce]),
    ("answered", &[Submit, Publish, Sign, Sign, Announce, Reply]),
    ("lapsed", &[Submit, Publish, Sign, Lapse]),
    ("lapsed, assigned", &[Submit, Publish, Sign, Assign, Lapse]),
    ("lapsed, replied", &[Submit, Publish, Sign, Lapse, Reply]),
    ("withdrawn", &[Submit, Publish, Sign, Withdraw]),
    ("withdrawn, never public", &[Submit, Withdraw]),
    ("removed", &[Submit, Publish, Sign, Remove]),
];

/// A petition in a state, as the domain sees it.
pub struct Scene {
    steps: &'static [Step],
    facts: Lifecycle,
    now: DateTime<Utc>,
}

impl Scene {
    fn after(steps: &'static [Step]) -> Self {
        let (mut facts, mut now) = (Lifecycle::draft(), start_time());
        for &step in steps {
            now = facts.facts().closes_at.filter(|_| step == Lapse).unwrap_or(now);
            facts = after(&facts, step, now).unwrap();
        }
        Self { steps, facts, now }
    }
}

/// The people around petitions that last a day and come under review with [`THRESHOLD`] signatures.
pub struct Petitions<'a> {
    service: &'a Service,
    company: Vec<Somebody>,
    second_signer: Caller,
}

impl<'a> Petitions<'a> {
    pub async fn of(service: &'a Service) -> Self {
        service.change_policy(json!({ "threshold": THRESHOLD, "window": { "days": 1 } })).await;
        let mut company = company(service, &["author", "signer", "citizen"]).await;
        let caller = service.responder(OTHER).await;
        let other = Somebody { name: "other_responder", role: Some(Role::Responder), caller };
        let responder = company.iter().position(|somebody| somebody.role == other.role).unwrap();
        company.insert(responder + 1, other);
        Self { service, company, second_signer: service.citizen("Ольга").await }
    }

    fn caller(&self, name: &str) -> &Caller {
        &self.company.iter().find(|somebody| somebody.name == name).unwrap().caller
    }

    async fn takes(&self, step: Step, id: &str, signatures: usize) -> Answer {
        let author = self.caller("author");
        match step {
            Submit => author.submits(id).await,
            Refuse => self.caller("moderator").refuses(id, "not_competence").await,
            Publish => self.caller("moderator").publishes(id).await,
            Sign => [self.caller("signer"), &self.second_signer][signatures].signs(id).await,
            Assign => self.caller("moderator").assigns(id, DEPARTMENT).await,
            Accept => self.caller("responder").accepts_assignment(id).await,
            Return => self.caller("responder").returns_assignment(id).await,
            Announce => self.caller("responder").announces_review(id, DEPARTMENT).await,
            Reply => self.caller("responder").answers(id, DEPARTMENT).await,
            Lapse => {
                let petition = author.reads(id).await.is(200);
                self.service.set_time(petition.text("/closes_at").parse().unwrap());
                self.service.work().await;
                author.reads(id).await
            }
            Withdraw => author.withdraws(id).await,
            Remove => self.caller("administrator").removes(id).await,
        }
    }

    /// What the rules say, in the order in which they are asked.
    fn verdict(operation: &Operation, scene: &Scene, by: &Somebody) -> Result<(), Problem> {
        let Scene { steps, facts, now } = scene;
        let (is_author, reads_all) = (by.name == "author", by.may(Permission::ReadUnpublished));
        let has_signed = by.name == "signer" && steps.contains(&Sign);
        let is_public = facts.is_public();
        let unless = |refused: bool, code: Code| if refused { Err(Problem::from(code)) } else { Ok(()) };

        unless(operation.needs_login() && !by.has_login(), Code::Unauthenticated)?;
        unless(operation.permission().is_some_and(|permission| !by.may(permission)), Code::Forbidden)?;
        if operation.id == "sign_petition" {
            facts.admits_signature(Level::Identified, *now)?;
            return unless(has_signed, Code::AlreadySigned);
        }
        unless(
            facts.state() == State::Removed && (operation.changes() || !reads_all),
            Code::PetitionRemoved,
        )?;
        let assigned = facts.department().is_some();
        unless(
            !(is_public || reads_all || is_author || assigned && by.name == "responder"),
            Code::PetitionNotFound,
        )?;
        if OF_AUTHORS.contains(&operation.id) && !is_author {
            return Err(if is_public { Code::NotTheAuthor } else { Code::PetitionNotFound }.into());
        }
        unless(
            OF_RESPONDERS.contains(&operation.id) && assigned && by.name == "other_responder",
            Code::OtherDepartment,
        )?;
        if !operation.changes() {
            return Ok(());
        }
        let step = match operation.id {
            "follow_petition" | "unfollow_petition" => return Ok(()),
            "edit_petition" | "delete_draft" => return unless(facts.state() != State::Draft, Code::NotDraft),
            "correct_petition" => return unless(facts.state() != State::Refused, Code::NotRefused),
            "withdraw_signature" => {
                facts.admits_signature_withdrawal(*now)?;
                return unless(!has_signed, Code::NotSigned);
            }
            "submit_petition" => Submit,
            "publish_petition" => Publish,
            "refuse_petition" => Refuse,
            "assign_petition" => Assign,
            "accept_assignment" => Accept,
            "return_assignment" => Return,
            "announce_review" => Announce,
            "answer_petition" => Reply,
            "withdraw_petition" => Withdraw,
            "remove_petition" => Remove,
            other => panic!("what do the rules say of {other} in each state of a petition?"),
        };
        after(facts, step, *now).map(drop)
    }
}

impl Kind for Petitions<'_> {
    const ADDRESS: &'static str = "/v1/petitions/{id}";
    type Scene = Scene;

    fn company(&self) -> &[Somebody] {
        &self.company
    }

    fn scenes(&self) -> Vec<(&'static str, Scene)> {
        SCENES.iter().map(|(name, steps)| (*name, Scene::after(steps))).collect()
    }

    async fn fresh(&self, scene: &Scene) -> String {
        let (id, mut signatures) = (self.caller("author").drafts().await, 0);
        for &step in scene.steps {
            let answer = self.takes(step, &id, signatures).await;
            assert!(answer.status < 300, "{answer}");
            signatures += usize::from(step == Sign);
        }
        let shown = self.caller("auditor").reads(&id).await.is(200);
        assert_eq!(shown.text("/state"), scene.facts.state().as_str());
        id
    }

    async fn seen(&self, id: &str) -> Value {
        if self.caller("auditor").reads(id).await.status == 404 {
            return Value::Null;
        }
        let mut seen = Vec::new();
        for part in ["", "/history", "/signatures"] {
            seen.push(self.caller("auditor").get(&petition_path(id, part)).await.is(200).json());
        }
        Value::Array(seen)
    }

    fn sends(&self, operation: &Operation, by: &Somebody) -> Vec<(&'static str, &'static str)> {
        let for_another = NAMING_IT.contains(&operation.id) && by.name == "other_responder";
        for_another.then_some(("department", OTHER)).into_iter().collect()
    }

    fn ruled(&self, operation: &Operation, scene: &Scene, by: &Somebody) -> String {
        match Self::verdict(operation, scene, by) {
            Ok(()) => "yes".to_owned(),
            Err(refusal) => refusal.code.as_str().to_owned(),
        }
    }
}

/// What the domain makes of a step.
fn after(facts: &Lifecycle, step: Step, now: DateTime<Utc>) -> Result<Lifecycle, Problem> {
    let mut policy = Policy::built_in(start_time());
    policy.figures.threshold = THRESHOLD;
    policy.figures.window = Window::Days(1);
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let action = match step {
        Submit => Action::Submit { policy: &policy },
        Refuse => Action::Refuse,
        Publish => Action::Publish { policy: &policy },
        Sign => Action::Count { signatures: facts.signatures() + 1 },
        Assign => Action::Assign(Assignment { department: DEPARTMENT, reason: None, policy: &policy }),
        Accept => Action::AcceptAssignment,
        Return => Action::ReturnAssignment,
        Announce => Action::AnnounceReview { department: DEPARTMENT },
        Reply => Action::Answer { department: DEPARTMENT, decision: Decision::Supported },
        Lapse => Action::Lapse,
        Withdraw => Action::Withdraw,
        Remove => Action::Remove { reason: "Рішення суду" },
    };
    facts.apply(&action, now, &mut Calendar::new(day(2026), day(2027), [])).map(Change::into_next)
}

#[test]
fn every_state_of_a_petition_has_a_scene() {
    let states: BTreeSet<_> =
        SCENES.iter().map(|(_, steps)| Scene::after(steps).facts.state().as_str()).collect();
    assert_eq!(states, State::ALL.iter().map(|state| state.as_str()).collect());
}
