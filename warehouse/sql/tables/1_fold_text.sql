-- How words are compared in search: small letters, no accents, ss for the sharp s.
CREATE MACRO fold_text(string) AS replace(strip_accents(lower(string)), 'ß', 'ss')
