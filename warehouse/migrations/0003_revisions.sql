-- Every row carries the revision of the data that brought it, so that publishing reads only what is new. The numbers of
-- entities within their article stand in the rows themselves; identities are joined when rows are published. Large
-- tables have no primary key: DuckDB reads and writes such an index as a whole, so that ten articles would cost as much
-- as all. Uniqueness is a check instead: sql/checks/duplicate_ids.sql.

-- published_revision: the newest revision that a snapshot was made of; resolved_articles: the highest article_no of
-- those that had identities when they were last found; warehouse_id: whose snapshot a snapshot is.
ALTER TABLE internal.state ADD COLUMN published_revision BIGINT DEFAULT 0;
ALTER TABLE internal.state ADD COLUMN resolved_articles INTEGER DEFAULT 0;
ALTER TABLE internal.state ADD COLUMN warehouse_id VARCHAR;
UPDATE internal.state SET warehouse_id = uuid()::VARCHAR;
ALTER TABLE runs ADD COLUMN checks VARCHAR;

-- Which articles have changed in which revision.
CREATE TABLE internal.article_changes (article_id VARCHAR NOT NULL, revision BIGINT NOT NULL);

-- Which entities, or counts of entities, have changed in which revision.
CREATE TABLE internal.entity_changes (entity_id VARCHAR NOT NULL, revision BIGINT NOT NULL);

ALTER TABLE articles RENAME TO old_articles;
CREATE TABLE articles (
    article_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    url VARCHAR,
    source VARCHAR NOT NULL,
    title VARCHAR,
    author VARCHAR,
    published_at TIMESTAMP,
    ingested_at TIMESTAMP NOT NULL,
    language VARCHAR,
    language_confidence DOUBLE,
    body VARCHAR NOT NULL,
    word_count INTEGER NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    duplicate_of VARCHAR,
    payload_sha256 VARCHAR NOT NULL,
    article_no INTEGER NOT NULL, -- position in the order of ingestion, given once
    revision BIGINT NOT NULL
);
INSERT INTO articles
SELECT *, row_number() OVER (ORDER BY ingested_at, article_id), 0 FROM old_articles ORDER BY ingested_at, article_id;
DROP TABLE old_articles;

ALTER TABLE article_versions RENAME TO old_article_versions;
CREATE TABLE article_versions (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    origin VARCHAR NOT NULL,
    url VARCHAR,
    source VARCHAR NOT NULL,
    title VARCHAR,
    author VARCHAR,
    published_at TIMESTAMP,
    ingested_at TIMESTAMP NOT NULL,
    language VARCHAR,
    body VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    payload_sha256 VARCHAR NOT NULL,
    superseded_at TIMESTAMP NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO article_versions SELECT *, 0 FROM old_article_versions;
DROP TABLE old_article_versions;

ALTER TABLE blocks RENAME TO old_blocks;
CREATE TABLE blocks (
    article_id VARCHAR NOT NULL,
    block_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO blocks SELECT *, 0 FROM old_blocks;
DROP TABLE old_blocks;

ALTER TABLE sentences RENAME TO old_sentences;
CREATE TABLE sentences (
    article_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO sentences SELECT *, 0 FROM old_sentences;
DROP TABLE old_sentences;

ALTER TABLE mentions RENAME TO old_mentions;
CREATE TABLE mentions (
    mention_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    native_label VARCHAR NOT NULL,
    entity_no INTEGER,
    engine VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    score DOUBLE,
    revision BIGINT NOT NULL
);
INSERT INTO mentions
SELECT m.mention_id, m.article_id, m.sentence_no, m.start_char, m.end_char, m.text, m.label, m.native_label, l.entity_no,
       m.engine, m.model, m.score, 0
FROM old_mentions m LEFT JOIN internal.entity_links l ON l.role = 'mention' AND l.item_id = m.mention_id;
DROP TABLE old_mentions;

ALTER TABLE relations RENAME TO old_relations;
CREATE TABLE relations (
    relation_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    type VARCHAR,
    scheme VARCHAR,
    predicate VARCHAR NOT NULL,
    predicate_text VARCHAR NOT NULL,
    voice VARCHAR NOT NULL,
    subject_entity_no INTEGER,
    subject_text VARCHAR,
    subject_start INTEGER,
    subject_end INTEGER,
    object_entity_no INTEGER,
    object_text VARCHAR,
    object_start INTEGER,
    object_end INTEGER,
    polarity VARCHAR NOT NULL,
    modality VARCHAR NOT NULL,
    tense VARCHAR,
    event_date DATE,
    event_date_end DATE,
    event_date_text VARCHAR,
    attributed_to_entity_no INTEGER,
    attributed_to_text VARCHAR,
    confidence DOUBLE NOT NULL,
    rule VARCHAR NOT NULL,
    engine VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO relations
SELECT r.relation_id, r.article_id, r.sentence_no, r.start_char, r.end_char, r.text, r.type, r.scheme, r.predicate,
       r.predicate_text, r.voice, s.entity_no, r.subject_text, r.subject_start, r.subject_end, o.entity_no,
       r.object_text, r.object_start, r.object_end, r.polarity, r.modality, r.tense, r.event_date, r.event_date_end,
       r.event_date_text, t.entity_no, r.attributed_to_text, r.confidence, r.rule, r.engine, r.model, 0
FROM old_relations r
LEFT JOIN internal.entity_links s ON s.role = 'subject' AND s.item_id = r.relation_id
LEFT JOIN internal.entity_links o ON o.role = 'object' AND o.item_id = r.relation_id
LEFT JOIN internal.entity_links t ON t.role = 'attribution' AND t.item_id = r.relation_id;

ALTER TABLE relation_arguments RENAME TO old_relation_arguments;
CREATE TABLE relation_arguments (
    relation_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    argument_no INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    entity_no INTEGER,
    value VARCHAR,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO relation_arguments
SELECT g.relation_id, r.article_id, g.argument_no, g.role, g.text, l.entity_no, g.value, g.start_char, g.end_char, 0
FROM old_relation_arguments g
JOIN old_relations r ON r.relation_id = g.relation_id
LEFT JOIN internal.entity_links l
    ON l.role = 'argument' AND l.item_id = g.relation_id AND l.argument_no = g.argument_no;
DROP TABLE old_relation_arguments;
DROP TABLE old_relations;

ALTER TABLE quotes RENAME TO old_quotes;
CREATE TABLE quotes (
    quote_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    speaker_entity_no INTEGER,
    speaker_text VARCHAR,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO quotes
SELECT q.quote_id, q.article_id, q.sentence_no, q.text, l.entity_no, q.speaker_text, q.start_char, q.end_char, 0
FROM old_quotes q LEFT JOIN internal.entity_links l ON l.role = 'speaker' AND l.item_id = q.quote_id;
DROP TABLE old_quotes;

ALTER TABLE article_processing RENAME TO old_article_processing;
CREATE TABLE article_processing (
    article_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    stage_version VARCHAR NOT NULL,
    engine VARCHAR,
    model VARCHAR,
    model_sha256 VARCHAR,
    config_sha256 VARCHAR NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    seconds DOUBLE NOT NULL,
    error VARCHAR,
    content_sha256 VARCHAR NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO article_processing SELECT *, 0 FROM old_article_processing;
DROP TABLE old_article_processing;

ALTER TABLE entities RENAME TO old_entities;
CREATE TABLE entities (
    entity_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country_code VARCHAR,
    wikidata_id VARCHAR,
    mention_count INTEGER NOT NULL,
    article_count INTEGER NOT NULL,
    languages VARCHAR[] NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL
);
INSERT INTO entities FROM old_entities;
DROP TABLE old_entities;

ALTER TABLE entity_aliases RENAME TO old_entity_aliases;
CREATE TABLE entity_aliases (
    entity_id VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    mention_count INTEGER NOT NULL
);
INSERT INTO entity_aliases FROM old_entity_aliases;
DROP TABLE old_entity_aliases;

ALTER TABLE internal.annotations RENAME TO old_annotations;
CREATE TABLE internal.annotations (
    article_id VARCHAR NOT NULL,
    engine VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    data BLOB NOT NULL
);
INSERT INTO internal.annotations FROM internal.old_annotations;
DROP TABLE internal.old_annotations;

ALTER TABLE internal.article_entities RENAME TO old_article_entities;
CREATE TABLE internal.article_entities (
    article_id VARCHAR NOT NULL,
    entity_no INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country_code VARCHAR,
    countries VARCHAR[] NOT NULL,
    offices VARCHAR[] NOT NULL,
    aliases STRUCT(text VARCHAR, count INTEGER)[] NOT NULL
);
INSERT INTO internal.article_entities FROM internal.old_article_entities;
DROP TABLE internal.old_article_entities;

-- is_named: some row of the article names the entity; mention_count: how many of its mentions do.
ALTER TABLE internal.article_identities RENAME TO old_article_identities;
CREATE TABLE internal.article_identities (
    article_id VARCHAR NOT NULL,
    entity_no INTEGER NOT NULL,
    entity_id VARCHAR NOT NULL,
    mention_count INTEGER NOT NULL,
    is_named BOOLEAN NOT NULL
);
INSERT INTO internal.article_identities
SELECT i.article_id, i.entity_no, i.entity_id, count(l.role) FILTER (l.role = 'mention'), count(l.role) > 0
FROM internal.old_article_identities i
LEFT JOIN internal.entity_links l ON l.article_id = i.article_id AND l.entity_no = i.entity_no
GROUP BY ALL;
DROP TABLE internal.old_article_identities;
DROP TABLE internal.entity_links;

ALTER TABLE internal.known_entities RENAME TO old_known_entities;
CREATE TABLE internal.known_entities (
    entity_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country_code VARCHAR,
    wikidata_id VARCHAR
);
INSERT INTO internal.known_entities FROM internal.old_known_entities;
DROP TABLE internal.old_known_entities;

-- Keys under which texts that are alike meet: one for the words as a whole and, of longer texts, 18 for bands of 7 of
-- the 128 numbers of the MinHash. See tasks/text/duplicates.py for the form of a signature.
CREATE MACRO internal.signature_keys(signature) AS list_prepend(
    md5_number_lower(substr(hex(signature), 3, 32)),
    CASE WHEN octet_length(signature) > 21 THEN
        list_transform(range(18), lambda band: md5_number_lower(band || ':' || substr(hex(signature), (43 + 56 * band)::INTEGER, 56)))
    ELSE [] END
);
ALTER TABLE internal.article_signatures RENAME TO old_article_signatures;
CREATE TABLE internal.article_signatures (article_id VARCHAR NOT NULL, signature BLOB NOT NULL, keys UBIGINT[] NOT NULL);
INSERT INTO internal.article_signatures
SELECT article_id, signature, internal.signature_keys(signature) FROM internal.old_article_signatures;
DROP TABLE internal.old_article_signatures;

-- Words for full-text search: a folded form as it stands, and the folded lemma under which it is found.
CREATE TABLE internal.article_terms (
    article_no INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    term VARCHAR NOT NULL,
    frequency INTEGER NOT NULL,
    revision BIGINT NOT NULL
);
INSERT INTO internal.article_terms
WITH folded AS (
    SELECT a.article_no, regexp_extract_all(replace(strip_accents(lower(w.form)), 'ß', 'ss'), '[\p{L}\p{N}]+') AS tokens,
           replace(strip_accents(lower(w.lemma)), 'ß', 'ss') AS lemma, w.frequency
    FROM internal.article_words w JOIN articles a ON a.article_id = w.article_id
)
SELECT article_no, token, CASE WHEN len(tokens) = 1 AND regexp_full_match(lemma, '[\p{L}\p{N}]+') THEN lemma ELSE token END,
       sum(frequency), 0
FROM (SELECT *, unnest(tokens) AS token FROM folded)
GROUP BY ALL;
DROP TABLE internal.article_words;

-- What each run worked on in each language, for checks that compare runs.
CREATE TABLE run_languages (
    run_id VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    articles INTEGER NOT NULL,
    words BIGINT NOT NULL,
    mentions BIGINT NOT NULL,
    relations BIGINT NOT NULL
);
