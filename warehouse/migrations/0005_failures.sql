-- Why a run did not complete.
ALTER TABLE runs ADD COLUMN error VARCHAR;
