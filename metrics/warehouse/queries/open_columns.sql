SELECT table, name, type, comment
FROM system.columns
WHERE database = {database:String}
ORDER BY table, position
