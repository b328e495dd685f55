//! The record: ids and codes alone; words stand beside it and can be erased.

use diesel::RunQueryDsl as _;
use diesel::sql_types::{Binary, Text};
use diesel::{QueryableByName, sql_query};
use sha2::{Digest as _, Sha256};
use viche_domain::change::ObjectKind;
use viche_store::desk::audit;
use viche_store::keyset::PageRequest;
use viche_store::record::{Note, RequestId, Subject, Tx};
use viche_testkit::{TestDatabase, on_both};

use super::seed::{Counting, id};

const REASON: &str = "Бо так попросила Олена Коваль";
const OURS: &str = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b46";
/// A client may choose an id that looks like one of ours.
const REQUEST: &str = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47";

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = Text)]
    recorded: String,
    #[diesel(sql_type = Binary)]
    note_hash: Vec<u8>,
    #[diesel(sql_type = Binary)]
    salt: Vec<u8>,
    #[diesel(sql_type = Text)]
    content: String,
}

on_both! {
    async fn words_stand_beside_the_record_under_a_salted_hash_and_can_be_erased(database: TestDatabase) {
        let database = &database.database;
        let kept = database
            .write(|conn| {
                let source = Counting::from(1);
                let note = Note::for_reason(Some(REASON));
                let request = RequestId { ours: OURS.to_owned(), clients: Some(REQUEST.to_owned()) };
                let mut tx = Tx::new(conn, &request, &source);
                tx.log(Subject::Id(ObjectKind::Account, id(9)), "account.noted", &note)?;
                let query = "SELECT r.action || coalesce(r.reason, '') || coalesce(r.request_id, '') || r.data AS recorded, \
                             r.note_hash, n.salt, n.content FROM record r JOIN record_notes n ON n.record_id = r.id";
                Ok(sql_query(query).get_result::<Kept>(conn)?)
            })
            .await
            .unwrap();
        assert!(!kept.recorded.contains("Олена") && !kept.recorded.contains(REQUEST), "{}", kept.recorded);
        assert!(kept.content.contains(REASON) && kept.content.contains(REQUEST));
        let hash = Sha256::new().chain_update(&kept.salt).chain_update(&kept.content).finalize();
        assert_eq!(kept.note_hash, hash.as_slice());

        let all = PageRequest { edge: None, limit: 10 };
        let (before, after) = database
            .write(move |conn| {
                let before = audit::audit(conn, &audit::Filter::default(), &all)?.rows;
                sql_query("DELETE FROM record_notes").execute(conn)?;
                Ok((before, audit::audit(conn, &audit::Filter::default(), &all)?.rows))
            })
            .await
            .unwrap();
        let told = (&before[0].reason, &before[0].request, &before[0].client_request);
        assert_eq!(told, (&Some(REASON.into()), &Some(OURS.into()), &Some(REQUEST.into())));
        assert_eq!((after.len(), &after[0].id, &after[0].request), (1, &before[0].id, &before[0].request));
        assert_eq!((&after[0].reason, &after[0].client_request), (&None, &None));
    }
}
