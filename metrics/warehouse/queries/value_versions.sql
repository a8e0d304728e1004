{{observations_of_key}}
  AND run IN
  (
      SELECT run
      FROM run_ledger
      WHERE state = 'published' AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
  )
ORDER BY revision, recorded_at, run
