SELECT run
FROM run_ledger
WHERE recorded_at <= {before:DateTime64(6, 'UTC')}
GROUP BY run
HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
