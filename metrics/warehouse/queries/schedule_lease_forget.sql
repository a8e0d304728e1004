DELETE FROM schedule_lease WHERE event = 'renewed' AND recorded_at < now64(6, 'UTC') - toIntervalDay(1)
