SELECT area, count() AS targets
FROM catalogue_entry
WHERE run = {run:UUID} AND kind = 'target'
GROUP BY area
ORDER BY area
