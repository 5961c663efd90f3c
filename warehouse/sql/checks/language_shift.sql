-- soft: the share of a language among the articles of the last day of ingestion is far from its share before
WITH marked AS (
    SELECT language, ingested_at::DATE = (SELECT max(ingested_at)::DATE FROM articles) AS is_last FROM articles
), shares AS (
    SELECT language, count(*) FILTER (is_last) / sum(count(*) FILTER (is_last)) OVER () AS last_share,
           count(*) FILTER (NOT is_last) / sum(count(*) FILTER (NOT is_last)) OVER () AS earlier_share,
           sum(count(*) FILTER (is_last)) OVER () AS last_articles,
           sum(count(*) FILTER (NOT is_last)) OVER () AS earlier_articles
    FROM marked GROUP BY language
)
SELECT language, round(last_share, 3) AS last_share, round(earlier_share, 3) AS earlier_share FROM shares
WHERE last_articles >= 50 AND earlier_articles >= 50 AND abs(last_share - earlier_share) > 0.3
