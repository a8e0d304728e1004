INSERT INTO run_series
SELECT DISTINCT scenario, area, run, indicator, dimension
FROM observation
WHERE run = {run:UUID}
