SELECT DISTINCT area
FROM observation
WHERE run = {run:UUID}
ORDER BY area
