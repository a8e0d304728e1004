SELECT argMin(body, tuple(recorded_at, toString(record))) AS body
FROM notice
WHERE recorded_at >= {since:DateTime64(6, 'UTC')}
GROUP BY id
ORDER BY min(recorded_at) DESC, id DESC
LIMIT {limit:UInt64}
