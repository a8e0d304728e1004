SELECT DISTINCT indicator
FROM run_series
WHERE scenario = {scenario:String} AND run IN ({{published_runs}})
ORDER BY indicator
