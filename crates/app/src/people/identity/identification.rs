//! An identification as staff see it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use viche_domain::person::identification::IdentificationState;
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Problem};
use viche_store::people::identifications::{self, Filter};
use viche_store::{Id, Result as Stored};

use crate::{App, PageRequest, Request, Shown, Slice, Unit};

/// A clerk's word that an account belongs to the person of certain papers. The number is stored as a keyed hash alone.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Identification {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account_id: Uuid,
    /// Where it stands.
    pub state: IdentificationState,
    /// The name in the papers.
    pub full_name: String,
    /// The birth date in the papers.
    pub birth_date: NaiveDate,
    /// The identification that it puts right; null where it puts none right.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub corrects: Option<Uuid>,
    /// Why it corrects, or why the name differs from the one that the person is known by; null where it does neither.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub reason: Option<String>,
    /// The account of the clerk who saw the papers.
    pub identified_by: Uuid,
    /// When.
    pub identified_at: DateTime<Utc>,
    /// The account of the clerk who took the second look, or who undid it; null before.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub decided_by: Option<Uuid>,
    /// When.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub decision_reason: Option<String>,
}

impl From<identifications::Identification> for Identification {
    fn from(row: identifications::Identification) -> Self {
        Self {
            id: row.id.into(),
            account_id: row.account.into(),
            state: row.state,
            full_name: row.full_name,
            birth_date: row.birth_date,
            corrects: row.corrects.map(Uuid::from),
            reason: row.reason,
            identified_by: row.identified_by.into(),
            identified_at: row.identified_at,
            decided_by: row.decided_by.map(Uuid::from),
            decided_at: row.decided_at,
            decision_reason: row.decision_reason,
        }
    }
}

impl Shown for Identification {
    fn location(&self) -> Option<String> {
        Some(format!("/v1/identifications/{}", self.id))
    }
}

/// One identification, for staff.
pub async fn get(app: &App, request: Request, id: Id) -> Result<Identification, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        shown(unit, id)
    })
    .await
}

/// A page of the identifications, the latest first, for staff: those where something stands, or of an account.
pub async fn list(
    app: &App,
    request: Request,
    state: Option<IdentificationState>,
    account: Option<Id>,
    page: PageRequest,
) -> Result<Slice<Identification>, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        let slice = identifications::list(unit.conn, &Filter { state, account }, &page)?;
        Ok(slice.map(Identification::from))
    })
    .await
}

/// An identification as it now is.
pub(super) fn shown(unit: &mut Unit<'_>, id: Id) -> Stored<Identification> {
    Ok(identifications::find(unit.conn, id)?.ok_or(Code::IdentificationNotFound)?.into())
}
