//! The demo's folder: `viche.db`, `keys/`, `mail/`, and `demo.json`, which is written last.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use viche_app::entropy::{Entropy as _, SystemEntropy};
use viche_auth::keys;
use viche_domain::person::roles::Role;

use crate::error::DemoError;

const RECORD: &str = "demo.json";

/// What programs need to know of a demo: the content of `demo.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The address of the API, without a slash at the end.
    pub base_url: String,
    /// Who can log in by e-mail and password: a citizen, and one of the staff for each role.
    pub logins: Vec<Login>,
    /// A petition in each state, by its id.
    pub petitions: Petitions,
    /// The id of a petition that one signature brings under review.
    pub petition_249: String,
}

/// An account with a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// `citizen`, or the role.
    pub role: String,
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// The id of a petition in each state, as it was when the demo was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the states")]
pub struct Petitions {
    pub draft: String,
    pub submitted: String,
    pub collecting: String,
    pub refused: String,
    pub under_review: String,
    pub answered: String,
    pub lapsed: String,
    pub withdrawn: String,
    pub removed: String,
}

impl Record {
    /// The login of a role.
    pub(crate) fn login(&self, role: Role) -> Option<&Login> {
        self.logins.iter().find(|login| login.role == role.as_str())
    }

    /// The login of the citizen.
    pub(crate) fn citizen(&self) -> Option<&Login> {
        self.logins.iter().find(|login| login.role == CITIZEN)
    }
}

/// What `demo.json` calls somebody without a staff role.
pub(crate) const CITIZEN: &str = "citizen";

/// The folder of a demo.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A folder that may not be there yet.
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// The SQLite file.
    pub fn database(&self) -> PathBuf {
        self.0.join("viche.db")
    }

    /// The keys.
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// The letters.
    pub fn mail(&self) -> PathBuf {
        self.0.join("mail")
    }

    /// The record of a finished demo; nothing where the folder is empty or not there. Anything else is refused, and
    /// nothing in it touched.
    pub fn finished(&self) -> Result<Option<Record>, DemoError> {
        let mut entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(DemoError::File { path: self.0.clone(), source }),
        };
        if entries.next().is_none() {
            return Ok(None);
        }
        let path = self.0.join(RECORD);
        match fs::read(&path) {
            Ok(json) => {
                serde_json::from_slice(&json).map(Some).map_err(|source| DemoError::Record { path, source })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Err(DemoError::NotEmpty(self.0.clone())),
            Err(source) => Err(DemoError::File { path, source }),
        }
    }

    /// Makes the folder, with new keys and an empty mailbox.
    pub fn begin(&self) -> Result<(), DemoError> {
        let mail = self.mail();
        fs::create_dir_all(&mail).map_err(DemoError::file(&mail))?;
        keys::create(&self.keys(), &mut |bytes| SystemEntropy.fill(bytes))?;
        Ok(())
    }

    /// Brings to the disk what a database left to the system, once it is closed.
    pub fn settle(&self) -> Result<(), DemoError> {
        let database = self.database();
        fs::File::open(&database).and_then(|file| file.sync_all()).map_err(DemoError::file(&database))
    }

    /// Writes the record: the folder holds the old one or the new one, never a part.
    pub fn record(&self, record: &Record) -> Result<(), DemoError> {
        let path = self.0.join(RECORD);
        let json = serde_json::to_string_pretty(record).expect("a record is made of texts") + "\n";
        let unfinished = path.with_extension("json.part");
        write_through(&unfinished, &json)
            .and_then(|()| fs::rename(&unfinished, &path))
            .map_err(DemoError::file(&path))
    }

    /// The text of the latest letter to an address.
    pub fn letter_to(&self, address: &str) -> Result<Option<String>, DemoError> {
        let folder = self.mail();
        let read = || -> std::io::Result<Option<String>> {
            let mut letters: Vec<PathBuf> = Vec::new();
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                if name.contains(&format!("-{address}-")) {
                    letters.push(path);
                }
            }
            letters.into_iter().max().map(fs::read_to_string).transpose()
        };
        read().map_err(DemoError::file(&folder))
    }
}

fn write_through(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;

    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::{Value, json};

    use super::{Folder, Login, Petitions, Record};
    use crate::error::DemoError;

    pub(crate) fn record() -> Record {
        let id = |n: u8| format!("0159{n:04}-0000-7000-8000-000000000000");
        let login = |role: &str| Login {
            role: role.to_owned(),
            email: format!("{role}@example.org"),
            password: format!("teteriv-kalyna-{role}"),
        };
        Record {
            base_url: "http://127.0.0.1:8080".to_owned(),
            logins: vec![login("citizen"), login("moderator")],
            petitions: Petitions {
                draft: id(1),
                submitted: id(2),
                collecting: id(3),
                refused: id(4),
                under_review: id(5),
                answered: id(6),
                lapsed: id(7),
                withdrawn: id(8),
                removed: id(9),
            },
            petition_249: id(10),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn an_empty_folder_and_none_at_all_are_places_for_a_new_demo() {
        let place = tempfile::tempdir().unwrap();
        assert_eq!(Folder::new(place.path().to_owned()).finished().unwrap(), None);
        assert_eq!(Folder::new(place.path().join("a/b")).finished().unwrap(), None);
        assert_eq!(names(place.path()), [""; 0]);
    }

    #[test]
    fn a_demo_is_finished_by_its_record_alone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("demo"));
        folder.begin().unwrap();
        assert!(matches!(folder.finished(), Err(DemoError::NotEmpty(_))));
        folder.record(&record()).unwrap();
        assert_eq!(folder.finished().unwrap(), Some(record()));
        assert_eq!(names(&place.path().join("demo")), ["demo.json", "keys", "mail"]);
    }

    #[test]
    fn other_peoples_files_are_refused_and_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().to_owned());
        fs::write(place.path().join("thesis.txt"), "…").unwrap();
        let refusal = folder.finished().unwrap_err().to_string();
        assert!(refusal.contains("--data") && refusal.contains("delete"), "{refusal}");
        fs::write(place.path().join("demo.json"), "{\"songs\": []}").unwrap();
        assert!(matches!(folder.finished(), Err(DemoError::Record { .. })));
        assert_eq!(names(place.path()), ["demo.json", "thesis.txt"]);
        assert_eq!(fs::read_to_string(place.path().join("demo.json")).unwrap(), "{\"songs\": []}");
    }

    #[test]
    fn a_file_is_no_folder() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("file");
        fs::write(&path, "…").unwrap();
        assert!(matches!(Folder::new(path).finished(), Err(DemoError::File { .. })));
    }

    #[test]
    fn programs_find_what_they_need() {
        let json: Value = serde_json::to_value(record()).unwrap();
        assert_eq!(json["base_url"], "http://127.0.0.1:8080");
        assert_eq!(
            json["logins"][0],
            json!({ "role": "citizen", "email": "citizen@example.org", "password": "teteriv-kalyna-citizen" })
        );
        let states = [
            "draft",
            "submitted",
            "collecting",
            "refused",
            "under_review",
            "answered",
            "lapsed",
            "withdrawn",
            "removed",
        ];
        assert!(states.iter().all(|state| json["petitions"][state].is_string()));
        assert_eq!(json["petitions"].as_object().unwrap().len(), states.len());
        assert!(json["petition_249"].is_string());
    }

    #[test]
    fn the_latest_letter_to_somebody_is_found() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().to_owned());
        fs::create_dir(folder.mail()).unwrap();
        for (name, text) in [
            ("20170102T100000Z-olena@example.org-1.eml", "old"),
            ("20170103T100000Z-olena@example.org-2.eml", "new"),
            ("20170104T100000Z-petro@example.org-3.eml", "another's"),
        ] {
            fs::write(folder.mail().join(name), text).unwrap();
        }
        assert_eq!(folder.letter_to("olena@example.org").unwrap().as_deref(), Some("new"));
        assert_eq!(folder.letter_to("nobody@example.org").unwrap(), None);
    }
}
