SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    tupleElement(latest, 1) AS value,
    tupleElement(latest, 2) AS revision,
    tupleElement(latest, 3) AS run,
    tupleElement(latest, 4) AS recorded_at,
    tupleElement(own, 1) AS own_value,
    tupleElement(own, 2) AS own_revision,
    tupleElement(own, 3) AS own_sheet,
    tupleElement(own, 4) AS own_row
FROM {{run_standing}}
WHERE tupleElement(latest, 3) != {run:UUID}
ORDER BY own_sheet, own_row, indicator, area, dimension, period_last, frequency
LIMIT {limit:UInt64}
