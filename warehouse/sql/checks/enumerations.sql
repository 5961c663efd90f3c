-- hard: a value is none of those that the contract names
SELECT 'articles.language' AS column_name, language AS found FROM checked_articles WHERE NOT regexp_full_match(language, '[a-z]{2,3}')
UNION ALL SELECT 'blocks.kind', kind FROM checked_blocks WHERE kind NOT IN ('title', 'text', 'furniture')
UNION ALL SELECT 'mentions.label', label FROM checked_mentions WHERE label NOT IN ('PER', 'ORG', 'LOC', 'MISC')
UNION ALL SELECT 'entities.label', label FROM checked_entities WHERE label NOT IN ('PER', 'ORG', 'LOC', 'MISC')
UNION ALL SELECT 'entities.kind', kind FROM checked_entities
    WHERE kind NOT IN ('person', 'organization', 'country', 'place', 'group', 'event', 'other')
UNION ALL SELECT 'entities.country_code', country_code FROM checked_entities WHERE NOT regexp_full_match(country_code, '[A-Z]{2}')
UNION ALL SELECT 'relations.voice', voice FROM checked_relations WHERE voice NOT IN ('active', 'passive', 'none')
UNION ALL SELECT 'relations.polarity', polarity FROM checked_relations WHERE polarity NOT IN ('positive', 'negative')
UNION ALL SELECT 'relations.modality', modality FROM checked_relations
    WHERE modality NOT IN ('asserted', 'future', 'possible', 'conditional', 'question')
UNION ALL SELECT 'relations.tense', tense FROM checked_relations WHERE tense NOT IN ('past', 'present', 'future')
UNION ALL SELECT 'relations.type', concat_ws(' ', scheme, type) FROM checked_relations
    WHERE (scheme IS NULL) <> (type IS NULL)
    OR scheme NOT IN ('plover', 'statement', 'wikidata')
    OR scheme = 'plover' AND type NOT IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
        'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT')
    OR scheme = 'statement' AND type <> 'STATE'
    OR scheme = 'wikidata' AND type NOT IN ('POSITION_HELD', 'HEAD_OF', 'AFFILIATED_WITH', 'MEMBER_OF', 'PART_OF', 'LOCATED_IN',
        'BORDERS', 'DIPLOMATIC_RELATION')
UNION ALL SELECT 'relations.confidence', confidence::VARCHAR FROM checked_relations WHERE confidence NOT BETWEEN 0 AND 1
