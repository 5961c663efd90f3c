CREATE VIEW source_comparison AS
WITH seen AS (
    SELECT DISTINCT r.type, r.subject_entity_id, r.object_entity_id, a.source, a.language, r.article_id
    FROM relations r JOIN articles a ON a.article_id = r.article_id
    WHERE r.type IS NOT NULL AND r.subject_entity_id IS NOT NULL AND r.object_entity_id IS NOT NULL
    AND r.polarity = 'positive'
), reported AS (
    SELECT type, subject_entity_id, object_entity_id, list(DISTINCT source ORDER BY source) AS sources,
           list(DISTINCT language ORDER BY language) AS languages, count(DISTINCT article_id) AS article_count
    FROM seen GROUP BY ALL
), every AS (
    SELECT list(DISTINCT source ORDER BY source) AS all_sources FROM articles
)
SELECT r.type, r.subject_entity_id, s.name AS subject_name, r.object_entity_id, o.name AS object_name,
       r.sources, r.languages, r.article_count,
       list_filter(every.all_sources, lambda each: NOT list_contains(r.sources, each)) AS silent_sources
FROM reported r
CROSS JOIN every
JOIN entities s ON s.entity_id = r.subject_entity_id
JOIN entities o ON o.entity_id = r.object_entity_id
