SELECT run
FROM run_ledger
WHERE state IN ('published', 'withdrawn')
  AND recorded_at > {before:DateTime64(6, 'UTC')} AND recorded_at <= {after:DateTime64(6, 'UTC')}
  AND (empty({feed:String}) OR feed = {feed:String})
