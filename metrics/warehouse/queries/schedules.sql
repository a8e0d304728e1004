SELECT argMax(body, tuple(changed_at, toString(version))) AS body
FROM schedule_version
GROUP BY name
ORDER BY name
