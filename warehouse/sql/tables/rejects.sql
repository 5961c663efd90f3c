-- replaced by: the whole
SELECT * FROM writer.main.rejects
