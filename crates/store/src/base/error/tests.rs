use super::*;

/// A failure as the databases give it: of a kind that diesel knows, or with nothing but a message.
fn judged(kind: Option<Kind>, message: &'static str, millis: u64) -> Code {
    let cause = match kind {
        Some(kind) => DatabaseError(kind, Box::new(message.to_owned())),
        None => unknown(message),
    };
    Problem::from(Error::judged(cause, Duration::from_millis(millis))).code
}

/// Of a kind that diesel has no name for.
fn unknown(message: &str) -> diesel::result::Error {
    use diesel::connection::SimpleConnection as _;
    use diesel::prelude::*;
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let failed = connection.batch_execute("SELECT nothing").unwrap_err();
    let DatabaseError(kind, _) = failed else { panic!("{failed}") };
    DatabaseError(kind, Box::new(message.to_owned()))
}

#[test]
fn whoever_waited_too_long_may_try_again_whatever_language_the_server_speaks() {
    for message in ["canceling statement due to lock timeout", "скасовано через тайм-аут блокування"]
    {
        assert_eq!(judged(None, message, 1500), Code::Overloaded, "{message}");
    }
}

#[test]
fn whoever_was_cancelled_at_once_may_try_again() {
    for message in [
        "canceling statement due to user request",
        "canceling statement due to conflict with recovery",
        "deadlock detected",
        "database is locked",
    ] {
        assert_eq!(judged(None, message, 0), Code::Overloaded, "{message}");
    }
    assert_eq!(judged(Some(Kind::SerializationFailure), "", 0), Code::Overloaded);
    assert_eq!(judged(Some(Kind::UniqueViolation), "", 0), Code::Overloaded);
}

#[test]
fn a_server_that_takes_no_writes_is_unavailable() {
    assert_eq!(judged(Some(Kind::ReadOnlyTransaction), "", 0), Code::NotWritable);
}

#[test]
fn a_full_disk_is_no_fault_of_ours_even_where_the_commit_finds_it() {
    for message in ["database or disk is full", "could not extend file \"base/5/2\": No space left on device"]
    {
        assert_eq!(judged(None, message, 0), Code::NotWritable, "{message}");
        let at_commit = RollbackErrorOnCommit {
            rollback_error: Box::new(unknown("cannot rollback - no transaction is active")),
            commit_error: Box::new(unknown(message)),
        };
        let problem = Problem::from(Error::judged(at_commit, Duration::ZERO));
        assert_eq!((problem.code, problem.retry_after), (Code::NotWritable, Some(10)), "{message}");
    }
}

#[test]
fn what_fails_by_itself_is_our_fault_however_busy_the_database() {
    assert_eq!(judged(None, "column \"nothing\" does not exist", 2), Code::Internal);
    for kind in [Kind::CheckViolation, Kind::UnableToSendCommand] {
        assert_eq!(judged(Some(kind), "", 5000), Code::Internal);
    }
}
