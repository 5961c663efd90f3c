-- replaced by: article_id
WITH named AS (
    SELECT m.article_id, i.entity_id, count(*)::INTEGER AS mention_count,
           list(DISTINCT m.sentence_no ORDER BY m.sentence_no) AS sentence_nos
    FROM chosen_mentions m
    JOIN chosen_article_identities i ON i.article_id = m.article_id AND i.entity_no = m.entity_no
    GROUP BY ALL
), told AS (
    SELECT i.article_id, i.entity_id, max_by(e.name, (length(e.name), e.name)) AS name,
           list_sort(list_distinct(flatten(list(e.countries)))) AS countries,
           list_sort(list_distinct(flatten(list(e.offices)))) AS offices
    FROM chosen_article_entities e
    JOIN chosen_article_identities i ON i.article_id = e.article_id AND i.entity_no = e.entity_no
    GROUP BY ALL
)
SELECT n.*, t.name, t.countries, t.offices
FROM named n JOIN told t ON t.article_id = n.article_id AND t.entity_id = n.entity_id
ORDER BY n.entity_id
