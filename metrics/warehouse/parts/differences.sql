(
    SELECT
        *,
        multiIf(
            isNull(value_before) AND isNotNull(value_after), 'new',
            isNotNull(value_before) AND isNull(value_after), 'withdrawn',
            ifNull(value_before != value_after, 0), 'revised',
            status_before != status_after, 'restated',
            '') AS kind
    FROM
    (
        SELECT
            indicator, area, dimension, scenario, frequency, period_first, period_last,
            tupleElement(was, 1) AS value_before,
            tupleElement(was, 2) AS status_before,
            tupleElement(was, 3) AS revision_before,
            tupleElement(was, 4) AS run_before,
            tupleElement(now_is, 1) AS value_after,
            tupleElement(now_is, 2) AS status_after,
            tupleElement(now_is, 3) AS revision_after,
            tupleElement(now_is, 4) AS run_after
        FROM
        (
            SELECT
                indicator, area, dimension, scenario, frequency, period_first, period_last,
                argMaxIf(tuple(value, status, revision, run), tuple(revision, recorded_at, run), run IN ({{runs_before}})) AS was,
                argMaxIf(tuple(value, status, revision, run), tuple(revision, recorded_at, run), run IN ({{runs_after}})) AS now_is
            FROM observation
            WHERE scenario = {scenario:String}
              AND (empty({indicators:Array(String)}) OR indicator IN {indicators:Array(String)})
              AND (indicator, area, dimension, frequency, period_last) IN
              (
                  SELECT indicator, area, dimension, frequency, period_last
                  FROM observation
                  WHERE scenario = {scenario:String}
                    AND (empty({indicators:Array(String)}) OR indicator IN {indicators:Array(String)})
                    AND run IN ({{runs_moved}})
              )
            GROUP BY indicator, area, dimension, scenario, frequency, period_first, period_last
        )
    )
)
