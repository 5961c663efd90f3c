CREATE VIEW country_events_by_month AS
SELECT date_trunc('month', coalesce(r.event_date, a.published_at::DATE, a.ingested_at::DATE))::DATE AS month,
       s.country_code AS subject_country, o.country_code AS object_country, r.type,
       count(*) AS event_count, count(DISTINCT r.article_id) AS article_count
FROM relations r
JOIN articles a ON a.article_id = r.article_id
JOIN entities s ON s.entity_id = r.subject_entity_id
JOIN entities o ON o.entity_id = r.object_entity_id
WHERE r.scheme = 'plover' AND r.polarity = 'positive' AND r.modality = 'asserted'
AND s.country_code IS NOT NULL AND o.country_code IS NOT NULL
GROUP BY ALL
