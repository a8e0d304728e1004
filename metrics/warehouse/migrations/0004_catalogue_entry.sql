CREATE TABLE IF NOT EXISTS catalogue_entry {{on_cluster}}
(
    run      UUID,
    kind     LowCardinality(String),
    position UInt32,
    code     String,
    body     String COMMENT 'JSON of the entry'
)
ENGINE = {{engine}}
ORDER BY (run, kind, position)
COMMENT 'Reference data: each catalogue run writes the whole catalogue, so that an older one stays readable.'
