-- What clerks have confirmed from papers, so that a second clerk can look at it and it can be undone.

CREATE TABLE identifications (
    id BYTEA PRIMARY KEY,
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    state TEXT COLLATE "C" NOT NULL,
    person_key BYTEA NOT NULL, -- HMAC of the identity number
    full_name TEXT NOT NULL, -- as in the papers
    birth_date TEXT NOT NULL,
    corrects BYTEA REFERENCES identifications (id), -- the one that it puts right
    reason TEXT, -- why it corrects, or why the name differs from the known one
    identified_by BYTEA NOT NULL REFERENCES accounts (id),
    identified_at TIMESTAMP NOT NULL,
    decided_by BYTEA REFERENCES accounts (id),
    decided_at TIMESTAMP,
    decision_reason TEXT
);
INSERT INTO identifications
    SELECT record.id, record.object_id, 'confirmed', persons.person_key, persons.full_name, persons.birth_date,
        NULL, NULL, record.account_id, record.at, NULL, NULL, NULL
    FROM record
    JOIN accounts ON accounts.id = record.object_id
    JOIN persons ON persons.id = accounts.person_id
    WHERE record.action = 'account.identified' AND record.account_id <> record.object_id
        AND persons.person_key IS NOT NULL AND persons.birth_date IS NOT NULL;
-- The whole list has a condition of its own, which is always true, so that it is not walked past any number of others' rows.
CREATE INDEX identifications_by_time ON identifications (identified_at, id) WHERE (length(state) > 0) IS TRUE;
CREATE INDEX identifications_of_state ON identifications (state, identified_at, id);
CREATE INDEX identifications_of_account ON identifications (account_id, identified_at, id);

-- Finding an account by name and birth date.
CREATE INDEX persons_by_birth_date ON persons (birth_date) WHERE birth_date IS NOT NULL;
-- A double is a signature of the person whom its signer turned out to be.
UPDATE signatures SET person_id = (SELECT merged_into FROM persons WHERE persons.id = signatures.person_id)
    WHERE person_id IN (SELECT id FROM persons WHERE merged_into IS NOT NULL);
