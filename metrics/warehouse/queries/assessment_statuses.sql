SELECT target, status
FROM assessment
WHERE batch IN {batches:Array(UUID)}
  AND (empty({indicators:Array(String)}) OR indicator IN {indicators:Array(String)})
  AND (empty({targets:Array(String)}) OR target IN {targets:Array(String)})
ORDER BY area, indicator, target, indexOf({batches:Array(UUID)}, batch)
LIMIT 1 BY area, indicator, target
