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
-- which stays as it is. It goes by numbers of its own, which no VACUUM changes.
CREATE TABLE petition_titles (
    number INTEGER PRIMARY KEY,
    petition_id BLOB NOT NULL UNIQUE REFERENCES petitions (id)
);
CREATE VIRTUAL TABLE title_grams USING fts5(title, content = '', tokenize = 'trigram case_sensitive 1');
INSERT INTO petition_titles (petition_id) SELECT id FROM petitions WHERE published_at IS NOT NULL;
INSERT INTO title_grams (rowid, title)
    SELECT t.number, p.title_fold FROM petition_titles t JOIN petitions p ON p.id = t.petition_id;

CREATE TRIGGER petition_title_kept AFTER INSERT ON petitions WHEN new.published_at IS NOT NULL BEGIN
    INSERT INTO petition_titles (petition_id) VALUES (new.id);
    INSERT INTO title_grams (rowid, title)
        SELECT number, new.title_fold FROM petition_titles WHERE petition_id = new.id;
END;
CREATE TRIGGER petition_title_published AFTER UPDATE OF published_at ON petitions
    WHEN old.published_at IS NULL AND new.published_at IS NOT NULL
BEGIN
    INSERT INTO petition_titles (petition_id) VALUES (new.id);
    INSERT INTO title_grams (rowid, title)
        SELECT number, new.title_fold FROM petition_titles WHERE petition_id = new.id;
END;
