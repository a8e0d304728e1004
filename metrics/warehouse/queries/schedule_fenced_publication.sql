INSERT INTO run_ledger (event, run, feed, scenario, state, file, file_hash, actor, schedule, started_at, recorded_at,
    row_count, new_count, changed_count, unchanged_count, rejected_count, flagged_count, problem, comment)
SELECT
    {event:UUID},
    {run:UUID},
    base64Decode({feed:String}),
    base64Decode({scenario:String}),
    base64Decode({state:String}),
    base64Decode({file:String}),
    base64Decode({file_hash:String}),
    base64Decode({actor:String}),
    base64Decode({schedule:String}),
    {started_at:DateTime64(6, 'UTC')},
    {recorded_at:DateTime64(6, 'UTC')},
    {row_count:UInt64},
    {new_count:UInt64},
    {changed_count:UInt64},
    {unchanged_count:UInt64},
    {rejected_count:UInt64},
    {flagged_count:UInt64},
    base64Decode({problem:String}),
    base64Decode({comment:String})
FROM system.one
WHERE {{lease_token}} = {token:UInt64} AND {{lease_in_force}}
SETTINGS max_execution_time = 4
