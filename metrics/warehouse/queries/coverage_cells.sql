SELECT
    indicator, period_first, period_last,
    countIf(isNotNull(value) AND status != 'F') AS values_there,
    countIf(isNull(value)) AS values_missing,
    countIf(isNotNull(value) AND status IN ('P', 'E', 'V')) AS values_provisional,
    countIf(isNotNull(value) AND status = 'F') AS values_forecast,
    countIf(ifNull(value != value_first, 0)) AS values_revised
FROM
(
    SELECT
        indicator, dimension, period_first, period_last,
        tupleElement(argMax(tuple(value, status), tuple(revision, recorded_at, run)), 1) AS value,
        tupleElement(argMax(tuple(value, status), tuple(revision, recorded_at, run)), 2) AS status,
        tupleElement(argMin(tuple(value, status), tuple(revision, recorded_at, run)), 1) AS value_first
    {{selected_observations}}
)
GROUP BY indicator, period_first, period_last
ORDER BY indicator, period_last
