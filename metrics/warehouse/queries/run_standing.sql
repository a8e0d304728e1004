SELECT
    count(),
    countIf(tupleElement(latest, 3) = {run:UUID} AND others > 0),
    countIf(tupleElement(latest, 3) = {run:UUID} AND others = 0),
    countIf(tupleElement(latest, 3) != {run:UUID})
FROM {{run_standing}}
