SELECT toString(argMax(event, tuple(recorded_at, toString(event))))
FROM run_ledger
WHERE state IN ('published', 'withdrawn') AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
