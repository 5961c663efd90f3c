-- soft: the last run found less than half as many mentions per word in a language as the ten runs before it
WITH numbered AS (
    SELECT language, articles, words, mentions, dense_rank() OVER (ORDER BY run_id DESC) AS back FROM run_languages
), rates AS (
    SELECT language, sum(mentions) FILTER (back = 1) / sum(words) FILTER (back = 1) AS last_rate,
           sum(mentions) FILTER (back > 1) / sum(words) FILTER (back > 1) AS earlier_rate,
           sum(articles) FILTER (back = 1) AS last_articles, sum(articles) FILTER (back > 1) AS earlier_articles
    FROM numbered WHERE back <= 11 GROUP BY language
)
SELECT language, round(last_rate, 4) AS last_rate, round(earlier_rate, 4) AS earlier_rate FROM rates
WHERE last_articles >= 20 AND earlier_articles >= 20 AND last_rate < earlier_rate / 2
