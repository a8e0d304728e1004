CREATE TABLE IF NOT EXISTS run_series {{on_cluster}}
(
    scenario  LowCardinality(String),
    area      LowCardinality(String),
    run       UUID,
    indicator LowCardinality(String),
    dimension LowCardinality(String)
)
ENGINE = {{engine}}
ORDER BY (scenario, area, run, indicator, dimension)
COMMENT 'Which series a run holds values of, written before the run is published; rows may repeat.'
