-- The index of identities: see warehouse/identity_index.py. Articles go by their number, identities by one of this file;
-- keys are the 64 bits of internal.entity_keys, read as signed.
CREATE TABLE made_from (warehouse_id TEXT NOT NULL, revision INTEGER NOT NULL, format INTEGER NOT NULL);

-- Every identity ever given.
CREATE TABLE identities (
    identity INTEGER PRIMARY KEY,
    entity_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    country_code TEXT,
    wikidata_id TEXT
);

CREATE TABLE aliases (alias TEXT NOT NULL, identity INTEGER NOT NULL, PRIMARY KEY (alias, identity)) WITHOUT ROWID;

-- Language and date of each article, and the keys of the people and of the known things that it names, as JSON.
CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    language TEXT,
    published_at TEXT,
    people TEXT NOT NULL,
    known TEXT NOT NULL
);

-- Entities of articles that have a key. `alike` is equal where name, label, kind, country, language and the texts of the
-- aliases are; `entity` is the rest of its row as JSON.
CREATE TABLE entries (
    article INTEGER NOT NULL,
    entity_no INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    is_bare INTEGER NOT NULL,
    alike INTEGER NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (article, entity_no)
) WITHOUT ROWID;

-- `beginnings`: how a full name begins, as bits; 0 for other names.
CREATE TABLE keys (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    entity_no INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    beginnings INTEGER NOT NULL,
    PRIMARY KEY (key, article, entity_no)
) WITHOUT ROWID;

-- after the rows:
CREATE INDEX identities_by_name ON identities (name);
CREATE INDEX aliases_of_identity ON aliases (identity);
CREATE INDEX entries_of_identity ON entries (identity, is_bare, alike, article, entity_no);
CREATE INDEX keys_of_article ON keys (article);
