SELECT
    token,
    claim,
    toUInt8(countIf(event = 'released') > 0) AS released,
    dateDiff('microsecond', now64(6, 'UTC'), max(until)) AS remaining
FROM schedule_lease
WHERE (token, claim) IN
(
    SELECT token, min(claim)
    FROM schedule_lease
    WHERE event = 'claimed' AND token = {{lease_token}}
    GROUP BY token
)
GROUP BY token, claim
