-- Okapi BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75. A word of the query stands for itself and for
-- the lemmas that its form has anywhere in the corpus; the best of them counts.
CREATE MACRO search_articles(q) AS TABLE
WITH asked AS (
    SELECT DISTINCT unnest(regexp_extract_all(fold_text(q), '[\p{L}\p{N}]+')) AS token
), wanted AS (
    SELECT token, token AS term FROM asked
    UNION
    SELECT a.token, f.lemma FROM asked a JOIN search_forms f ON f.form = a.token
), hits AS (
    SELECT w.token, t.term, t.article_id, t.frequency, count(*) OVER (PARTITION BY w.token, t.term) AS documents
    FROM search_terms t JOIN wanted w ON w.term = t.term
), corpus AS (
    SELECT count(*) AS documents, avg(length) AS average_length FROM search_documents
), scored AS (
    SELECT h.article_id, h.token,
           max(ln(1 + (c.documents - h.documents + 0.5) / (h.documents + 0.5)) * h.frequency * 2.2
               / (h.frequency + 1.2 * (0.25 + 0.75 * d.length / c.average_length))) AS score
    FROM hits h JOIN search_documents d ON d.article_id = h.article_id CROSS JOIN corpus c
    GROUP BY h.article_id, h.token
)
SELECT a.article_id, a.title, a.published_at, a.language, a.source, a.url,
       count(*)::INTEGER AS words_found, round(sum(s.score), 4) AS score
FROM scored s JOIN articles a ON a.article_id = s.article_id
GROUP BY ALL ORDER BY score DESC, a.article_id
