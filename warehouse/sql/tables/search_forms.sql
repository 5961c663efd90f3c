-- replaced by: nothing
-- Added to only: a form keeps its lemma when the last article that had it is gone, until the snapshot is built anew.
SELECT DISTINCT form, term AS lemma FROM chosen_article_terms WHERE form <> term ORDER BY form, lemma
