SELECT
    indicator, area, dimension, frequency, period_first, period_last,
    value, status, released, source_title, source_url, note, revision, run, recorded_at
FROM observation
WHERE scenario = {scenario:String} AND indicator IN {indicators:Array(String)} AND area IN {areas:Array(String)}
  AND period_last <= {to:Date32} AND released <= {to:Date32}
  AND run IN
  (
      SELECT run
      FROM run_ledger
      WHERE state = 'published' AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
  )
ORDER BY period_last DESC, indicator, area, dimension, frequency, revision, recorded_at, run
LIMIT {limit:UInt64}
