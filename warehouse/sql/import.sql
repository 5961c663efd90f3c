-- From the published rows of an export (in_*) to the tables of the writer. Each statement ends with a semicolon at the
-- end of its line.

INSERT INTO articles BY NAME
SELECT * EXCLUDE (document_no), document_no AS article_no, 1 AS revision FROM in_articles ORDER BY document_no;

INSERT INTO article_versions SELECT *, 1 FROM in_article_versions;
INSERT INTO blocks SELECT *, 1 FROM in_blocks;
INSERT INTO sentences SELECT *, 1 FROM in_sentences;
INSERT INTO article_processing SELECT *, 1 FROM in_article_processing;
INSERT INTO entities FROM in_entities;
INSERT INTO entity_aliases FROM in_entity_aliases;
INSERT INTO rejects FROM in_rejects;
INSERT INTO runs BY NAME FROM in_runs;
INSERT INTO run_languages FROM in_run_languages;

-- Every entity that a row of an article names, with the forms of its mentions there.
CREATE TEMP TABLE numbered AS
WITH named AS (
    SELECT article_id, entity_id FROM in_mentions
    UNION SELECT article_id, subject_entity_id FROM in_relations
    UNION SELECT article_id, object_entity_id FROM in_relations
    UNION SELECT article_id, attributed_to_entity_id FROM in_relations
    UNION SELECT article_id, entity_id FROM in_relation_arguments
    UNION SELECT article_id, speaker_entity_id FROM in_quotes
)
SELECT article_id, entity_id, (row_number() OVER (PARTITION BY article_id ORDER BY entity_id) - 1)::INTEGER AS entity_no
FROM named WHERE entity_id IS NOT NULL;

INSERT INTO internal.article_identities
SELECT n.article_id, n.entity_no, n.entity_id, count(m.mention_id), true
FROM numbered n LEFT JOIN in_mentions m ON m.article_id = n.article_id AND m.entity_id = n.entity_id
GROUP BY ALL;

INSERT INTO internal.article_entities
WITH forms AS (
    SELECT article_id, entity_id, text, count(*)::INTEGER AS count FROM in_mentions WHERE entity_id IS NOT NULL GROUP BY ALL
), aliases AS (
    SELECT article_id, entity_id, list({'text': text, 'count': count} ORDER BY count DESC, text) AS aliases
    FROM forms GROUP BY ALL
)
SELECT n.article_id, n.entity_no, coalesce(t.name, e.name), e.label, e.kind, e.country_code, coalesce(t.countries, []),
       coalesce(t.offices, []), coalesce(a.aliases, [])
FROM numbered n
JOIN in_entities e ON e.entity_id = n.entity_id
LEFT JOIN in_entity_articles t ON t.article_id = n.article_id AND t.entity_id = n.entity_id
LEFT JOIN aliases a ON a.article_id = n.article_id AND a.entity_id = n.entity_id;

-- Their keys for later runs are made of these once the rows are in.
INSERT INTO internal.unresolved_articles SELECT DISTINCT article_id FROM internal.article_entities;

INSERT INTO entity_judgements BY NAME FROM in_entity_judgements;

INSERT INTO internal.known_entities SELECT entity_id, name, label, kind, country_code, wikidata_id FROM in_entities;

INSERT INTO mentions BY NAME
SELECT m.* EXCLUDE (entity_id), n.entity_no, 1 AS revision
FROM in_mentions m LEFT JOIN numbered n ON n.article_id = m.article_id AND n.entity_id = m.entity_id;

INSERT INTO relations BY NAME
SELECT r.* EXCLUDE (subject_entity_id, object_entity_id, attributed_to_entity_id, sentence_text), s.entity_no AS subject_entity_no,
       o.entity_no AS object_entity_no, t.entity_no AS attributed_to_entity_no, 1 AS revision
FROM in_relations r
LEFT JOIN numbered s ON s.article_id = r.article_id AND s.entity_id = r.subject_entity_id
LEFT JOIN numbered o ON o.article_id = r.article_id AND o.entity_id = r.object_entity_id
LEFT JOIN numbered t ON t.article_id = r.article_id AND t.entity_id = r.attributed_to_entity_id;

INSERT INTO relation_arguments BY NAME
SELECT g.* EXCLUDE (entity_id), n.entity_no, 1 AS revision
FROM in_relation_arguments g LEFT JOIN numbered n ON n.article_id = g.article_id AND n.entity_id = g.entity_id;

INSERT INTO quotes BY NAME
SELECT q.* EXCLUDE (speaker_entity_id), n.entity_no AS speaker_entity_no, 1 AS revision
FROM in_quotes q LEFT JOIN numbered n ON n.article_id = q.article_id AND n.entity_id = q.speaker_entity_id;

-- Search knows of an article its terms, and of the corpus which form has which lemma: each pair of form and lemma is
-- kept, with frequency 0, with the first article that has the term.
INSERT INTO internal.article_terms
SELECT document_no, term, term, frequency, 1 FROM in_search_terms
UNION ALL
SELECT min(t.document_no), f.form, f.lemma, 0, 1
FROM in_search_forms f JOIN in_search_terms t ON t.term = f.lemma GROUP BY f.form, f.lemma;

INSERT INTO internal.article_changes SELECT article_id, 1 FROM articles;
INSERT INTO internal.entity_changes SELECT entity_id, 1 FROM entities;

UPDATE internal.state
SET data_revision = 1, resolved_revision = 1, resolved_articles = (SELECT coalesce(max(article_no), 0) FROM articles);
