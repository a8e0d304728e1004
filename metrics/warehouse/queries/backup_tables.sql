SELECT name
FROM system.tables
WHERE database = currentDatabase() AND endsWith(engine, 'MergeTree') AND name != 'schema_migration'
ORDER BY name
