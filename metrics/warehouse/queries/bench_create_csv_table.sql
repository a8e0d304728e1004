CREATE TABLE IF NOT EXISTS bench_csv
(
    indicator LowCardinality(String),
    area LowCardinality(String),
    dimension LowCardinality(String),
    frequency LowCardinality(String),
    period String,
    value Nullable(Decimal(38, 10)),
    unit LowCardinality(String),
    status LowCardinality(String),
    scenario LowCardinality(String),
    year_on_year Nullable(Decimal(38, 10)),
    scope LowCardinality(String),
    source_title LowCardinality(String),
    source_url LowCardinality(String),
    released String,
    note LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY (scenario, indicator, area, dimension, frequency, period)
