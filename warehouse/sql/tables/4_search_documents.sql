CREATE TABLE search_documents AS
SELECT article_id, sum(frequency)::INTEGER AS length FROM search_terms GROUP BY article_id ORDER BY article_id
