(SELECT max(token) FROM schedule_lease WHERE event = 'claimed')
