-- hard: the text of one of the quotes is not what stands at its offsets
SELECT t.quote_id, t.article_id FROM checked_quotes t JOIN checked_articles a ON a.article_id = t.article_id
WHERE substr(a.body, t.start_char + 1, t.end_char - t.start_char) IS DISTINCT FROM t.text
