-- hard: the text of one of the relations is not what stands at its offsets
SELECT t.relation_id, t.article_id FROM checked_relations t JOIN checked_articles a ON a.article_id = t.article_id
WHERE substr(a.body, t.start_char + 1, t.end_char - t.start_char) IS DISTINCT FROM t.text
