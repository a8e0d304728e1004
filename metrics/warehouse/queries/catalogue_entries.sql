SELECT kind, body
FROM catalogue_entry
WHERE run = {run:UUID}
ORDER BY kind, position
