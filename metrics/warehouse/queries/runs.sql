SELECT
    run, feed, scenario,
    tupleElement(latest, 1) AS state,
    file, file_hash,
    tupleElement(latest, 2) AS actor,
    schedule, started_at,
    tupleElement(latest, 3) AS recorded_at,
    tupleElement(latest, 4) AS row_count,
    tupleElement(latest, 5) AS new_count,
    tupleElement(latest, 6) AS changed_count,
    tupleElement(latest, 7) AS unchanged_count,
    tupleElement(latest, 8) AS rejected_count,
    tupleElement(latest, 9) AS flagged_count,
    tupleElement(latest, 10) AS problem,
    tupleElement(latest, 11) AS comment
FROM
(
    SELECT
        run, feed, scenario, file, file_hash, schedule, started_at,
        argMax(
            tuple(state, actor, recorded_at, row_count, new_count, changed_count, unchanged_count, rejected_count, flagged_count, problem, comment),
            tuple(recorded_at, toString(event))) AS latest
    FROM run_ledger
    WHERE (empty({feed:String}) OR feed = {feed:String})
      AND (empty({run:String}) OR toString(run) = {run:String})
      AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
      AND (empty({file_hash:String}) OR file_hash = {file_hash:String})
    GROUP BY run, feed, scenario, file, file_hash, schedule, started_at
)
WHERE empty({states:Array(String)}) OR has({states:Array(String)}, state)
ORDER BY toString(run) DESC
LIMIT {of_each:UInt64} BY feed
LIMIT {limit:UInt64}
