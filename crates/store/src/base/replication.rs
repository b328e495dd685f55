//! Whether a commit is where it has to be. With synchronous replication PostgreSQL answers a COMMIT whose wait for a standby
//! was cancelled with success and a warning, which diesel doesn't hand on; so the standbys are asked.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};

use super::error::{Error, Result};

/// Whether the server waited for standbys when a connection to it was opened last.
static AWAITED: AtomicBool = AtomicBool::new(false);
/// A commit that takes so long may have waited for one all the same: the setting can change while connections are open.
const SUSPICIOUS: Duration = Duration::from_millis(100);
/// How long a standby has that is only slow.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(5);

/// Up to where the log must be on a standby; nothing where no standby is waited for, or this role may not see them.
const WRITTEN: &str = "\
    CASE WHEN NOT pg_is_in_recovery() AND current_setting('synchronous_standby_names') <> '' \
          AND current_setting('synchronous_commit') NOT IN ('off', 'local') \
          AND pg_has_role('pg_read_all_stats', 'usage') \
    THEN pg_current_wal_flush_lsn()::text END";

const CONFIRMED: &str = "\
    EXISTS (SELECT FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum') AND \
        CASE current_setting('synchronous_commit') \
            WHEN 'remote_apply' THEN replay_lsn WHEN 'remote_write' THEN write_lsn ELSE flush_lsn END >= ";

/// Looks whether commits on this connection wait for a standby.
pub(super) fn look(pg: &mut PgConnection) -> Result<()> {
    let written = diesel::select(diesel::dsl::sql::<Nullable<Text>>(WRITTEN));
    AWAITED.store(written.get_result::<Option<String>>(pg)?.is_some(), Ordering::Relaxed);
    Ok(())
}

/// Fails unless what was committed, in so long, is on a standby, where one is waited for: it may be lost with this server.
pub(super) fn confirm(pg: &mut PgConnection, took: Duration) -> Result<()> {
    if took < SUSPICIOUS && !AWAITED.load(Ordering::Relaxed) {
        return Ok(());
    }
    let written = diesel::select(diesel::dsl::sql::<Nullable<Text>>(WRITTEN));
    let Some(written) = written.get_result::<Option<String>>(pg)? else { return Ok(()) };
    let asked = Instant::now();
    while asked.elapsed() < PATIENCE {
        let confirmed = diesel::dsl::sql::<Bool>(CONFIRMED).bind::<Text, _>(&written).sql("::pg_lsn)");
        if diesel::select(confirmed).get_result(pg)? {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
    Err(Error::Unavailable("the commit is on no standby: its wait was cancelled".to_owned()))
}
