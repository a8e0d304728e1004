SELECT finished_at
FROM founding
ORDER BY finished_at
LIMIT 1
