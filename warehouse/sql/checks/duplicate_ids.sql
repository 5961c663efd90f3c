-- hard: a key occurs twice
SELECT 'articles' AS table_name, article_id AS id FROM articles WHERE article_id IN (SELECT article_id FROM checked_articles)
    GROUP BY article_id HAVING count(*) > 1
UNION ALL SELECT 'article_versions', article_id || ' ' || version FROM checked_article_versions
    GROUP BY article_id, version HAVING count(*) > 1
UNION ALL SELECT 'blocks', article_id || ' ' || block_no FROM checked_blocks GROUP BY article_id, block_no HAVING count(*) > 1
UNION ALL SELECT 'sentences', article_id || ' ' || sentence_no FROM checked_sentences
    GROUP BY article_id, sentence_no HAVING count(*) > 1
UNION ALL SELECT 'mentions', mention_id FROM checked_mentions GROUP BY mention_id HAVING count(*) > 1
UNION ALL SELECT 'relations', relation_id FROM checked_relations GROUP BY relation_id HAVING count(*) > 1
UNION ALL SELECT 'relation_arguments', relation_id || ' ' || argument_no FROM checked_relation_arguments
    GROUP BY relation_id, argument_no HAVING count(*) > 1
UNION ALL SELECT 'quotes', quote_id FROM checked_quotes GROUP BY quote_id HAVING count(*) > 1
UNION ALL SELECT 'article_processing', article_id || ' ' || stage FROM checked_article_processing
    GROUP BY article_id, stage HAVING count(*) > 1
UNION ALL SELECT 'entities', entity_id FROM entities GROUP BY entity_id HAVING count(*) > 1
UNION ALL SELECT 'entity_aliases', entity_id || ' ' || alias || ' ' || language FROM checked_entity_aliases
    GROUP BY entity_id, alias, language HAVING count(*) > 1
UNION ALL SELECT 'rejects', reject_id FROM checked_rejects GROUP BY reject_id HAVING count(*) > 1
