CREATE VIEW source_comparison AS
SELECT r.type, r.subject_entity_id, s.name AS subject_name, r.object_entity_id, o.name AS object_name,
       r.sources, r.languages, r.article_count,
       list_filter(every.all_sources, lambda each: NOT list_contains(r.sources, each)) AS silent_sources,
       list_filter(every.all_languages, lambda each: NOT list_contains(r.languages, each)) AS silent_languages
FROM (
    SELECT r.type, r.subject_entity_id, r.object_entity_id, list(DISTINCT a.source ORDER BY a.source) AS sources,
           coalesce(list(DISTINCT a.language ORDER BY a.language) FILTER (a.language IS NOT NULL), []) AS languages,
           count(DISTINCT r.article_id) AS article_count
    FROM relations r
    JOIN articles a ON a.article_id = r.article_id
    WHERE r.type IS NOT NULL AND r.subject_entity_id IS NOT NULL AND r.object_entity_id IS NOT NULL
    AND r.polarity = 'positive'
    GROUP BY r.type, r.subject_entity_id, r.object_entity_id
) r
CROSS JOIN (
    SELECT list(DISTINCT source ORDER BY source) AS all_sources,
           coalesce(list(DISTINCT language ORDER BY language) FILTER (language IS NOT NULL), []) AS all_languages
    FROM articles
) every
JOIN entities s ON s.entity_id = r.subject_entity_id
JOIN entities o ON o.entity_id = r.object_entity_id
