-- replaced by: entity_id
SELECT * FROM chosen_entities
