-- Okapi BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75. A word of the query stands for itself, for the
-- lemmas that its form has anywhere in the corpus, and for their forms, by which articles without lemmas are found. All
-- are as rare as they are together; each that an article has adds to its score. No more than 63 words count.
-- The WITH stands inside, so that a LIMIT on the macro meets its ORDER BY and DuckDB need not sort every hit.
CREATE MACRO search_articles(q) AS TABLE
SELECT a.article_id, a.title, a.published_at, a.language, a.source, a.url, s.words_found, s.score
FROM (
    WITH asked AS (
        SELECT token, row_number() OVER () - 1 AS number
        FROM (SELECT DISTINCT unnest(regexp_extract_all(fold_text(q), '[\p{L}\p{N}]+')) AS token LIMIT 63)
    ), lemmas AS (
        SELECT number, token AS term FROM asked
        UNION
        SELECT a.number, f.lemma FROM asked a JOIN search_forms f ON f.form = a.token
    ), wanted AS (
        SELECT number, term FROM lemmas
        UNION
        SELECT l.number, f.form FROM lemmas l JOIN search_forms f ON f.lemma = l.term
    ), size AS (
        SELECT count(*) AS documents, avg(length) AS average_length FROM search_documents
    ), rarity AS (
        SELECT w.number, least(count(*), any_value(s.documents)) AS found,
               ln(1 + (any_value(s.documents) - found + 0.5) / (found + 0.5)) AS weight
        FROM search_terms t JOIN wanted w ON w.term = t.term CROSS JOIN size s
        GROUP BY w.number
    ), weighed AS (
        SELECT w.term, 1::UBIGINT << w.number::INTEGER AS mark, r.weight * 2.2 AS weight,
               1.2 * 0.75 / s.average_length AS per_length
        FROM wanted w JOIN rarity r ON r.number = w.number CROSS JOIN size s
    )
    SELECT t.document_no, bit_count(bit_or(w.mark))::INTEGER AS words_found,
           round(sum(w.weight * t.frequency / (t.frequency + 1.2 * 0.25 + w.per_length * t.length)), 4) AS score
    FROM search_terms t JOIN weighed w ON w.term = t.term
    GROUP BY t.document_no
) s
JOIN articles a ON a.document_no = s.document_no
ORDER BY s.score DESC, a.article_id
