-- An account has the address that was proven to be its owner's, or none. Who registers waits beside the accounts until the
-- link of the letter is followed; the account is made then, under the same id.

CREATE TABLE registrations (
    id BYTEA PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT COLLATE "C" NOT NULL, -- the address folded for comparison
    password_hash TEXT NOT NULL,
    full_name TEXT NOT NULL,
    locale TEXT NOT NULL,
    contested BOOLEAN NOT NULL, -- whether it took the place of another one
    registered_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP
);
CREATE UNIQUE INDEX registrations_waiting ON registrations (email_key) WHERE confirmed_at IS NULL; -- the latest alone
CREATE INDEX registrations_by_time ON registrations (registered_at); -- forgetting

CREATE TABLE registration_links (
    hash TEXT COLLATE "C" PRIMARY KEY,
    registration_id BYTEA NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX registration_links_by_registration ON registration_links (registration_id); -- forgetting

CREATE TABLE password_resets (
    hash TEXT COLLATE "C" PRIMARY KEY,
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
INSERT INTO password_resets
    SELECT hash, account_id, expires_at, used_at FROM email_tokens WHERE purpose = 'reset_password';
CREATE INDEX password_resets_by_account ON password_resets (account_id); -- using up an account's links
CREATE INDEX password_resets_by_expiry ON password_resets (expires_at); -- forgetting

-- Letters that wait name the address, and what is told there is found out when they are written.
UPDATE jobs SET job = json_build_object('kind', 'registered', 'registration', NULL, 'email_key', (
        SELECT email_key FROM accounts WHERE accounts.id = decode(replace(jobs.job::json ->> 'account', '-', ''), 'hex')
    ))::text
    WHERE job::json ->> 'kind' IN ('verify_email', 'already_registered');
DELETE FROM jobs WHERE job::json ->> 'kind' = 'registered' AND job::json ->> 'email_key' IS NULL;

-- Accounts of before that never proved their address wait like everybody; links in their letters are good.
INSERT INTO registrations
    SELECT id, email, email_key, password_hash, full_name, locale, FALSE, now() AT TIME ZONE 'UTC', NULL
    FROM accounts
    WHERE email IS NOT NULL AND email_verified_at IS NULL AND password_hash IS NOT NULL;
INSERT INTO registration_links
    SELECT hash, account_id, expires_at FROM email_tokens
    WHERE purpose = 'verify_email' AND account_id IN (SELECT id FROM registrations);
UPDATE accounts SET email = NULL, email_key = NULL, password_hash = NULL WHERE email_verified_at IS NULL;
DROP TABLE email_tokens;
ALTER TABLE accounts DROP COLUMN email_verified_at;

-- Keys of strangers who ask for different things are different keys.
UPDATE idempotency_keys SET scope = 'public:' || fingerprint WHERE scope = 'public';
