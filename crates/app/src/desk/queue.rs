//! What waits for the staff.

use std::collections::HashMap;

use viche_domain::change::ObjectKind;
use viche_domain::duty::Duty;
use viche_domain::person::roles::{Permission, Role};
use viche_domain::petition::WaitingState;
use viche_domain::problem::Problem;
use viche_domain::time::last_day;
use viche_store::desk::queue;
use viche_store::keyset::{PageRequest, Slice};
use viche_store::{Id, Result as Stored, petitions};

use crate::petitions::{Petition, QueueCount, QueueItem, Summary};
use crate::{App, Request, Unit};

/// Which part of the queue. Empty lists and absent values do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Petitions in these states.
    pub states: Vec<WaitingState>,
    /// These duties.
    pub duties: Vec<Duty>,
    /// What is overdue, or what is not yet.
    pub overdue: Option<bool>,
    /// In the charge of this department, or of none yet.
    pub department: Option<String>,
}

impl Wanted {
    /// As the store takes it; refused unless the caller may read the queue.
    fn filter(self, unit: &mut Unit<'_>) -> Stored<queue::Filter> {
        let staff = unit.staff(Permission::ReadQueue)?;
        let now = unit.now;
        Ok(queue::Filter {
            states: self.states.iter().map(ToString::to_string).collect(),
            duties: self.duties,
            overdue: self.overdue.map(|overdue| (now, overdue)),
            department: self.department,
            visible_to: (!staff.may(Permission::ReadUnpublished))
                .then(|| staff.departments(Role::Responder).map(ToOwned::to_owned).collect()),
        })
    }
}

/// A page of what waits for staff, the soonest deadline first. Who may not read unpublished petitions sees what waits for
/// their own departments, and of the rest what is public.
pub async fn queue(
    app: &App,
    request: Request,
    wanted: Wanted,
    page: PageRequest,
) -> Result<Slice<QueueItem>, Problem> {
    app.read(request, move |unit| {
        let filter = wanted.filter(unit)?;
        let tasks = queue::queue(unit.conn, &filter, &page)?;
        let ids: Vec<Id> = tasks.rows.iter().map(|task| task.object_id).collect();
        let found: HashMap<Id, Petition> = petitions::find_all(unit.conn, &ids)?
            .into_iter()
            .map(|petition| (petition.id, petition))
            .collect();
        let beginnings = petitions::beginnings(unit.conn, &ids)?;
        let now = unit.now;
        Ok(tasks.filter_map(|task| {
            let ObjectKind::Petition = task.object else { return None };
            let (petition, beginning) = (found.get(&task.object_id)?, beginnings.get(&task.object_id)?);
            Some(QueueItem {
                petition: Summary::of(petition, beginning, now),
                duty: task.duty,
                due_at: task.due_at,
                due_on: last_day(task.due_at),
                overdue: now >= task.due_at,
                department: task.department,
            })
        }))
    })
    .await
}

/// How much of each duty waits, of what the caller sees in the queue.
pub async fn counts(
    app: &App,
    request: Request,
    department: Option<String>,
) -> Result<Vec<QueueCount>, Problem> {
    app.read(request, move |unit| {
        let filter = Wanted { department, ..Wanted::default() }.filter(unit)?;
        let now = unit.now;
        let tallies = queue::tallies(unit.conn, &filter, now)?;
        let count = |duty: &Duty| {
            let tally = tallies.iter().find(|tally| tally.duty == *duty);
            let (waiting, overdue) = tally.map_or((0, 0), |tally| (tally.waiting, tally.overdue));
            QueueCount { duty: *duty, waiting, overdue }
        };
        Ok(Duty::ALL.iter().map(count).collect())
    })
    .await
}
