SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    value_before, status_before, revision_before, run_before,
    value_after, status_after, revision_after, run_after
FROM
{{differences}}
WHERE kind != '' AND (empty({kind:String}) OR kind = {kind:String})
ORDER BY
    multiIf(
        {order:String} = 'amount', abs(toFloat64(value_after) - toFloat64(value_before)),
        {order:String} = 'percent', abs(toFloat64(value_after) - toFloat64(value_before)) / nullIf(abs(toFloat64(value_before)), 0),
        NULL) DESC,
    indicator, area, dimension, period_last, frequency
LIMIT {limit:UInt64} OFFSET {offset:UInt64}
