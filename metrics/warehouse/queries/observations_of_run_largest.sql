SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    tupleElement(own, 1) AS value,
    tupleElement(own, 2) AS status,
    tupleElement(own, 3) AS year_on_year,
    tupleElement(own, 4) AS released,
    tupleElement(own, 5) AS source_title,
    tupleElement(own, 6) AS source_url,
    tupleElement(own, 7) AS note,
    tupleElement(own, 8) AS revision,
    {run:UUID} AS run,
    tupleElement(own, 9) AS file,
    tupleElement(own, 10) AS file_hash,
    tupleElement(own, 11) AS sheet,
    tupleElement(own, 12) AS source_row,
    tupleElement(own, 13) AS source_column,
    tupleElement(own, 14) AS recorded_at
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMaxIf(
            tuple(value, status, year_on_year, released, source_title, source_url, note, revision, file, file_hash, sheet, source_row, source_column, recorded_at),
            tuple(revision, recorded_at), run = {run:UUID}) AS own,
        argMaxIf(tuple(value), tuple(revision, recorded_at, run), run != {run:UUID}) AS before,
        abs(toFloat64(tupleElement(own, 1)) - toFloat64(tupleElement(before, 1))) AS amount,
        amount / nullIf(abs(toFloat64(tupleElement(before, 1))), 0) AS share
    FROM observation
    WHERE (scenario, indicator, area, dimension, frequency, period_last) IN
        (SELECT scenario, indicator, area, dimension, frequency, period_last FROM observation WHERE run = {run:UUID} AND revision > 1)
      AND (run = {run:UUID} OR run IN
      (
          SELECT run
          FROM run_ledger
          WHERE recorded_at <= (SELECT min(started_at) FROM run_ledger WHERE run = {run:UUID})
          GROUP BY run
          HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
      ))
    GROUP BY indicator, area, dimension, scenario, frequency, period_first, period_last
)
WHERE revision > 1
ORDER BY
    if({order:String} = 'percent', share, amount) DESC,
    sheet, source_row, indicator, area, dimension, frequency, period_last
LIMIT {limit:UInt64} OFFSET {offset:UInt64}
