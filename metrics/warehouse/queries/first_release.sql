SELECT toString(min(if(released > toDate32('1970-01-01'), released, least(period_last, toDate32(recorded_at)))))
FROM observation
WHERE scenario = {scenario:String} AND isNotNull(value) AND run IN ({{published_runs}})
HAVING count() > 0
