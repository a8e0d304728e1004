CREATE TABLE IF NOT EXISTS notice {{on_cluster}}
(
    id          String COMMENT 'the same for the same event: of several rows the first counts',
    kind        LowCardinality(String),
    subject     String,
    recorded_at DateTime64(6, 'UTC'),
    record      UUID,
    body        String COMMENT 'JSON of the notice: words as keys and arguments'
)
ENGINE = {{engine}}
ORDER BY (recorded_at, id, record)
COMMENT 'What people may want to be told.'
