SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    value, status, year_on_year, released, source_title, source_url, note, revision,
    run, file, file_hash, sheet, source_row, source_column, recorded_at
FROM observation
WHERE scenario = {scenario:String} AND indicator = {indicator:String} AND area = {area:String}
  AND dimension = {dimension:String}
  AND (frequency, period_last) IN (SELECT arrayJoin(arrayZip({frequencies:Array(String)}, {period_lasts:Array(Date32)})))
