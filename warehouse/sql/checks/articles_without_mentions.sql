-- soft: an article of some length names nobody and nothing
SELECT a.article_id, a.title FROM checked_articles a
JOIN checked_article_processing p ON p.article_id = a.article_id AND p.stage = 'entities' AND p.error IS NULL
ANTI JOIN checked_mentions m ON m.article_id = a.article_id
WHERE a.word_count >= 50
