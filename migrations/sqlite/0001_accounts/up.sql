-- People, how they log in, and what staff may do. Instants are UTC; words are those of the domain crate.

CREATE TABLE persons (
    id TEXT NOT NULL PRIMARY KEY,
    person_key BLOB UNIQUE, -- HMAC of the identity number; absent for a provisional person
    level TEXT NOT NULL,
    full_name TEXT NOT NULL,
    birth_date TEXT,
    created_at TIMESTAMP NOT NULL,
    identified_at TIMESTAMP,
    merged_into TEXT REFERENCES persons (id)
);

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    email TEXT,
    email_key TEXT UNIQUE, -- the address folded for comparison
    email_verified_at TIMESTAMP,
    password_hash TEXT,
    full_name TEXT NOT NULL,
    locale TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX accounts_by_person ON accounts (person_id);

CREATE TABLE external_identities (
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (provider, subject)
);

CREATE TABLE account_roles (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    department TEXT NOT NULL, -- empty where the role needs none
    granted_by TEXT,
    granted_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, role, department)
);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE refresh_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    issued_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

CREATE TABLE email_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    purpose TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX email_tokens_by_account ON email_tokens (account_id);
CREATE INDEX email_tokens_by_expiry ON email_tokens (expires_at);
