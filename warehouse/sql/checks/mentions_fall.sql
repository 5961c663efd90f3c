-- soft: the last run found less than half as many mentions per word in a language as the runs before it
WITH per_article AS (
    SELECT a.language, p.run_id = (SELECT max(run_id) FROM article_processing WHERE stage = 'entities') AS is_last,
           a.word_count, (SELECT count(*) FROM mentions m WHERE m.article_id = a.article_id) AS mention_count
    FROM articles a
    JOIN article_processing p ON p.article_id = a.article_id AND p.stage = 'entities' AND p.error IS NULL
), rates AS (
    SELECT language, sum(mention_count) FILTER (is_last) / sum(word_count) FILTER (is_last) AS last_rate,
           sum(mention_count) FILTER (NOT is_last) / sum(word_count) FILTER (NOT is_last) AS earlier_rate,
           count(*) FILTER (is_last) AS last_articles, count(*) FILTER (NOT is_last) AS earlier_articles
    FROM per_article GROUP BY language
)
SELECT language, round(last_rate, 4) AS last_rate, round(earlier_rate, 4) AS earlier_rate FROM rates
WHERE last_articles >= 20 AND earlier_articles >= 20 AND last_rate < earlier_rate / 2
