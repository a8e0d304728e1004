DELETE FROM schedule_lease WHERE event = 'renewed' AND recorded_at < {before:DateTime64(6, 'UTC')}
