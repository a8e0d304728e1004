SELECT
    indicator, area, dimension, frequency,
    min(period_last) AS reach_first,
    max(period_last) AS reach_last,
    groupBitOr(bitShiftLeft(toUInt16(1), toMonth(period_last))) AS months,
    countIf(in_window) AS values_there,
    groupArrayIf(lag, in_window) AS lags,
    countIf(in_window AND comparable) AS values_compared,
    countIf(in_window AND comparable AND ifNull(latest_value != earliest_value, 0)) AS values_revised,
    sumIf(revision_size, in_window AND comparable) AS revision_sum
FROM
(
    SELECT
        indicator, area, dimension, frequency, period_last,
        tupleElement(latest, 1) AS latest_value,
        tupleElement(earliest, 1) AS earliest_value,
        period_last >= {window_from:Date32} AS in_window,
        greatest(toInt32(dateDiff('day', period_last, tupleElement(earliest, 2))), 0) AS lag,
        ifNull(earliest_value != 0, 0) AS comparable,
        ifNull(abs((toFloat64(latest_value) - toFloat64(earliest_value)) / toFloat64(earliest_value)), 0) AS revision_size
    FROM
    (
        SELECT
            indicator, area, dimension, scenario, frequency, period_first, period_last,
            argMax(tuple(value, status), tuple(revision, recorded_at, run)) AS latest,
            argMinIf(tuple(value, if(released > toDate32('1970-01-01'), released, toDate32(toTimeZone(recorded_at, 'Asia/Shanghai')))),
                tuple(revision, recorded_at, run), isNotNull(value)) AS earliest
        {{selected_observations}}
    )
    WHERE isNotNull(tupleElement(latest, 1)) AND tupleElement(latest, 2) != 'F'
)
GROUP BY indicator, area, dimension, frequency
ORDER BY indicator, area, dimension, frequency
