SELECT toString(run), state, recorded_at
FROM run_ledger
WHERE run IN {runs:Array(UUID)} AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
ORDER BY run, recorded_at, toString(event)
