CREATE VIEW entity_pairs AS
WITH named AS (
    SELECT DISTINCT article_id, sentence_no, entity_id FROM mentions WHERE entity_id IS NOT NULL
), in_articles AS (
    SELECT a.entity_id AS entity_a, b.entity_id AS entity_b, count(*) AS article_count
    FROM (SELECT DISTINCT article_id, entity_id FROM named) a
    JOIN (SELECT DISTINCT article_id, entity_id FROM named) b ON b.article_id = a.article_id AND a.entity_id < b.entity_id
    GROUP BY ALL
), in_sentences AS (
    SELECT a.entity_id AS entity_a, b.entity_id AS entity_b, count(*) AS sentence_count
    FROM named a
    JOIN named b ON b.article_id = a.article_id AND b.sentence_no = a.sentence_no AND a.entity_id < b.entity_id
    GROUP BY ALL
)
SELECT p.entity_a, a.name AS name_a, p.entity_b, b.name AS name_b,
       p.article_count, coalesce(s.sentence_count, 0) AS sentence_count
FROM in_articles p
LEFT JOIN in_sentences s ON s.entity_a = p.entity_a AND s.entity_b = p.entity_b
JOIN entities a ON a.entity_id = p.entity_a
JOIN entities b ON b.entity_id = p.entity_b
