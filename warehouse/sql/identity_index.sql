-- The index of identities: see warehouse/identity_index.py. Keys are the 64 bits of internal.entity_keys, read as signed.
CREATE TABLE made_from (warehouse_id TEXT NOT NULL, revision INTEGER NOT NULL, format INTEGER NOT NULL);

-- Entities of articles that have a key. `alike` is equal where name, label, kind, country, language and the texts of the
-- aliases are; `entity` is the rest of its row as JSON.
CREATE TABLE entries (
    article_id TEXT NOT NULL,
    entity_no INTEGER NOT NULL,
    entity_id TEXT NOT NULL,
    is_bare INTEGER NOT NULL,
    alike INTEGER NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (article_id, entity_no)
) WITHOUT ROWID;
CREATE INDEX entries_of_identity ON entries (entity_id, is_bare, alike, article_id, entity_no);

CREATE TABLE keys (
    key INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    entity_no INTEGER NOT NULL,
    PRIMARY KEY (key, article_id, entity_no)
) WITHOUT ROWID;
CREATE INDEX keys_of_article ON keys (article_id);

-- Language and date of each article, and the keys of the people and of the known things that it names, as JSON.
CREATE TABLE articles (article_id TEXT PRIMARY KEY, language TEXT, published_at TEXT, people TEXT, known TEXT) WITHOUT ROWID;

CREATE TABLE known (
    entity_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    country_code TEXT,
    wikidata_id TEXT
) WITHOUT ROWID;
CREATE INDEX known_by_name ON known (name);

CREATE TABLE aliases (alias TEXT NOT NULL, entity_id TEXT NOT NULL, PRIMARY KEY (alias, entity_id)) WITHOUT ROWID;
CREATE INDEX aliases_of_identity ON aliases (entity_id);
