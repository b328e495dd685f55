//! Reading the audit log.

use viche_domain::problem::Problem;
use viche_domain::roles::Permission;
use viche_store::keyset::{Slice, Window};
use viche_store::record;

pub use viche_store::record::Entry;

use crate::{App, Request};

/// A page of the audit log, the latest first; of one object where its id is given.
pub async fn list(
    app: &App,
    request: Request,
    object_id: Option<String>,
    window: Window,
) -> Result<Slice<Entry>, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::ReadAudit)?;
        record::audit(unit.conn, object_id.as_deref(), &window)
    })
    .await
}
