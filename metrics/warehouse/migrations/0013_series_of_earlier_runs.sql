INSERT INTO run_series
SELECT DISTINCT scenario, area, run, indicator, dimension
FROM observation
