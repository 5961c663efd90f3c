-- replaced by: document_no
-- Articles with an annotation by the terms of their words; others by the words of their body. The length of the article
-- stands beside each of its terms and the rows lie by term, so that a search reads its terms' rows and no others.
SELECT term, article_no AS document_no, frequency, sum(frequency) OVER (PARTITION BY article_no)::INTEGER AS length
FROM (
    SELECT term, article_no, sum(frequency)::INTEGER AS frequency
    FROM (
        SELECT article_no, term, frequency FROM chosen_article_terms
        UNION ALL
        SELECT article_no, unnest(regexp_extract_all(replace(strip_accents(lower(body)), 'ß', 'ss'), '[\p{L}\p{N}]+')), 1
        FROM chosen_articles
        WHERE article_no NOT IN (SELECT article_no FROM chosen_article_terms)
    )
    GROUP BY ALL
)
ORDER BY term, document_no
