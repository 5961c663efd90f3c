-- hard: a mention, relation or quote stands in a sentence that is not there
SELECT 'mentions' AS table_name, m.mention_id AS id, m.sentence_no FROM checked_mentions m
ANTI JOIN checked_sentences USING (article_id, sentence_no)
UNION ALL
SELECT 'relations', r.relation_id, r.sentence_no FROM checked_relations r
ANTI JOIN checked_sentences USING (article_id, sentence_no)
UNION ALL
SELECT 'quotes', q.quote_id, q.sentence_no FROM checked_quotes q ANTI JOIN checked_sentences USING (article_id, sentence_no)
