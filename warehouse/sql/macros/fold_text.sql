CREATE MACRO fold_text(string) AS replace(strip_accents(lower(string)), 'ß', 'ss')
