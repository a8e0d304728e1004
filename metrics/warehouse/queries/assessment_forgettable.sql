SELECT DISTINCT toString(batch) AS identifier
FROM assessment
WHERE batch NOT IN (SELECT batch FROM assessment_batch)
  AND UUIDv7ToDateTime(batch) < {before:DateTime64(6, 'UTC')}
