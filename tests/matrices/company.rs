//! Who stands around: somebody of each kind that a rule tells apart.

use viche_domain::person::roles::{Permission, Role};
use viche_testkit::{Caller, DEPARTMENT, Service};

/// Somebody of a kind.
pub struct Somebody {
    pub name: &'static str,
    pub role: Option<Role>,
    pub caller: Caller,
}

impl Somebody {
    pub fn may(&self, permission: Permission) -> bool {
        self.role.is_some_and(|role| role.allows(permission))
    }

    pub fn has_login(&self) -> bool {
        !self.caller.id.is_empty()
    }
}

/// Nobody, a citizen for each of these names, and one of the staff for each role.
pub async fn company(service: &Service, citizens: &[&'static str]) -> Vec<Somebody> {
    let mut company = vec![Somebody { name: "nobody", role: None, caller: service.nobody() }];
    for name in citizens {
        company.push(Somebody { name, role: None, caller: service.citizen("Іван").await });
    }
    for &role in Role::ALL {
        let caller = service.staff(role, role.needs_department().then_some(DEPARTMENT)).await;
        company.push(Somebody { name: role.as_str(), role: Some(role), caller });
    }
    company
}
