-- hard: a field that must say something is empty
SELECT 'articles' AS table_name, article_id AS id FROM checked_articles WHERE body = '' OR origin = '' OR source = ''
UNION ALL SELECT 'sentences', article_id FROM checked_sentences WHERE text = ''
UNION ALL SELECT 'mentions', mention_id FROM checked_mentions WHERE text = ''
UNION ALL SELECT 'entities', entity_id FROM checked_entities WHERE name = '' OR entity_id = ''
UNION ALL SELECT 'relations', relation_id FROM checked_relations WHERE predicate_text = '' AND type IS NULL OR text = '' OR rule = ''
UNION ALL SELECT 'quotes', quote_id FROM checked_quotes WHERE text = ''
UNION ALL SELECT 'rejects', reject_id FROM checked_rejects WHERE reason = '' OR detail = ''
