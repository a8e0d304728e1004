CREATE TABLE IF NOT EXISTS founding {{on_cluster}}
(
    finished_at DateTime64(6, 'UTC'),
    record      UUID
)
ENGINE = {{engine}}
ORDER BY (finished_at, record)
COMMENT 'When the first loading of the store was over; the earliest row counts. What was recorded by then counts as known on every earlier day.'
