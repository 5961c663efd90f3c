-- hard: the text of one of the mentions is not what stands at its offsets
SELECT t.mention_id, t.article_id FROM checked_mentions t JOIN checked_articles a ON a.article_id = t.article_id
WHERE substr(a.body, t.start_char + 1, t.end_char - t.start_char) IS DISTINCT FROM t.text
