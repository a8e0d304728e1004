SELECT formatRow('CSV', *)
FROM (
{{query}}
)
