-- query: languages
SELECT coalesce(a.language, '?') AS language, count(DISTINCT a.article_id) AS articles,
       (SELECT count(*) FROM mentions m JOIN articles b USING (article_id) WHERE b.language IS NOT DISTINCT FROM a.language) AS mentions,
       (SELECT count(*) FROM relations r JOIN articles b USING (article_id) WHERE b.language IS NOT DISTINCT FROM a.language) AS relations
FROM articles a GROUP BY a.language ORDER BY articles DESC, language
-- query: entities
SELECT name, kind, country_code AS country, mention_count AS mentions, article_count AS articles,
       array_to_string(languages, ', ') AS languages
FROM entities ORDER BY mention_count DESC, entity_id LIMIT 10
-- query: relations
WITH candidates AS (
    SELECT r.type, r.polarity, r.modality, coalesce(s.name, r.subject_text) AS subject, r.predicate_text,
           coalesce(o.name, r.object_text) AS object, r.confidence, a.language, r.relation_id,
           row_number() OVER (PARTITION BY r.type, r.subject_entity_id, r.object_entity_id ORDER BY r.confidence DESC, r.relation_id) AS repeated,
           row_number() OVER (PARTITION BY r.type ORDER BY r.confidence DESC, r.relation_id) AS of_type
    FROM relations r
    JOIN articles a USING (article_id)
    JOIN entities s ON s.entity_id = r.subject_entity_id
    LEFT JOIN entities o ON o.entity_id = r.object_entity_id
    WHERE r.type IS NOT NULL AND (o.entity_id IS NOT NULL OR r.type = 'STATE')
)
SELECT subject || ' · ' || CASE polarity WHEN 'negative' THEN 'NOT ' ELSE '' END || type
       || CASE modality WHEN 'asserted' THEN '' ELSE ' (' || modality || ')' END
       || ' · ' || coalesce(object, '') || '   [' || language || ': ' || predicate_text || ']' AS sentence
FROM candidates WHERE repeated = 1 AND of_type <= 2
ORDER BY confidence DESC, relation_id LIMIT 10
-- query: rejects
SELECT origin, reason, detail FROM rejects WHERE run_id = $run_id ORDER BY origin, reason
-- query: checks
SELECT found.finding || ' (' || found."check" || ', rows: ' || found.rows || ', e.g. ' || found.example || ')' AS line
FROM (
    SELECT unnest(from_json(checks, '[{"check": "VARCHAR", "severity": "VARCHAR", "finding": "VARCHAR", "rows": "BIGINT", "example": "VARCHAR"}]')) AS found
    FROM runs WHERE run_id = $run_id
)
WHERE found.severity = 'soft'
