//! Who the city is, its categories and departments.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::city::Named;
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text;
use viche_domain::time::KYIV;
use viche_store::city::{self, Profile, Versioned};
use viche_store::record::{Note, Subject};

use crate::{App, Faults, Over, Request, Sent, Shown};

/// The city.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct City {
    /// Its name in Ukrainian.
    pub name_uk: String,
    /// Its name in English.
    pub name_en: String,
    /// The council's code in the register of legal entities (ЄДРПОУ).
    pub edrpou: String,
    /// The city's code in the register of territorial units (КАТОТТГ).
    pub katottg: String,
    /// The council's address.
    pub address: String,
    /// The time zone of all local dates.
    pub time_zone: &'static str,
    /// The version; what `If-Match` names.
    pub version: i64,
    /// When it last changed.
    #[serde(skip)]
    pub updated_at: DateTime<Utc>,
}

impl From<Versioned<Profile>> for City {
    fn from(stored: Versioned<Profile>) -> Self {
        let profile = stored.value;
        Self {
            name_uk: profile.name_uk,
            name_en: profile.name_en,
            edrpou: profile.edrpou,
            katottg: profile.katottg,
            address: profile.address,
            time_zone: KYIV.name(),
            version: stored.version,
            updated_at: stored.updated_at,
        }
    }
}

impl Shown for City {
    fn version(&self) -> Option<i64> {
        Some(self.version)
    }
}

/// The city's profile.
pub async fn get(app: &App, request: Request) -> Result<City, Problem> {
    app.read(request, |unit| city::profile(unit.conn).map(City::from)).await
}

/// The categories of petitions, in the city's order.
pub async fn categories(app: &App, request: Request) -> Result<Vec<Named>, Problem> {
    app.read(request, |unit| city::categories(unit.conn)).await
}

/// The departments, in the city's order.
pub async fn departments(app: &App, request: Request) -> Result<Vec<Named>, Problem> {
    app.read(request, |unit| city::departments(unit.conn)).await
}

/// Changes of the city's profile; what is absent stays.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = CityChanges))]
pub struct Changes {
    /// The name in Ukrainian.
    #[cfg_attr(feature = "schema", schema(format = "place_name"))]
    pub name_uk: Option<String>,
    /// The name in English.
    #[cfg_attr(feature = "schema", schema(format = "place_name"))]
    pub name_en: Option<String>,
    /// The council's code in the register of legal entities (ЄДРПОУ): 8 digits.
    #[cfg_attr(feature = "schema", schema(format = "edrpou"))]
    pub edrpou: Option<String>,
    /// The city's code in the register of territorial units (КАТОТТГ): `UA` and 17 digits.
    #[cfg_attr(feature = "schema", schema(format = "katottg"))]
    pub katottg: Option<String>,
    /// The council's address.
    #[cfg_attr(feature = "schema", schema(format = "postal_address"))]
    pub address: Option<String>,
}

/// Edits the profile over the version that was read.
pub async fn edit(
    app: &App,
    request: Request,
    over: Sent<Over>,
    changes: Sent<Changes>,
) -> Result<City, Problem> {
    app.write(request, move |unit| {
        unit.staff(Permission::EditConfiguration)?;
        let Versioned { value: current, version, .. } = city::profile(unit.conn)?;
        over?.allows(version)?;
        let changes = changes?;
        let profile = check(&Profile {
            name_uk: changes.name_uk.unwrap_or(current.name_uk),
            name_en: changes.name_en.unwrap_or(current.name_en),
            edrpou: changes.edrpou.unwrap_or(current.edrpou),
            katottg: changes.katottg.unwrap_or(current.katottg),
            address: changes.address.unwrap_or(current.address),
        })?;
        let now = unit.now;
        if !city::set_profile(unit.conn, &profile, version, now)? {
            return Err(Code::PreconditionFailed.into());
        }
        unit.log(Subject::Name(ObjectKind::City, "profile"), "city.edited", &Note::in_words(json!(profile)))?;
        city::profile(unit.conn).map(City::from)
    })
    .await
}

fn check(profile: &Profile) -> Result<Profile, Problem> {
    let mut faults = Faults::default();
    let name_uk = faults.check(text::line("/name_uk", &profile.name_uk, text::PLACE_NAME));
    let name_en = faults.check(text::line("/name_en", &profile.name_en, text::PLACE_NAME));
    let address = faults.check(text::line("/address", &profile.address, text::POSTAL_ADDRESS));
    let edrpou = faults.check(code("/edrpou", &profile.edrpou, "", 8));
    let katottg = faults.check(code("/katottg", &profile.katottg, "UA", 17));
    let ((names, address), codes) =
        faults.none_in(name_uk.zip(name_en).zip(address).zip(edrpou.zip(katottg)))?;
    let ((name_uk, name_en), (edrpou, katottg)) = (names, codes);
    Ok(Profile { name_uk, name_en, edrpou, katottg, address })
}

/// A register's code: a prefix and so many digits.
fn code(pointer: &str, raw: &str, prefix: &str, digits: usize) -> Result<String, Fault> {
    match raw.strip_prefix(prefix) {
        Some(rest) if rest.len() == digits && rest.bytes().all(|b| b.is_ascii_digit()) => Ok(raw.to_owned()),
        _ => Err(Fault::at(pointer, FaultCode::Malformed)),
    }
}
