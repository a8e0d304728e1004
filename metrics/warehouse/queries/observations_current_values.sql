SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    tupleElement(latest, 1) AS value,
    tupleElement(latest, 2) AS status,
    tupleElement(latest, 3) AS revision
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMax(tuple(value, status, revision), tuple(revision, recorded_at, run)) AS latest
    {{selected_observations}}
)
ORDER BY indicator, area, dimension, period_last, frequency
