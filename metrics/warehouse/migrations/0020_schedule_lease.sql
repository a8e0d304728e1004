CREATE TABLE IF NOT EXISTS schedule_lease {{on_cluster}}
(
    token       UInt64,
    claim       String COMMENT 'names the attempt to take the lease; of several with one token the smallest holds it',
    holder      String COMMENT 'for people: host and process',
    event       LowCardinality(String) COMMENT 'claimed, renewed, released',
    until       DateTime64(6, 'UTC') COMMENT 'by the clock of the server, as recorded_at',
    recorded_at DateTime64(6, 'UTC')
)
ENGINE = {{engine}}
ORDER BY (token, claim, recorded_at)
COMMENT 'Which instance may run schedules. Claims are kept for ever, so that tokens never come again.'
