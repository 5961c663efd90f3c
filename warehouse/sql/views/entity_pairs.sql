CREATE VIEW entity_pairs AS
SELECT p.entity_a, a.name AS name_a, p.entity_b, b.name AS name_b, p.article_count, p.sentence_count
FROM (
    SELECT a.entity_id AS entity_a, b.entity_id AS entity_b, count(*) AS article_count,
           sum(len(list_intersect(a.sentence_nos, b.sentence_nos)))::BIGINT AS sentence_count
    FROM entity_articles a
    JOIN entity_articles b ON b.article_id = a.article_id AND b.entity_id > a.entity_id
    GROUP BY a.entity_id, b.entity_id
) p
JOIN entities a ON a.entity_id = p.entity_a
JOIN entities b ON b.entity_id = p.entity_b
