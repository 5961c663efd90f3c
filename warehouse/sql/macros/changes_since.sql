-- What runs after the given one have changed, latest first; nothing if there is no such run.
CREATE MACRO changes_since(run) AS TABLE
SELECT a.article_id, a.title, a.language, a.version,
       CASE WHEN a.ingested_at <= s.ended_at THEN 'reprocessed'
            WHEN a.version > 1 THEN 'updated'
            WHEN a.duplicate_of IS NOT NULL THEN 'duplicate'
            ELSE 'new' END AS change,
       w.run_id, w.stages, w.errors, greatest(a.ingested_at, coalesce(w.finished_at, a.ingested_at)) AS changed_at
FROM articles a
CROSS JOIN (SELECT started_at, coalesce(finished_at, started_at) AS ended_at FROM runs WHERE run_id = run) s
LEFT JOIN (
    SELECT p.article_id, max(p.run_id) AS run_id, list(p.stage ORDER BY p.finished_at, p.stage) AS stages,
           list(p.error) FILTER (p.error IS NOT NULL) AS errors, max(p.finished_at) AS finished_at
    FROM article_processing p
    JOIN runs r ON r.run_id = p.run_id
    WHERE r.started_at > (SELECT started_at FROM runs WHERE run_id = run)
    GROUP BY p.article_id
) w ON w.article_id = a.article_id
WHERE w.article_id IS NOT NULL OR a.ingested_at > s.ended_at
ORDER BY changed_at DESC, a.article_id
