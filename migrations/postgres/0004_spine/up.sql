-- One spine for everything that goes through states: ids of 16 bytes; one record of what happened, its free words beside
-- it in rows that can be erased; what is waited for in a table of its own; facts and figures as documents; typed jobs.
-- Every table with an id is written anew: while this runs, no release serves (see docs/operations.md).

CREATE SCHEMA before_0004;
ALTER TABLE email_tokens SET SCHEMA before_0004;
ALTER TABLE refresh_tokens SET SCHEMA before_0004;
ALTER TABLE sessions SET SCHEMA before_0004;
ALTER TABLE account_roles SET SCHEMA before_0004;
ALTER TABLE external_identities SET SCHEMA before_0004;
ALTER TABLE follows SET SCHEMA before_0004;
ALTER TABLE answers SET SCHEMA before_0004;
ALTER TABLE signatures SET SCHEMA before_0004;
ALTER TABLE refusals SET SCHEMA before_0004;
ALTER TABLE petition_events SET SCHEMA before_0004;
ALTER TABLE petitions SET SCHEMA before_0004;
ALTER TABLE policies SET SCHEMA before_0004;
ALTER TABLE accounts SET SCHEMA before_0004;
ALTER TABLE persons SET SCHEMA before_0004;
ALTER TABLE audit_log SET SCHEMA before_0004;
ALTER TABLE outbox SET SCHEMA before_0004;
ALTER TABLE idempotency_keys SET SCHEMA before_0004;

CREATE TABLE persons (
    id BYTEA PRIMARY KEY,
    person_key BYTEA UNIQUE, -- HMAC of the identity number; absent for a provisional person
    level TEXT NOT NULL,
    full_name TEXT NOT NULL,
    birth_date TEXT,
    created_at TIMESTAMP NOT NULL,
    identified_at TIMESTAMP,
    merged_into BYTEA REFERENCES persons (id)
);

CREATE TABLE accounts (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    email TEXT,
    email_key TEXT COLLATE "C" UNIQUE, -- the address folded for comparison
    email_verified_at TIMESTAMP,
    password_hash TEXT,
    full_name TEXT NOT NULL,
    locale TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE external_identities (
    provider TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (provider, subject)
);

CREATE TABLE account_roles (
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    role TEXT COLLATE "C" NOT NULL,
    department TEXT COLLATE "C" NOT NULL, -- empty where the role needs none
    granted_by BYTEA,
    granted_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, role, department)
);

CREATE TABLE sessions (
    id BYTEA PRIMARY KEY,
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);

CREATE TABLE refresh_tokens (
    hash TEXT COLLATE "C" PRIMARY KEY,
    session_id BYTEA NOT NULL REFERENCES sessions (id),
    issued_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);

CREATE TABLE email_tokens (
    hash TEXT COLLATE "C" PRIMARY KEY,
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    purpose TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);

CREATE TABLE policies (
    kind TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    effective_from TIMESTAMP NOT NULL,
    figures TEXT NOT NULL, -- JSON
    PRIMARY KEY (kind, version)
);

CREATE TABLE petitions (
    id BYTEA PRIMARY KEY,
    number TEXT COLLATE "C" UNIQUE,
    author_account BYTEA NOT NULL REFERENCES accounts (id),
    author_name TEXT NOT NULL,
    title TEXT NOT NULL,
    title_fold TEXT COLLATE "C" NOT NULL,
    text TEXT NOT NULL,
    category TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    corrects BYTEA REFERENCES petitions (id),
    version BIGINT NOT NULL, -- of the text: signatures and counts don't change it
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    signatures BIGINT NOT NULL CHECK (signatures >= 0),
    policy_version BIGINT, -- of the policies of petitions
    department TEXT COLLATE "C" REFERENCES departments (code), -- in charge
    published_at TIMESTAMP, -- of the facts, for lists
    closes_at TIMESTAMP, -- of the facts, for lists
    facts TEXT NOT NULL -- JSON
);

CREATE TABLE refusals (
    petition_id BYTEA PRIMARY KEY REFERENCES petitions (id),
    code TEXT NOT NULL,
    explanation TEXT NOT NULL,
    duplicate_of BYTEA REFERENCES petitions (id)
);

CREATE TABLE signatures (
    id BYTEA PRIMARY KEY,
    petition_id BYTEA NOT NULL REFERENCES petitions (id),
    person_id BYTEA NOT NULL REFERENCES persons (id),
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL,
    invalidated_at TIMESTAMP,
    invalidation TEXT
);

CREATE TABLE answers (
    id BYTEA PRIMARY KEY,
    petition_id BYTEA NOT NULL REFERENCES petitions (id),
    version BIGINT NOT NULL,
    decision TEXT NOT NULL,
    text TEXT NOT NULL,
    documents TEXT NOT NULL, -- JSON
    department TEXT COLLATE "C" NOT NULL,
    answered_by BYTEA NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    UNIQUE (petition_id, version)
);

CREATE TABLE follows (
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    petition_id BYTEA NOT NULL REFERENCES petitions (id),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, petition_id)
);

-- What happened: ids and codes alone. It is only ever added to.
CREATE TABLE record (
    id BYTEA PRIMARY KEY,
    at TIMESTAMP NOT NULL, -- when it was written
    happened_at TIMESTAMP NOT NULL, -- earlier where it was noticed late
    account_id BYTEA, -- by whom; absent for the clock and the command line
    action TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL,
    object_id BYTEA, -- of what has an id
    object_name TEXT COLLATE "C", -- of what has a name instead
    event TEXT COLLATE "C", -- its word in the object's history; absent where it is no part of it
    number TEXT COLLATE "C", -- the object's public number
    department TEXT COLLATE "C", -- in charge
    policy_version BIGINT, -- that governs it
    reason TEXT, -- a code
    request_id TEXT,
    data TEXT NOT NULL, -- JSON
    note_hash BYTEA -- SHA-256 of the note's salt and content
);

-- Free words and whatever is somebody's own, beside the record: a row here can be erased.
CREATE TABLE record_notes (
    record_id BYTEA PRIMARY KEY REFERENCES record (id),
    salt BYTEA NOT NULL,
    content TEXT NOT NULL -- JSON
);

-- What objects wait for, of all kinds.
CREATE TABLE dues (
    id BYTEA PRIMARY KEY,
    object TEXT COLLATE "C" NOT NULL,
    object_id BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL, -- of the object
    listed BOOLEAN NOT NULL, -- whether everybody may read the object
    duty TEXT COLLATE "C" NOT NULL, -- of the staff, or what the clock does
    role TEXT COLLATE "C", -- whose duty it is; absent where it is the clock's
    department TEXT COLLATE "C", -- in charge
    due_at TIMESTAMP NOT NULL
);

-- What is done after the commit that asks for it.
CREATE TABLE jobs (
    id BYTEA PRIMARY KEY,
    job TEXT NOT NULL, -- JSON; no secret stands here: tokens are made when the letter is written
    created_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempts BIGINT NOT NULL,
    done_at TIMESTAMP,
    failed_at TIMESTAMP,
    last_error TEXT
);

CREATE TABLE idempotency_keys (
    scope TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT NOT NULL,
    answer BYTEA, -- sealed; absent where a release before this one kept it
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (scope, key)
);

INSERT INTO persons
    SELECT decode(replace(id, '-', ''), 'hex'), person_key, level, full_name, birth_date, created_at, identified_at,
        decode(replace(merged_into, '-', ''), 'hex')
    FROM before_0004.persons;
INSERT INTO accounts
    SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(person_id, '-', ''), 'hex'), email, email_key, email_verified_at, password_hash, full_name, locale, created_at
    FROM before_0004.accounts;
INSERT INTO external_identities SELECT provider, subject, decode(replace(account_id, '-', ''), 'hex') FROM before_0004.external_identities;
INSERT INTO account_roles
    SELECT decode(replace(account_id, '-', ''), 'hex'), role, department, decode(replace(granted_by, '-', ''), 'hex'), granted_at FROM before_0004.account_roles;
INSERT INTO sessions SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), created_at, revoked_at FROM before_0004.sessions;
INSERT INTO refresh_tokens SELECT hash, decode(replace(session_id, '-', ''), 'hex'), issued_at, expires_at, used_at FROM before_0004.refresh_tokens;
INSERT INTO email_tokens SELECT hash, decode(replace(account_id, '-', ''), 'hex'), purpose, expires_at, used_at FROM before_0004.email_tokens;

INSERT INTO policies
    SELECT 'petitions', version, effective_from, json_build_object(
            'threshold', threshold,
            'window', json_build_object(window_unit, window_length),
            'level_to_sign', level_to_sign,
            'level_to_propose', level_to_propose,
            'sign_during_review', sign_during_review,
            'signatures_withdrawable', signatures_withdrawable,
            'moderation_days', moderation_days,
            'announcement_days', announcement_days,
            'answer_days', answer_days
        )::text
    FROM before_0004.policies;

INSERT INTO petitions
    SELECT decode(replace(id, '-', ''), 'hex'), number, decode(replace(author_account, '-', ''), 'hex'), author_name, title, title_fold, text, category,
        decode(replace(corrects, '-', ''), 'hex'), version,
        created_at, updated_at, state, signatures, policy_version, department, published_at, closes_at,
        json_build_object(
            'submitted_at', to_char(submitted_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'moderation_due_at', to_char(moderation_due_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'refused_at', to_char(refused_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'published_at', to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'closes_at', to_char(closes_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'threshold_at', to_char(threshold_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'announcement_due_at', to_char(announcement_due_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'review_announced_at', to_char(review_announced_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'answer_due_at', to_char(answer_due_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'answered_at', to_char(answered_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'lapsed_at', to_char(lapsed_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'reply_due_at', to_char(reply_due_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'withdrawn_at', to_char(withdrawn_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'removed_at', to_char(removed_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'removal_reason', removal_reason,
            'milestones', milestone
        )::text
    FROM before_0004.petitions;
INSERT INTO refusals SELECT decode(replace(petition_id, '-', ''), 'hex'), code, explanation, decode(replace(duplicate_of, '-', ''), 'hex') FROM before_0004.refusals;
INSERT INTO signatures
    SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(petition_id, '-', ''), 'hex'), decode(replace(person_id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), name, signed_at, invalidated_at, invalidation
    FROM before_0004.signatures;
INSERT INTO answers
    SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(petition_id, '-', ''), 'hex'), version, decision, text, documents, department, decode(replace(answered_by, '-', ''), 'hex'), answered_at
    FROM before_0004.answers;
INSERT INTO follows SELECT decode(replace(account_id, '-', ''), 'hex'), decode(replace(petition_id, '-', ''), 'hex'), created_at FROM before_0004.follows;

-- An event and the row of the audit log that tells of it were written together, in one order: they become one row.
INSERT INTO record
    SELECT decode(replace(a.id, '-', ''), 'hex'), a.at, coalesce(e.at, a.at), decode(replace(a.account_id, '-', ''), 'hex'), a.action, a.object,
        CASE WHEN length(a.object_id) = 36 AND a.object_id !~ '[^0-9a-f-]' THEN decode(replace(a.object_id, '-', ''), 'hex') END,
        CASE WHEN NOT (length(a.object_id) = 36 AND a.object_id !~ '[^0-9a-f-]') THEN a.object_id END, e.kind, p.number, p.department, p.policy_version,
        CASE WHEN NOT action = 'petition.removed' THEN a.reason END, CASE WHEN (length(request_id) = 36 AND request_id !~ '[^0-9a-f-]' OR request_id IN ('worker', 'admin-create')) THEN a.request_id END,
        CASE WHEN object IN ('calendar', 'city') THEN '{}' ELSE a.data END, NULL
    FROM (
        SELECT *, row_number() OVER (PARTITION BY object_id, action ORDER BY id) AS n FROM before_0004.audit_log
    ) a
    LEFT JOIN (
        SELECT *, row_number() OVER (PARTITION BY petition_id, kind ORDER BY id) AS n FROM before_0004.petition_events
    ) e ON a.object = 'petition' AND e.petition_id = a.object_id AND a.action = 'petition.' || e.kind AND e.n = a.n
    LEFT JOIN before_0004.petitions p ON a.object = 'petition' AND p.id = a.object_id;
-- Salts and hashes are added by the program that migrates.
INSERT INTO record_notes
    SELECT decode(replace(id, '-', ''), 'hex'), ''::bytea, json_build_object(
            'reason', CASE WHEN action = 'petition.removed' THEN reason END,
            'request_id', CASE WHEN NOT (length(request_id) = 36 AND request_id !~ '[^0-9a-f-]' OR request_id IN ('worker', 'admin-create')) THEN request_id END,
            'data', CASE WHEN object IN ('calendar', 'city') THEN data::json END
        )::text
    FROM before_0004.audit_log
    WHERE object IN ('calendar', 'city') OR reason IS NOT NULL AND action = 'petition.removed' OR request_id IS NOT NULL AND NOT (length(request_id) = 36 AND request_id !~ '[^0-9a-f-]' OR request_id IN ('worker', 'admin-create'));

INSERT INTO dues
    SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'petition', decode(replace(id, '-', ''), 'hex'), state, published_at IS NOT NULL,
        CASE WHEN state = 'submitted' THEN 'moderation' WHEN state = 'lapsed' THEN 'reply'
            WHEN review_announced_at IS NULL THEN 'review_announcement' ELSE 'answer' END,
        CASE WHEN state = 'submitted' THEN 'moderator' ELSE 'responder' END,
        CASE WHEN state <> 'submitted' THEN department END, due_at
    FROM before_0004.petitions WHERE due_at IS NOT NULL;
INSERT INTO dues
    SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'petition', decode(replace(id, '-', ''), 'hex'), state, true, 'window_end', NULL, NULL, closes_at
    FROM before_0004.petitions WHERE state = 'collecting';

INSERT INTO jobs
    SELECT decode(replace(id, '-', ''), 'hex'), CASE WHEN message::json ->> 'kind' = 'petition_news' THEN json_build_object('kind', 'news',
            'account', message::json ->> 'account', 'object', 'petition', 'id', message::json ->> 'petition',
            'event', message::json ->> 'event')::text ELSE message END,
        created_at, due_at, attempts, sent_at, failed_at, last_error
    FROM before_0004.outbox;
-- Answers that were kept in clear are not taken along; that their requests were done is.
INSERT INTO idempotency_keys SELECT scope, key, fingerprint, NULL, created_at FROM before_0004.idempotency_keys;

DROP SCHEMA before_0004 CASCADE;

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
