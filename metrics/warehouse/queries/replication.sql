SELECT
    count() AS tables,
    countIf(is_readonly) AS read_only,
    toUInt64(max(total_replicas)) AS replicas,
    toUInt64(min(active_replicas)) AS active,
    toUInt64(max(absolute_delay)) AS delay
FROM system.replicas
WHERE database = currentDatabase()
