-- replaced by: article_id
SELECT article_id, origin, url, source, title, author, published_at, ingested_at, language, language_confidence, body,
       word_count, content_sha256, version, duplicate_of, payload_sha256, article_no AS document_no
FROM chosen_articles
