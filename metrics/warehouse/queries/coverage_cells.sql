SELECT
    indicator, period_first, period_last,
    countIf(isNotNull(tupleElement(latest, 1)) AND tupleElement(latest, 2) != 'F') AS values_there,
    countIf(isNull(tupleElement(latest, 1))) AS values_missing,
    countIf(isNotNull(tupleElement(latest, 1)) AND tupleElement(latest, 2) IN ('P', 'E', 'V')) AS values_provisional,
    countIf(isNotNull(tupleElement(latest, 1)) AND tupleElement(latest, 2) = 'F') AS values_forecast,
    countIf(ifNull(tupleElement(latest, 1) != earliest, 0)) AS values_revised
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMax(tuple(value, status), tuple(revision, recorded_at, run)) AS latest,
        argMinIf(value, tuple(revision, recorded_at, run), isNotNull(value)) AS earliest
    {{selected_observations}}
)
GROUP BY indicator, period_first, period_last
ORDER BY indicator, period_last
