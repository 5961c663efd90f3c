-- settled_revision: the revision up to which no article was pending with the plan of this checksum, so that only articles
-- that have changed since need to be looked at.
ALTER TABLE internal.state ADD COLUMN settled_revision BIGINT DEFAULT 0;
ALTER TABLE internal.state ADD COLUMN settled_plan_sha256 VARCHAR;

-- Whether two texts are the same or nearly, as tasks/text/duplicates.py says: the same words, or 0.85 of the 128 numbers
-- of the MinHash. Null if a signature is missing.
CREATE MACRO internal.are_alike(a, b) AS
    substr(hex(a), 3, 32) = substr(hex(b), 3, 32)
    OR (octet_length(a) > 21 AND octet_length(b) > 21 AND list_sum(list_transform(
        range(128), lambda i: (substr(hex(a), (43 + 8 * i)::INTEGER, 8) = substr(hex(b), (43 + 8 * i)::INTEGER, 8))::INTEGER
    )) >= 0.85 * 128);
