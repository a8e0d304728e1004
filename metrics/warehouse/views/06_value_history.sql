CREATE OR REPLACE VIEW {{open}}.value_history {{on_cluster}}
(
    indicator    String,
    area         String,
    dimension    String,
    scenario     String,
    frequency    String,
    period_first Date32,
    period_last  Date32,
    revision     UInt32,
    value        Nullable(Decimal(38, 10)) COMMENT 'in the unit of the indicator; NULL is missing, never zero',
    status       String,
    run          UUID,
    published_at DateTime64(6, 'UTC') COMMENT 'from this moment readers saw the revision',
    recorded_at  DateTime64(6, 'UTC')
)
DEFINER = {{account}} SQL SECURITY DEFINER
AS SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last, revision, value, status, run,
    runs.published_at AS published_at,
    recorded_at
FROM {{data}}.observation
INNER JOIN
(
    SELECT run, maxIf(recorded_at, state = 'published') AS published_at
    FROM {{data}}.run_ledger
    GROUP BY run
    HAVING argMax(state, tuple(recorded_at, toString(event))) = 'published'
) AS runs USING (run)
COMMENT 'Every published revision of every value. Values that wait for approval or were taken back are not here.'
