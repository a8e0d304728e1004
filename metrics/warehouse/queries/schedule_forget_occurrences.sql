DELETE FROM schedule_occurrence
WHERE due_at < {before:DateTime64(6, 'UTC')}
  AND schedule IN {schedules:Array(String)}
  AND concat(schedule, ' ', toString(due_at)) NOT IN {kept:Array(String)}
