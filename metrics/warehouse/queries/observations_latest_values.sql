SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    value, status, revision
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        value, status, revision
    {{newest_selected}}
)
WHERE isNotNull(value)
ORDER BY indicator, area, dimension, period_last DESC, frequency
LIMIT 1 BY indicator, area, dimension
