-- Reports of one type between the same two entities whose days follow each other within three days count as one event.
-- The ends of symmetric types are put in alphabetical order. Reports without any day stand apart.
CREATE VIEW event_agreement AS
WITH reports AS (
    SELECT r.relation_id, r.article_id, a.language, a.source, r.type, r.polarity, r.modality,
           r.type IN ('CONSULT', 'COOPERATE', 'AGREE') AS is_mutual,
           CASE WHEN is_mutual THEN least(r.subject_entity_id, r.object_entity_id) ELSE r.subject_entity_id END AS entity_a,
           CASE WHEN is_mutual THEN greatest(r.subject_entity_id, r.object_entity_id) ELSE r.object_entity_id END AS entity_b,
           coalesce(r.event_date, a.published_at::DATE) AS day
    FROM relations r
    JOIN articles a ON a.article_id = r.article_id
    WHERE r.scheme = 'plover' AND r.subject_entity_id IS NOT NULL AND r.object_entity_id IS NOT NULL
), marked AS (
    SELECT *, (day - lag(day) OVER follows > 3)::INTEGER AS begins
    FROM reports
    WINDOW follows AS (PARTITION BY type, entity_a, entity_b, day IS NULL ORDER BY day, relation_id)
), numbered AS (
    SELECT *, coalesce(sum(begins) OVER (
        PARTITION BY type, entity_a, entity_b, day IS NULL ORDER BY day, relation_id), 0) AS event_no
    FROM marked
)
SELECT n.type, n.entity_a, a.name AS name_a, n.entity_b, b.name AS name_b,
       min(n.day) AS first_day, max(n.day) AS last_day,
       count(DISTINCT n.article_id) AS article_count, list(DISTINCT n.language ORDER BY n.language) AS languages,
       list(DISTINCT n.source ORDER BY n.source) AS sources,
       count(*) FILTER (n.polarity = 'positive' AND n.modality = 'asserted') AS asserted_count,
       count(*) FILTER (n.polarity = 'negative') AS denied_count,
       list(n.relation_id ORDER BY n.relation_id) AS relation_ids
FROM numbered n
JOIN entities a ON a.entity_id = n.entity_a
JOIN entities b ON b.entity_id = n.entity_b
GROUP BY n.type, n.entity_a, a.name, n.entity_b, b.name, n.day IS NULL, n.event_no
HAVING count(DISTINCT n.article_id) > 1
