-- replaced by: article_id
SELECT m.mention_id, m.article_id, m.sentence_no, m.start_char, m.end_char, m.text, m.label, m.native_label, i.entity_id,
       m.engine, m.model, m.score
FROM chosen_mentions m
LEFT JOIN chosen_article_identities i ON i.article_id = m.article_id AND i.entity_no = m.entity_no
