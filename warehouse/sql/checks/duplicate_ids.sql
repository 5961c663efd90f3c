-- hard: an identifier occurs twice
SELECT 'articles' AS table_name, article_id AS id FROM articles GROUP BY article_id HAVING count(*) > 1
UNION ALL SELECT 'mentions', mention_id FROM mentions GROUP BY mention_id HAVING count(*) > 1
UNION ALL SELECT 'relations', relation_id FROM relations GROUP BY relation_id HAVING count(*) > 1
UNION ALL SELECT 'quotes', quote_id FROM quotes GROUP BY quote_id HAVING count(*) > 1
UNION ALL SELECT 'entities', entity_id FROM entities GROUP BY entity_id HAVING count(*) > 1
