INSERT INTO schedule_lease (token, claim, holder, event, until, recorded_at)
SELECT {token:UInt64}, {claim:String}, {holder:String}, 'released', now64(6, 'UTC'), now64(6, 'UTC')
FROM system.one
