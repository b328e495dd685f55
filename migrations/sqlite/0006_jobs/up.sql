-- A job that is done is forgotten; one that was given up stays for a month. News of a petition name the end of the term
-- that began with them, so that a later change doesn't alter what is told.

DROP INDEX jobs_waiting;
DELETE FROM jobs WHERE done_at IS NOT NULL;
ALTER TABLE jobs DROP COLUMN done_at;

UPDATE jobs SET job = json_set(job, '$.until', (
    SELECT facts ->> CASE jobs.job ->> 'event'
        WHEN 'published' THEN 'closes_at'
        WHEN 'review_announced' THEN 'answer_due_at'
        WHEN 'lapsed' THEN 'reply_due_at'
        WHEN 'assigned' THEN 'acceptance_due_at'
    END
    FROM petitions WHERE petitions.id = unhex(replace(jobs.job ->> 'id', '-', ''))
)) WHERE job ->> 'kind' = 'news';

CREATE INDEX jobs_waiting ON jobs (due_at, id) WHERE failed_at IS NULL; -- the worker's next job
CREATE INDEX jobs_given_up ON jobs (failed_at) WHERE failed_at IS NOT NULL; -- forgetting
