-- Public tables live in schema main and are what the contract names; schema internal is the writer's own and is never
-- published. Times are UTC without a zone, so that no client needs the icu extension. No foreign keys and no
-- indexes but primary keys: see sql/checks for what they would guard.

CREATE TABLE articles (
    article_id VARCHAR PRIMARY KEY,
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
    payload_sha256 VARCHAR NOT NULL
);

CREATE TABLE article_versions (
    article_id VARCHAR,
    version INTEGER,
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
    PRIMARY KEY (article_id, version)
);

CREATE TABLE blocks (
    article_id VARCHAR,
    block_no INTEGER,
    kind VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_id, block_no)
);

CREATE TABLE sentences (
    article_id VARCHAR,
    sentence_no INTEGER,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    PRIMARY KEY (article_id, sentence_no)
);

CREATE TABLE mentions (
    mention_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    native_label VARCHAR NOT NULL,
    entity_id VARCHAR,
    engine VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    score DOUBLE
);

CREATE TABLE entities (
    entity_id VARCHAR PRIMARY KEY,
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

CREATE TABLE entity_aliases (
    entity_id VARCHAR,
    alias VARCHAR,
    language VARCHAR,
    mention_count INTEGER NOT NULL,
    PRIMARY KEY (entity_id, alias, language)
);

CREATE TABLE relations (
    relation_id VARCHAR PRIMARY KEY,
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
    subject_entity_id VARCHAR,
    subject_text VARCHAR,
    subject_start INTEGER,
    subject_end INTEGER,
    object_entity_id VARCHAR,
    object_text VARCHAR,
    object_start INTEGER,
    object_end INTEGER,
    polarity VARCHAR NOT NULL,
    modality VARCHAR NOT NULL,
    tense VARCHAR,
    event_date DATE,
    event_date_end DATE,
    event_date_text VARCHAR,
    attributed_to_entity_id VARCHAR,
    attributed_to_text VARCHAR,
    confidence DOUBLE NOT NULL,
    rule VARCHAR NOT NULL,
    engine VARCHAR NOT NULL,
    model VARCHAR NOT NULL
);

CREATE TABLE relation_arguments (
    relation_id VARCHAR,
    argument_no INTEGER,
    role VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    entity_id VARCHAR,
    value VARCHAR,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (relation_id, argument_no)
);

CREATE TABLE quotes (
    quote_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    speaker_entity_id VARCHAR,
    speaker_text VARCHAR,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL
);

CREATE TABLE rejects (
    reject_id VARCHAR PRIMARY KEY,
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    article_id VARCHAR,
    source VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    payload_sha256 VARCHAR,
    seen_at TIMESTAMP NOT NULL
);

CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY,
    flow_run_id VARCHAR,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    status VARCHAR NOT NULL,
    parameters VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL,
    articles_new INTEGER,
    articles_updated INTEGER,
    articles_unchanged INTEGER,
    articles_duplicate INTEGER,
    articles_rejected INTEGER,
    mentions INTEGER,
    entities INTEGER,
    relations INTEGER,
    seconds DOUBLE
);

CREATE TABLE article_processing (
    article_id VARCHAR,
    stage VARCHAR,
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
    PRIMARY KEY (article_id, stage)
);

CREATE SCHEMA IF NOT EXISTS internal;

-- What the engine said about the body: see tasks/annotation_store.py.
CREATE TABLE internal.annotations (
    article_id VARCHAR PRIMARY KEY,
    engine VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    data BLOB NOT NULL
);

-- The entities of each article before they are identified across articles; aliases commonest first.
CREATE TABLE internal.article_entities (
    article_id VARCHAR,
    entity_no INTEGER,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country_code VARCHAR,
    countries VARCHAR[] NOT NULL,
    offices VARCHAR[] NOT NULL,
    aliases STRUCT(text VARCHAR, count INTEGER)[] NOT NULL,
    PRIMARY KEY (article_id, entity_no)
);

-- Which column of which row names which entity of its article. role: mention, subject, object, attribution,
-- argument, speaker; item_id is the id of the mention, relation or quote; argument_no is -1 but for arguments.
CREATE TABLE internal.entity_links (
    article_id VARCHAR,
    role VARCHAR,
    item_id VARCHAR,
    argument_no INTEGER,
    entity_no INTEGER NOT NULL
);

-- The identity of each entity of each article.
CREATE TABLE internal.article_identities (
    article_id VARCHAR,
    entity_no INTEGER,
    entity_id VARCHAR NOT NULL,
    PRIMARY KEY (article_id, entity_no)
);

-- Identities as resolution gave them; kept when no mention is left, so that a slug is never given to another thing.
CREATE TABLE internal.known_entities (
    entity_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country_code VARCHAR,
    wikidata_id VARCHAR
);

CREATE TABLE internal.article_signatures (
    article_id VARCHAR PRIMARY KEY,
    signature BLOB NOT NULL
);

-- One row: data_revision counts changes of public rows, resolved_revision is the one that identities were found for.
CREATE TABLE internal.state (
    data_revision BIGINT NOT NULL,
    resolved_revision BIGINT NOT NULL
);
INSERT INTO internal.state VALUES (0, 0);
