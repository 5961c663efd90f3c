-- Word forms with their lemmas as the engine gave them, for full-text search; an article without an annotation has none.
CREATE TABLE internal.article_words (
    article_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    lemma VARCHAR NOT NULL,
    frequency INTEGER NOT NULL
);
