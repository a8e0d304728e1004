SELECT tupleElement(argMax(latest, due_at), 2) AS body
FROM
(
    SELECT schedule, due_at, manual, argMax(tuple(outcome, body), tuple(token, sequence, recorded_at, toString(record))) AS latest
    FROM schedule_occurrence
    WHERE empty({schedule:String}) OR schedule = {schedule:String}
    GROUP BY schedule, due_at, manual
)
WHERE tupleElement(latest, 1) = {outcome:String}
GROUP BY schedule
