SELECT kind, body
FROM catalogue_entry
WHERE run = {run:UUID} AND (kind != 'target' OR JSONExtractString(body, 'alternative_group') != '')
ORDER BY kind, position
