SELECT toString(min(if(released > toDate32('1970-01-01'), released, period_last)))
FROM observation
WHERE scenario = {scenario:String} AND isNotNull(value) AND run IN ({{published_runs}})
HAVING count() > 0
