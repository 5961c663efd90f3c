-- hard: a row belongs to an article, relation or entity that is not there
SELECT 'blocks' AS table_name, article_id AS missing FROM blocks ANTI JOIN articles USING (article_id)
UNION ALL SELECT 'sentences', article_id FROM sentences ANTI JOIN articles USING (article_id)
UNION ALL SELECT 'mentions', article_id FROM mentions ANTI JOIN articles USING (article_id)
UNION ALL SELECT 'relations', article_id FROM relations ANTI JOIN articles USING (article_id)
UNION ALL SELECT 'quotes', article_id FROM quotes ANTI JOIN articles USING (article_id)
UNION ALL SELECT 'article_processing', article_id FROM article_processing ANTI JOIN articles USING (article_id)
UNION ALL SELECT 'article_versions', article_id FROM article_versions ANTI JOIN articles USING (article_id)
UNION ALL SELECT 'relation_arguments', relation_id FROM relation_arguments ANTI JOIN relations USING (relation_id)
UNION ALL SELECT 'mentions', m.entity_id FROM mentions m ANTI JOIN entities USING (entity_id) WHERE m.entity_id IS NOT NULL
UNION ALL SELECT 'entity_aliases', entity_id FROM entity_aliases ANTI JOIN entities USING (entity_id)
UNION ALL SELECT 'relation_arguments', t.entity_id FROM relation_arguments t ANTI JOIN entities USING (entity_id)
    WHERE t.entity_id IS NOT NULL
UNION ALL SELECT 'relations.subject', r.subject_entity_id FROM relations r
    ANTI JOIN entities e ON e.entity_id = r.subject_entity_id WHERE r.subject_entity_id IS NOT NULL
UNION ALL SELECT 'relations.object', r.object_entity_id FROM relations r
    ANTI JOIN entities e ON e.entity_id = r.object_entity_id WHERE r.object_entity_id IS NOT NULL
UNION ALL SELECT 'relations.attributed_to', r.attributed_to_entity_id FROM relations r
    ANTI JOIN entities e ON e.entity_id = r.attributed_to_entity_id WHERE r.attributed_to_entity_id IS NOT NULL
UNION ALL SELECT 'quotes.speaker', q.speaker_entity_id FROM quotes q
    ANTI JOIN entities e ON e.entity_id = q.speaker_entity_id WHERE q.speaker_entity_id IS NOT NULL
UNION ALL SELECT 'articles.duplicate_of', a.duplicate_of FROM articles a
    ANTI JOIN articles o ON o.article_id = a.duplicate_of WHERE a.duplicate_of IS NOT NULL
