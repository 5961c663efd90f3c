-- Keys of the entities of articles (tasks/entities/keys.py), with the identity that each has; `key` and `article_key` are
-- hashes, so that looking for a few of them among millions reads numbers only.
CREATE TABLE internal.entity_keys (
    key UBIGINT NOT NULL,
    role UTINYINT NOT NULL,
    article_key UBIGINT NOT NULL,
    article_id VARCHAR NOT NULL,
    entity_no INTEGER NOT NULL,
    entity_id VARCHAR NOT NULL
);

-- Articles whose entities have changed since identities were last saved.
CREATE TABLE internal.unresolved_articles (article_id VARCHAR NOT NULL);
INSERT INTO internal.unresolved_articles SELECT DISTINCT article_id FROM internal.article_entities;

-- What was decided about two identities, by a rule or a user; undone ones are kept.
CREATE TABLE entity_judgements (
    judgement_id VARCHAR NOT NULL,
    entity_a VARCHAR NOT NULL,
    entity_b VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    judge VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    score DOUBLE,
    names VARCHAR[] NOT NULL,
    judged_at TIMESTAMP NOT NULL,
    undone_at TIMESTAMP
);
