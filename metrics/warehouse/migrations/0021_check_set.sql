CREATE TABLE IF NOT EXISTS check_set {{on_cluster}}
(
    version  UUID,
    saved_at DateTime64(6, 'UTC'),
    saved_by String,
    body     String COMMENT 'JSON of all rules'
)
ENGINE = {{engine}}
ORDER BY (saved_at, version)
COMMENT 'Every version of the rules of checks; each is in force until the next was saved.'
