//! The present: accounts with passwords, and petitions in every state under the built-in policy.

use rand::Rng;
use rand::seq::IndexedRandom as _;
use serde_json::json;
use viche_domain::person::roles::Role;
use viche_domain::petition::{Figures, RefusalCode};
use viche_domain::policy::Figures as _;

use crate::city::{City, department_of};
use crate::client::{Petition, Session};
use crate::error::DemoError;
use crate::folder::{CITIZEN, Folder, Login, Petitions, Record};
use crate::passwords;
use crate::texts::{self, Person, PetitionText};

/// Signatures of petitions that collect, beside the one that lacks a single signature.
const COLLECTING: [usize; 5] = [204, 121, 58, 17, 3];
/// Signatures of petitions withdrawn and removed.
const GIVEN_UP: usize = 14;
/// The category of the petitions that the printed responder has to do with.
const CATEGORY: &str = "transport";

/// A new login of a role, with an address of its own.
pub(crate) fn login(role: &str, secrets: &mut impl Rng) -> Login {
    Login { role: role.to_owned(), email: format!("{role}@example.org"), password: passwords::draw(secrets) }
}

/// Makes the present; `past` are the petitions of the year, and `texts` what none of them says.
pub(crate) async fn present(
    city: &mut City<'_>,
    folder: &Folder,
    administrator: Login,
    texts: Vec<PetitionText>,
    past: &[Petition],
    base_url: &str,
    secrets: &mut impl Rng,
) -> Result<Record, DemoError> {
    city.clock.follow_system();
    let office = city.client.log_in(&administrator.email, &administrator.password).await?;
    city.enact(&office, &Figures::built_in()).await?;

    let staff = Role::ALL.iter().copied().filter(|role| *role != Role::Administrator);
    let mut logins = vec![login(CITIZEN, secrets)];
    logins.extend(staff.map(|role| login(role.as_str(), secrets)));
    let people: Vec<_> = city.others.by_ref().take(logins.len()).collect();
    let sessions = register(city, folder, &logins, &people).await?;
    let of = |role: &str| {
        let place = logins.iter().position(|login| login.role == role);
        &sessions[place.expect("everybody was registered")]
    };
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Administrator) {
        let department = role.needs_department().then(|| department_of(CATEGORY));
        city.grant(&office, of(role.as_str()), role, department).await?;
    }
    let citizen = of(CITIZEN);
    identify(city, of(Role::Clerk.as_str()), citizen, &people[0]).await?;

    let mut scene = Scene { city, moderator: of(Role::Moderator.as_str()), texts };
    let petition_249 = scene.collect(Some(CATEGORY), 249).await?.id;
    let reviewed = scene.collect(Some(CATEGORY), 253).await?.id;
    let draft = scene.draft(citizen).await?;
    let submitted = scene.submit(citizen).await?;
    let refused = scene.refuse(citizen).await?;
    let mut collecting = Vec::new();
    for signatures in COLLECTING {
        collecting.push(scene.collect(None, signatures).await?.id);
    }
    let department = json!({ "department": department_of(CATEGORY) });
    let responder = of(Role::Responder.as_str());
    scene.city.client.act(responder, &reviewed, "review-announcement", &department).await?;
    let withdrawn = scene.collect(None, GIVEN_UP).await?;
    scene.city.client.act(&withdrawn.author, &withdrawn.id, "withdrawal", &json!({})).await?;
    let removed = scene.collect(None, GIVEN_UP).await?.id;
    let reason = json!({ "reason": texts::removal(&mut scene.city.rng) });
    scene.city.client.act(&office, &removed, "removal", &reason).await?;
    scene.city.service.worker.run_once().await?;

    logins.push(administrator);
    let first = |state: &str| {
        let found = past.iter().find(|petition| petition.state == state);
        found.expect("the year has petitions answered and lapsed").id.clone()
    };
    Ok(Record {
        base_url: base_url.to_owned(),
        logins,
        petitions: Petitions {
            draft,
            submitted,
            collecting: collecting.swap_remove(0),
            refused,
            under_review: reviewed,
            answered: first("answered"),
            lapsed: first("lapsed"),
            withdrawn: withdrawn.id,
            removed,
        },
        petition_249,
    })
}

/// Registers people, each with a login, and proves their addresses by the letters that they get.
async fn register(
    city: &City<'_>,
    folder: &Folder,
    logins: &[Login],
    people: &[Person],
) -> Result<Vec<Session>, DemoError> {
    for (login, person) in logins.iter().zip(people) {
        let body = json!({
            "email": login.email, "password": login.password, "full_name": person.full_name, "locale": "uk"
        });
        city.client.post(None, "/v1/accounts", &body).await?;
    }
    city.service.worker.run_once().await?;
    let mut sessions = Vec::new();
    for login in logins {
        let letter = folder.letter_to(&login.email)?;
        let token = letter
            .as_deref()
            .and_then(token_in)
            .ok_or_else(|| DemoError::NoLetter { recipient: login.email.clone(), folder: folder.mail() })?;
        city.client.post(None, "/v1/email-verifications", &json!({ "token": token })).await?;
        sessions.push(city.client.log_in(&login.email, &login.password).await?);
    }
    Ok(sessions)
}

/// The token in a letter's link.
fn token_in(letter: &str) -> Option<&str> {
    let (_, rest) = letter.split_once("verify-email?token=")?;
    rest.split_whitespace().next()
}

async fn identify(
    city: &City<'_>,
    clerk: &Session,
    citizen: &Session,
    person: &Person,
) -> Result<(), DemoError> {
    let papers = json!({
        "account_id": citizen.account_id,
        "full_name": person.full_name,
        "birth_date": person.birth_date,
        "rnokpp": person.rnokpp,
    });
    city.client.post(Some(clerk), "/v1/identifications", &papers).await
}

/// The present being made.
struct Scene<'a, 'b> {
    city: &'a mut City<'b>,
    moderator: &'a Session,
    texts: Vec<PetitionText>,
}

/// A published petition and its author.
struct Published {
    id: String,
    author: Session,
}

impl Scene<'_, '_> {
    async fn draft(&mut self, author: &Session) -> Result<String, DemoError> {
        let text = self.text(None);
        self.city.client.draft(author, &text).await
    }

    async fn submit(&mut self, author: &Session) -> Result<String, DemoError> {
        let text = self.text(None);
        self.city.submit(author, &text).await
    }

    async fn refuse(&mut self, author: &Session) -> Result<String, DemoError> {
        let id = self.submit(author).await?;
        let code = RefusalCode::NotCompetence;
        let explanation = texts::refusal(code, &mut self.city.rng);
        let body = json!({ "code": code, "explanation": explanation });
        self.city.client.act(self.moderator, &id, "refusal", &body).await?;
        Ok(id)
    }

    /// Publishes a petition of somebody's, of a category where that matters, and has it signed so many times.
    async fn collect(&mut self, category: Option<&str>, signatures: usize) -> Result<Published, DemoError> {
        let text = self.text(category);
        let City { client, crowd, rng, .. } = &mut *self.city;
        let author = client.enter(crowd.choose(rng).expect("there is a crowd")).await?;
        let signers = client.enter_all(crowd.sample(rng, signatures)).await?;
        let id = self.city.submit(&author, &text).await?;
        self.city.client.act(self.moderator, &id, "publication", &json!({})).await?;
        self.city.client.sign_all(signers.iter().map(|signer| (signer, id.as_str()))).await?;
        Ok(Published { id, author })
    }

    fn text(&mut self, category: Option<&str>) -> PetitionText {
        let fits = |text: &PetitionText| category.is_none_or(|category| text.category == category);
        let place = self.texts.iter().position(fits).expect("more texts are written than used");
        self.texts.remove(place)
    }
}

#[cfg(test)]
mod tests {
    use super::{CATEGORY, COLLECTING, token_in};
    use crate::city::SEED;
    use crate::{plan, texts};

    #[test]
    fn enough_is_written_for_the_year_and_the_present() {
        let used = plan::plan(SEED).petitions.len();
        let unused: Vec<_> = texts::petitions(SEED).skip(used).collect();
        let of_one_category = unused.iter().filter(|text| text.category == CATEGORY).count();
        // Draft, submitted and refused, withdrawn and removed, and two of one category.
        assert!(unused.len() >= COLLECTING.len() + 7, "{}", unused.len());
        assert!(of_one_category >= 2, "{of_one_category}");
    }

    #[test]
    fn the_token_is_what_the_link_ends_with() {
        let letter = "…:\r\n\r\nhttp://127.0.0.1:8080/verify-email?token=vZ4q_H8-w2\r\n\r\nПосилання діє";
        assert_eq!(token_in(letter), Some("vZ4q_H8-w2"));
        assert_eq!(token_in("Вітаємо!"), None);
    }
}
