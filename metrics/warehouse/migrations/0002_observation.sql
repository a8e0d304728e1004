CREATE TABLE IF NOT EXISTS observation {{on_cluster}}
(
    indicator    LowCardinality(String),
    area         LowCardinality(String),
    dimension    LowCardinality(String),
    scenario     LowCardinality(String),
    frequency    LowCardinality(String),
    period_first Date32,
    period_last  Date32,
    revision     UInt32,
    value        Nullable(Decimal(38, 10)) COMMENT 'in the unit of the indicator; NULL is missing, never zero',
    status       LowCardinality(String) COMMENT 'SDMX CL_OBS_STATUS',
    year_on_year Nullable(Decimal(38, 10)) COMMENT 'growth printed by the source, per cent',
    released     Date32 COMMENT 'day of publication by the source; 1970-01-01 when unknown',
    source_title LowCardinality(String),
    source_url   LowCardinality(String),
    note         LowCardinality(String),
    run          UUID,
    file         LowCardinality(String),
    file_hash    LowCardinality(String),
    sheet        LowCardinality(String),
    source_row   UInt32,
    source_column LowCardinality(String),
    recorded_at  DateTime64(6, 'UTC'),
    INDEX by_run run TYPE bloom_filter(0.01) GRANULARITY 1,
    PROJECTION by_area (SELECT * ORDER BY scenario, area, indicator, dimension, frequency, period_last)
)
ENGINE = {{engine}}
ORDER BY (scenario, indicator, area, dimension, frequency, period_last, revision)
COMMENT 'Append-only ledger of values. Read current values through published runs, never directly.'
