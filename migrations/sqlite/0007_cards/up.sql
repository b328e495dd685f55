-- What lists and desks show. A reply to a lapsed petition is a fact of its own, beside the answer; what the city decided
-- is a fact too.

UPDATE petitions SET facts = json_set(facts, '$.replied_at', facts ->> 'answered_at', '$.answered_at', NULL)
    WHERE facts ->> 'lapsed_at' IS NOT NULL;
UPDATE petitions SET facts = json_set(facts, '$.decision', (
        SELECT decision FROM answers WHERE petition_id = petitions.id ORDER BY version DESC LIMIT 1
    ))
    WHERE coalesce(facts ->> 'answered_at', facts ->> 'replied_at') IS NOT NULL;

-- A draft may have no category yet. (https://sqlite.org/lang_altertable.html, 7: a constraint is dropped in the schema.)
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'category TEXT NOT NULL REFERENCES', 'category TEXT REFERENCES')
    WHERE type = 'table' AND name = 'petitions';
PRAGMA writable_schema = RESET;

-- Refused petitions, the latest first; with one reason.
ALTER TABLE refusals RENAME TO before_0007_refusals;
CREATE TABLE refusals (
    petition_id BLOB NOT NULL PRIMARY KEY REFERENCES petitions (id),
    code TEXT NOT NULL,
    explanation TEXT NOT NULL,
    duplicate_of BLOB REFERENCES petitions (id),
    refused_at TIMESTAMP NOT NULL
);
INSERT INTO refusals
    SELECT petition_id, code, explanation, duplicate_of, (
        SELECT replace(replace(facts ->> 'refused_at', 'T', ' '), 'Z', '') FROM petitions WHERE id = petition_id
    )
    FROM before_0007_refusals;
DROP TABLE before_0007_refusals;
CREATE INDEX refusals_by_time ON refusals (refused_at, petition_id);
CREATE INDEX refusals_by_code ON refusals (code, refused_at, petition_id);

-- The audit log of an account, and of an action. The whole log has a condition of its own, which is always true, so that
-- no database walks it past any number of others' rows instead.
DROP INDEX record_by_time;
CREATE INDEX record_by_time ON record (at, id) WHERE (length(action) > 0) IS TRUE;
CREATE INDEX record_by_account ON record (account_id, at, id) WHERE account_id IS NOT NULL;
CREATE INDEX record_by_action ON record (action, at, id);

-- The queue by duty and by state: a walk for each duty in each state.
DROP INDEX dues_by_state;
DROP INDEX dues_by_state_and_department;
DROP INDEX dues_by_state_of_no_department;
CREATE INDEX dues_by_duty ON dues (duty, state, listed, due_at, id) WHERE (role IS NOT NULL) IS TRUE;
CREATE INDEX dues_by_duty_and_department ON dues (duty, state, department, listed, due_at, id)
    WHERE (role IS NOT NULL AND department IS NOT NULL) IS TRUE;
CREATE INDEX dues_by_duty_of_no_department ON dues (duty, state, listed, due_at, id)
    WHERE (role IS NOT NULL AND department IS NULL) IS NOT FALSE;
