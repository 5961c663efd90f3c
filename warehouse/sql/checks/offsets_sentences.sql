-- hard: the text of a sentence is not what stands at its offsets
SELECT s.article_id, s.sentence_no FROM checked_sentences s JOIN checked_articles a ON a.article_id = s.article_id
WHERE substr(a.body, s.start_char + 1, s.end_char - s.start_char) IS DISTINCT FROM s.text
