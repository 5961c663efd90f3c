-- replaced by: article_id
SELECT a.article_no AS document_no, a.article_id, coalesce(t.length, 0)::INTEGER AS length
FROM chosen_articles a
LEFT JOIN (
    SELECT document_no, sum(frequency) AS length FROM checked_search_terms GROUP BY document_no
) t ON t.document_no = a.article_no
