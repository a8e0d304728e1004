SELECT DISTINCT scenario, area
FROM assessment_batch
WHERE as_of = {as_of:Date32}
ORDER BY scenario, area
