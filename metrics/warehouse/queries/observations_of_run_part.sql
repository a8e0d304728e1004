SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    value, status, year_on_year, released, source_title, source_url, note, revision,
    run, file, file_hash, sheet, source_row, source_column, recorded_at
FROM observation
WHERE run = {run:UUID} AND (revision > 1) = {revised:UInt8}
ORDER BY sheet, source_row, indicator, area, dimension, frequency, period_last
LIMIT {limit:UInt64} OFFSET {offset:UInt64}
