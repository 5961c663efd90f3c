-- replaced by: article_id
SELECT q.quote_id, q.article_id, q.sentence_no, q.text, i.entity_id AS speaker_entity_id, q.speaker_text, q.start_char,
       q.end_char
FROM chosen_quotes q
LEFT JOIN chosen_article_identities i ON i.article_id = q.article_id AND i.entity_no = q.speaker_entity_no
