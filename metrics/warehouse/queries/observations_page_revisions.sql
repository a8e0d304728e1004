SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    value, status, year_on_year, released, source_title, source_url, note, revision,
    run, file, file_hash, sheet, source_row, source_column, recorded_at
{{observations_after}}
  AND (indicator, area, dimension, frequency, period_last, period_first, revision, toString(run)) >
      ({after_indicator:String}, {after_area:String}, {after_dimension:String}, {after_frequency:String}, {after_last:Date32}, {after_first:Date32}, {after_revision:UInt32}, {after_run:String})
ORDER BY scenario, indicator, area, dimension, frequency, period_last, period_first, revision, toString(run)
LIMIT {limit:UInt64}
