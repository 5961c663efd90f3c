-- query: rejects
SELECT origin, stage, reason, detail FROM rejects WHERE run_id = $run_id ORDER BY origin, reason LIMIT 1000
-- query: articles
SELECT DISTINCT a.article_id, coalesce(a.title, a.origin) AS title, a.url, a.language, a.source
FROM articles a JOIN article_processing p USING (article_id)
WHERE p.run_id = $run_id ORDER BY title, article_id LIMIT 20
-- query: entities
WITH done AS (SELECT DISTINCT article_id FROM article_processing WHERE run_id = $run_id),
named AS (
    SELECT m.entity_id, bool_and(d.article_id IS NOT NULL) AS only_here
    FROM mentions m LEFT JOIN done d ON d.article_id = m.article_id
    WHERE m.entity_id IS NOT NULL GROUP BY m.entity_id
)
SELECT e.name, e.kind, e.country_code AS country, e.mention_count AS mentions, e.article_count AS articles
FROM entities e JOIN named n ON n.entity_id = e.entity_id
WHERE n.only_here ORDER BY e.mention_count DESC, e.entity_id LIMIT 20
-- query: relations
WITH done AS (SELECT DISTINCT article_id FROM article_processing WHERE run_id = $run_id)
SELECT f.subject_name AS subject, f.type, f.object_name AS object, f.polarity, f.modality,
       f.attributed_to_name AS according_to, f.language, f.evidence
FROM relation_facts f JOIN done USING (article_id)
WHERE f.type IS NOT NULL AND f.type <> 'STATE' AND f.subject_entity_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY f.type, f.subject_entity_id, f.object_name ORDER BY f.confidence DESC, f.relation_id) = 1
ORDER BY f.confidence DESC, f.relation_id LIMIT 20
