CREATE VIEW entity_review AS
SELECT j.judgement_id, j.entity_a, a.name AS name_a, j.entity_b, b.name AS name_b, a.label, j.reason, j.score,
       a.article_count AS articles_a, b.article_count AS articles_b, j.judged_at
FROM entity_judgements j
JOIN entities a ON a.entity_id = j.entity_a
JOIN entities b ON b.entity_id = j.entity_b
WHERE j.verdict = 'unsure' AND j.undone_at IS NULL
AND NOT EXISTS (
    FROM entity_judgements u
    WHERE u.judge = 'user' AND u.undone_at IS NULL
    AND ((u.entity_a = j.entity_a AND u.entity_b = j.entity_b) OR (u.entity_a = j.entity_b AND u.entity_b = j.entity_a))
)
ORDER BY j.score DESC, b.mention_count DESC, j.entity_b;
