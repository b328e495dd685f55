-- What lists and desks show. A reply to a lapsed petition is a fact of its own, beside the answer; what the city decided
-- is a fact too.

UPDATE petitions SET facts = (facts::jsonb || jsonb_build_object(
        'answered_at', NULL, 'replied_at', facts::jsonb -> 'answered_at'
    ))::text
    WHERE facts::jsonb ->> 'lapsed_at' IS NOT NULL;
UPDATE petitions SET facts = (facts::jsonb || jsonb_build_object('decision', (
        SELECT decision FROM answers WHERE petition_id = petitions.id ORDER BY version DESC LIMIT 1
    )))::text
    WHERE coalesce(facts::jsonb ->> 'answered_at', facts::jsonb ->> 'replied_at') IS NOT NULL;

-- A draft may have no category yet.
ALTER TABLE petitions ALTER COLUMN category DROP NOT NULL;

-- Refused petitions, the latest first; with one reason.
ALTER TABLE refusals ADD COLUMN refused_at TIMESTAMP;
UPDATE refusals SET refused_at = (petitions.facts::jsonb ->> 'refused_at')::timestamp
    FROM petitions WHERE petitions.id = refusals.petition_id;
ALTER TABLE refusals ALTER COLUMN refused_at SET NOT NULL;
ALTER TABLE refusals ALTER COLUMN code TYPE TEXT COLLATE "C";
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
