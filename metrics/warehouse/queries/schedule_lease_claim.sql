INSERT INTO schedule_lease (token, claim, holder, event, until, recorded_at)
SELECT
    {token:UInt64},
    {claim:String},
    {holder:String},
    'claimed',
    now64(6, 'UTC') + toIntervalMicrosecond({duration:UInt64}),
    now64(6, 'UTC')
FROM system.one
WHERE {{lease_token}} + 1 = {token:UInt64}
SETTINGS max_execution_time = 1
