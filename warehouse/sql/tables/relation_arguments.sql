-- replaced by: article_id
SELECT g.relation_id, g.article_id, g.argument_no, g.role, g.text, i.entity_id, g.value, g.start_char, g.end_char
FROM chosen_relation_arguments g
LEFT JOIN chosen_article_identities i ON i.article_id = g.article_id AND i.entity_no = g.entity_no
