-- replaced by: article_id
SELECT m.article_id, i.entity_id, count(*)::INTEGER AS mention_count,
       list(DISTINCT m.sentence_no ORDER BY m.sentence_no) AS sentence_nos
FROM chosen_mentions m
JOIN chosen_identities i ON i.article_id = m.article_id AND i.entity_no = m.entity_no
GROUP BY ALL
ORDER BY i.entity_id
