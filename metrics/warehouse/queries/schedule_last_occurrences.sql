SELECT argMax(body, tuple(due_at, token, sequence, recorded_at, toString(record))) AS body
FROM schedule_occurrence
WHERE ({by_hand:String} = 'yes' OR NOT manual) AND (schedule, due_at) IN
(
    SELECT schedule, max(due_at)
    FROM schedule_occurrence
    WHERE (empty({schedule:String}) OR schedule = {schedule:String}) AND ({by_hand:String} = 'yes' OR NOT manual)
    GROUP BY schedule
)
GROUP BY schedule
