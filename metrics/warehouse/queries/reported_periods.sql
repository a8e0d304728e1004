SELECT
    indicator, area, dimension, frequency, period_first, period_last,
    tupleElement(latest, 2) AS released_latest
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMax(tuple(value, released), tuple(revision, recorded_at, run)) AS latest
    {{selected_observations}}
)
WHERE isNotNull(tupleElement(latest, 1))
ORDER BY indicator, area, dimension, frequency, period_last DESC
LIMIT {limit:UInt64} BY indicator, area, dimension, frequency
