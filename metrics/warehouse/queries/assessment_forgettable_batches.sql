SELECT toString(batch) AS identifier
FROM assessment_batch
WHERE (area, scenario, as_of) IN
(
    SELECT area, scenario, as_of
    FROM assessment_batch
    GROUP BY area, scenario, as_of
    HAVING max(computed_at) < {before:DateTime64(6, 'UTC')}
)
