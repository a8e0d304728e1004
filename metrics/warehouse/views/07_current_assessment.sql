CREATE OR REPLACE VIEW {{open}}.current_assessment {{on_cluster}}
(
    as_of          Date32 COMMENT 'the newest day that was assessed',
    scenario       String,
    area           String,
    target         String,
    indicator      String,
    plan           String,
    status         String COMMENT 'achieved_early, achieved, held, ahead, on_schedule, behind, far_behind, not_held, missed, pending or not_assessable',
    reason         String COMMENT 'key of the reason',
    latest         Nullable(Decimal(38, 10)) COMMENT 'the value that was judged, in the unit of the indicator',
    latest_period  String,
    target_rate    Nullable(Float64) COMMENT '目标完成率, 0.95 is 95 %',
    increment_rate Nullable(Float64) COMMENT '增量完成率',
    time_rate      Nullable(Float64) COMMENT '时序进度',
    pace           Nullable(Float64) COMMENT 'change so far over the change that the path requires by then',
    gap            Nullable(Float64) COMMENT 'latest − required, positive when better, in the unit of the indicator',
    required_per_year Nullable(Float64) COMMENT 'change a year that is needed from now on',
    computed_at    DateTime64(6, 'UTC')
)
DEFINER = {{account}} SQL SECURITY DEFINER
AS SELECT
    newest.as_of AS as_of,
    newest.scenario AS scenario,
    assessed.area AS area,
    assessed.target AS target,
    assessed.indicator AS indicator,
    assessed.plan AS plan,
    assessed.status AS status,
    JSONExtractString(assessed.body, 'reason') AS reason,
    assessed.latest AS latest,
    assessed.latest_period AS latest_period,
    assessed.target_rate AS target_rate,
    assessed.increment_rate AS increment_rate,
    assessed.time_rate AS time_rate,
    assessed.pace AS pace,
    JSONExtract(assessed.body, 'gap', 'Nullable(Float64)') AS gap,
    JSONExtract(assessed.body, 'required_per_year', 'Nullable(Float64)') AS required_per_year,
    newest.computed_at AS computed_at
FROM {{data}}.assessment AS assessed
INNER JOIN
(
    SELECT scenario, as_of, computed_at, layer.1 AS batch, layer.2 AS depth
    FROM
    (
        SELECT area, scenario, as_of, computed_at, arrayPushFront(layers, batch) AS all_layers
        FROM {{data}}.assessment_batch
        WHERE as_of <= toDate32(now('UTC') + INTERVAL 8 HOUR)
        ORDER BY area, scenario, as_of DESC, changed_at DESC, toString(ledger_event) DESC, computed_at DESC, toString(batch) DESC
        LIMIT 1 BY area, scenario
    )
    ARRAY JOIN arrayZip(all_layers, arrayEnumerate(all_layers)) AS layer
) AS newest ON newest.batch = assessed.batch
ORDER BY newest.scenario, assessed.area, assessed.indicator, assessed.target, newest.depth
LIMIT 1 BY newest.scenario, assessed.area, assessed.indicator, assessed.target
COMMENT 'How each target stood on the newest day that was assessed. Opening the pages or the job assess computes a new day.'
