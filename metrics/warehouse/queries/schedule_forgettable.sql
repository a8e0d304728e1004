SELECT schedule, concat(schedule, ' ', toString(latest)) AS kept
FROM
(
    SELECT schedule, maxIf(due_at, NOT manual) AS latest, groupUniqArray(due_at) AS due
    FROM schedule_occurrence
    GROUP BY schedule
)
WHERE arrayExists(one -> one < {before:DateTime64(6, 'UTC')} AND one != latest, due)
ORDER BY schedule
