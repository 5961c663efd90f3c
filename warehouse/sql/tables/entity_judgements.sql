-- replaced by: the whole
SELECT * FROM writer.main.entity_judgements
