INSERT INTO run_series
SELECT scenario, area, {run:UUID} AS run, indicator, dimension
FROM
(
    SELECT DISTINCT scenario, area, indicator, dimension
    FROM observation
    WHERE run = {run:UUID}
)
