-- Okapi BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75. A word of the query stands for itself, for the
-- lemmas that its form has anywhere in the corpus, and for their forms, by which articles without lemmas are found;
-- together they count as one word.
CREATE MACRO search_articles(q) AS TABLE
WITH asked AS (
    SELECT DISTINCT unnest(regexp_extract_all(fold_text(q), '[\p{L}\p{N}]+')) AS token
), lemmas AS (
    SELECT token, token AS term FROM asked
    UNION
    SELECT a.token, f.lemma FROM asked a JOIN search_forms f ON f.form = a.token
), wanted AS (
    SELECT token, term FROM lemmas
    UNION
    SELECT l.token, f.form FROM lemmas l JOIN search_forms f ON f.lemma = l.term
), hits AS (
    SELECT w.token, t.document_no, sum(t.frequency) AS frequency
    FROM search_terms t JOIN wanted w ON w.term = t.term
    GROUP BY w.token, t.document_no
), rarity AS (
    SELECT h.token, ln(1 + (c.documents - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM hits h, (SELECT count(*) AS documents FROM search_documents) c
    GROUP BY h.token, c.documents
), scored AS (
    SELECT h.document_no, count(*)::INTEGER AS words_found,
           round(sum(r.weight * h.frequency * 2.2 / (h.frequency + 1.2 * (0.25 + 0.75 * d.length / c.average_length))), 4) AS score
    FROM hits h
    JOIN rarity r ON r.token = h.token
    JOIN search_documents d ON d.document_no = h.document_no
    CROSS JOIN (SELECT avg(length) AS average_length FROM search_documents) c
    GROUP BY h.document_no
)
SELECT a.article_id, a.title, a.published_at, a.language, a.source, a.url, s.words_found, s.score
FROM scored s
JOIN search_documents d ON d.document_no = s.document_no
JOIN articles a ON a.article_id = d.article_id
ORDER BY s.score DESC, a.article_id
