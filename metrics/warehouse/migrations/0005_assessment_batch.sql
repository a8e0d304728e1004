CREATE TABLE IF NOT EXISTS assessment_batch {{on_cluster}}
(
    batch       UUID,
    area        LowCardinality(String),
    scenario    LowCardinality(String),
    as_of       Date32,
    ledger_event UUID COMMENT 'the last change of published data that was taken into account',
    method      LowCardinality(String),
    computed_at DateTime64(6, 'UTC'),
    assessments UInt32
)
ENGINE = {{engine}}
ORDER BY (area, scenario, as_of, computed_at, batch)
COMMENT 'One row for each finished computation; assessments without it were interrupted and are not read.'
