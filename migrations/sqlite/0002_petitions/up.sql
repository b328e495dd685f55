-- The city's data (profile, categories, departments, calendar, policies) and its petitions.

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL, -- JSON
    version BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

CREATE TABLE categories (
    code TEXT NOT NULL PRIMARY KEY,
    name_uk TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position BIGINT NOT NULL
);

CREATE TABLE departments (
    code TEXT NOT NULL PRIMARY KEY,
    name_uk TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position BIGINT NOT NULL
);

CREATE TABLE calendar_days (
    day TEXT NOT NULL PRIMARY KEY, -- YYYY-MM-DD in Kyiv
    kind TEXT NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE policies (
    version BIGINT NOT NULL PRIMARY KEY,
    effective_from TIMESTAMP NOT NULL,
    threshold BIGINT NOT NULL,
    window_unit TEXT NOT NULL,
    window_length BIGINT NOT NULL,
    level_to_sign TEXT NOT NULL,
    level_to_propose TEXT NOT NULL,
    sign_during_review BOOLEAN NOT NULL,
    signatures_withdrawable BOOLEAN NOT NULL,
    moderation_days BIGINT NOT NULL,
    announcement_days BIGINT NOT NULL,
    answer_days BIGINT NOT NULL
);

CREATE TABLE petition_numbers (
    day TEXT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE petitions (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT UNIQUE,
    author_account TEXT NOT NULL REFERENCES accounts (id),
    author_name TEXT NOT NULL,
    title TEXT NOT NULL,
    title_fold TEXT NOT NULL,
    text TEXT NOT NULL,
    category TEXT NOT NULL REFERENCES categories (code),
    corrects TEXT REFERENCES petitions (id),
    version BIGINT NOT NULL, -- of the text: signatures and counts don't change it
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    policy_version BIGINT REFERENCES policies (version),
    signatures BIGINT NOT NULL CHECK (signatures >= 0),
    milestone BIGINT NOT NULL,
    submitted_at TIMESTAMP,
    moderation_due_at TIMESTAMP,
    published_at TIMESTAMP,
    closes_at TIMESTAMP,
    threshold_at TIMESTAMP,
    announcement_due_at TIMESTAMP,
    review_announced_at TIMESTAMP,
    answer_due_at TIMESTAMP,
    answered_at TIMESTAMP,
    refused_at TIMESTAMP,
    lapsed_at TIMESTAMP,
    reply_due_at TIMESTAMP,
    withdrawn_at TIMESTAMP,
    removed_at TIMESTAMP,
    due_at TIMESTAMP, -- by when somebody of the staff acts; absent where nobody has to
    removal_reason TEXT,
    department TEXT REFERENCES departments (code)
);
CREATE INDEX petitions_by_publication ON petitions (published_at, id);
CREATE INDEX petitions_by_signatures ON petitions (signatures, id);
CREATE INDEX petitions_by_closing ON petitions (closes_at, id);
CREATE INDEX petitions_by_state ON petitions (state, published_at, id);
CREATE INDEX petitions_by_duty ON petitions (due_at, id);
CREATE INDEX petitions_by_author ON petitions (author_account, created_at, id);

CREATE TABLE refusals (
    petition_id TEXT NOT NULL PRIMARY KEY REFERENCES petitions (id),
    code TEXT NOT NULL,
    explanation TEXT NOT NULL,
    duplicate_of TEXT REFERENCES petitions (id)
);

CREATE TABLE signatures (
    id TEXT NOT NULL PRIMARY KEY,
    petition_id TEXT NOT NULL REFERENCES petitions (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL,
    invalidated_at TIMESTAMP,
    invalidation TEXT
);
-- One person, one valid signature on a petition.
CREATE UNIQUE INDEX signatures_one_per_person ON signatures (petition_id, person_id) WHERE invalidated_at IS NULL;
CREATE INDEX signatures_by_time ON signatures (petition_id, signed_at, id);
CREATE INDEX signatures_by_person ON signatures (person_id, signed_at, id);
CREATE INDEX signatures_by_account ON signatures (account_id);

CREATE TABLE answers (
    id TEXT NOT NULL PRIMARY KEY,
    petition_id TEXT NOT NULL REFERENCES petitions (id),
    version BIGINT NOT NULL,
    decision TEXT NOT NULL,
    text TEXT NOT NULL,
    documents TEXT NOT NULL, -- JSON
    department TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    UNIQUE (petition_id, version)
);

CREATE TABLE petition_events (
    id TEXT NOT NULL PRIMARY KEY,
    petition_id TEXT NOT NULL REFERENCES petitions (id),
    kind TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX petition_events_by_time ON petition_events (petition_id, at, id);

CREATE TABLE follows (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    petition_id TEXT NOT NULL REFERENCES petitions (id),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, petition_id)
);
