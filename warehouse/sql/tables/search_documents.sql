-- replaced by: article_id
SELECT a.article_no AS document_no, a.article_id, coalesce(t.length, 0)::INTEGER AS length
FROM chosen_articles a
LEFT JOIN (SELECT DISTINCT document_no, length FROM checked_search_terms) t ON t.document_no = a.article_no
