-- replaced by: article_id
SELECT r.relation_id, r.article_id, r.sentence_no, r.start_char, r.end_char, r.text, r.type, r.scheme, r.predicate,
       r.predicate_text, r.voice, s.entity_id AS subject_entity_id, r.subject_text, r.subject_start, r.subject_end,
       o.entity_id AS object_entity_id, r.object_text, r.object_start, r.object_end, r.polarity, r.modality, r.tense,
       r.event_date, r.event_date_end, r.event_date_text, t.entity_id AS attributed_to_entity_id, r.attributed_to_text,
       r.confidence, r.rule, r.engine, r.model, n.text AS sentence_text
FROM chosen_relations r
LEFT JOIN chosen_sentences n ON n.article_id = r.article_id AND n.sentence_no = r.sentence_no
LEFT JOIN chosen_article_identities s ON s.article_id = r.article_id AND s.entity_no = r.subject_entity_no
LEFT JOIN chosen_article_identities o ON o.article_id = r.article_id AND o.entity_no = r.object_entity_no
LEFT JOIN chosen_article_identities t ON t.article_id = r.article_id AND t.entity_no = r.attributed_to_entity_no
