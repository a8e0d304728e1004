INSERT INTO schema_migration SELECT * FROM schema_migration WHERE 0
