CREATE VIEW relation_facts AS
SELECT r.relation_id, r.article_id, a.title, a.published_at, a.source, a.url, a.language,
       r.type, r.scheme, r.predicate, r.predicate_text, r.voice,
       r.subject_entity_id, coalesce(s.name, r.subject_text) AS subject_name, r.subject_text,
       r.object_entity_id, coalesce(o.name, r.object_text) AS object_name, r.object_text,
       r.polarity, r.modality, r.tense, r.event_date, r.event_date_end, r.event_date_text,
       r.attributed_to_entity_id, coalesce(t.name, r.attributed_to_text) AS attributed_to_name, r.attributed_to_text,
       r.confidence, r.rule, r.engine, r.model,
       r.text AS evidence, r.sentence_text AS sentence, r.sentence_no, r.start_char, r.end_char
FROM relations r
JOIN articles a ON a.article_id = r.article_id
LEFT JOIN entities s ON s.entity_id = r.subject_entity_id
LEFT JOIN entities o ON o.entity_id = r.object_entity_id
LEFT JOIN entities t ON t.entity_id = r.attributed_to_entity_id
