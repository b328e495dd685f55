//! What waits for the staff.

use std::collections::HashMap;

use viche_domain::change::ObjectKind;
use viche_domain::person::roles::{Permission, Role};
use viche_domain::petition::WaitingState;
use viche_domain::problem::Problem;
use viche_store::desk::queue;
use viche_store::keyset::{PageRequest, Slice};
use viche_store::{Id, petitions};

use crate::petitions::{Petition, QueueItem, Summary};
use crate::{App, Request};

/// A page of what waits for staff, the soonest deadline first. Who may not read unpublished petitions sees what waits for
/// their own departments, and of the rest what is public.
pub async fn queue(
    app: &App,
    request: Request,
    states: Vec<WaitingState>,
    department: Option<String>,
    page: PageRequest,
) -> Result<Slice<QueueItem>, Problem> {
    app.read(request, move |unit| {
        let staff = unit.staff(Permission::ReadQueue)?;
        let filter = queue::Filter {
            states: states.iter().map(ToString::to_string).collect(),
            department,
            visible_to: (!staff.may(Permission::ReadUnpublished))
                .then(|| staff.departments(Role::Responder).map(ToOwned::to_owned).collect()),
        };
        let tasks = queue::queue(unit.conn, &filter, &page)?;
        let ids: Vec<Id> = tasks.rows.iter().map(|task| task.object_id).collect();
        let found: HashMap<Id, Petition> = petitions::find_all(unit.conn, &ids)?
            .into_iter()
            .map(|petition| (petition.id, petition))
            .collect();
        let now = unit.now;
        Ok(tasks.filter_map(|task| {
            let ObjectKind::Petition = task.object else { return None };
            Some(QueueItem {
                petition: Summary::from(found.get(&task.object_id)?),
                duty: task.duty,
                due_at: task.due_at,
                overdue: now >= task.due_at,
                department: task.department,
            })
        }))
    })
    .await
}
