CREATE TABLE IF NOT EXISTS notice_delivery {{on_cluster}}
(
    id        String,
    recipient String,
    outcome   LowCardinality(String),
    at        DateTime64(6, 'UTC'),
    body      String COMMENT 'JSON of the attempt'
)
ENGINE = {{engine}}
ORDER BY (at, id)
COMMENT 'Each attempt to tell somebody.'
