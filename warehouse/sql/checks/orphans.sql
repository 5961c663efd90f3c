-- hard: a row belongs to an article, relation or entity that is not there
WITH named AS (
    SELECT 'mentions' AS table_name, entity_id FROM checked_mentions
    UNION ALL SELECT 'relation_arguments', entity_id FROM checked_relation_arguments
    UNION ALL SELECT 'relations.subject', subject_entity_id FROM checked_relations
    UNION ALL SELECT 'relations.object', object_entity_id FROM checked_relations
    UNION ALL SELECT 'relations.attributed_to', attributed_to_entity_id FROM checked_relations
    UNION ALL SELECT 'quotes.speaker', speaker_entity_id FROM checked_quotes
    UNION ALL SELECT 'entity_aliases', entity_id FROM checked_entity_aliases
)
SELECT table_name, entity_id AS missing FROM named ANTI JOIN entities USING (entity_id) WHERE entity_id IS NOT NULL
UNION ALL SELECT 'blocks', article_id FROM checked_blocks ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'sentences', article_id FROM checked_sentences ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'mentions', article_id FROM checked_mentions ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'relations', article_id FROM checked_relations ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'quotes', article_id FROM checked_quotes ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'article_processing', article_id FROM checked_article_processing ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'article_versions', article_id FROM checked_article_versions ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'relation_arguments', relation_id FROM checked_relation_arguments ANTI JOIN checked_relations USING (relation_id)
UNION ALL SELECT 'search_documents', article_id FROM checked_search_documents ANTI JOIN checked_articles USING (article_id)
UNION ALL SELECT 'articles.duplicate_of', a.duplicate_of FROM checked_articles a
    ANTI JOIN articles o ON o.article_id = a.duplicate_of WHERE a.duplicate_of IS NOT NULL
