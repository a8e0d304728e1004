CREATE TABLE IF NOT EXISTS assessment {{on_cluster}}
(
    batch     UUID,
    area      LowCardinality(String),
    target    LowCardinality(String),
    indicator LowCardinality(String),
    plan      LowCardinality(String),
    status    LowCardinality(String),
    latest         Nullable(Decimal(38, 10)),
    latest_period  LowCardinality(String),
    target_rate    Nullable(Float64),
    increment_rate Nullable(Float64),
    time_rate      Nullable(Float64),
    pace           Nullable(Float64),
    body      String COMMENT 'JSON of the whole assessment with its explanation'
)
ENGINE = {{engine}}
ORDER BY (batch, indicator, target)
COMMENT 'How each target stood at a date, as computed.'
