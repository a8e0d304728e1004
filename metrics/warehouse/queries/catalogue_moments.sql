SELECT recorded_at
FROM run_ledger
WHERE feed = 'catalogue' AND state IN ('published', 'withdrawn')
  AND recorded_at > {after:DateTime64(6, 'UTC')} AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
ORDER BY recorded_at DESC
LIMIT {limit:UInt64}
