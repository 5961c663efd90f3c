-- replaced by: entity_id
SELECT * FROM chosen_entity_aliases
