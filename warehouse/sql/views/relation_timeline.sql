CREATE VIEW relation_timeline AS
SELECT coalesce(r.event_date, a.published_at::DATE, a.ingested_at::DATE) AS day, r.event_date IS NOT NULL AS is_dated,
       r.type, r.subject_entity_id, s.name AS subject_name, r.object_entity_id, o.name AS object_name,
       r.polarity, r.modality, count(*) AS relation_count, count(DISTINCT r.article_id) AS article_count
FROM relations r
JOIN articles a ON a.article_id = r.article_id
LEFT JOIN entities s ON s.entity_id = r.subject_entity_id
LEFT JOIN entities o ON o.entity_id = r.object_entity_id
WHERE r.type IS NOT NULL
GROUP BY ALL
