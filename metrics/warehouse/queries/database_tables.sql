SELECT toString(count())
FROM system.tables
WHERE database = {database:String}
