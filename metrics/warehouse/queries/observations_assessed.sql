SELECT
    indicator, area, dimension, frequency, period_first, period_last,
    tupleElement(latest, 1) AS value,
    tupleElement(latest, 2) AS status,
    tupleElement(latest, 3) AS released,
    tupleElement(latest, 4) AS source_title,
    tupleElement(latest, 5) AS source_url,
    tupleElement(latest, 6) AS note,
    tupleElement(latest, 7) AS revision,
    tupleElement(latest, 8) AS run,
    tupleElement(latest, 9) AS recorded_at
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMax(tuple(value, status, released, source_title, source_url, note, revision, run, recorded_at), tuple(revision, recorded_at, run)) AS latest
    {{selected_observations}}
)
ORDER BY indicator, area, dimension, period_last, frequency
