-- soft: a stage failed on an article
SELECT article_id, stage, error FROM checked_article_processing WHERE error IS NOT NULL
