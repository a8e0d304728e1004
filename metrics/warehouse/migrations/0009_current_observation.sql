CREATE VIEW IF NOT EXISTS current_observation {{on_cluster}} AS
SELECT
    indicator,
    area,
    dimension,
    scenario,
    frequency,
    period_first,
    period_last,
    tupleElement(latest, 1) AS value,
    tupleElement(latest, 2) AS status,
    tupleElement(latest, 3) AS revision,
    tupleElement(latest, 4) AS run
FROM
(
    SELECT
        indicator,
        area,
        dimension,
        scenario,
        frequency,
        period_first,
        period_last,
        argMax(tuple(value, status, revision, run), tuple(revision, recorded_at, run)) AS latest
    FROM observation
    WHERE run IN
    (
        SELECT run FROM run_ledger GROUP BY run HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
    )
    GROUP BY indicator, area, dimension, scenario, frequency, period_first, period_last
)
