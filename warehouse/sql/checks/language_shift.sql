-- soft: the share of a language among the articles of the last run is far from its share in the ten runs before it
WITH numbered AS (
    SELECT language, articles, dense_rank() OVER (ORDER BY run_id DESC) AS back FROM run_languages
), sums AS (
    SELECT language, coalesce(sum(articles) FILTER (back = 1), 0) AS last_articles,
           coalesce(sum(articles) FILTER (back > 1), 0) AS earlier_articles
    FROM numbered WHERE back <= 11 GROUP BY language
), shares AS (
    SELECT language, last_articles / sum(last_articles) OVER () AS last_share,
           earlier_articles / sum(earlier_articles) OVER () AS earlier_share,
           sum(last_articles) OVER () AS all_last, sum(earlier_articles) OVER () AS all_earlier
    FROM sums
)
SELECT language, round(last_share, 3) AS last_share, round(earlier_share, 3) AS earlier_share FROM shares
WHERE all_last >= 50 AND all_earlier >= 50 AND abs(last_share - earlier_share) > 0.3
