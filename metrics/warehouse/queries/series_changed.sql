SELECT DISTINCT indicator, area, dimension
FROM run_series
WHERE scenario = {scenario:String} AND area IN {areas:Array(String)}
  AND run IN
  (
      SELECT run
      FROM run_ledger
      WHERE state IN ('published', 'withdrawn')
        AND recorded_at > {after:DateTime64(6, 'UTC')} AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
  )
ORDER BY area, indicator, dimension
