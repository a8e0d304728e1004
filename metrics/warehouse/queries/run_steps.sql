SELECT toString(run), state, actor, comment, problem, recorded_at
FROM run_ledger
WHERE run IN {runs:Array(UUID)}
ORDER BY run, recorded_at, toString(event)
