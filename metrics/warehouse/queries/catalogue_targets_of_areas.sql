SELECT kind, body
FROM catalogue_entry
WHERE run = {run:UUID} AND kind = 'target' AND area IN {areas:Array(String)}
  AND JSONExtractString(body, 'alternative_group') = ''
ORDER BY position
