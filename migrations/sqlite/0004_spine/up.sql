-- One spine for everything that goes through states: ids of 16 bytes; one record of what happened, its free words beside
-- it in rows that can be erased; what is waited for in a table of its own; facts and figures as documents; typed jobs.
-- Every table with an id is written anew: while this runs, no release serves (see docs/operations.md).

DROP INDEX accounts_by_person;
DROP INDEX sessions_by_account;
DROP INDEX refresh_tokens_by_session;
DROP INDEX refresh_tokens_by_expiry;
DROP INDEX email_tokens_by_account;
DROP INDEX email_tokens_by_expiry;
DROP INDEX petitions_by_publication;
DROP INDEX petitions_by_signatures;
DROP INDEX petitions_by_closing;
DROP INDEX petitions_by_state;
DROP INDEX petitions_by_duty;
DROP INDEX petitions_by_author;
DROP INDEX signatures_one_per_person;
DROP INDEX signatures_by_time;
DROP INDEX signatures_by_person;
DROP INDEX signatures_by_account;
DROP INDEX petition_events_by_time;
DROP INDEX audit_log_by_object;
DROP INDEX audit_log_by_time;
DROP INDEX outbox_waiting;
DROP INDEX idempotency_keys_by_time;

ALTER TABLE email_tokens RENAME TO before_0004_email_tokens;
ALTER TABLE refresh_tokens RENAME TO before_0004_refresh_tokens;
ALTER TABLE sessions RENAME TO before_0004_sessions;
ALTER TABLE account_roles RENAME TO before_0004_account_roles;
ALTER TABLE external_identities RENAME TO before_0004_external_identities;
ALTER TABLE follows RENAME TO before_0004_follows;
ALTER TABLE answers RENAME TO before_0004_answers;
ALTER TABLE signatures RENAME TO before_0004_signatures;
ALTER TABLE refusals RENAME TO before_0004_refusals;
ALTER TABLE petition_events RENAME TO before_0004_petition_events;
ALTER TABLE petitions RENAME TO before_0004_petitions;
ALTER TABLE policies RENAME TO before_0004_policies;
ALTER TABLE accounts RENAME TO before_0004_accounts;
ALTER TABLE persons RENAME TO before_0004_persons;
ALTER TABLE audit_log RENAME TO before_0004_audit_log;
ALTER TABLE outbox RENAME TO before_0004_outbox;
ALTER TABLE idempotency_keys RENAME TO before_0004_idempotency_keys;

CREATE TABLE persons (
    id BLOB NOT NULL PRIMARY KEY,
    person_key BLOB UNIQUE, -- HMAC of the identity number; absent for a provisional person
    level TEXT NOT NULL,
    full_name TEXT NOT NULL,
    birth_date TEXT,
    created_at TIMESTAMP NOT NULL,
    identified_at TIMESTAMP,
    merged_into BLOB REFERENCES persons (id)
);

CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES persons (id),
    email TEXT,
    email_key TEXT UNIQUE, -- the address folded for comparison
    email_verified_at TIMESTAMP,
    password_hash TEXT,
    full_name TEXT NOT NULL,
    locale TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE external_identities (
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (provider, subject)
);

CREATE TABLE account_roles (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    department TEXT NOT NULL, -- empty where the role needs none
    granted_by BLOB,
    granted_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, role, department)
);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);

CREATE TABLE refresh_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    issued_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);

CREATE TABLE email_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    purpose TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);

CREATE TABLE policies (
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    effective_from TIMESTAMP NOT NULL,
    figures TEXT NOT NULL, -- JSON
    PRIMARY KEY (kind, version)
);

CREATE TABLE petitions (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT UNIQUE,
    author_account BLOB NOT NULL REFERENCES accounts (id),
    author_name TEXT NOT NULL,
    title TEXT NOT NULL,
    title_fold TEXT NOT NULL,
    text TEXT NOT NULL,
    category TEXT NOT NULL REFERENCES categories (code),
    corrects BLOB REFERENCES petitions (id),
    version BIGINT NOT NULL, -- of the text: signatures and counts don't change it
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    signatures BIGINT NOT NULL CHECK (signatures >= 0),
    policy_version BIGINT, -- of the policies of petitions
    department TEXT REFERENCES departments (code), -- in charge
    published_at TIMESTAMP, -- of the facts, for lists
    closes_at TIMESTAMP, -- of the facts, for lists
    facts TEXT NOT NULL -- JSON
);

CREATE TABLE refusals (
    petition_id BLOB NOT NULL PRIMARY KEY REFERENCES petitions (id),
    code TEXT NOT NULL,
    explanation TEXT NOT NULL,
    duplicate_of BLOB REFERENCES petitions (id)
);

CREATE TABLE signatures (
    id BLOB NOT NULL PRIMARY KEY,
    petition_id BLOB NOT NULL REFERENCES petitions (id),
    person_id BLOB NOT NULL REFERENCES persons (id),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL,
    invalidated_at TIMESTAMP,
    invalidation TEXT
);

CREATE TABLE answers (
    id BLOB NOT NULL PRIMARY KEY,
    petition_id BLOB NOT NULL REFERENCES petitions (id),
    version BIGINT NOT NULL,
    decision TEXT NOT NULL,
    text TEXT NOT NULL,
    documents TEXT NOT NULL, -- JSON
    department TEXT NOT NULL,
    answered_by BLOB NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    UNIQUE (petition_id, version)
);

CREATE TABLE follows (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    petition_id BLOB NOT NULL REFERENCES petitions (id),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, petition_id)
);

-- What happened: ids and codes alone. It is only ever added to.
CREATE TABLE record (
    id BLOB NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL, -- when it was written
    happened_at TIMESTAMP NOT NULL, -- earlier where it was noticed late
    account_id BLOB, -- by whom; absent for the clock and the command line
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id BLOB, -- of what has an id
    object_name TEXT, -- of what has a name instead
    event TEXT, -- its word in the object's history; absent where it is no part of it
    number TEXT, -- the object's public number
    department TEXT, -- in charge
    policy_version BIGINT, -- that governs it
    reason TEXT, -- a code
    request_id TEXT,
    data TEXT NOT NULL, -- JSON
    note_hash BLOB -- SHA-256 of the note's salt and content
);

-- Free words and whatever is somebody's own, beside the record: a row here can be erased.
CREATE TABLE record_notes (
    record_id BLOB NOT NULL PRIMARY KEY REFERENCES record (id),
    salt BLOB NOT NULL,
    content TEXT NOT NULL -- JSON
);

-- What objects wait for, of all kinds.
CREATE TABLE dues (
    id BLOB NOT NULL PRIMARY KEY,
    object TEXT NOT NULL,
    object_id BLOB NOT NULL,
    state TEXT NOT NULL, -- of the object
    listed BOOLEAN NOT NULL, -- whether everybody may read the object
    duty TEXT NOT NULL, -- of the staff, or what the clock does
    role TEXT, -- whose duty it is; absent where it is the clock's
    department TEXT, -- in charge
    due_at TIMESTAMP NOT NULL
);

-- What is done after the commit that asks for it.
CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY,
    job TEXT NOT NULL, -- JSON; no secret stands here: tokens are made when the letter is written
    created_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempts BIGINT NOT NULL,
    done_at TIMESTAMP,
    failed_at TIMESTAMP,
    last_error TEXT
);

CREATE TABLE idempotency_keys (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer BLOB, -- sealed; absent where a release before this one kept it
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (scope, key)
);

INSERT INTO persons
    SELECT unhex(replace(id, '-', '')), person_key, level, full_name, birth_date, created_at, identified_at,
        unhex(replace(merged_into, '-', ''))
    FROM before_0004_persons;
INSERT INTO accounts
    SELECT unhex(replace(id, '-', '')), unhex(replace(person_id, '-', '')), email, email_key, email_verified_at, password_hash, full_name, locale, created_at
    FROM before_0004_accounts;
INSERT INTO external_identities SELECT provider, subject, unhex(replace(account_id, '-', '')) FROM before_0004_external_identities;
INSERT INTO account_roles
    SELECT unhex(replace(account_id, '-', '')), role, department, unhex(replace(granted_by, '-', '')), granted_at FROM before_0004_account_roles;
INSERT INTO sessions SELECT unhex(replace(id, '-', '')), unhex(replace(account_id, '-', '')), created_at, revoked_at FROM before_0004_sessions;
INSERT INTO refresh_tokens SELECT hash, unhex(replace(session_id, '-', '')), issued_at, expires_at, used_at FROM before_0004_refresh_tokens;
INSERT INTO email_tokens SELECT hash, unhex(replace(account_id, '-', '')), purpose, expires_at, used_at FROM before_0004_email_tokens;

INSERT INTO policies
    SELECT 'petitions', version, effective_from, json_object(
            'threshold', threshold,
            'window', json_object(window_unit, window_length),
            'level_to_sign', level_to_sign,
            'level_to_propose', level_to_propose,
            'sign_during_review', json(CASE WHEN sign_during_review THEN 'true' ELSE 'false' END),
            'signatures_withdrawable', json(CASE WHEN signatures_withdrawable THEN 'true' ELSE 'false' END),
            'moderation_days', moderation_days,
            'announcement_days', announcement_days,
            'answer_days', answer_days
        )
    FROM before_0004_policies;

INSERT INTO petitions
    SELECT unhex(replace(id, '-', '')), number, unhex(replace(author_account, '-', '')), author_name, title, title_fold, text, category,
        unhex(replace(corrects, '-', '')), version,
        created_at, updated_at, state, signatures, policy_version, department, published_at, closes_at,
        json_object(
            'submitted_at', replace(submitted_at, ' ', 'T') || 'Z',
            'moderation_due_at', replace(moderation_due_at, ' ', 'T') || 'Z',
            'refused_at', replace(refused_at, ' ', 'T') || 'Z',
            'published_at', replace(published_at, ' ', 'T') || 'Z',
            'closes_at', replace(closes_at, ' ', 'T') || 'Z',
            'threshold_at', replace(threshold_at, ' ', 'T') || 'Z',
            'announcement_due_at', replace(announcement_due_at, ' ', 'T') || 'Z',
            'review_announced_at', replace(review_announced_at, ' ', 'T') || 'Z',
            'answer_due_at', replace(answer_due_at, ' ', 'T') || 'Z',
            'answered_at', replace(answered_at, ' ', 'T') || 'Z',
            'lapsed_at', replace(lapsed_at, ' ', 'T') || 'Z',
            'reply_due_at', replace(reply_due_at, ' ', 'T') || 'Z',
            'withdrawn_at', replace(withdrawn_at, ' ', 'T') || 'Z',
            'removed_at', replace(removed_at, ' ', 'T') || 'Z',
            'removal_reason', removal_reason,
            'milestones', milestone
        )
    FROM before_0004_petitions;
INSERT INTO refusals SELECT unhex(replace(petition_id, '-', '')), code, explanation, unhex(replace(duplicate_of, '-', '')) FROM before_0004_refusals;
INSERT INTO signatures
    SELECT unhex(replace(id, '-', '')), unhex(replace(petition_id, '-', '')), unhex(replace(person_id, '-', '')), unhex(replace(account_id, '-', '')), name, signed_at, invalidated_at, invalidation
    FROM before_0004_signatures;
INSERT INTO answers
    SELECT unhex(replace(id, '-', '')), unhex(replace(petition_id, '-', '')), version, decision, text, documents, department, unhex(replace(answered_by, '-', '')), answered_at
    FROM before_0004_answers;
INSERT INTO follows SELECT unhex(replace(account_id, '-', '')), unhex(replace(petition_id, '-', '')), created_at FROM before_0004_follows;

-- An event and the row of the audit log that tells of it were written together, in one order: they become one row.
INSERT INTO record
    SELECT unhex(replace(a.id, '-', '')), a.at, coalesce(e.at, a.at), unhex(replace(a.account_id, '-', '')), a.action, a.object,
        CASE WHEN length(a.object_id) = 36 AND a.object_id NOT GLOB '*[^0-9a-f-]*' THEN unhex(replace(a.object_id, '-', '')) END,
        CASE WHEN NOT (length(a.object_id) = 36 AND a.object_id NOT GLOB '*[^0-9a-f-]*') THEN a.object_id END, e.kind, p.number, p.department, p.policy_version,
        CASE WHEN NOT action = 'petition.removed' THEN a.reason END, CASE WHEN (length(request_id) = 36 AND request_id NOT GLOB '*[^0-9a-f-]*' OR request_id IN ('worker', 'admin-create')) THEN a.request_id END,
        CASE WHEN object IN ('calendar', 'city') THEN '{}' ELSE a.data END, NULL
    FROM (
        SELECT *, row_number() OVER (PARTITION BY object_id, action ORDER BY id) AS n FROM before_0004_audit_log
    ) a
    LEFT JOIN (
        SELECT *, row_number() OVER (PARTITION BY petition_id, kind ORDER BY id) AS n FROM before_0004_petition_events
    ) e ON a.object = 'petition' AND e.petition_id = a.object_id AND a.action = 'petition.' || e.kind AND e.n = a.n
    LEFT JOIN before_0004_petitions p ON a.object = 'petition' AND p.id = a.object_id;
-- Salts and hashes are added by the program that migrates.
INSERT INTO record_notes
    SELECT unhex(replace(id, '-', '')), x'', json_object(
            'reason', CASE WHEN action = 'petition.removed' THEN reason END,
            'request_id', CASE WHEN NOT (length(request_id) = 36 AND request_id NOT GLOB '*[^0-9a-f-]*' OR request_id IN ('worker', 'admin-create')) THEN request_id END,
            'data', CASE WHEN object IN ('calendar', 'city') THEN json(data) END
        )
    FROM before_0004_audit_log
    WHERE object IN ('calendar', 'city') OR reason IS NOT NULL AND action = 'petition.removed' OR request_id IS NOT NULL AND NOT (length(request_id) = 36 AND request_id NOT GLOB '*[^0-9a-f-]*' OR request_id IN ('worker', 'admin-create'));

INSERT INTO dues
    SELECT randomblob(16), 'petition', unhex(replace(id, '-', '')), state, published_at IS NOT NULL,
        CASE WHEN state = 'submitted' THEN 'moderation' WHEN state = 'lapsed' THEN 'reply'
            WHEN review_announced_at IS NULL THEN 'review_announcement' ELSE 'answer' END,
        CASE WHEN state = 'submitted' THEN 'moderator' ELSE 'responder' END,
        CASE WHEN state <> 'submitted' THEN department END, due_at
    FROM before_0004_petitions WHERE due_at IS NOT NULL;
INSERT INTO dues
    SELECT randomblob(16), 'petition', unhex(replace(id, '-', '')), state, 1, 'window_end', NULL, NULL, closes_at
    FROM before_0004_petitions WHERE state = 'collecting';

INSERT INTO jobs
    SELECT unhex(replace(id, '-', '')), CASE WHEN message ->> 'kind' = 'petition_news' THEN json_object('kind', 'news',
            'account', message ->> 'account', 'object', 'petition', 'id', message ->> 'petition',
            'event', message ->> 'event') ELSE message END,
        created_at, due_at, attempts, sent_at, failed_at, last_error
    FROM before_0004_outbox;
-- Answers that were kept in clear are not taken along; that their requests were done is.
INSERT INTO idempotency_keys SELECT scope, key, fingerprint, NULL, created_at FROM before_0004_idempotency_keys;

DROP TABLE before_0004_email_tokens;
DROP TABLE before_0004_refresh_tokens;
DROP TABLE before_0004_sessions;
DROP TABLE before_0004_account_roles;
DROP TABLE before_0004_external_identities;
DROP TABLE before_0004_follows;
DROP TABLE before_0004_answers;
DROP TABLE before_0004_signatures;
DROP TABLE before_0004_refusals;
DROP TABLE before_0004_petition_events;
DROP TABLE before_0004_petitions;
DROP TABLE before_0004_policies;
DROP TABLE before_0004_accounts;
DROP TABLE before_0004_persons;
DROP TABLE before_0004_audit_log;
DROP TABLE before_0004_outbox;
DROP TABLE before_0004_idempotency_keys;

CREATE INDEX accounts_by_person ON accounts (person_id); -- merging a person
CREATE INDEX sessions_by_account ON sessions (account_id); -- ending an account's sessions
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id); -- revoking a family
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at); -- forgetting
CREATE INDEX email_tokens_by_account ON email_tokens (account_id); -- using up an account's links
CREATE INDEX email_tokens_by_expiry ON email_tokens (expires_at); -- forgetting
CREATE INDEX petitions_by_publication ON petitions (published_at, id); -- the public list, newest and oldest
CREATE INDEX petitions_by_signatures ON petitions (signatures, id); -- the public list, most signed
CREATE INDEX petitions_by_closing ON petitions (closes_at, id); -- the public list, closing soon
CREATE INDEX petitions_by_state ON petitions (state, published_at, id); -- the public list by state
CREATE INDEX petitions_by_author ON petitions (author_account, created_at, id); -- one's own
-- One person, one valid signature on a petition.
CREATE UNIQUE INDEX signatures_one_per_person ON signatures (petition_id, person_id) WHERE invalidated_at IS NULL;
CREATE INDEX signatures_by_time ON signatures (petition_id, signed_at, id); -- the public list of signers
CREATE INDEX signatures_by_person ON signatures (person_id, signed_at, id); -- one's own, and merging a person
CREATE INDEX record_by_time ON record (at, id); -- the audit log
CREATE INDEX record_by_object ON record (object_id, at, id); -- the audit log of an object with an id
CREATE INDEX record_by_name ON record (object_name, at, id) WHERE object_name IS NOT NULL; -- of one with a name
CREATE INDEX record_history ON record (object_id, happened_at, id) WHERE event IS NOT NULL; -- the public history
CREATE INDEX dues_by_object ON dues (object_id); -- replacing an object's dues
CREATE INDEX dues_of_staff ON dues (due_at, id) WHERE role IS NOT NULL; -- the queue
CREATE INDEX dues_by_state ON dues (state, due_at, id) WHERE role IS NOT NULL; -- the queue by state
CREATE INDEX dues_by_department ON dues (department, due_at, id) WHERE role IS NOT NULL; -- the queue by department
CREATE INDEX dues_of_clock ON dues (due_at, id) WHERE role IS NULL; -- what the worker does
CREATE INDEX jobs_waiting ON jobs (due_at, id) WHERE done_at IS NULL AND failed_at IS NULL; -- the worker's next job
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at); -- forgetting
