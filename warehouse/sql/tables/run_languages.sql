-- replaced by: the whole
SELECT * FROM writer.main.run_languages
