SELECT file, sheet, source_row, source_column, value, problem, warning
FROM reject
WHERE run = {run:UUID}
ORDER BY sheet, source_row, position
