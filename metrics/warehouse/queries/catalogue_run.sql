SELECT toString(run)
FROM
(
    SELECT
        run,
        argMax(state, tuple(recorded_at, toString(event))) AS last_state,
        max(recorded_at) AS published_at,
        max(toString(event)) AS last_event
    FROM run_ledger
    WHERE feed = 'catalogue' AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
    GROUP BY run
)
WHERE last_state = 'published'
ORDER BY published_at DESC, last_event DESC
LIMIT 1
