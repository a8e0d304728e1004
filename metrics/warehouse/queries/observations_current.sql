SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    tupleElement(latest, 1) AS value,
    tupleElement(latest, 2) AS status,
    tupleElement(latest, 3) AS year_on_year,
    tupleElement(latest, 4) AS released,
    tupleElement(latest, 5) AS source_title,
    tupleElement(latest, 6) AS source_url,
    tupleElement(latest, 7) AS note,
    tupleElement(latest, 8) AS revision,
    tupleElement(latest, 9) AS run,
    tupleElement(latest, 10) AS file,
    tupleElement(latest, 11) AS file_hash,
    tupleElement(latest, 12) AS sheet,
    tupleElement(latest, 13) AS source_row,
    tupleElement(latest, 14) AS source_column,
    tupleElement(latest, 15) AS recorded_at
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMax(
            tuple(value, status, year_on_year, released, source_title, source_url, note, revision, run, file, file_hash, sheet, source_row, source_column, recorded_at),
            tuple(revision, recorded_at, run)) AS latest
    {{selected_observations}}
)
ORDER BY indicator, area, dimension, period_last, frequency
