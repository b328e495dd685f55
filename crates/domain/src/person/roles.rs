//! Who of the staff may do what.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::words::words;

words! {
    /// A role of the city's staff.
    Role as StaffRole {
        /// Publishes and refuses petitions.
        Moderator = "moderator",
        /// Announces reviews and answers, for a department.
        Responder = "responder",
        /// Runs the participatory budget.
        Coordinator = "coordinator",
        /// Reviews projects, for a department.
        Expert = "expert",
        /// Sits at a polling point and sees people's papers.
        Clerk = "clerk",
        /// Reads everything and changes nothing.
        Auditor = "auditor",
        /// Configures the service and removes petitions.
        Administrator = "administrator",
    }
}

words! {
    /// Something that a role may allow.
    Permission {
        /// Read petitions that are not public, with their authors.
        ReadUnpublished = "read_unpublished",
        /// Publish or refuse a submitted petition.
        ModeratePetitions = "moderate_petitions",
        /// Announce a review and answer; only for one's own department.
        ReviewPetitions = "review_petitions",
        /// Remove a published petition.
        RemovePetitions = "remove_petitions",
        /// Confirm a person from their papers.
        ConfirmIdentities = "confirm_identities",
        /// Find an account by its e-mail.
        FindAccounts = "find_accounts",
        /// Grant and revoke roles.
        GrantRoles = "grant_roles",
        /// Change policies, the calendar and the city's profile.
        EditConfiguration = "edit_configuration",
        /// Read the audit log.
        ReadAudit = "read_audit",
        /// Read the queue of what waits for staff.
        ReadQueue = "read_queue",
    }
}

impl Role {
    /// Whether the role allows this. That staff never act on their own petition, and a responder only for their
    /// department, is checked where the petition is known.
    pub const fn allows(self, permission: Permission) -> bool {
        use Permission as P;
        use Role as R;
        match permission {
            P::ReadUnpublished => matches!(self, R::Moderator | R::Auditor | R::Administrator),
            P::ModeratePetitions => matches!(self, R::Moderator),
            P::ReviewPetitions => matches!(self, R::Responder),
            P::RemovePetitions | P::GrantRoles | P::EditConfiguration => matches!(self, R::Administrator),
            P::ConfirmIdentities => matches!(self, R::Clerk),
            P::FindAccounts => matches!(self, R::Clerk | R::Auditor | R::Administrator),
            P::ReadAudit => matches!(self, R::Auditor | R::Administrator),
            P::ReadQueue => matches!(self, R::Moderator | R::Responder | R::Auditor | R::Administrator),
        }
    }

    /// Whether the role is held for a department.
    pub const fn needs_department(self) -> bool {
        matches!(self, Self::Responder | Self::Expert)
    }
}

/// A staff role of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = GrantedRole))]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The code of the department it is for.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub department: Option<String>,
    /// When it was granted.
    pub granted_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::{Permission, Role};

    const CHANGES: [Permission; 6] = [
        Permission::ModeratePetitions,
        Permission::ReviewPetitions,
        Permission::RemovePetitions,
        Permission::ConfirmIdentities,
        Permission::GrantRoles,
        Permission::EditConfiguration,
    ];

    #[test]
    fn an_auditor_reads_everything_and_changes_nothing() {
        for permission in Permission::ALL {
            assert_eq!(Role::Auditor.allows(*permission), !CHANGES.contains(permission), "{permission}");
        }
    }

    #[test]
    fn each_change_belongs_to_one_role() {
        for permission in CHANGES {
            assert_eq!(Role::ALL.iter().filter(|role| role.allows(permission)).count(), 1, "{permission}");
        }
    }

    #[test]
    fn responders_and_experts_stand_for_a_department() {
        let with_department: Vec<_> =
            Role::ALL.iter().copied().filter(|role| role.needs_department()).collect();
        assert_eq!(with_department, [Role::Responder, Role::Expert]);
    }
}
