SELECT
    indicator, area, dimension, frequency, period_first, period_last,
    value, status, released, source_title, source_url, note, revision, run, recorded_at
FROM observation
WHERE scenario = {scenario:String}
  AND (empty({indicators:Array(String)}) OR indicator IN {indicators:Array(String)})
  AND area IN {areas:Array(String)}
  AND period_last <= {to:Date32} AND released <= {to:Date32}
  AND run IN ({{published_runs}})
ORDER BY scenario, area, indicator, dimension, frequency, period_last, period_first, revision DESC, recorded_at DESC, run DESC
LIMIT 1 BY area, indicator, dimension, frequency, period_last, period_first
