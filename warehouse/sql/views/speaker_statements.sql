CREATE VIEW speaker_statements AS
SELECT e.entity_id AS speaker_entity_id, e.name AS speaker_name, a.published_at, q.form, q.predicate, q.text,
       a.article_id, a.title, a.source, a.language, q.sentence_no
FROM (
    SELECT speaker_entity_id, 'quote' AS form, NULL AS predicate, text, article_id, sentence_no FROM quotes
    UNION ALL
    SELECT subject_entity_id, 'statement', predicate, object_text, article_id, sentence_no FROM relations
    WHERE type = 'STATE' AND polarity = 'positive'
) q
JOIN articles a ON a.article_id = q.article_id
JOIN entities e ON e.entity_id = q.speaker_entity_id
