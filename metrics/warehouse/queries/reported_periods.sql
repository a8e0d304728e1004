SELECT indicator, area, dimension, frequency, period_first, period_last, released
FROM
(
    SELECT indicator, area, dimension, frequency, period_first, period_last, value, released
    {{newest_selected}}
)
WHERE isNotNull(value)
ORDER BY indicator, area, dimension, frequency, period_last DESC
LIMIT {limit:UInt64} BY indicator, area, dimension, frequency
