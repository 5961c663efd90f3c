-- Articles with an annotation by their words; others by what stands in the body. A form of several tokens
-- (Zentralasien-Gipfel) counts by its tokens, one token by its lemma.
CREATE TABLE search_terms AS
WITH words AS (
    SELECT article_id, regexp_extract_all(fold_text(form), '[\p{L}\p{N}]+') AS tokens, fold_text(lemma) AS lemma, frequency
    FROM writer.internal.article_words
    UNION ALL
    SELECT article_id, [token], coalesce(f.lemma, token), 1
    FROM (
        SELECT article_id, unnest(regexp_extract_all(fold_text(body), '[\p{L}\p{N}]+')) AS token
        FROM articles
        WHERE article_id NOT IN (SELECT article_id FROM writer.internal.article_words)
    )
    LEFT JOIN (SELECT form, min(lemma) AS lemma FROM search_forms GROUP BY form) f ON f.form = token
), terms AS (
    SELECT article_id, frequency,
           unnest(CASE WHEN len(tokens) = 1 AND regexp_full_match(lemma, '[\p{L}\p{N}]+') THEN [lemma] ELSE tokens END) AS term
    FROM words
)
SELECT term, article_id, sum(frequency)::INTEGER AS frequency FROM terms GROUP BY term, article_id ORDER BY term, article_id
