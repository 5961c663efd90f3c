-- hard: a block, argument, subject or object does not stand where its offsets say
SELECT 'blocks' AS table_name, b.article_id || ' ' || b.block_no AS id FROM checked_blocks b
JOIN checked_articles a ON a.article_id = b.article_id
WHERE b.start_char < 0 OR b.end_char <= b.start_char OR b.end_char > length(a.body)
UNION ALL
SELECT 'relation_arguments', g.relation_id || ' ' || g.argument_no FROM checked_relation_arguments g
JOIN checked_articles a ON a.article_id = g.article_id
WHERE substr(a.body, g.start_char + 1, g.end_char - g.start_char) IS DISTINCT FROM g.text
UNION ALL
SELECT 'relations.subject', r.relation_id FROM checked_relations r JOIN checked_articles a ON a.article_id = r.article_id
WHERE r.subject_start IS NOT NULL
AND substr(a.body, r.subject_start + 1, r.subject_end - r.subject_start) IS DISTINCT FROM r.subject_text
UNION ALL
SELECT 'relations.object', r.relation_id FROM checked_relations r JOIN checked_articles a ON a.article_id = r.article_id
WHERE r.object_start IS NOT NULL
AND substr(a.body, r.object_start + 1, r.object_end - r.object_start) IS DISTINCT FROM r.object_text
