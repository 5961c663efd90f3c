-- soft: the language of an article is unknown
SELECT article_id, title FROM checked_articles WHERE language IS NULL
