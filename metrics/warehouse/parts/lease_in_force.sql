(
    SELECT maxIf(until, event != 'released') > now64(6, 'UTC') AND countIf(event = 'released') = 0
    FROM schedule_lease
    WHERE token = {token:UInt64} AND claim = (SELECT min(claim) FROM schedule_lease WHERE token = {token:UInt64} AND event = 'claimed')
)
