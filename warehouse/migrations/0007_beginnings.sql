-- The sounds that a person's full name begins with, as bits (tasks/entities/beginnings.py), so that most names of one
-- family need not be read to be told apart; 0 for other names, and for keys saved before.
ALTER TABLE internal.entity_keys ADD COLUMN beginnings BIGINT DEFAULT 0;
