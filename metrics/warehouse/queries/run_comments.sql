SELECT toString(run), actor, body, recorded_at
FROM run_comment
WHERE run = {run:UUID}
ORDER BY recorded_at, toString(comment)
