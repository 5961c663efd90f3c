CREATE TABLE search_forms AS
SELECT DISTINCT fold_text(form) AS form, fold_text(lemma) AS lemma
FROM (SELECT DISTINCT form, lemma FROM writer.internal.article_words)
WHERE regexp_full_match(fold_text(form), '[\p{L}\p{N}]+') AND regexp_full_match(fold_text(lemma), '[\p{L}\p{N}]+')
ORDER BY form, lemma
