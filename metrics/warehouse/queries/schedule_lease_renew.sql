INSERT INTO schedule_lease (token, claim, holder, event, until, recorded_at)
SELECT
    {token:UInt64},
    {claim:String},
    {holder:String},
    'renewed',
    now64(6, 'UTC') + toIntervalMicrosecond({duration:UInt64}),
    now64(6, 'UTC')
FROM system.one
WHERE {{lease_token}} = {token:UInt64} AND {{lease_in_force}}
