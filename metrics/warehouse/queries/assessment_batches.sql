SELECT area, toString(argMax(batch, tuple(computed_at, toString(batch)))) AS batch
FROM assessment_batch
WHERE scenario = {scenario:String} AND as_of = {as_of:Date32}
  AND (empty({areas:Array(String)}) OR area IN {areas:Array(String)})
  AND ledger_event = {ledger_event:UUID} AND method = {method:String}
GROUP BY area
ORDER BY area
