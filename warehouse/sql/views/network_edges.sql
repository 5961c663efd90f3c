CREATE VIEW network_edges AS
SELECT r.subject_entity_id AS source_entity_id, s.name AS source_name, r.object_entity_id AS target_entity_id,
       o.name AS target_name, r.type, count(*) AS relation_count, count(DISTINCT r.article_id) AS article_count,
       round(sum(r.confidence), 3) AS weight
FROM relations r
JOIN entities s ON s.entity_id = r.subject_entity_id
JOIN entities o ON o.entity_id = r.object_entity_id
WHERE r.polarity = 'positive' AND r.subject_entity_id <> r.object_entity_id
GROUP BY ALL
