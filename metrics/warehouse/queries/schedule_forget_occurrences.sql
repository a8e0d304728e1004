DELETE FROM schedule_occurrence
WHERE due_at < {before:DateTime64(6, 'UTC')} AND (schedule, due_at) NOT IN
(
    SELECT schedule, max(due_at) FROM schedule_occurrence WHERE NOT manual GROUP BY schedule
)
