CREATE VIEW entity_timeline AS
SELECT m.entity_id, e.name, coalesce(a.published_at, a.ingested_at)::DATE AS day, a.language,
       sum(m.mention_count)::BIGINT AS mention_count, count(*) AS article_count
FROM entity_articles m
JOIN articles a ON a.article_id = m.article_id
JOIN entities e ON e.entity_id = m.entity_id
GROUP BY ALL
