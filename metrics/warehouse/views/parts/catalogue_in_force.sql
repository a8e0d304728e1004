SELECT run
FROM {{data}}.run_ledger
WHERE feed = 'catalogue'
GROUP BY run
HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
ORDER BY max(recorded_at) DESC, max(toString(event)) DESC
LIMIT 1
