SELECT area, toString(batch), arrayMap(layer -> toString(layer), layers), changed_at, toString(ledger_event), changes, assessments
FROM assessment_batch
WHERE scenario = {scenario:String} AND as_of = {as_of:Date32} AND area IN {areas:Array(String)}
  AND method = {method:String} AND catalogue_run = {catalogue_run:String}
ORDER BY area, changed_at DESC, toString(ledger_event) DESC, computed_at DESC, toString(batch) DESC
LIMIT 1 BY area, ledger_event
