CREATE TABLE IF NOT EXISTS notice_recipient {{on_cluster}}
(
    name       String,
    changed_at DateTime64(6, 'UTC'),
    version    UUID,
    changed_by String,
    body       String COMMENT 'JSON of the recipient; it holds secrets'
)
ENGINE = {{engine}}
ORDER BY (name, changed_at, version)
COMMENT 'Who is told what, by version.'
