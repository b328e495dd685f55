//! What every client does, by the generated Rust: see `run` beside this folder.

use std::collections::HashSet;
use std::env::var;
use std::error::Error as StdError;

use uuid::Uuid;
use viche_client::apis::Error;
use viche_client::apis::configuration::Configuration;
use viche_client::apis::me_api::{list_my_petition_states, list_my_signatures};
use viche_client::apis::petitions_api::list_petitions;
use viche_client::apis::sessions_api::log_in;
use viche_client::apis::signatures_api::{SignPetitionError, sign_petition};
use viche_client::models::{Login, PetitionState, PetitionSummary};

type Outcome<T> = Result<T, Box<dyn StdError>>;

async fn every_petition(api: &Configuration) -> Outcome<Vec<PetitionSummary>> {
    let (mut all, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let nothing = None::<Vec<String>>;
        let page = list_petitions(
            api,
            nothing.clone(),
            None,
            None,
            None,
            None,
            None,
            nothing,
            None,
            cursor.as_deref(),
            Some(10),
            None,
            None,
            None,
        )
        .await?;
        all.extend(page.data);
        cursor = page.page.next;
        if cursor.is_none() {
            return Ok(all);
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let mut api = Configuration { base_path: var("VICHE_URL")?, ..Configuration::default() };
    let login = Login::new(var("VICHE_EMAIL")?, var("VICHE_PASSWORD")?);
    api.bearer_access_token = Some(log_in(&api, login, None, None).await?.access_token);

    let all = every_petition(&api).await?;
    assert_eq!(all.iter().map(|petition| petition.id).collect::<HashSet<_>>().len(), all.len());

    let collecting = all.iter().filter(|petition| petition.state == PetitionState::Collecting);
    let collecting: Vec<Uuid> = collecting.map(|petition| petition.id).collect();
    let asked: Vec<_> = collecting.iter().map(Uuid::to_string).collect();
    let states = list_my_petition_states(&api, asked, None, None).await?.data;
    assert!(states.iter().map(|state| state.petition_id).eq(collecting));
    let chosen = states.iter().find(|state| state.may_sign).ok_or("no petition is left to sign")?;
    let chosen = chosen.petition_id.to_string();
    let receipt = sign_petition(&api, &chosen, None, None, Some(&Uuid::new_v4().to_string())).await?;
    let signed = list_my_signatures(&api, Some(vec![chosen.clone()]), None, None, None, None).await?.data;
    assert_eq!((signed.len(), signed[0].signed_at), (1, receipt.signed_at));
    let state = list_my_petition_states(&api, vec![chosen.clone()], None, None).await?.data.remove(0);
    assert_eq!((state.may_sign, state.code.as_deref()), (false, Some("already_signed")));

    let Err(Error::ResponseError(refused)) = sign_petition(&api, &chosen, None, None, None).await else {
        return Err("nobody signs twice".into());
    };
    // Every refusal has the same form, so it is read as the first that the generator lists, whatever its status.
    let Some(SignPetitionError::Status400(problem)) = refused.entity else {
        return Err(refused.content.into());
    };
    println!("{} petitions, signed {}, refused {}", all.len(), receipt.petition_number, problem.code);
    Ok(())
}
