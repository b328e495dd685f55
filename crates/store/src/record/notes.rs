//! Notes: free words and whatever is somebody's own. They stand beside the record, so that they can be erased; what stays
//! in the record is a salted hash, which tells nothing but shows that a note was not changed.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Note, RequestId, Source};
use crate::columns::{Id, json, to_json};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::schema::{record, record_notes};

/// Notes that one statement seals.
const BATCH: i64 = 500;

/// What a note holds.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Content {
    /// Why, in somebody's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the client calls the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Further words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
}

/// A note beside a row of the record.
#[derive(Insertable)]
#[diesel(table_name = record_notes)]
pub(super) struct Attached {
    record_id: Id,
    salt: Vec<u8>,
    content: String,
}

impl Attached {
    /// What of a note can be erased; nothing if all of it is ids and codes.
    pub(super) fn new(id: Id, note: &Note<'_>, request: &RequestId, source: &dyn Source) -> Option<Self> {
        let request_id = request.clients.clone();
        if note.reason.is_none() && note.words.is_none() && request_id.is_none() {
            return None;
        }
        let content =
            Content { reason: note.reason.map(ToOwned::to_owned), request_id, data: note.words.clone() };
        Some(Self { record_id: id, salt: source.new_salt().to_vec(), content: to_json(&content) })
    }

    /// SHA-256 of the salt and the content.
    pub(super) fn hash(&self) -> Vec<u8> {
        hash(&self.salt, &self.content)
    }
}

fn hash(salt: &[u8], content: &str) -> Vec<u8> {
    Sha256::new().chain_update(salt).chain_update(content).finalize().to_vec()
}

pub(super) fn insert(conn: &mut Connected, notes: &[Attached]) -> Result<()> {
    if !notes.is_empty() {
        on!(conn, |c| diesel::insert_into(record_notes::table).values(notes).execute(c))?;
    }
    Ok(())
}

/// Why something on the record was done, in somebody's words.
pub fn reason_of(conn: &mut Connected, recorded: Id) -> Result<Option<String>> {
    let content: Option<String> =
        record_notes::table.find(recorded).select(record_notes::content).first(conn).optional()?;
    let content: Option<Content> =
        content.as_deref().map(|text| json("record_notes.content", text)).transpose()?;
    Ok(content.and_then(|content| content.reason))
}

/// Gives salts and hashes to notes that a migration has moved here without. Those have an index of their own: each start
/// asks.
pub(crate) fn seal(conn: &mut Connected, source: &dyn Source) -> Result<()> {
    loop {
        let bare: Vec<(Id, String)> = record_notes::table
            .filter(sql::<Bool>("length(record_notes.salt) = 0"))
            .limit(BATCH)
            .select((record_notes::record_id, record_notes::content))
            .load(conn)?;
        if bare.is_empty() {
            return Ok(());
        }
        for (id, content) in bare {
            let salt = source.new_salt();
            diesel::update(record_notes::table.find(id))
                .set(record_notes::salt.eq(&salt[..]))
                .execute(conn)?;
            let sealed = Some(hash(&salt, &content));
            diesel::update(record::table.find(id)).set(record::note_hash.eq(sealed)).execute(conn)?;
        }
    }
}
