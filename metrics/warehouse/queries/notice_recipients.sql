SELECT argMax(body, tuple(changed_at, toString(version))) AS body
FROM notice_recipient
GROUP BY name
ORDER BY name
