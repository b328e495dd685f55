//! Where the caller stands with petitions, for a page of them at once.

use std::collections::HashSet;

use viche_domain::problem::{Code, Problem};
use viche_store::Id;
use viche_store::petitions::{self, follows, signatures};

use super::access::visible;
use super::{Petition, Reference, Standing};
use crate::{App, Request};

/// Where the caller stands with each of these petitions, in their order; those that the caller may not read are left out.
pub async fn standings(
    app: &App,
    request: Request,
    references: Vec<Reference>,
) -> Result<Vec<Standing>, Problem> {
    app.read(request, move |unit| {
        let caller = unit.caller()?;
        let ids = petitions::ids_of(unit.conn, &references)?;
        let mut found = petitions::find_all(unit.conn, &ids)?;
        let signed = signatures::among(unit.conn, caller.person, &ids)?;
        let followed: HashSet<Id> = follows::among(unit.conn, caller.account, &ids)?.into_iter().collect();
        let now = unit.now;
        let standing = |petition: &Petition| {
            let signed_at = signed.get(&petition.id).copied();
            let admitted = petition.lifecycle.admits_signature(caller.level, now);
            let refusal = admitted.and(match signed_at {
                Some(_) => Err(Code::AlreadySigned.into()),
                None => Ok(()),
            });
            Standing {
                petition_id: petition.id.into(),
                petition_number: petition.number.clone(),
                mine: petition.author == caller.account,
                following: followed.contains(&petition.id),
                signed_at,
                may_sign: refusal.is_ok(),
                code: refusal.err().map(|problem| problem.code),
            }
        };
        let named = references.iter().filter_map(|reference| {
            let place = found.iter().position(|petition| reference.names(petition))?;
            Some(found.swap_remove(place))
        });
        let readable = named.filter(|petition| visible(petition, Some(&caller)).is_ok());
        Ok(readable.map(|petition| standing(&petition)).collect())
    })
    .await
}
