SELECT run
FROM {{data}}.run_ledger
GROUP BY run
HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
