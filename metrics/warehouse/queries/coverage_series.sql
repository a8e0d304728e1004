SELECT
    indicator, area, dimension, frequency,
    min(period_last) AS first_last,
    max(period_last) AS latest_last,
    groupBitOr(bitShiftLeft(toUInt16(1), toMonth(period_last))) AS months,
    countIf(period_last >= {window_from:Date32}) AS values_there,
    groupArrayIf(greatest(toInt32(came - period_last), 0), period_last >= {window_from:Date32}) AS lags,
    countIf(ifNull(value_first != 0, 0) AND period_last >= {window_from:Date32}) AS compared,
    countIf(ifNull(value_first != 0 AND value != value_first, 0) AND period_last >= {window_from:Date32}) AS revised,
    sumIf(ifNull(abs((toFloat64(value) - toFloat64(value_first)) / toFloat64(value_first)), 0),
        ifNull(value_first != 0, 0) AND period_last >= {window_from:Date32}) AS revision_sum
FROM
(
    SELECT
        indicator, area, dimension, frequency, period_first, period_last,
        tupleElement(argMax(tuple(value, status), tuple(revision, recorded_at, run)), 1) AS value,
        tupleElement(argMax(tuple(value, status), tuple(revision, recorded_at, run)), 2) AS status,
        argMinIf(value, tuple(revision, recorded_at, run), isNotNull(value)) AS value_first,
        argMinIf(if(released > toDate32('1970-01-01'), released, toDate32(toTimeZone(recorded_at, 'Asia/Shanghai'))),
            tuple(revision, recorded_at, run), isNotNull(value)) AS came
    {{selected_observations}}
)
WHERE isNotNull(value) AND status != 'F'
GROUP BY indicator, area, dimension, frequency
ORDER BY indicator, area, dimension, frequency
