(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMax(tuple(value, revision, run, recorded_at), tuple(revision, recorded_at, run)) AS latest,
        argMaxIf(tuple(value, revision, sheet, source_row), tuple(revision, recorded_at), run = {run:UUID}) AS own,
        countIf(run != {run:UUID}) AS others
    FROM observation
    WHERE (scenario, indicator, area, dimension, frequency, period_last) IN
        (SELECT scenario, indicator, area, dimension, frequency, period_last FROM observation WHERE run = {run:UUID})
      AND run IN ({{published_runs}})
    GROUP BY indicator, area, dimension, scenario, frequency, period_first, period_last
)
