-- replaced by: article_id
SELECT * EXCLUDE (revision) FROM chosen_sentences
