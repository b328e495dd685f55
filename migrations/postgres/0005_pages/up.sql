-- Pages that stay fast. A list of petitions is walked along an index that begins with what narrows it and ends with its
-- order. "Listed" is what everybody may read: published and not removed. Since a change of the number of signatures
-- writes to every index of its petition's row, there are no more of them than lists that need them.

DROP INDEX petitions_by_publication;
DROP INDEX petitions_by_signatures;
DROP INDEX petitions_by_closing;
DROP INDEX petitions_by_state;

-- Everything listed. `IS TRUE` here and below keeps a database from walking these for a state, or those of a state for
-- a category, past any number of others: a condition written otherwise doesn't imply it.
-- sort=newest and oldest, most_signed, closing_soon. The first also finds dates.
CREATE INDEX petitions_listed_by_publication ON petitions (published_at, id)
    WHERE (published_at IS NOT NULL AND state <> 'removed') IS TRUE;
CREATE INDEX petitions_listed_by_signatures ON petitions (signatures, id)
    WHERE (published_at IS NOT NULL AND state <> 'removed') IS TRUE;
CREATE INDEX petitions_listed_by_closing ON petitions (closes_at, id)
    WHERE (published_at IS NOT NULL AND state <> 'removed') IS TRUE;

-- state=, a walk for each.
CREATE INDEX petitions_of_state_by_publication ON petitions (state, published_at, id)
    WHERE (published_at IS NOT NULL) IS TRUE;
CREATE INDEX petitions_of_state_by_signatures ON petitions (state, signatures, id)
    WHERE (published_at IS NOT NULL) IS TRUE;
CREATE INDEX petitions_of_state_by_closing ON petitions (state, closes_at, id)
    WHERE (published_at IS NOT NULL) IS TRUE;

-- category=, with or without state=: a walk for each state.
CREATE INDEX petitions_of_category_by_publication ON petitions (category, state, published_at, id)
    WHERE published_at IS NOT NULL;
CREATE INDEX petitions_of_category_by_signatures ON petitions (category, state, signatures, id)
    WHERE published_at IS NOT NULL;
CREATE INDEX petitions_of_category_by_closing ON petitions (category, state, closes_at, id)
    WHERE published_at IS NOT NULL;

-- department=, likewise. Few petitions are in a department's charge.
CREATE INDEX petitions_of_department_by_publication ON petitions (department, state, published_at, id)
    WHERE published_at IS NOT NULL AND department IS NOT NULL;
CREATE INDEX petitions_of_department_by_signatures ON petitions (department, state, signatures, id)
    WHERE published_at IS NOT NULL AND department IS NOT NULL;
CREATE INDEX petitions_of_department_by_closing ON petitions (department, state, closes_at, id)
    WHERE published_at IS NOT NULL AND department IS NOT NULL;
-- department= and category= together, where few have both: found and sorted.
CREATE INDEX petitions_of_department_and_category ON petitions (department, category)
    WHERE published_at IS NOT NULL AND department IS NOT NULL;

-- The queue: its parts that everybody may read, or that are of one state or department (or of none yet) or both. The
-- conditions are written differently so that each part has but one index.
DROP INDEX dues_by_state;
DROP INDEX dues_by_department;
CREATE INDEX dues_listed ON dues (due_at, id) WHERE (role IS NOT NULL AND listed) IS TRUE;
CREATE INDEX dues_by_state ON dues (state, listed, due_at, id) WHERE (role IS NOT NULL) IS TRUE;
CREATE INDEX dues_by_department ON dues (department, listed, due_at, id) WHERE (role IS NOT NULL) IS NOT FALSE;
CREATE INDEX dues_of_no_department ON dues (listed, due_at, id)
    WHERE (role IS NOT NULL AND department IS NULL) IS TRUE;
CREATE INDEX dues_by_state_and_department ON dues (state, department, listed, due_at, id)
    WHERE (role IS NOT NULL AND department IS NOT NULL) IS TRUE;
CREATE INDEX dues_by_state_of_no_department ON dues (state, listed, due_at, id)
    WHERE (role IS NOT NULL AND department IS NULL) IS NOT FALSE;

-- q= and similar petitions: an index of every three letters that follow each other in the title of a published petition,
-- which stays as it is; whatever the database's locale takes for a letter. Titles stand in a table of their own, so that
-- counting signatures leaves their index alone.
CREATE TABLE petition_titles (
    petition_id BYTEA PRIMARY KEY REFERENCES petitions (id),
    title TEXT COLLATE "C" NOT NULL
);
INSERT INTO petition_titles (petition_id, title) SELECT id, title_fold FROM petitions WHERE published_at IS NOT NULL;

CREATE FUNCTION title_grams(title TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT COST 1000 AS $$
    SELECT array_agg(DISTINCT substr(title, place, 3)) FROM generate_series(1, length(title) - 2) AS place
$$;
CREATE INDEX petition_titles_by_grams ON petition_titles USING gin (title_grams(title)) WITH (fastupdate = off);

CREATE FUNCTION keep_petition_title() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO petition_titles (petition_id, title) VALUES (NEW.id, NEW.title_fold);
    RETURN NULL;
END
$$;
CREATE TRIGGER petition_title_kept AFTER INSERT ON petitions
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION keep_petition_title();
CREATE TRIGGER petition_title_published AFTER UPDATE OF published_at ON petitions
    FOR EACH ROW WHEN (OLD.published_at IS NULL AND NEW.published_at IS NOT NULL) EXECUTE FUNCTION keep_petition_title();
