SELECT count()
FROM
(
    SELECT
        maxIf(tuple(revision, recorded_at), run = {run:UUID}) AS own,
        maxIf(tuple(revision, recorded_at), run != {run:UUID}) AS newest
    FROM observation
    WHERE (scenario, indicator, area, dimension, frequency, period_last) IN
        (SELECT scenario, indicator, area, dimension, frequency, period_last FROM observation WHERE run = {run:UUID})
      AND (run = {run:UUID} OR run IN ({{published_runs}}))
    GROUP BY indicator, area, dimension, scenario, frequency, period_first, period_last
)
WHERE newest > own
