SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    value, status, year_on_year, released, source_title, source_url, note, revision,
    run, file, file_hash, sheet, source_row, source_column, recorded_at
{{newest_selected}}
