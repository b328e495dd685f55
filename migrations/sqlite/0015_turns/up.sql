-- When anything was done to a petition last, a signature included, so that what is done next is later on every node. Nobody
-- is shown it. Petitions to which nothing was done since have none.
ALTER TABLE petitions ADD COLUMN acted_at TIMESTAMP;

-- An assignment that nobody has accepted ends with the petition.
UPDATE petitions SET facts = json_remove(facts, '$.acceptance_due_at')
    WHERE state IN ('refused', 'withdrawn', 'removed') AND facts ->> 'acceptance_due_at' IS NOT NULL;

-- Notes that a migration has moved without a salt, which each start looks for.
CREATE INDEX record_notes_unsalted ON record_notes (record_id) WHERE length(salt) = 0;
