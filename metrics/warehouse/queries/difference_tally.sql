SELECT kind, count()
FROM
{{differences}}
WHERE kind != ''
GROUP BY kind
