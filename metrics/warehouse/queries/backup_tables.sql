SELECT name
FROM system.tables
WHERE database = currentDatabase() AND endsWith(engine, 'MergeTree') AND name NOT IN ('schema_migration', 'session')
ORDER BY name
