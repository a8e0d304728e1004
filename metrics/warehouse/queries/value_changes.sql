SELECT
    indicator, area, dimension, frequency, period_first, period_last,
    tupleElement(earlier, 1) AS value_before,
    tupleElement(earlier, 2) > 0 AS known_before,
    tupleElement(later, 1) AS value_now,
    tupleElement(later, 3) AS status,
    tupleElement(later, 4) AS released_now,
    tupleElement(later, 5) AS run_now
FROM
(
    SELECT
        indicator, area, dimension, frequency, period_first, period_last,
        argMaxIf(tuple(value, revision), tuple(revision, recorded_at, run), seen_before) AS earlier,
        argMaxIf(tuple(value, revision, status, released, run), tuple(revision, recorded_at, run), seen_now) AS later
    FROM
    (
        SELECT
            indicator, area, dimension, frequency, period_first, period_last,
            value, revision, status, released, run, recorded_at,
            released <= {later_day:Date32} AND run IN ({{published_runs}}) AS seen_now,
            released <= {earlier_day:Date32} AND run IN
            (
                SELECT run
                FROM run_ledger
                WHERE recorded_at <= {earlier_known_at:DateTime64(6, 'UTC')}
                GROUP BY run
                HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
            ) AS seen_before
        FROM observation
        WHERE scenario = {scenario:String} AND area IN {areas:Array(String)} AND released <= {later_day:Date32}
          AND (indicator, area, dimension, frequency, period_last) IN
          (
              SELECT indicator, area, dimension, frequency, period_last
              FROM observation
              WHERE scenario = {scenario:String} AND area IN {areas:Array(String)} AND released <= {later_day:Date32}
                AND (run IN ({{published_runs}})) !=
                (
                    released <= {earlier_day:Date32} AND run IN
                    (
                        SELECT run
                        FROM run_ledger
                        WHERE recorded_at <= {earlier_known_at:DateTime64(6, 'UTC')}
                        GROUP BY run
                        HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
                    )
                )
          )
    )
    GROUP BY indicator, area, dimension, frequency, period_first, period_last
    HAVING (tupleElement(later, 2) > 0 OR tupleElement(earlier, 2) > 0)
      AND (isNull(tupleElement(later, 1)) != isNull(tupleElement(earlier, 1))
        OR ifNull(tupleElement(later, 1) != tupleElement(earlier, 1), 0))
)
ORDER BY indicator, area, dimension, period_last DESC, indexOf(['A', 'S', 'Q', 'YTD', 'M', 'D'], toString(frequency))
LIMIT 1 BY indicator, area, dimension, known_before
LIMIT {limit:UInt64}
