SELECT
    area,
    max(recorded_at) AS last_at,
    argMax(toString(event), tuple(recorded_at, toString(event))) AS last_event,
    count() AS changes
FROM
(
    SELECT DISTINCT area, run
    FROM run_series
    WHERE scenario = {scenario:String} AND area IN {areas:Array(String)}
) AS touched
INNER JOIN
(
    SELECT run, recorded_at, event
    FROM run_ledger
    WHERE state IN ('published', 'withdrawn') AND recorded_at <= {known_at:DateTime64(6, 'UTC')}
) AS changed ON touched.run = changed.run
GROUP BY area
ORDER BY area
