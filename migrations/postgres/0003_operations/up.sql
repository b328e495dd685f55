-- What keeps the service honest and running: the audit log, the outbox, replayed answers, leases.

CREATE TABLE audit_log (
    id TEXT COLLATE "C" PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    account_id TEXT COLLATE "C", -- absent for the clock and the command line
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT COLLATE "C" NOT NULL,
    reason TEXT,
    request_id TEXT,
    data TEXT NOT NULL -- JSON
);
CREATE INDEX audit_log_by_object ON audit_log (object_id, at, id);
CREATE INDEX audit_log_by_time ON audit_log (at, id);

CREATE TABLE outbox (
    id TEXT COLLATE "C" PRIMARY KEY,
    message TEXT NOT NULL, -- JSON; no secret stands here: tokens are made when the letter is written
    created_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempts BIGINT NOT NULL,
    sent_at TIMESTAMP,
    failed_at TIMESTAMP,
    last_error TEXT
);
CREATE INDEX outbox_waiting ON outbox (due_at, id) WHERE sent_at IS NULL AND failed_at IS NULL;

CREATE TABLE idempotency_keys (
    scope TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL, -- JSON
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);

CREATE TABLE leases (
    name TEXT COLLATE "C" PRIMARY KEY,
    holder TEXT COLLATE "C" NOT NULL,
    until_micros BIGINT NOT NULL -- by the database's clock
);
