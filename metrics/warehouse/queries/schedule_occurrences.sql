SELECT tupleElement(latest, 2) AS body
FROM
(
    SELECT schedule, due_at, manual, argMax(tuple(outcome, body), tuple(token, sequence, recorded_at, toString(record))) AS latest
    FROM schedule_occurrence
    WHERE (empty({schedule:String}) OR schedule = {schedule:String})
      AND due_at >= {since:DateTime64(6, 'UTC')} AND due_at < {until:DateTime64(6, 'UTC')}
      AND ({by_hand:String} = '' OR manual = ({by_hand:String} = 'yes'))
    GROUP BY schedule, due_at, manual
)
WHERE {outcome:String} = '' OR tupleElement(latest, 1) = {outcome:String}
ORDER BY due_at DESC, schedule
LIMIT {limit:UInt64}
