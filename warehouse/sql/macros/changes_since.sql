CREATE MACRO changes_since(run) AS TABLE
SELECT a.article_id, a.title, a.language, a.version, p.stage, p.run_id, p.finished_at, p.error
FROM article_processing p
JOIN articles a ON a.article_id = p.article_id
JOIN runs r ON r.run_id = p.run_id
WHERE r.started_at > (SELECT started_at FROM runs WHERE run_id = run)
ORDER BY p.finished_at, a.article_id, p.stage
