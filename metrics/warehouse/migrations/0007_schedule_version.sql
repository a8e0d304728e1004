CREATE TABLE IF NOT EXISTS schedule_version {{on_cluster}}
(
    name       String,
    changed_at DateTime64(6, 'UTC'),
    version    UUID,
    changed_by String,
    body       String COMMENT 'JSON of the schedule'
)
ENGINE = {{engine}}
ORDER BY (name, changed_at, version)
COMMENT 'Every version of every schedule; the last one is in force.'
